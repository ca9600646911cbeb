"""Rich text: paragraphs and bullet lists, with bold, italic and links inside.

There is one way to write each text, so that two texts are equal when a reader of the page
would call them equal: white space runs are one space and never at a paragraph's edge, text
is in Unicode's composed form (NFC), neighbouring runs that look alike are one run, and the
bullet sign is structure and never text. `rich_text()` is the only door to that form.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, ClassVar

BULLET = "•"
"""Marks the start of a list item in raw text; never inside a `Run`."""

WHITE_SPACE = " \t\n\r\f\v\u0085\u2028\u2029"
"""What collapses. A no-break space is a character of its word and stays between words."""
_NO_BREAK = "\u00a0"
_BLANK = f" {_NO_BREAK}"
"""What shows nothing at either end of a line; web pages fill empty cells with `&nbsp;`."""

_SPACES = re.compile(f"[{WHITE_SPACE}]+")
# What XML 1.0 (section 2.2) cannot hold, and so neither DOCX nor XHTML: nobody can read it either.
# And what turns the direction of text: it shows a reader another text than the one that is stored.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


_LINK = re.compile(r"(?:https?://|mailto:|tel:)[^\s]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that looks the same from end to end."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    """The address a link leads to (see `is_link()`); empty if there is none."""


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    runs: Line

    @property
    def lines(self) -> tuple[Line, ...]:
        """The paragraph as the one line it is."""
        return (self.runs,)


@dataclass(frozen=True, slots=True)
class BulletList:
    """One bullet list; each item is a line of runs."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    items: tuple[Line, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """The items, one line each."""
        return self.items


Block = Paragraph | BulletList


@dataclass(frozen=True, slots=True)
class RichText:
    """Paragraphs and bullet lists in their order; made by `rich_text()` or `plain_text()`."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    blocks: tuple[Block, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.blocks)

    @property
    def plain(self) -> str:
        """The words alone: a line for each paragraph, a line with a bullet sign for each item."""
        return "\n".join(
            (f"{BULLET} " if isinstance(block, BulletList) else "") + line_text(line)
            for block in self.blocks
            for line in block.lines
        )

    @property
    def words(self) -> list[str]:
        """The words in reading order, without bullet signs."""
        return [word for line in self.lines() for word in line_text(line).split()]

    def lines(self) -> Iterator[Line]:
        """Yield each paragraph and each list item as a line of runs."""
        for block in self.blocks:
            yield from block.lines


EMPTY = RichText()


def line_text(line: Line) -> str:
    """Return the words of `line` without their looks."""
    return "".join(run.text for run in line)


def one_line(text: RichText) -> str:
    """Return the words of `text` on one line, without bullet signs."""
    return " ".join(line_text(line) for line in text.lines())


def without_looks(text: RichText) -> RichText:
    """Return the words of `text` alone, a plain paragraph for each of its lines."""
    return rich_text(Paragraph((Run(line_text(line)),)) for line in text.lines())


def clean_text(text: str) -> str:
    """Return `text` in NFC on one line, its white space runs single spaces, nothing unprintable."""
    if text.isascii() and text.isprintable() and "  " not in text:  # most texts are clean
        return text.strip(" ")
    return unicodedata.normalize("NFC", _SPACES.sub(" ", _UNPRINTABLE.sub("", text)).strip(_BLANK))


def without_ends(line: Sequence[Run], signs: str) -> list[Run]:
    """Return `line` without what shows nothing at its ends: `signs`, and runs of nothing else."""
    shown = [place for place, run in enumerate(line) if run.text.strip(signs)]
    if not shown:
        return []
    kept = list(line[shown[0] : shown[-1] + 1])
    kept[0] = replace(kept[0], text=kept[0].text.lstrip(signs))
    kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip(signs))
    return kept


def is_link(address: str) -> bool:
    """Return whether `address` may be published as a link: the web, a mailbox or a telephone.

    Anything else (`javascript:`, `file:`) is content that would run or read on a visitor's
    machine; `rich_text()` keeps the words of such a link and drops the address.
    """
    return _LINK.fullmatch(address) is not None


