"""Which levels of a table begin a row, from what all columns say together.

Each level is weighed by the evidence of every column, of the white space above it, and of a rule
there. How much each kind of evidence counts is learned from the document itself: the levels are
distinguished by a first guess, what they show is counted, and they are distinguished again, until
nothing changes.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.ingest.pdf.positions.centred_rows import Floating, floating_rows, is_clear
from pipeline.ingest.pdf.positions.levels import FLOWING, Level, carried_columns
from pipeline.ingest.pdf.positions.listed import listed_rows
from pipeline.ingest.pdf.positions.nearest import Nearest
from pipeline.ingest.pdf.positions.partition import ByColumn

_ROUNDS = 6
_FEW = 0.5
"""What has not been counted yet counts as if it had been seen so often."""
_SELDOM: dict[str, tuple[float, float]] = {
    "wrapped": (0.05, 1.0),
    "through": (0.05, 1.0),
    "many": (1.0, 0.05),
    "label": (1.0, 0.05),
}
"""The same for what is seldom seen where a row begins, or seldom elsewhere."""
_CLOSE = 1.5
"""A level decided by less than this, in logarithms, was a close call."""

Evidence = tuple[Hashable, str]
"""What is looked at, and what it shows."""


class Seen(NamedTuple):
    """What a level shows."""

    signs: tuple[Evidence, ...]
    band: float
    """How high the white space above is, in line heights."""


class Start(NamedTuple):
    """How far a level speaks for a row's beginning: positive where it is one."""

    score: float
    begun: bool | None = None
    """What the filled columns alone say, all that is known at a page's top: whether a row begins
    as rows do elsewhere, or not; None if that is unsure."""
    is_listed: bool = False
    """Each line of the table is a row."""
    is_heading: bool = False

    @property
    def is_row(self) -> bool:
        """Whether a row begins."""
        return self.score > 0

    @property
    def is_close(self) -> bool:
        """Whether little spoke for it or against it."""
        return abs(self.score) < _CLOSE


def row_starts(
    tables: Sequence[tuple[ByColumn, Sequence[Level]]], known: Sequence[dict[int, bool]]
) -> list[list[Start]]:
    """Return for each level of each table whether a row begins there.

    `known` says it of some levels beforehand, by their place in the table.
    """
    levels = [table for _, table in tables]
    if listed := listed_rows(tables):
        return [
            [
                _start(n, score, given)._replace(is_listed=True, is_heading=n < heads)
                for n, score in enumerate(scores)
            ]
            for (scores, heads), given in zip(listed, known, strict=True)
        ]
    if floating := floating_rows(tables, known):
        return [_floating(found, given) for found, given in zip(floating, known, strict=True)]
    evidence = [[_seen(level) for level in table] for table in levels]
    firsts = [max(given, default=0) for given in known]
    rows = _guess(levels)
    for _ in range(_ROUNDS):
        weigh = _Scales(evidence, rows, firsts)
        starts = [
            [_start(n, weigh.score(seen), given) for n, seen in enumerate(table)]
            for table, given in zip(evidence, known, strict=True)
        ]
        found = [[start.is_row for start in table] for table in starts]
        if found == rows:
            break
        rows = found
    return _with_begun(evidence, starts, firsts, weigh)


