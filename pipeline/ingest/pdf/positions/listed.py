"""Tables of which each line is a row, such as trackers and statistics.

Where cells are paragraphs, most lines have words in one or two columns: those with the longest
texts. Where nearly every line fills most columns, each is a row, whatever white space is between:
all cells of a row are hardly ever of the same number of lines.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from statistics import median
from typing import NamedTuple

from pipeline.ingest.pdf.positions.levels import Level
from pipeline.ingest.pdf.positions.partition import ByColumn
from pipeline.ingest.pdf.text.lines import Line
from pipeline.ingest.pdf.text.numbers import is_number

_FEWEST = 2
"""Fewer lines show no list."""
_FULL = 0.6
"""A line is full where it has words in this share of the columns."""
_MOST = 0.6
"""In a list this share of the lines is full."""
_EVEN, _LOOSE = 0.7, 0.1
"""This share of the steps from one full line to the next are about as high, in line heights."""
_MOST_SMALL = 0.3
"""Where more cells begin with a small letter, lines are of sentences."""
_SURE, _UNSURE = 5.0, 1.0
"""How far a line speaks for a row of its own, or against it."""
_NEXT, _TIGHT = 1.6, 1.3
"""Lines of one heading are nearer than the first, in line heights; rows may be as near as that
where they have no more space between than the second."""
_ALIGNED = 2.0
"""Lines begin, end or have their middle at one place within so many points."""
_YEAR = re.compile(r"(?:19|20)\d\d")
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
        return sum(is_number(line.text) for n, line in self.lines.items() if n)

    @property
    def heads_years(self) -> bool:
        """Whether the numbers behind the first cell are years, as columns are called."""
        texts = [line.text for n, line in self.lines.items() if n and is_number(line.text)]
        return all(map(_YEAR.fullmatch, texts))


def listed_rows(
    tables: Sequence[tuple[ByColumn, Sequence[Level]]],
) -> list[tuple[list[float], int]]:
    """Return how far each level speaks for a row of its own, and how many levels are headings.

    Returns none if the tables are not lists.
    """
    shown = [_shown(columns, levels) for columns, levels in tables]
    if not _are_lists(shown):
        return []
    return [(_scores(table), _head(table)) for table in shown]


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
        made.append(_Shown(level, here, _is_full(here, len(filled))))
    return made


def _is_full(here: Mapping[int, Line], filled: int) -> bool:
    """Return whether lines are in most of the `filled` columns; rests of sentences do not count."""
    is_rest = 0 not in here and all(line.text[:1].islower() for line in here.values())
    return len(here) >= max(2.0, _FULL * filled) and not is_rest


def _are_lists(tables: Sequence[Sequence[_Shown]]) -> bool:
    """Return whether most lines are full, of numbers or about as far from each other."""
    count = sum(len(table) for table in tables)
    full = [shown for table in tables for shown in table if shown.is_full]
    if count < _FEWEST or len(full) < _MOST * count:
        return False
    if 2 * sum(shown.numbers for shown in full) > sum(len(shown.lines) - 1 for shown in full):
        return True  # numbers are never set in several lines
    texts = [line.text for shown in full for line in shown.lines.values()]
    most = _MOST_SMALL * len(texts) if count > _FEWEST else 0
    if sum(text[:1].islower() for text in texts) > most:
        return False  # lines of sentences
    steps = [
        _step(above, below)
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
    head, usual = _head(table), _usual_step(table)
    scores = [_SURE]
    for n in range(1, len(table)):
        if n < head:
            scores.append(_of_head(table[n - 1], table[n], usual))
        elif n == head:
            scores.append(_SURE)
        elif _rises(table, n - 1, head):
            scores.append(-_SURE)
        elif _rises(table, n, head):
            scores.append(_SURE)
        else:
            scores.append(_of_line(table[n - 1], table[n], usual))
    return scores


def _rises(table: Sequence[_Shown], n: int, head: int) -> bool:
    """Return whether line `n` begins a row whose other cells are at its foot, on the next line.

    Its texts are nearer to those below than to those above, or go on there with a small letter.
    """
    if n <= head or n + 1 >= len(table) or table[n].is_full or 0 in table[n].lines:
        return False
    above, line, below = table[n - 1 : n + 2]
    if not above.is_full or not below.is_full or any(below.level.ruled):
        return False
    more = _step(above, line) - _step(line, below)
    if abs(more) > _LOOSE:
        return more > 0
    both = line.lines.keys() & below.lines.keys()
    own = [line.lines[k].text[:1] for k in both]
    return (
        bool(both)
        and not any(map(str.islower, own))
        and all(below.lines[k].text[:1].islower() for k in both)
    )


def _usual_step(table: Sequence[_Shown]) -> float:
    """Return how far full lines are from each other, in line heights."""
    steps = [
        _step(above, below)
        for above, below in itertools.pairwise(table)
        if above.is_full and below.is_full
    ]
    return median(steps) if steps else 0.0


def _step(above: _Shown, below: _Shown) -> float:
    return (below.level.top - above.level.top) / above.level.height


def _head(table: Sequence[_Shown]) -> int:
    """Return the first level below the headings: where most lines have numbers, the first has."""
    numbered = [n for n, shown in enumerate(table) if shown.is_full and shown.numbers]
    full = sum(shown.is_full for shown in table)
    first = next((n for n, shown in enumerate(table) if shown.is_full), 0)
    if 2 * len(numbered) > full:
        has_years = len(numbered) > 1 and table[numbered[0]].heads_years
        return numbered[0] + has_years
    return first + 1


def _of_head(above: _Shown, shown: _Shown, usual: float) -> float:
    """Return whether a line of the headings begins a row.

    It goes on with the headings above where all lines of either are at one side, or in one middle,
    with one of the other; a heading over several columns is not.
    """
    if any(shown.level.ruled):
        return _SURE
    step = _step(above, shown)
    if step > _NEXT or step >= max(usual - _LOOSE, _TIGHT):
        return _UNSURE
    both = above.lines.keys() & shown.lines.keys()
    aligned = sum(_is_aligned(above.lines[n], shown.lines[n]) for n in both)
    goes_on = aligned == min(len(above.lines), len(shown.lines))
    return -_UNSURE if goes_on else _UNSURE


def _is_aligned(above: Line, below: Line) -> bool:
    off = above.x0 - below.x0, above.x1 - below.x1
    return min(abs(off[0]), abs(off[1]), abs(sum(off)) / 2) <= _ALIGNED


def _of_line(above: _Shown, shown: _Shown, usual: float) -> float:
    """Return how far a line below the headings speaks for a row."""
    if shown.is_full:
        is_near = 0 not in shown.lines and _step(above, shown) < usual - _LOOSE
        is_rest = set(above.lines) == {0} and _goes_on(above, shown, usual)
        return -_SURE if is_near or is_rest else _SURE
    if 0 not in shown.lines:
        return -_SURE
    if sum(shown.level.ruled) > 1:
        return _SURE
    if len(shown.lines) == 1 and _goes_on(above, shown, usual):
        return -_SURE
    return _SURE


def _goes_on(above: _Shown, below: _Shown, usual: float) -> bool:
    """Return whether the text of the first column goes on from one line to the next.

    Lines of one cell are nearer to each other than rows are. Where rows have no space between,
    words tell.
    """
    first = below.lines.get(0)
    if first is None or 0 not in above.lines or below.level.ruled[0]:
        return False
    if _step(above, below) < usual - _LOOSE:
        return True
    return first.text[:1].islower() and _step(above, below) <= usual + _LOOSE