def unprintable(text: str) -> list[str]:
    """Return the characters that `clean_text()` takes out of `text`, in their order."""
    return _UNPRINTABLE.findall(text)


def plain_text(text: str) -> RichText:
    """Return `text` as rich text: a paragraph for each line, a list item for each bullet sign."""
    return rich_text(Paragraph((Run(line),)) for line in text.split("\n"))


def rich_text(blocks: Iterable[Block]) -> RichText:
    """Return `blocks` in the one form (see the module): the only way rich text is made."""
    made = [part for block in blocks for part in _split_bullets(block)]
    if not any(isinstance(part, BulletList) for part in made):
        return RichText(tuple(made))
    done: list[Block] = []
    for is_list, parts in groupby(made, key=lambda part: isinstance(part, BulletList)):
        if is_list:
            done.append(BulletList(tuple(line for part in parts for line in part.lines)))
        else:
            done.extend(parts)
    return RichText(tuple(done))


def _split_bullets(block: Block) -> Iterator[Block]:
    """Yield `block` with each bullet sign in its text turned into a list item."""
    for line in block.lines:
        head, *items = _split_line(line)
        if isinstance(block, BulletList):
            items.insert(0, head)
        elif head:
            yield Paragraph(head)
        if kept := tuple(item for item in items if item):
            yield BulletList(kept)


def _split_line(line: Line) -> list[Line]:
    if not any(BULLET in run.text for run in line):
        return [_one_form(line)]
    lines: list[list[Run]] = [[]]
    for run in line:
        first, *rest = run.text.split(BULLET)
        lines[-1].append(replace(run, text=first))
        lines.extend([replace(run, text=text)] for text in rest)
    return [_one_form(tuple(runs)) for runs in lines]


def _one_form(line: Line) -> Line:
    """Return `line` with single spaces, none at its ends, and no two neighbours alike."""
    if len(line) == 1:
        (run,) = line
        text = clean_text(run.text)
        link = run.link if is_link(run.link) else ""
        return (Run(text, run.bold, run.italic, link),) if text else ()
    merged: list[Run] = []
    gap = False
    for run in _alike(line):
        text = _SPACES.sub(" ", _UNPRINTABLE.sub("", run.text))
        gap = gap or text.startswith(" ")
        if not (word := text.strip(" ")):
            continue
        _append(merged, Run(word, run.bold, run.italic, run.link), gap)
        gap = text.endswith(" ")
    if merged and (merged[0].text[0] == _NO_BREAK or merged[-1].text[-1] == _NO_BREAK):
        merged = without_ends(merged, _BLANK)
    return tuple(map(_composed, merged))


def _composed(run: Run) -> Run:
    """Return `run` with its text in NFC."""
    if unicodedata.is_normalized("NFC", run.text):
        return run
    return replace(run, text=unicodedata.normalize("NFC", run.text))


def _alike(line: Line) -> Iterator[Run]:
    """Yield the runs of `line`, neighbours that look alike as one: a reader gives each word one."""
    for (link, bold, italic), runs in groupby(line, key=_look):
        text = "".join([run.text for run in runs])
        yield Run(text, bold, italic, link if not link or is_link(link) else "")


def _append(merged: list[Run], run: Run, gap: bool) -> None:
    """Append `run` to `merged`; a space between unlike runs goes to the plainer of the two."""
    last = merged[-1] if merged else None
    if last is not None and _look(last) == _look(run):
        merged[-1] = replace(last, text=last.text + (" " if gap else "") + run.text)
    elif last is not None and gap and _look(last) > _look(run):
        merged.append(replace(run, text=" " + run.text))
    elif last is not None and gap:
        merged[-1] = replace(last, text=last.text + " ")
        merged.append(run)
    else:
        merged.append(run)


def _look(run: Run) -> tuple[str, bool, bool]:
    return (run.link, run.bold, run.italic)