def _with_begun(
    evidence: Sequence[Sequence[Seen | None]],
    starts: list[list[Start]],
    firsts: Sequence[int],
    weigh: _Scales,
) -> list[list[Start]]:
    """Return `starts`, the first below the headings of each table compared with all others."""
    usual = sorted(
        weigh.filled(seen)
        for table, row, first in zip(evidence, starts, firsts, strict=True)
        for n, (seen, start) in enumerate(zip(table, row, strict=True))
        if start.is_row and n > first
    )
    if usual:
        for table, row, first in zip(evidence, starts, firsts, strict=True):
            filled = weigh.filled(table[first])
            is_usual, is_odd = filled >= usual[len(usual) // 2], filled < min(usual[0], 0)
            begun = True if is_usual else False if is_odd else None
            row[first] = row[first]._replace(begun=begun)
    return starts


def _floating(found: Floating, given: dict[int, bool]) -> list[Start]:
    """Return the rows of a table in which short cells float."""
    starts = [_start(n, score, given) for n, score in enumerate(found.scores)]
    first = max(given, default=0)
    starts[first] = starts[first]._replace(begun=found.begun)
    return starts


def _guess(levels: Sequence[Sequence[Level]]) -> list[list[bool]]:
    """Return a first guess: rows begin at rules and labels, and where many cells begin.

    Many is half of what begin together at most, but for the odd level.
    """
    together = sorted(
        level.states.count("apart") for table in levels for level in table if is_clear(level)
    )
    together = [count for count in together if count > 1] or [2]
    labels = _labels(level for table in levels for level in table)
    many = max(2.0, together[len(together) * 9 // 10] / 2)
    return [
        [
            sum(level.ruled) > 1
            or level.label in labels
            or (is_clear(level) and level.states.count("apart") >= many)
            for level in table
        ]
        for table in levels
    ]


def _labels(levels: Iterable[Level]) -> frozenset[str]:
    """Return the labels that are whole: most have a value that begins beside them.

    Beside the second line of a label the value goes on, or has ended.
    """
    beside: Counter[str] = Counter()
    for level in levels:
        if level.label:
            begins = level.states[0] == "apart" or level.states[1] in ("apart", "ended")
            beside[level.label] += 1 if begins else -1
    return frozenset(label for label, count in beside.items() if count > 0)


def _start(place: int, score: float, given: dict[int, bool]) -> Start:
    """Return what a level says, unless it is the first one or known beforehand."""
    if place == 0 or place in given:
        score = math.inf if given.get(place, True) else -math.inf
    return Start(score)


def _seen(level: Level) -> Seen | None:
    """Return what `level` shows; None if no row can begin, for all its cells go on."""
    behind = level.states[carried_columns(level.states) :]
    can_begin = not {"apart", "ended"}.isdisjoint(level.states) and "through" not in behind
    if can_begin or level.label or sum(level.ruled) > 1:
        return Seen(tuple(_signs(level)), level.band)
    return None


def _signs(level: Level) -> Iterator[Evidence]:
    left = carried_columns(level.states)
    for column, state in enumerate(level.states):
        yield column, "carried" if column < left and state in FLOWING else state
    parted = sum(level.ruled)
    yield "rule", "many" if parted > 1 else "one" if parted else "none"
    yield "label", "label" if level.label else "other"
    yield "row", "row"


class _Scales:
    """The weights of evidence, from how often it was seen at starts and elsewhere."""

    def __init__(
        self,
        evidence: Sequence[Sequence[Seen | None]],
        rows: Sequence[Sequence[bool]],
        firsts: Sequence[int],
    ) -> None:
        self._counts = (Counter[Evidence](), Counter[Evidence]())
        bands: list[tuple[float, bool]] = []
        for table, here, first in zip(evidence, rows, firsts, strict=True):
            for n, (seen, is_row) in enumerate(zip(table, here, strict=True)):
                is_top = n == first or (n < first and is_row)  # what is there may go on
                if seen and not is_top:
                    self._counts[not is_row].update(seen.signs)
                    bands.append((seen.band, is_row))
        self._bands = Nearest(bands)
        self._totals = tuple(count["row", "row"] for count in self._counts)
        self._known: dict[Evidence, float] = {}

    def score(self, seen: Seen | None) -> float:
        """Return how far `seen` speaks for a start."""
        if seen is None:
            return -math.inf
        band = self._share(*self._bands.counts(seen.band), (_FEW, _FEW))
        return band + sum(self._weight(item) for item in seen.signs)

    def filled(self, seen: Seen | None) -> float:
        """Return how far the columns that are not white speak for a start."""
        total = 0.0
        for column, state in seen.signs if seen else ():
            if isinstance(column, int):
                white = [self._counts[k][column, "white"] for k in (0, 1)]
                shown = [
                    (n if state == "white" else self._totals[k] - n) + 0.5
                    for k, n in enumerate(white)
                ]
                shares = [n / (total + 1) for n, total in zip(shown, self._totals, strict=True)]
                total += math.log(shares[0] / shares[1])
        return total

    def _weight(self, item: Evidence) -> float:
        if item not in self._known:
            self._known[item] = self._log(item)
        return self._known[item]

    def _log(self, item: Evidence) -> float:
        start, inside = (count[item] for count in self._counts)
        if item[0] == "row":
            return math.log((start + 1) / (inside + 1))
        return self._share(start, inside, _SELDOM.get(item[1], (_FEW, _FEW)))

    def _share(self, start: int, inside: int, few: tuple[float, float]) -> float:
        """Return the logarithm of how often it is seen at starts over how often elsewhere."""
        share = (start + few[0]) / (self._totals[0] + 1)
        return math.log(share / ((inside + few[1]) / (self._totals[1] + 1)))
