"""A cell's text with stray markup, turned into rich text."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from functools import lru_cache

from pipeline.errors import TooLargeError
from pipeline.findings import Finding, Place, Severity
from pipeline.richtext import BULLET, EMPTY, Block, BulletList, Paragraph, RichText, Run, rich_text
from pipeline.table import RawCell

_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>p|ul|ol|li|br|b|strong|i|em|a|div|span|u|font|sup|sub|h[1-6])"
    r"(?P<rest>\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});")
_HREF = re.compile(r"""href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))""", re.IGNORECASE)
_MOST_SIGNS = 50_000
"""Paragraphs of one cell, or tags, bullet signs and line ends, each of which may begin one."""
_BOLD = {"b", "strong"}
_ITALIC = {"i", "em"}


def cell_text(cell: RawCell) -> tuple[RichText, tuple[Finding, ...]]:
    """Return the rich text of `cell`, and what was repaired on the way.

    `<p>`, lists (also without an end), bullet signs running on in a line, bold, italic and links
    become what they stand for; entities become their characters. A tag that is not one of these
    stays as text: it may be a sentence's own. Raises TooLargeError if a cell holds a book.
    """
    if cell.markup is not None:
        return _marked_up(cell)
    _check(len(cell.content.blocks), "paragraphs", Place(source=cell.source))
    return cell.content, ()


@lru_cache(maxsize=64)
def _marked_up(cell: RawCell) -> tuple[RichText, tuple[Finding, ...]]:
    """Return what `cell_text()` does; the cells of a row are asked for more than once."""
    return markup_text(cell.markup or "", Place(source=cell.source))


def plain_words(cell: RawCell | None) -> str:
    """Return the words of `cell` with single spaces, without its markup; none for no cell."""
    if cell is None:
        return ""
    if cell.markup is None or any(sign in cell.markup for sign in "<&"):
        return " ".join(content(cell).words)
    return " ".join(cell.markup.split())


def markup_text(markup: str, place: Place) -> tuple[RichText, tuple[Finding, ...]]:
    """Return `markup` as rich text, with a finding for each kind of repair at `place`.

    Raises TooLargeError if it holds more tags than any person's text does.
    """
    signs = sum(map(markup.count, f"<{BULLET}\n"))
    _check(signs, "tags, bullet signs and line ends", place)
    if not any(sign in markup for sign in f"<&{BULLET}"):
        return rich_text([Paragraph((Run(markup),))]), ()
    builder = _Builder(markup)
    found = tuple(Finding(code, *_REPAIRS[code], place=place) for code in builder.repairs)
    return rich_text(builder.blocks), found


def _check(count: int, what: str, place: Place) -> None:
    if count > _MOST_SIGNS:
        raise TooLargeError(
            f"{place}: the cell holds {count:,} {what}; the limit is {_MOST_SIGNS:,}",
            hint="Look at the cell, and keep the words that are the plan's.",
        )


# What each repair says. The last is a question: the markup does not tell where the items part.
_REPAIRS: dict[str, tuple[Severity, str]] = {
    "running-bullets": (Severity.NOTE, "Bullets running on in one line were made a list."),
    "list-without-end": (Severity.NOTE, "A list without an end tag was ended."),
    "list-without-items": (
        Severity.WARNING,
        "A list names no items; its text was kept as one item. Check where each item begins.",
    ),
    "item-before-list": (
        Severity.WARNING,
        "A list item ends with a colon just before another list; check where the first list ends.",
    ),
}


class _Builder:
    """Walks markup once and gathers blocks and the codes of repairs."""

    def __init__(self, markup: str) -> None:
        self.blocks: list[Block] = []
        self.repairs: list[str] = []
        self._runs: list[Run] = []
        self._in_item = False
        self._open_lists: list[int] = []
        self._bold = self._italic = 0
        self._links: list[str] = []
        at = 0
        for tag in _TAG.finditer(markup):
            if at < tag.start():
                self._text(markup[at : tag.start()])
            self._tag(tag["name"].lower(), bool(tag["end"]), tag["rest"] or "")
            at = tag.end()
        self._text(markup[at:])
        self._flush()
        if self._open_lists:
            self._end_lists()

    def _text(self, text: str) -> None:
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
        first, *items = text.split(BULLET)
        self._add(first)
        for item in items:
            if not self._open_lists:
                self._repair("running-bullets")
            self._flush()
            self._in_item = True
            self._add(item)

    def _add(self, text: str) -> None:
        link = self._links[-1] if self._links else ""
        if text:
            self._runs.append(Run(text, self._bold > 0, self._italic > 0, link))

    def _tag(self, name: str, is_end: bool, rest: str) -> None:
        if name in _BOLD:
            self._bold = max(self._bold + (-1 if is_end else 1), 0)
        elif name in _ITALIC:
            self._italic = max(self._italic + (-1 if is_end else 1), 0)
        elif name == "a":
            self._link(is_end, rest)
        elif (act := _ACTS.get((name, is_end))) is not None:
            act(self)
        elif name not in {"span", "u", "font", "sup", "sub"}:
            self._flush()

    def _link(self, is_end: bool, rest: str) -> None:
        if is_end:
            del self._links[-1:]
        else:
            href = _HREF.search(rest)
            address = next((g for g in href.groups() if g is not None), "") if href else ""
            self._links.append(html.unescape(address))

    def _start_list(self) -> None:
        if self._in_item and self._plain().rstrip().endswith(":"):
            self._repair("item-before-list")
        self._flush()
        self._open_lists.append(len(self.blocks))
        self._in_item = True

    def _start_item(self) -> None:
        self._flush()
        self._in_item = True

    def _end_list(self) -> None:
        self._flush()
        if self._open_lists:
            self._open_lists.pop()
        self._in_item = bool(self._open_lists)

    def _paragraph(self) -> None:
        self._flush()
        if self._open_lists:
            self._end_lists()
        self._in_item = False

    def _end_lists(self) -> None:
        """End the lists that the markup leaves open, and say what was made of them."""
        self._repair("list-without-end")
        for start in self._open_lists:
            is_single = start == len(self.blocks) - 1
            if is_single and self._plain_block(self.blocks[-1]).count(" ") > _LONG_ITEM:
                self._repair("list-without-items")
        self._open_lists.clear()

    def _flush(self) -> None:
        if self._runs and self._plain().strip():
            line = tuple(self._runs)
            self.blocks.append(BulletList((line,)) if self._in_item else Paragraph(line))
        self._runs = []

    def _plain(self) -> str:
        return "".join(run.text for run in self._runs)

    @staticmethod
    def _plain_block(block: Block) -> str:
        return "".join(run.text for line in block.lines for run in line)

    def _repair(self, code: str) -> None:
        if code not in self.repairs:
            self.repairs.append(code)


_ACTS: dict[tuple[str, bool], Callable[[_Builder], None]] = {
    ("p", False): _Builder._paragraph,
    ("p", True): _Builder._paragraph,
    ("ul", False): _Builder._start_list,
    ("ol", False): _Builder._start_list,
    ("ul", True): _Builder._end_list,
    ("ol", True): _Builder._end_list,
    ("li", False): _Builder._start_item,
}

_LONG_ITEM = 6
"""Words beyond which a list's only item is likely several items without their bullets."""


def content(cell: RawCell | None) -> RichText:
    """Return the text of `cell`, empty for no cell."""
    return EMPTY if cell is None else cell_text(cell)[0]
