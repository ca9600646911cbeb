"""Tables whose short cells are in the middle or at the foot of their rows.

There a row begins with its longest cell alone. What tells is how the cells stand to one another,
the white space across all columns, and which columns every row fills. How much the latter two
count is learned from the document: its tables are split by the first alone, and again with what
these rows show, until nothing changes.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from pipeline.ingest.pdf.positions.levels import Level, carried_columns
from pipeline.ingest.pdf.positions.nearest import Nearest
from pipeline.ingest.pdf.positions.partition import (
    MISPLACED,
    ByColumn,
    Parting,
    Places,
    Stretch,
    cheapest,
    stretches,
)
from pipeline.richtext import BULLET

_FEWEST = 3
"""In fewer columns no row has two short cells, to show their place by each other."""
_ROUNDS = 4
_ROW, _BLANK, _RULED = 1.0, 1.0, 6.0
"""What a row costs of itself, what each cell that is blank or goes on does before anything is
learned, and how much a rule above it speaks for it."""
_IN_HEADING = 2.0
"""What a blank cell of a heading costs: those of two levels are few."""
_CUT = 1.5
"""What it costs to take a page's first row for the rest of the one before."""
_SMALL, _OTHER = 2.5, 0.9
"""What it says for a row that goes on that a cell begins with a small letter, and what it says
against it that none does: as in page_joins.py, of what a page's end cuts three in five go on so."""
_NEAR = 3.4
"""A row may be cut where it ends this close, in line heights, to the foot of the tables."""
_SURE, _UNSURE = 3.0, 1.5
"""What costs so much less, of all tables and of one row, is sure."""


def is_clear(level: Level) -> bool:
    """Return whether no cell goes on past `level`, but merged ones on the left.

    Where rows touch, a cell whose last line is full looks as if it went on; so more cells that
    begin outweigh those.
    """
    wrapped = wrapped_cells(level)
    behind = level.states[carried_columns(level.states) :]
    return "through" not in behind and (not wrapped or behind.count("apart") > wrapped)


def wrapped_cells(level: Level) -> int:
    """Return how many cells look as if they went on past `level`, but merged ones on the left."""
    return level.states[carried_columns(level.states) :].count("wrapped")


class _Mode(NamedTuple):
    """How misplaced the cells of a row are, also where its end or its beginning is cut off."""

    whole: Callable[[Places], float]
    begun: Callable[[Places], float]
    ended: Callable[[Places], float]


_MODES = (
    _Mode(*[lambda p: p.top] * 3),
    _Mode(lambda p: p.middle, *[lambda p: min(p.top, p.middle)] * 2),
    _Mode(lambda p: p.middle, lambda p: p.begun, lambda p: p.ended),
    _Mode(lambda p: p.foot, *[lambda p: min(p.top, p.foot)] * 2),
)
"""Short cells at the top of their rows; in the middle, where each part of a row that a page's end
cuts is set alone, from the top or in its own middle (LibreOffice, browsers, Typst), or the row is
set whole and then cut (WeasyPrint); and at the foot."""


class Floating(NamedTuple):
    """What is found of one table."""

    scores: list[float]
    """How far each level speaks for a row's beginning."""
    begun: bool | None
    """Whether the first row below the headings begins here; None if that is unsure."""


def floating_rows(
    tables: Sequence[tuple[ByColumn, Sequence[Level]]], known: Sequence[dict[int, bool]]
) -> list[Floating]:
    """Return the rows of tables whose short cells float; none if they are at the top."""
    if any(len(columns) < _FEWEST for columns, _ in tables):
        return []
    floor = max((line.bottom for t, _ in tables for lines in t for line in lines), default=0.0)
    pages = [
        _Page(*table, given, floor, is_first=n == 0, is_last=n == len(tables) - 1)
        for n, (table, given) in enumerate(zip(tables, known, strict=True))
    ]
    top, *others = (_learned(pages, mode) for mode in _MODES)
    found = min(others, key=_cost)
    if _cost(top) < _cost(found) + _SURE:
        return []
    partings, weights = found
    return [page.found(parting, weights) for page, parting in zip(pages, partings, strict=True)]


def _cost(learned: tuple[list[Parting], _Weights]) -> float:
    return sum(parting.cost for parting in learned[0])


def _learned(pages: Sequence[_Page], mode: _Mode) -> tuple[list[Parting], _Weights]:
    """Return the best rows of `pages` and the weights that they teach."""
    weights = _Weights(pages, None)
    partings = [page.parted(mode, weights) for page in pages]
    for _ in range(_ROUNDS):
        weights = _Weights(pages, partings)
        better = [page.parted(mode, weights) for page in pages]
        is_same = all(
            [s.start for s in a.rows] == [s.start for s in b.rows]
            for a, b in zip(partings, better, strict=True)
        )
        partings = better
        if is_same:
            break
    return partings, weights


