"""The best parting of one page's table into rows whose short cells are in one place.

A row is as high as its highest cell. So the cells of a true row share their middles, or their
feet, while one begun too early or late puts some of them off. What each row costs is summed, and
the cheapest parting is found exactly, with what it would cost to decide otherwise at each place.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from pipeline.ingest.pdf.text.lines import Line
from pipeline.ingest.pdf.text.numbers import is_number

_OFF = 0.25
"""A cell is in its place when it is off by less than this, in line heights."""
_WIDEST = 1.2
"""Lines with more white space between, in line heights, are of two cells."""
_MOST_SPLIT = 6
"""A row with more such white space is none, nor is a longer one."""
MISPLACED, _SPLIT = 5.0, 5.0
"""What a cell out of its place costs, and one with white space in it, as logarithms."""

ByColumn = Sequence[Sequence[Line]]
"""The lines of a table, each column's by themselves, from the top."""


class StackedCell(NamedTuple):
    """The lines of one column in a row."""

    top: float
    bottom: float
    split: int
    """How often more white space parts them than parts paragraphs, or a number is below one."""
    begins: bool
    """Whether its first line is a number."""
    ends: bool
    """Whether its last line is one."""

    def with_below(self, other: StackedCell, height: float) -> StackedCell:
        """Return both in one, of lines so high."""
        parted = other.top - self.bottom > _WIDEST * height or (self.ends and other.begins)
        bottom = max(self.bottom, other.bottom)
        split = self.split + other.split + parted
        return StackedCell(self.top, bottom, split, self.begins, other.ends)


Row = list[StackedCell | None]
"""A cell for each column, None if it is blank."""


class Places(NamedTuple):
    """What a row's misplaced cells cost, by where its cells should be."""

    top: float
    middle: float
    foot: float
    begun: float
    """In the middle of a row whose end is cut off: what ends here is in one middle, low enough."""
    ended: float
    """In the middle of a row whose beginning is cut off: what begins here is, high enough."""


class Stretch(NamedTuple):
    """The lines between two places where a row may begin, or between the first and the last."""

    start: int
    end: int
    row: Row
    places: Places
    split: float
    """What the white space inside its cells costs."""

    def long_cells(self) -> list[int]:
        """Return the columns whose cells are at least half as high as the row."""
        cells = [cell for cell in self.row if cell]
        height = max(cell.bottom for cell in cells) - min(cell.top for cell in cells)
        return [n for n, c in enumerate(self.row) if c and 2 * (c.bottom - c.top) >= height]


def stretches(columns: ByColumn, tops: Sequence[float], height: float) -> list[list[Stretch]]:
    """Return what the rows that may begin at each of `tops` would be, by where they begin."""
    pieces = _pieces(columns, tops, height)
    return [list(_from(pieces, start, height)) for start in range(len(tops))]


def _pieces(columns: ByColumn, tops: Sequence[float], height: float) -> list[Row]:
    """Return what is between each of `tops` and the next."""
    pieces: list[Row] = [[None] * len(columns) for _ in tops]
    for column, lines in enumerate(columns):
        place = 0
        for line in lines:
            while place + 1 < len(tops) and line.top > tops[place + 1] - _OFF:
                place += 1
            number = is_number(line.text)
            cell, above = (
                StackedCell(line.top, line.bottom, 0, number, number),
                pieces[place][column],
            )
            pieces[place][column] = above.with_below(cell, height) if above else cell
    return pieces


def _from(pieces: Sequence[Row], start: int, height: float) -> Iterator[Stretch]:
    row: Row = [None] * len(pieces[start])
    for end in range(start + 1, len(pieces) + 1):
        row = [
            above.with_below(cell, height) if above and cell else above or cell
            for above, cell in zip(row, pieces[end - 1], strict=True)
        ]
        split = sum(cell.split for cell in row if cell)
        if split > _MOST_SPLIT:
            return
        yield Stretch(start, end, row, _misplaced(row, height), _SPLIT * split)


def _misplaced(row: Row, height: float) -> Places:
    cells = [cell for cell in row if cell]
    top = min((cell.top for cell in cells), default=0.0)
    foot = max((cell.bottom for cell in cells), default=0.0)
    room = [
        (cell.top - top, foot - cell.bottom)
        for cell in cells
        if cell.bottom - cell.top < foot - top - height / 2
    ]
    near = _OFF * height
    begun = [(above - below) / 2 for above, below in room if below > near]
    ended = [(below - above) / 2 for above, below in room if above > near]
    off = (
        sum(above > near for above, _ in room),
        sum(abs(above - below) / 2 > near for above, below in room),
        sum(below > near for _, below in room),
        _apart(begun, near),
        _apart(ended, near),
    )
    return Places(*(MISPLACED * count for count in off))


def _apart(middles: Sequence[float], near: float) -> int:
    """Return how many of `middles` lie elsewhere than most, all where that is below zero."""
    usual = sorted(middles)[len(middles) // 2] if middles else 0.0
    return sum(usual < -near or abs(middle - usual) > near for middle in middles)


class Parting(NamedTuple):
    """The cheapest rows."""

    rows: list[Stretch]
    cost: float
    surer: list[float]
    """How much more it would cost if each place, the first one aside, were what it is not."""


def cheapest(
    options: Sequence[Sequence[Stretch]], cost: Callable[[Stretch], float], fixed: frozenset[int]
) -> Parting:
    """Return the cheapest rows made of `options`, one beginning at each of the `fixed` places."""
    count = len(options)
    costs = [
        [(s, cost(s)) for s in own if not any(s.start < place < s.end for place in fixed)]
        for own in options
    ]
    above, below = [math.inf] * (count + 1), [math.inf] * (count + 1)
    chosen: list[Stretch | None] = [None] * (count + 1)
    above[0] = below[count] = 0.0
    for start, own in enumerate(costs):
        for stretch, price in own:
            if above[start] + price < above[stretch.end]:
                above[stretch.end], chosen[stretch.end] = above[start] + price, stretch
    for start in reversed(range(count)):
        below[start] = min((price + below[s.end] for s, price in costs[start]), default=math.inf)
    over = [math.inf] * count
    for start, own in enumerate(costs):
        for stretch, price in own:
            whole = above[start] + price + below[stretch.end]
            for place in range(start + 1, stretch.end):
                over[place] = min(over[place], whole)
    rows: list[Stretch] = []
    while (last := chosen[rows[-1].start if rows else count]) is not None:
        rows.append(last)
    begun = [above[place] + below[place] for place in range(count)]
    surer = [o - b if b < math.inf else -math.inf for o, b in zip(over, begun, strict=True)]
    return Parting(rows[::-1], above[count], surer)
