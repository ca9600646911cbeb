"""Whether the words of a table are where its cells are: columns side by side, rows in order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.ingest.pdf.page import Box, Word
from pipeline.verify.expected import ExpectedCell, is_accent
from pipeline.verify.fault import Fault

NEAR = 1.5
"""Boxes may overlap by this much, in points: they are those of the font, not of the ink."""


class Painted(NamedTuple):
    """A word with the page it is on, from 0."""

    page: int
    word: Word


class Shown(NamedTuple):
    """A cell with its words, in the order of the tags."""

    cell: ExpectedCell
    words: Sequence[Painted]


Table = Sequence[Sequence[Shown]]


def place_faults(table: Table) -> Iterator[Fault]:
    """Yield the cells whose words are in another's place."""
    columns = list(_columns(table))
    for left, right in pairwise(column for column in columns if column):
        yield from _side_faults(left, right)
    spanning = [[shown for shown in column if shown.cell.spans] for column in columns]
    rows = [[shown for shown in row if shown.words and not shown.cell.spans] for row in table]
    yield from _order_faults(filter(None, rows))
    for column in spanning:
        yield from _order_faults([shown] for shown in column)


def is_beside(last: Painted, this: Painted) -> bool:
    """Return whether two words are on one line."""
    if last.page != this.page:
        return False
    # Asked of every word several times, so without calls.
    a, b = last.word, this.word
    top = a.top if a.top > b.top else b.top
    bottom = a.bottom if a.bottom < b.bottom else b.bottom
    one, other = a.bottom - a.top, b.bottom - b.top
    return bottom - top > 0.5 * (one if one < other else other)


def is_in_order(painted: Sequence[Painted]) -> bool:
    """Return whether each word is behind or below the one before; accents alone do not count."""
    words = (this for this in painted if not is_accent(this.word.text))
    return all(_follows(last, this) for last, this in pairwise(words))


def areas(table: Table) -> dict[int, list[Box]]:
    """Return what the cells cover, page by page: all that belong to one row each, together.

    Between them nothing else may be. A cell beside several rows is taken for itself: where it
    goes on over a page, its number may be repeated above it.
    """
    found: dict[tuple[int, int], list[Word]] = defaultdict(list)
    for number, shown in enumerate(shown for row in table for shown in row):
        for page, word in shown.words:
            found[page, number if shown.cell.spans else -1].append(word)
    pages: dict[int, list[Box]] = defaultdict(list)
    for (page, _), words in found.items():
        pages[page].append(_around(words))
    return pages


def _around(words: Sequence[Word]) -> Box:
    """Return the box round all of `words`."""
    _, x0s, tops, x1s, bottoms, *_ = zip(*words, strict=True)
    return Box(min(x0s), min(tops), max(x1s), max(bottoms))


def is_inside(word: Word, boxes: Iterable[Box]) -> bool:
    """Return whether the middle of `word` lies in one of `boxes`."""
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return any(box.x0 < x < box.x1 and box.top < y < box.bottom for box in boxes)


def _follows(last: Painted, this: Painted) -> bool:
    if is_beside(last, this):
        return this.word.x0 >= last.word.x0 - NEAR
    return (last.page, last.word.top) < (this.page, this.word.top)


def _columns(table: Table) -> Iterator[list[Shown]]:
    """Yield the cells that show something, column by column."""
    found: list[list[Shown]] = [[] for _ in range(max(map(len, table), default=0))]
    spans: list[int] = []
    """The columns of the cells beside several rows, which the rows below do not have."""
    for row in table:
        if len(row) == len(found):
            spans = [place for place, shown in enumerate(row) if shown.cell.spans]
            places = list(range(len(found)))
        else:
            places = [place for place in range(len(found)) if place not in spans]
        for place, shown in zip(places, row, strict=True):
            if shown.words:
                found[place].append(shown)
    yield from found


def _side_faults(left: Sequence[Shown], right: Sequence[Shown]) -> Iterator[Fault]:
    """Yield the cells of two columns that are beyond the line between them.

    The line is put where the fewest do.
    """
    ends = sorted(_right(shown) for shown in left)
    starts = sorted(_left(shown) for shown in right)

    def beyond(line: float) -> int:
        return len(ends) - bisect_right(ends, line + NEAR) + bisect_left(starts, line)

    line = min((*starts, ends[-1]), key=beyond)
    for shown in left:
        if _right(shown) > line + NEAR:
            yield _misplaced(shown, "its words are in the column to the right")
    for shown in right:
        if _left(shown) < line:
            yield _misplaced(shown, "its words are in the column to the left")


def _order_faults(rows: Iterable[Sequence[Shown]]) -> Iterator[Fault]:
    """Yield the cells whose words reach into the next row."""
    for above, below in pairwise(rows):
        lowest, highest = max(above, key=_end), min(below, key=_start)
        page, bottom = _end(lowest)
        if (page, bottom - NEAR) > _start(highest):
            other = f"{highest.cell.place}, {highest.cell.field}"
            yield _misplaced(lowest, f"its words are not above those of {other}")


def _misplaced(shown: Shown, note: str) -> Fault:
    page = shown.words[0].page + 1
    return Fault(shown.cell.place, f"{shown.cell.field} on page {page}", note=note)


def _left(shown: Shown) -> float:
    return min(painted.word.x0 for painted in shown.words)


def _right(shown: Shown) -> float:
    return max(painted.word.x1 for painted in shown.words)


def _start(shown: Shown) -> tuple[int, float]:
    return min((painted.page, painted.word.top) for painted in shown.words)


def _end(shown: Shown) -> tuple[int, float]:
    return max((painted.page, painted.word.bottom) for painted in shown.words)