class _Page:
    """One page's table, with all rows that it may have."""

    def __init__(
        self,
        columns: ByColumn,
        levels: Sequence[Level],
        known: dict[int, bool],
        floor: float,
        *,
        is_first: bool,
        is_last: bool,
    ) -> None:
        self.levels = levels
        self.places = [
            n
            for n, level in enumerate(levels)
            if n == 0 or known.get(n, is_clear(level) or sum(level.ruled) > 1)
        ]
        self.first = self.places.index(max((n for n in known if known[n]), default=0))
        """The first row below the headings, among the places."""
        self._goes_on = not is_first
        self._reads_on = _reads_on(columns, levels[self.places[self.first]])
        height = levels[0].height
        self._cut = math.inf if is_last else floor - _NEAR * height
        self._options = stretches(columns, [levels[n].top for n in self.places], height)

    def parted(self, mode: _Mode, weights: _Weights) -> Parting:
        """Return the cheapest rows with the short cells in one place."""
        fixed = frozenset({self.first}) - {0}
        return cheapest(self._options, lambda s: self._cost(s, mode, weights), fixed)

    def _cost(self, stretch: Stretch, mode: _Mode, weights: _Weights) -> float:
        """Return what a row costs; that of one that a page's end cuts, where it is less."""
        misplaced = mode.whole(stretch.places)
        if stretch.start < self.first:
            blank = _IN_HEADING * sum(not cell for cell in stretch.row)
            return _ROW + stretch.split + min(stretch.places) + blank
        foot = max((cell.bottom for cell in stretch.row if cell), default=0.0)
        is_rest = stretch.start == self.first and self._goes_on
        if stretch.start == 0 and not self._goes_on:
            misplaced = min(stretch.places)  # headings have a place of their own
        if is_rest:
            misplaced = min(misplaced, mode.ended(stretch.places))
        if stretch.end == len(self.places) and foot > self._cut:
            misplaced = min(misplaced, mode.begun(stretch.places))
        blank = weights.blank(stretch)
        if is_rest:
            blank = min(blank + self._reads_on, _CUT + weights.rest(stretch))
        begun = 0.0
        if stretch.start > self.first:
            level = self.level(stretch)
            begun = weights.begun(level)
            misplaced += MISPLACED * wrapped_cells(level)  # such a cell is of the row above
        return _ROW + stretch.split + misplaced + blank - begun

    def level(self, stretch: Stretch) -> Level:
        """Return the level at which a row begins."""
        return self.levels[self.places[stretch.start]]

    def found(self, parting: Parting, weights: _Weights) -> Floating:
        """Return what `parting` says about each level."""
        scores = [-math.inf] * len(self.levels)
        for place, surer in zip(self.places, parting.surer, strict=True):
            scores[place] = surer
        row = next((s for s in parting.rows if s.start == self.first), None)
        says = weights.rest(row) - weights.blank(row) - self._reads_on if row else 0.0
        return Floating(scores, says > 0 if abs(says) > _UNSURE else None)


def _reads_on(columns: ByColumn, level: Level) -> float:
    """Return how far the first letters at `level` speak for texts that go on."""
    near = level.height / 4
    texts = [x.text for lines in columns for x in lines if abs(x.top - level.top) < near]
    small = sum(text[:1].islower() for text in texts)
    if small or any(text[:1] == BULLET for text in texts):
        return _SMALL * small
    return -_OTHER


class _Weights:
    """What white space above a row and blank cells in it say, from rows that were found."""

    def __init__(self, pages: Sequence[_Page], partings: Sequence[Parting] | None) -> None:
        bands: list[tuple[float, bool]] = []
        self._ruled = [0, 0]
        self._filled, self._long = Counter[int](), Counter[int]()
        self._rows = 0
        for page, parting in zip(pages, partings or (), strict=bool(partings)):
            rows = [row for row in parting.rows if row.start > page.first]
            begun = {row.start for row in rows}
            for place in range(page.first + 1, len(page.places)):
                level, is_row = page.levels[page.places[place]], place in begun
                bands.append((level.band, is_row))
                self._ruled[not is_row] += sum(level.ruled) > 1
            for row in rows:
                self._filled.update(n for n, cell in enumerate(row.row) if cell)
                self._long.update(row.long_cells())
            self._rows += len(rows)
        begun_here = sum(is_row for _, is_row in bands)
        self._totals = begun_here, len(bands) - begun_here
        self._bands = Nearest(bands)
        self._known: dict[tuple[float, bool], float] = {}

    def begun(self, level: Level) -> float:
        """Return how far the white space and the rule above `level` speak for a row."""
        is_ruled = sum(level.ruled) > 1
        if not self._rows:
            return _RULED * is_ruled
        if (known := self._known.get((level.band, is_ruled))) is None:
            pairs = zip(self._ruled, self._totals, strict=True)
            ruled = [count if is_ruled else total - count for count, total in pairs]
            known = self._share(self._bands.counts(level.band)) + self._share(ruled)
            self._known[level.band, is_ruled] = known
        return known

    def _share(self, counts: Sequence[int]) -> float:
        """Return the logarithm of how often it is seen at rows over how often elsewhere."""
        shares = [(n + 0.5) / (total + 1) for n, total in zip(counts, self._totals, strict=True)]
        return math.log(shares[0] / shares[1])

    def blank(self, stretch: Stretch) -> float:
        """Return what the blank cells of a row cost: most in columns that each row fills."""
        blank = (n for n, cell in enumerate(stretch.row) if not cell)
        return sum(self._seldom(self._rows - self._filled[n]) for n in blank)

    def rest(self, stretch: Stretch) -> float:
        """Return what the cells cost of a row that goes on from the page before.

        Those do most whose columns are short in each row.
        """
        return sum(self._seldom(self._long[n]) for n, cell in enumerate(stretch.row) if cell)

    def _seldom(self, seen: int) -> float:
        """Return what it costs where a column shows what so many of the rows show in it."""
        if not self._rows:
            return _BLANK
        return max(math.log((self._rows - seen + 0.5) / (seen + 0.5)), 0.0)
