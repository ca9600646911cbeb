"""The heights at which lines begin in a table, and what each column shows there."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from pipeline.ingest.pdf.page import Page, Word
from pipeline.ingest.pdf.positions.page_lines import Columns
from pipeline.ingest.pdf.text.flow import TextColumn, has_room
from pipeline.ingest.pdf.text.lines import Line, lines_of
from pipeline.ingest.pdf.text.numbers import is_number

_SAME = 0.3
"""Lines that begin this close, in line heights, begin at one height."""
_COVERED = 0.6
"""A rule is one of a column's cells where it covers this share of its width."""
_LOOSER = 0.04
"""Pitches that differ by more, in line heights, are never those of one paragraph."""
_EXACT = 0.01
"""A file's numbers are rounded by no more than this."""
_OVERLAPPING = 0.75
"""Lines closer together than this, in line heights, are of one cell: one is raised or sunk."""
_WIDEST_PITCH = 2.2
"""Lines further apart than this, in line heights, are set in no paragraph."""
_WHOLE_PAGE = 0.8
"""A fill that covers more of the page than this is its background."""
_THIN = 3.0
_MOST_DRAWN = 5000
"""A page with more rules and fills is a drawing."""

State = Literal["apart", "ended", "wrapped", "through", "white"]
"""What a column shows at a height.

A line begins, at another pitch than the usual one below the line above (`apart`); at the usual one,
though there was room for its first word above (`ended`), or there was none (`wrapped`); lines go on
past that height (`through`); or nothing is there (`white`).
"""
FLOWING = frozenset({"wrapped", "through"})
"""The states of a cell that goes on."""


class Level(NamedTuple):
    """A height at which a line begins in one column or several."""

    top: float
    foot: float
    """Where the lines above end, those aside that go on."""
    height: float
    """Of a line."""
    states: tuple[State, ...]
    """By column."""
    edge: float | None
    """Where a rule or the side of a fill lies above the lines."""
    ruled: tuple[bool, ...]
    """Which columns it parts; all are False if there is none."""
    label: str = ""
    """What is in the first of two columns, where it is there more than once."""

    @property
    def band(self) -> float:
        """How high the white space above is, in line heights."""
        return (self.top - self.foot) / self.height


class Pitch(NamedTuple):
    """The distances from line to line inside paragraphs, in line heights."""

    closest: float
    widest: float

    def parts(self, above: Line, line: Line) -> bool:
        """Return whether the two lines are at another pitch, but not in one another."""
        own = (line.top - above.top) / max(above.height, 1.0)
        return own > self.widest + _EXACT or _OVERLAPPING < own < self.closest - _EXACT


class Edge(NamedTuple):
    """A level rule or the side of a fill, with the columns that it parts."""

    y: float
    ruled: tuple[bool, ...]


def lines_by_column(words: Sequence[Word], page: int, columns: Columns) -> list[list[Line]]:
    """Return the lines of each column."""
    inside: list[list[Word]] = [[] for _ in range(len(columns.xs) - 1)]
    for word in words:
        inside[columns.of(word)].append(word)
    return [lines_of(here, page) for here in inside]


def edges_of(page: Page, columns: Columns) -> list[Edge]:
    """Return the level rules and sides of fills on `page` that part a column, from the top."""
    if len(page.rules) + len(page.fills) > _MOST_DRAWN:
        return []
    whole = _WHOLE_PAGE * page.width * page.height
    pieces = [
        ((rule.top + rule.bottom) / 2, rule.x0, rule.x1)
        for rule in page.rules
        if rule.bottom - rule.top <= _THIN
    ]
    for fill in page.fills:
        if (fill.x1 - fill.x0) * (fill.bottom - fill.top) < whole:
            pieces += [(y, fill.x0, fill.x1) for y in (fill.top, fill.bottom)]
    rows: list[list[tuple[float, float, float]]] = []
    for piece in sorted(pieces):
        if rows and piece[0] - rows[-1][0][0] <= _THIN:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    edges = [Edge(row[0][0], _ruled(row, columns.xs)) for row in rows]
    return [edge for edge in edges if any(edge.ruled)]


def _ruled(row: Sequence[tuple[float, float, float]], xs: Sequence[float]) -> tuple[bool, ...]:
    covered = [0.0] * (len(xs) - 1)
    reached = xs[0]
    for start, end in sorted((start, end) for _, start, end in row):
        start = max(start, reached)
        for column in range(len(covered)):
            covered[column] += max(min(end, xs[column + 1]) - max(start, xs[column]), 0.0)
        reached = max(reached, end)
    return tuple(c >= _COVERED * (xs[n + 1] - xs[n]) for n, c in enumerate(covered))


