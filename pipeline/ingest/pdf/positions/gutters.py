"""Columns of words: where white space parts the lines of all pages alike.

The columns are found for all lines together. A boundary is paid for by the words that it cuts, a
wide gap in a line by no boundary lying in it; the cheapest set of boundaries is the columns. So a
heading over two columns, or a line that runs out of its cell, costs little and changes nothing,
while a column that holds its heading only is still told by the gap beside that heading.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.ingest.pdf.page import Word
from pipeline.ingest.pdf.text.lines import MARKS
from pipeline.richtext import BULLET

_STEP = 0.5
"""Places are distinguished this finely, in points."""
_WORD_SPACE, _WIDE_GAP = 0.3, 0.9
"""A gap narrower than the first, in line heights, parts words; one beyond the second, cells."""
_IN_SPACE = 0.3
"""What a boundary costs in a space between words; less in a wider gap."""
_PER_COLUMN = 0.75
"""What a boundary costs of itself: less than one wide gap that it explains."""
_ALIGNED = 0.35
"""Words begin at one place where they do within so many points."""
_NUMBER = re.compile(r"\(?\w{1,3}[.)]")
"""What numbers the items of a list, whose lines begin behind it."""
_MOST_PLACES = 120
"""How many places of a boundary are weighed."""
_MOST_WIDTH = 20_000.0
"""A line is not looked at further to the right, in points."""


class Gutter(NamedTuple):
    """White space between two columns: where the left one ends and the right one begins."""

    start: float
    end: float
    free: float = 1e9
    """How far to the right no word of any line reaches in, headings that are wider among them."""

    @property
    def width(self) -> float:
        """How wide the white space is."""
        return self.end - self.start

    def edge(self, pad: float) -> float:
        """Return where the column behind begins: so far before its words, as far as it is free."""
        return max(min(self.end - min(pad, self.width / 2), self.free - 0.25), self.start)


class _Gap(NamedTuple):
    start: float
    end: float
    weight: float
    numbered: bool = False
    """A bullet or the number of a list's item is before it."""


def gap_weight(width: float, height: float) -> float:
    """Return how surely a gap parts two cells, from 0 to 1."""
    return min(max((width / height - _WORD_SPACE) / (_WIDE_GAP - _WORD_SPACE), 0.0), 1.0)


class Fit(NamedTuple):
    """The cheapest gutters of some lines."""

    gutters: list[Gutter]
    cost: float
    """What the words that they cut, the gaps that they leave and they themselves cost."""

    @property
    def misfit(self) -> float:
        """What the words that they cut and the gaps that they leave cost."""
        return self.cost - _PER_COLUMN * len(self.gutters)


def gutters(rows: Sequence[Sequence[Word]], upright: Iterable[tuple[float, float]] = ()) -> Fit:
    """Return the gutters that part the lines `rows`, each from left to right.

    `upright` are the places of upright rules, each with the number of lines that it passes.
    """
    words = [(_on_page(word.x0), _on_page(word.x1)) for row in rows for word in row]
    if not words:
        return Fit([], 0.0)
    gaps = _aligned([gap for row in rows for gap in _gaps(row)])
    cuts = _Profile(words, gaps)
    left, right = min(start for start, _ in words), max(end for _, end in words)
    ruled = [_Gap(x - 1, x + 1, lines) for x, lines in upright if left < x < right]
    gaps += ruled
    places = _places(cuts, gaps, [gap.start + 1 for gap in ruled])
    cheapest, cost = _cheapest(places, cuts, gaps)
    cost += sum(
        g.weight for g in gaps if bisect_right(places, g.start) == bisect_left(places, g.end)
    )
    chosen = [left, *cheapest, right]
    return Fit(
        [cuts.gutter(*near) for near in zip(chosen[:-2], chosen[1:-1], chosen[2:], strict=True)],
        cost,
    )


def cost_of(rows: Sequence[Sequence[Word]], places: Sequence[float]) -> float:
    """Return what boundaries at `places` cost in the lines `rows`, themselves aside."""
    words = [(_on_page(word.x0), _on_page(word.x1)) for row in rows for word in row]
    if not words:
        return 0.0
    gaps = _aligned([gap for row in rows for gap in _gaps(row)])
    cuts = _Profile(words, gaps)
    left = sum(
        g.weight for g in gaps if bisect_right(places, g.start) == bisect_left(places, g.end)
    )
    return left + sum(map(cuts.cost, places))


def _on_page(x: float) -> float:
    """Return `x`, or the edge that lies nearest where no page reaches so far."""
    return x if 0 <= x <= _MOST_WIDTH else (_MOST_WIDTH if x > 0 else 0.0)


def _gaps(row: Sequence[Word]) -> Iterable[_Gap]:
    for left, right in itertools.pairwise(row):
        if right.x0 > left.x1:
            height = max(min(left.height, right.height), 1.0)
            weight = 0.0 if left.text == BULLET else gap_weight(right.x0 - left.x1, height)
            numbered = left.text in MARKS or _NUMBER.fullmatch(left.text) is not None
            yield _Gap(left.x1, right.x0, weight, numbered)


