"""What changed inside a text, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

from pipeline.richtext import BULLET, BulletList, Line, RichText, Run

# A no-break space belongs to its word; a line's end counts as a word, for it shows.
_WORD = re.compile(r"\n|[^ \n]+")
_MOST_COMPARISONS = 4_000_000
"""Beyond this (two texts of 2,000 words with nothing in common) the whole middle is replaced."""

_Kind = Literal["same", "removed", "added"]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that stayed, went or came."""

    kind: _Kind
    text: str


def segments(old: str, new: str) -> tuple[Segment, ...]:
    """Return how `old` became `new`; "same" and "added" together spell `new`."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    changes = [
        *_pieces("same", after[:start]),
        *_middle(before[start : len(before) - end], after[start : len(after) - end]),
        *_pieces("same", after[len(after) - end :]),
    ]
    return tuple(_spaced(changes))


def excerpt(old: str, new: str, around: int = 5) -> tuple[str, str]:
    """Return the words on either side from the first to the last difference.

    `around` words that both have are on each side of them; `…` says that there are more.
    """
    before, after = _WORD.findall(old), _WORD.findall(new)
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    return _cut(before, start, end, around), _cut(after, start, end, around)


def marked(text: RichText) -> str:
    """Return `text` with its looks spelled out: `**bold**`, `_italic_`, `[words](address)`."""
    return "\n".join(
        (f"{BULLET} " if isinstance(block, BulletList) else "") + _marked_line(line)
        for block in text.blocks
        for line in block.lines
    )


def _marked_line(line: Line) -> str:
    return "".join(_marked_run(run) for run in line)


def _marked_run(run: Run) -> str:
    words = run.text.strip(" ")
    marks = words
    if run.italic:
        marks = f"_{marks}_"
    if run.bold:
        marks = f"**{marks}**"
    if run.link:
        marks = f"[{marks}]({run.link})"
    return run.text.replace(words, marks, 1) if words else run.text


def _common(before: list[str], after: list[str]) -> int:
    """Return how many words both begin with."""
    count = 0
    for one, other in zip(before, after, strict=False):
        if one != other:
            break
        count += 1
    return count


def _middle(before: list[str], after: list[str]) -> Iterator[tuple[_Kind, str]]:
    if len(before) * len(after) > _MOST_COMPARISONS:
        yield from _pieces("removed", before)
        yield from _pieces("added", after)
        return
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, i, j, k, n in matcher.get_opcodes():
        if tag == "equal":
            yield from _pieces("same", after[k:n])
        else:
            yield from _pieces("removed", before[i:j])
            yield from _pieces("added", after[k:n])


def _pieces(kind: _Kind, words: list[str]) -> Iterator[tuple[_Kind, str]]:
    return ((kind, word) for word in words)


def _spaced(changes: list[tuple[_Kind, str]]) -> Iterator[Segment]:
    """Yield segments, each word with the space before it that it has in its text."""
    last = {"removed": "\n", "added": "\n"}  # the last word on either side; none needs a space
    for kind, group in groupby(changes, key=lambda change: change[0]):
        text = ""
        for _, word in group:
            side = "removed" if kind == "removed" else "added"
            text += word if "\n" in (word, last[side]) else f" {word}"
            last[side] = word
            if kind == "same":
                last["removed"] = word
        yield Segment(kind, text)


def _cut(words: list[str], start: int, end: int, around: int) -> str:
    first, last = max(start - around, 0), min(len(words) - end + around, len(words))
    shown = " ".join(words[first:last]).replace("\n", "/")
    return f"{'… ' if first else ''}{shown}{' …' if last < len(words) else ''}"