def line_pitch(tables: Iterable[Sequence[Sequence[Line]]], columns: Columns) -> Pitch:
    """Return the distances from line to line inside paragraphs.

    They show where a line ends because the next word does not fit. A program that rounds each
    height has two that are about as frequent.
    """
    bounds = _bounds(columns)
    pitches: Counter[float] = Counter()
    for table in tables:
        for lines, own in zip(table, bounds, strict=True):
            for above, line in itertools.pairwise(lines):
                pitch = (line.top - above.top) / max(above.height, 1.0)
                if pitch < _WIDEST_PITCH and not has_room(above, line, own):
                    pitches[round(pitch, 2)] += 1
    most = max(pitches.values(), default=0)
    usual = [pitch for pitch, count in pitches.items() if count >= most / 3] or [1.0]
    closest = min(usual)
    return Pitch(closest, max(pitch for pitch in usual if pitch <= closest + _LOOSER))


def levels_of(
    table: Sequence[Sequence[Line]],
    columns: Columns,
    edges: Sequence[Edge],
    pitch: Pitch,
    labels: frozenset[str] = frozenset(),
) -> list[Level]:
    """Return the levels of a table, its lines given by column, from the top."""
    labelled = [line for line in table[0] if line.text in labels and len(table) == 2]
    bounds = _bounds(columns)
    seen = [0] * len(table)
    levels = []
    for top, height in _tops(table):
        limit = top + _SAME * height
        states = tuple(
            _state(lines, place, limit, own, pitch)
            for lines, place, own in zip(table, seen, bounds, strict=True)
        )
        last = [
            lines[place - 1] if place else None for lines, place in zip(table, seen, strict=True)
        ]
        above = max(
            ((line.top + line.bottom) / 2 for line in last if line and not _reaches(line, limit)),
            default=0.0,
        )
        carried = carried_columns(states)
        foot = max((line.bottom for line in last[carried:] if line), default=0.0)
        edge = _edge(edges, above, limit)
        ruled = edge.ruled if edge else (False,) * len(table)
        label = next((line.text for line in labelled if top <= line.top < limit), "")
        levels.append(Level(top, foot, height, states, edge.y if edge else None, ruled, label))
        for column, lines in enumerate(table):
            while seen[column] < len(lines) and lines[seen[column]].top < limit:
                seen[column] += 1
    return levels


def carried_columns(states: Sequence[State]) -> int:
    """Return how many columns on the left may be merged cells that go on past a row's beginning.

    Groups nest from the left: nothing begins to the left of a cell that goes on.
    """
    first = next((n for n, state in enumerate(states) if state == "apart"), 0)
    return max((n + 1 for n in range(first) if states[n] in FLOWING), default=0)


def _bounds(columns: Columns) -> list[TextColumn]:
    ends = [*(gutter.start for gutter in columns.gutters), columns.xs[-1]]
    return [TextColumn(x, end, 0.0) for x, end in zip(columns.xs, ends, strict=False)]


def _tops(table: Sequence[Sequence[Line]]) -> Iterator[tuple[float, float]]:
    """Yield where lines begin, with the height of the first of them."""
    last: tuple[float, float] | None = None
    for top, height in sorted((line.top, line.height) for lines in table for line in lines):
        if last is None or top >= last[0] + _SAME * last[1]:
            last = top, max(height, 1.0)
            yield last


def _state(
    lines: Sequence[Line], place: int, limit: float, bounds: TextColumn, pitch: Pitch
) -> State:
    """Return what the column of `lines` shows before the line at `place`."""
    above = lines[place - 1] if place else None
    line = lines[place] if place < len(lines) else None
    begins = line is not None and line.top < limit
    if above is None or line is None:
        if begins or above is None:
            return "apart" if begins else "white"
        return "through" if _reaches(above, limit) else "white"
    if pitch.parts(above, line):
        if begins:
            return "apart"
        return "through" if _reaches(above, limit) else "white"
    if not begins:
        return "through"
    if is_number(above.text) and is_number(line.text):  # never set in several lines
        return "apart"
    return "ended" if has_room(above, line, bounds) else "wrapped"


def _reaches(line: Line, limit: float) -> bool:
    return (line.top + line.bottom) / 2 > limit


def _edge(edges: Sequence[Edge], above: float, below: float) -> Edge | None:
    """Return the edge between two heights that parts most columns."""
    first = bisect_right(edges, above, key=lambda edge: edge.y)
    between = edges[first : bisect_left(edges, below, first, key=lambda edge: edge.y)]
    return max(between, key=lambda edge: sum(edge.ruled), default=None)