def _aligned(gaps: Sequence[_Gap]) -> list[_Gap]:
    """Return `gaps`, a narrow one as wide where it ends just where most that end there are wide.

    So a column is told from the one on its left though hardly a space parts them: where the left
    cells have ended, its lines begin behind white space, at the same place. In running text few
    words begin there.
    """
    wide = sorted(gap.end for gap in gaps if gap.weight >= 1)
    narrow = sorted(gap.end for gap in gaps if gap.weight < 1)
    made = []
    for gap in gaps:
        if gap.weight < 1 and not gap.numbered:
            alike, others = _count(wide, gap.end), _count(narrow, gap.end)
            gap = gap._replace(weight=max(gap.weight, alike / (alike + others + 1)))
        made.append(gap)
    return made


def _count(ends: Sequence[float], end: float) -> int:
    return bisect_right(ends, end + _ALIGNED) - bisect_left(ends, end - _ALIGNED)


class _Profile:
    """What a boundary costs at each place: words it cuts, and word spaces it lies in."""

    def __init__(self, words: Sequence[tuple[float, float]], gaps: Sequence[_Gap]) -> None:
        self._left = min(start for start, _ in words)
        size = int((max(end for _, end in words) - self._left) / _STEP) + 2
        steps = [0.0] * (size + 1)
        narrow = [
            (gap.start, gap.end, _IN_SPACE * (1 - gap.weight)) for gap in gaps if gap.weight < 1
        ]
        for start, end, cost in [*((s, e, 1.0) for s, e in words), *narrow]:
            first, last = self._at(start + _STEP / 2), self._at(end - _STEP / 2)
            if first <= last < size:
                steps[first] += cost
                steps[last + 1] -= cost
        self.costs = [round(cost, 3) for cost in itertools.accumulate(steps[:size])]

    def _at(self, x: float) -> int:
        return max(int((x - self._left) / _STEP), 0)

    def cost(self, x: float) -> float:
        """Return what a boundary at `x` costs."""
        place = self._at(x)
        return self.costs[place] if x >= self._left and place < len(self.costs) else 0.0

    def lowest(self) -> list[float]:
        """Return the middle of each valley."""
        found, start = [], 0
        for cost, run in itertools.groupby(self.costs):
            end = start + len(list(run))
            if (
                0 < start
                and end < len(self.costs)
                and self.costs[start - 1] > cost < self.costs[end]
            ):
                found.append(self._left + (start + end) / 2 * _STEP)
            start = end
        return found

    def gutter(self, left: float, x: float, right: float) -> Gutter:
        """Return how far the white space round `x` reaches.

        It stops before the words between it and the boundaries beside it, at `left` and `right`,
        however few: a column may hold its heading only.
        """
        first = last = self._at(x)
        free = last
        while free + 1 < len(self.costs) and self.costs[free + 1] <= self.costs[last]:
            free += 1
        bound = self.costs[first] + max(1.0, 0.02 * max(self.costs))
        before, behind = self.costs[self._at(left) : first], self.costs[last : self._at(right)]
        least = first - before[::-1].index(max(before)) if before else first
        most = last + behind.index(max(behind)) if behind else last
        while first > least and self.costs[first - 1] < bound:
            first -= 1
        while last + 1 < most and self.costs[last + 1] < bound:
            last += 1
        start, end, edge = (self._left + n * _STEP for n in (first, last + 1, free + 1))
        return Gutter(start, end, edge)


def _places(cuts: _Profile, gaps: Sequence[_Gap], ruled: Sequence[float]) -> list[float]:
    """Return the places at which a boundary explains more than it costs, from the left."""
    lowest = sorted({*cuts.lowest(), *ruled})
    gained = [0.0] * (len(lowest) + 1)
    for gap in gaps:
        gained[bisect_right(lowest, gap.start)] += gap.weight
        gained[bisect_left(lowest, gap.end)] -= gap.weight
    worth = [
        (gain - cuts.cost(x), x)
        for gain, x in zip(itertools.accumulate(gained), lowest, strict=False)
        if gain - cuts.cost(x) > _PER_COLUMN
    ]
    return sorted(x for _, x in sorted(worth, reverse=True)[:_MOST_PLACES])


def _cheapest(
    places: Sequence[float], cuts: _Profile, gaps: Sequence[_Gap]
) -> tuple[list[float], float]:
    """Return those of `places` that cost least together, and what they cost."""
    count = len(places)
    unstopped = _unexplained(places, gaps)
    best, before = [0.0] * (count + 1), [-1] * (count + 1)
    for j in range(count + 1):
        own = cuts.cost(places[j]) + _PER_COLUMN if j < count else 0.0
        options = [(best[i] + unstopped[i + 1][j], i) for i in range(j)]
        best[j], before[j] = min([(unstopped[0][j], -1), *options])
        best[j] += own
    chosen, place = [], before[count]
    while place >= 0:
        chosen.append(places[place])
        place = before[place]
    return chosen[::-1], best[count]


def _unexplained(places: Sequence[float], gaps: Sequence[_Gap]) -> list[list[float]]:
    """Return the weight of the gaps between boundary i - 1 and boundary j, none between the two.

    Row 0 stands for no boundary on the left, the last column for none on the right.
    """
    count = len(places)
    weights = [[0.0] * (count + 1) for _ in range(count + 1)]
    for gap in gaps:
        first, behind = bisect_right(places, gap.start), bisect_left(places, gap.end)
        if first < behind:
            weights[first][behind] += gap.weight
    for i in range(count, -1, -1):
        run = list(itertools.accumulate(weights[i]))
        weights[i] = (
            run if i == count else [a + b for a, b in zip(run, weights[i + 1], strict=True)]
        )
    return weights
