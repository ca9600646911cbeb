"""Paragraphs and list items, from the lines of a cell or of a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from pipeline.ingest.pdf.text.breaks import fits, has_room_for_space, joint, unended
from pipeline.ingest.pdf.text.lines import Line, runs_of
from pipeline.richtext import BULLET, WHITE_SPACE, BulletList, Paragraph, RichText, Run, rich_text

_LOOSER = 0.12
"""A pitch beyond the usual one by this share of the line height parts paragraphs."""
_DOT = "●"
"""A round sign that begins no list."""
SENTENCE_ENDS = frozenset(".:;!?)”’\"'")


class TextColumn(NamedTuple):
    """What a column allows its lines."""

    left: float
    right: float
    """How far a line may reach."""
    pitch: float
    """The usual distance from line to line, in line heights."""
    draws_ends: bool = False
    """The file draws the space at the end of a line, where the sentence has one."""


@dataclass(slots=True)
class Para:
    """One paragraph or list item, with its lines until they are no longer needed."""

    lines: list[Line]
    bullet: bool = False
    opens: bool = False
    """A bullet or number is before it: it does not go on from the page before."""


def paragraphs(lines: Iterable[Line], column: TextColumn) -> list[Para]:
    """Return `lines` split where spacing, indents, bullets or a line's end say so."""
    made: list[Para] = []
    for line in lines:
        if made and _goes_on(made[-1], line, column):
            made[-1].lines.append(line)
        else:
            made.append(Para([line], line.has_bullet, line.has_bullet))
    return made


def _goes_on(para: Para, line: Line, column: TextColumn) -> bool:
    above = para.lines[-1]
    if line.has_bullet:
        return False
    if line.page == above.page and _is_looser(above, line, column):
        return False
    if para.bullet and line.x0 < para.lines[0].x0 - 0.3 * line.height:
        return False
    return may_go_on(above, line, column)


def may_go_on(above: Line, line: Line, column: TextColumn) -> bool:
    """Return whether words and room let `line` belong to the paragraph that `above` is of."""
    if _lacks_its_space(above, line, column):
        return False
    return not has_room(above, line, column) or _is_in_sentence(above, line, column)


def _lacks_its_space(above: Line, line: Line, column: TextColumn) -> bool:
    """Return whether a paragraph ends: the file draws no space where two sentences have one."""
    last = above.words[-1]
    return (
        column.draws_ends
        and not last.tail
        and last.text[-1:] in SENTENCE_ENDS
        and line.text[:1].isupper()
        and has_room_for_space(above, column.right)
    )


def _is_in_sentence(above: Line, line: Line, column: TextColumn) -> bool:
    """Return whether a sentence goes on, though its next word had room on the line above.

    A program that weighs all lines of a paragraph (TeX, FOP) does not fill each of them, and one
    that cuts a paragraph at a page's end may leave its last line there as short as it likes.
    """
    last = above.words[-1].text[-1:]
    if not line.text[:1].islower() or last in SENTENCE_ENDS:
        return False
    return line.page != above.page or above.x1 > (column.left + column.right) / 2


def _is_looser(above: Line, line: Line, column: TextColumn) -> bool:
    return (line.top - above.top) / max(above.height, 1) > column.pitch + _LOOSER


def has_room(above: Line, line: Line, column: TextColumn) -> bool:
    """Return whether the first word of `line` would have fitted behind `above`."""
    return fits(above, line, column.right)


def rich(paras: Iterable[Para], column: TextColumn) -> RichText:
    """Return `paras` as rich text, soft line breaks joined."""
    blocks: list[Paragraph | BulletList] = []
    for para in paras:
        runs = tuple(_joined(para.lines, column))
        item = _without_bullet(runs) if para.bullet else ()
        if any(run.text.strip(WHITE_SPACE) for run in item):
            blocks.append(BulletList((item,)))
        else:  # a dot without words is a sign of its own, such as a status
            blocks.append(Paragraph(tuple(_with_dot(run) for run in runs)))
    return rich_text(blocks)


def _with_dot(run: Run) -> Run:
    return replace(run, text=run.text.replace(BULLET, _DOT))


def _without_bullet(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    for place, run in enumerate(runs):
        if text := run.text.strip(WHITE_SPACE):
            left = replace(run, text=text.removeprefix(BULLET) if text == BULLET else run.text)
            if BULLET in left.text:
                left = replace(left, text=left.text.replace(BULLET, "", 1))
            return (left, *runs[place + 1 :])
    return runs


def _joined(lines: Sequence[Line], column: TextColumn) -> list[Run]:
    runs: list[Run] = []
    in_word = ""
    for place, line in enumerate(lines):
        if place:
            above, beyond = lines[place - 1], lines[place + 1 : place + 2]
            between = joint(
                above,
                line,
                column.right,
                draws_ends=column.draws_ends,
                in_word=in_word,
                beyond=beyond,
            )
            in_word = unended(above, line, between, in_word)
            runs.append(replace(runs[-1], text=between) if between != " " else Run(" "))
        runs.extend(runs_of(line.words))
    return runs
