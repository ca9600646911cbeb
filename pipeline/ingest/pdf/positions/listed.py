"""Tables of which each line is a row, such as trackers and statistics.

Where cells are paragraphs, most lines have words in one or two columns: those with the longest
texts. Where nearly every line fills most columns, each is a row, whatever white space is between:
all cells of a row are hardly ever of the same number of lines.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from pipeline.ingest.pdf.positions.levels import Level
from pipeline.ingest.pdf.positions.partition import ByColumn
from pipeline.ingest.pdf.text.lines import Line

_FEWEST = 3
"""Fewer lines show no list."""
_FULL = 0.6
"""A line is full where it has words in this share of the columns."""
_MOST = 0.6
"""In a list this share of the lines is full."""
_EVEN, _LOOSE = 0.7, 0.1
"""This share of the steps from one full line to the next are about as high, in line heights."""
_SURE, _UNSURE = 5.0, 1.0
"""How far a line speaks for a row of its own, or against it."""
_NUMBER = re.compile(
    r"[-–—(<>≤≥~±+]*[£$€]?\s*[\d.,:'\s]*\d[\d.,\s]*\s*[%)*a-z†‡]{0,3}|[-–—:.…]+|n/?a|\.\.", re.I
)
_SAME = 0.3
"""Lines that begin this close to a level, in line heights, begin at it."""


class _Shown(NamedTuple):
    """What a level shows."""

    level: Level
    lines: dict[int, Line]
    """The line that begins in each column."""
    is_full: bool

    @property
    def numbers(self) -> int:
        """How many cells behind the first one are numbers."""
        return sum(
            bool(_NUMBER.fullmatch(line.text.strip())) for n, line in self.lines.items() if n
        )


def listed_rows(
    tables: Sequence[tuple[ByColumn, Sequence[Level]]],
) -> list[list[float]]:
    """Return how far each level speaks for a row of its own; none where the tables are no lists."""
    shown = [_shown(columns, levels) for columns, levels in tables]
    if not _are_lists(shown):
        return []
    return [_scores(table) for table in shown]


def _shown(columns: ByColumn, levels: Sequence[Level]) -> list[_Shown]:
    filled = [n for n, lines in enumerate(columns) if lines]
    places = [0] * len(columns)
    made = []
    for level in levels:
        limit = level.top + _SAME * level.height
        here: dict[int, Line] = {}
        for n in filled:
            while places[n] < len(columns[n]) and columns[n][places[n]].top < limit:
                here.setdefault(n, columns[n][places[n]])
                places[n] += 1
        made.append(_Shown(level, here, len(here) >= max(2.0, _FULL * len(filled))))
    return made


def _are_lists(tables: Sequence[Sequence[_Shown]]) -> bool:
    """Return whether most lines are full, of numbers or about as far from each other."""
    count = sum(len(table) for table in tables)
    full = [shown for table in tables for shown in table if shown.is_full]
    if count < _FEWEST or len(full) < _MOST * count:
        return False
    if 2 * sum(shown.numbers for shown in full) > sum(len(shown.lines) - 1 for shown in full):
        return True  # numbers are never set in several lines
    steps = [
        (below.level.top - above.level.top) / above.level.height
        for table in tables
        for above, below in itertools.pairwise(table)
        if above.is_full and below.is_full
    ]
    if not steps:
        return False
    usual = median(steps)
    even = sum(abs(step - usual) <= _LOOSE for step in steps)
    return even >= _EVEN * len(steps)


def _scores(table: Sequence[_Shown]) -> list[float]:
    """Return how far each level of a list speaks for a row."""
    head = _head(table)
    scores = [_SURE]
    for n in range(1, len(table)):
        if n < head:
            scores.append(_of_head(table, n))
        elif n == head:
            scores.append(_SURE)
        else:
            scores.append(_of_line(table, n))
    return scores


def _head(table: Sequence[_Shown]) -> int:
    """Return the first level below the headings: where most lines have numbers, the first has."""
    numbered = [n for n, shown in enumerate(table) if shown.is_full and shown.numbers]
    full = sum(shown.is_full for shown in table)
    first = next((n for n, shown in enumerate(table) if shown.is_full), 0)
    if 2 * len(numbered) > full:
        return numbered[0]
    return first + 1


def _of_head(table: Sequence[_Shown], n: int) -> float:
    """Return whether a line of the headings begins a row: below a rule, or below white space."""
    shown, above = table[n], table[n - 1]
    if any(shown.level.ruled):
        return _SURE
    step = (shown.level.top - above.level.top) / above.level.height
    return -_UNSURE if step < 1.3 else _UNSURE


def _of_line(table: Sequence[_Shown], n: int) -> float:
    shown, above = table[n], table[n - 1]
    if shown.is_full:
        return -_UNSURE if _goes_on(above, shown) and _is_stub(above) else _SURE
    if 0 not in shown.lines:
        return -_SURE
    if len(shown.lines) == 1 and above.is_full and _goes_on(above, shown):
        return -_UNSURE
    if sum(shown.level.ruled) > 1:
        return _SURE
    return _UNSURE if len(shown.lines) == 1 else _SURE


def _is_stub(shown: _Shown) -> bool:
    """Return whether only the first column has words: a long one ends beside the numbers."""
    return set(shown.lines) == {0}


def _goes_on(above: _Shown, below: _Shown) -> bool:
    """Return whether the text of the first column goes on from one line to the next."""
    first = below.lines.get(0)
    if first is None or 0 not in above.lines or below.level.ruled[0]:
        return False
    return first.text[:1].islower() or below.level.states[0] == "wrapped"
