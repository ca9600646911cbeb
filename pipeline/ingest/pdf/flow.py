"""Paragraphs and list items, from the lines of a cell or of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from pipeline.ingest.pdf.lines import Line, runs_of
from pipeline.ingest.pdf.page import Word
from pipeline.richtext import BULLET, BulletList, Paragraph, RichText, Run, rich_text

_LOOSER = 0.12
"""A pitch beyond the usual one by this share of the line height parts paragraphs."""
_SPACE = 0.2
"""The width of a space, in line heights."""
_EXACT = 0.5
"""A line that ends this close to the column's edge, in points, was made to measure."""
_LONG = 30
"""A word of so many characters was broken for its length."""
_BREAKS_BEHIND = frozenset("-/‐–—")
"""Signs behind which a line may break without a space."""
_ADDRESS = re.compile(r"://|\bwww\.|@", re.IGNORECASE)
_ADDRESS_BREAKS = frozenset("/?&=._-#%:+~,;")
_SENTENCE_ENDS = frozenset(".:;!?)”’\"'")


class Column(NamedTuple):
    """What a column allows its lines."""

    left: float
    right: float
    """How far a line may reach."""
    pitch: float
    """The usual distance from line to line, in line heights."""


@dataclass(slots=True)
class Para:
    """One paragraph or list item, with its lines until they are no longer needed."""

    lines: list[Line]
    bullet: bool = False


def paragraphs(lines: Iterable[Line], column: Column) -> list[Para]:
    """Return `lines` parted where spacing, indents, bullets or a line's end say so."""
    made: list[Para] = []
    for line in lines:
        if made and _goes_on(made[-1], line, column):
            made[-1].lines.append(line)
        else:
            made.append(Para([line], line.has_bullet))
    return made


def _goes_on(para: Para, line: Line, column: Column) -> bool:
    above = para.lines[-1]
    if line.has_bullet:
        return False
    if line.page == above.page and _is_looser(above, line, column):
        return False
    if para.bullet and line.x0 < para.lines[0].x0 - 0.3 * line.height:
        return False
    return not has_room(above, line, column)


def _is_looser(above: Line, line: Line, column: Column) -> bool:
    return (line.top - above.top) / max(above.height, 1) > column.pitch + _LOOSER


def has_room(above: Line, line: Line, column: Column) -> bool:
    """Return whether the first word of `line` would have fitted behind `above`."""
    first = _first_token(line)
    slack = (_SPACE + 0.5) * above.height
    return column.right - above.x1 > first[-1].x1 - first[0].x0 + slack


def is_full(above: Line, line: Line, column: Column) -> bool:
    """Return whether the text of `above` may go on in `line`: no room was left, or it may end."""
    return not has_room(above, line, column) or above.words[-1].text[-1:] in _SENTENCE_ENDS


def rich(paras: Sequence[Para], column: Column) -> RichText:
    """Return `paras` as rich text, soft line breaks joined."""
    blocks: list[Paragraph | BulletList] = []
    for para in paras:
        runs = tuple(_joined(para.lines, column))
        if para.bullet:
            blocks.append(BulletList((_without_bullet(runs),)))
        else:
            blocks.append(Paragraph(runs))
    return rich_text(blocks)


def _without_bullet(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    for place, run in enumerate(runs):
        if text := run.text.strip():
            left = replace(run, text=text.removeprefix(BULLET) if text == BULLET else run.text)
            if BULLET in left.text:
                left = replace(left, text=left.text.replace(BULLET, "", 1))
            return (left, *runs[place + 1 :])
    return runs


def _joined(lines: Sequence[Line], column: Column) -> list[Run]:
    runs: list[Run] = []
    for place, line in enumerate(lines):
        if place and not _breaks_inside_word(lines[place - 1], line, column):
            runs.append(Run(" "))
        runs.extend(runs_of(line.words))
    return runs


def _breaks_inside_word(above: Line, line: Line, column: Column) -> bool:
    """Return whether no space stood where the line was broken."""
    if above.words[-1].tail:
        return False
    last, first = _last_token(above), _first_token(line)
    end, start = last[-1].text[-1:], first[0].text[:1]
    token = "".join(word.text for word in last)
    if end in _BREAKS_BEHIND and len(token) > 1 and start.isalnum():
        return True
    if start in "—" and len(first[0].text) > 1:
        return True
    if _ADDRESS.search(token) and end in _ADDRESS_BREAKS and not start.isupper():
        return True
    return _is_cut(above, last, first, token, column)


def _is_cut(
    above: Line, last: Sequence[Word], first: Sequence[Word], token: str, column: Column
) -> bool:
    """Return whether a word too long for its column was cut at the line's end.

    Such a word begins its line, would not fit on one line, and leaves less room than its next
    letter needs. A column that was made to measure for its longest word leaves none at all, and
    there a space was meant.
    """
    begins = next((w for w in above.words if w.text != BULLET), above.words[0])
    room = column.right - above.x1
    letter = (first[0].x1 - first[0].x0) / max(len(first[0].text), 1)
    whole = last[-1].x1 - last[0].x0 + first[-1].x1 - first[0].x0
    if last[0] is not begins or room > 1.5 * letter or whole <= column.right - last[0].x0:
        return False
    if _ADDRESS.search(token) is not None or len(token) >= _LONG:
        return True
    return room > _EXACT and token[-1:].isalnum() and first[0].text[:1].isalnum()


def _last_token(line: Line) -> Sequence[Word]:
    """Return the last words of `line` that no white space parts."""
    place = len(line.words) - 1
    while place and not line.words[place].spaced:
        place -= 1
    return line.words[place:]


def _first_token(line: Line) -> Sequence[Word]:
    words = line.words
    end = 1
    while end < len(words) and not words[end].spaced:
        end += 1
    return words[:end]
