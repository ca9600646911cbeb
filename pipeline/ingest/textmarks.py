"""The marks by which plain text shows headings, lists and bold: those of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.richtext import BULLET, Paragraph, RichText, Run, rich_text

_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_RULE = re.compile(r"\s*([-=_*~])(?:\s*\1){2,}\s*")
_UNDERLINES = {"=": 1, "-": 2, "~": 3}
"""The level of a heading by the sign that underlines it."""
_ITEM = re.compile(r"\s*[-*+]\s+(?=\S)")
_BOLD = re.compile(r"\*\*(?=\S)([^*]+)(?<=\S)\*\*")


def whole_paragraphs(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield each of `lines` with its number from 1, a paragraph broken over several as one line.

    A line goes on with the one above where that ends no sentence and it begins with a small letter
    in the first column.
    """
    first, parts = 0, [""]
    for number, line in enumerate(lines, 1):
        is_open = parts[0].strip() and not _BEGUN.match(parts[0]) and not _ENDED.search(parts[-1])
        if is_open and _GOES_ON.match(line):
            parts.append(line.strip())
            continue
        if first:
            yield first, " ".join(parts)
        first, parts = number, [line]
    if first:
        yield first, " ".join(parts)


_GOES_ON = re.compile(r"[(\[]?[^\W\d_A-Z]\w*[^\w:]")
_ENDED = re.compile(r"[.:;!?|]\s*$")
_BEGUN = re.compile(r"\s*[#|]")
"""A heading or a row between bars, which is one line."""


def heading_level(line: str, below: str) -> int:
    """Return the level of the heading that `line` is, 0 for none; `below` may underline it.

    An underline is about as long as its line; another rule separates the text around it.
    """
    if hashes := _HEADING.match(line):
        return len(hashes[1])
    rule = below.strip()
    is_near = 2 * len(line.strip()) <= 3 * len(rule) <= 5 * len(line.strip())
    is_solid = len(rule) > 2 and len(set(rule)) == 1
    return _UNDERLINES.get(rule[0], 0) if is_solid and is_near else 0


def is_rule(line: str) -> bool:
    """Return whether `line` draws a line and says nothing."""
    return _RULE.fullmatch(line) is not None


def marked_text(line: str) -> RichText:
    """Return the text of `line`, its marks as the signs that they mean."""
    line = _HEADING.sub("", line, count=1) if _HEADING.match(line) else line
    line = _ITEM.sub(f"{BULLET} ", line, count=1) if _ITEM.match(line) else line
    parts = _BOLD.split(line)  # every second part stood between the marks
    runs = [Run(part, bold=i % 2 == 1) for i, part in enumerate(parts)]
    return rich_text([Paragraph(tuple(runs))])


def with_tags(cell: str) -> str:
    """Return a table's `cell` with its bold as tags, which `parse` reads."""
    return _BOLD.sub(r"<b>\1</b>", cell)
