"""Grids of cells, from the rules of a page."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.ingest.pdf.page import Box
from pipeline.ingest.pdf.page.drawing import THIN
from pipeline.ingest.pdf.table.model import Region, TableModel

SNAP = 3.0
"""Rules no further apart than this, in points, are one."""
_JOIN = 4.5
"""Pieces of a rule no further apart than this are one: dots, dashes, spaced cells."""
_SHORTEST = 8.0
_COVERED = 0.6
"""A rule is a floor of a cell where it covers this much of the cell's side."""
_STUMP = 8.0
"""A wall may be drawn in part (WeasyPrint, beside a row span that a page end cuts): this much."""
_MOST_RULES = 2000
"""A page with more, dots and dashes joined, is a drawing."""


class _Rule(NamedTuple):
    """A level rule at y, or an upright one at x."""

    at: float
    start: float
    end: float


_Group = tuple[list[_Rule], list[_Rule]]
"""Level and upright rules that belong together."""


def lattices(rules: Sequence[Box]) -> list[TableModel]:
    """Return the grids that `rules` draw, from top to bottom; one with a single column is none.

    A side that is open, because no rule is drawn round the table or it goes on over the page,
    lies where the other rules end.
    """
    level = _merged([_Rule((r.top + r.bottom) / 2, r.x0, r.x1) for r in rules if _is_level(r)])
    upright = _merged([_Rule((r.x0 + r.x1) / 2, r.top, r.bottom) for r in rules if _is_upright(r)])
    if len(level) + len(upright) > _MOST_RULES:
        return []
    grids = [_lattice(*group) for group in _groups(level, upright)]
    found = [grid for grid in grids if len(grid.xs) > 2 and len(grid.ys) > 1]
    found = [g for g in found if not any(_is_inside(g, other) for other in found if other is not g)]
    return sorted(found, key=lambda grid: (grid.ys[0], grid.xs[0]))


def _is_level(rule: Box) -> bool:
    return rule.bottom - rule.top <= THIN


def _is_upright(rule: Box) -> bool:
    return rule.x1 - rule.x0 <= THIN


def _merged(rules: Iterable[_Rule]) -> list[_Rule]:
    """Return `rules` with those that lie on one line joined end to end, the short ones dropped."""
    merged: list[_Rule] = []
    for cluster in _clusters(sorted(rules)):
        at = sum(rule.at for rule in cluster) / len(cluster)
        first, *rest = sorted(cluster, key=lambda rule: rule.start)
        start, end = first.start, first.end
        for rule in rest:
            if rule.start - end > _JOIN:
                merged.append(_Rule(at, start, end))
                start = rule.start
            end = max(end, rule.end) if rule.start <= end + _JOIN else rule.end
        merged.append(_Rule(at, start, end))
    return [rule for rule in merged if rule.end - rule.start >= _SHORTEST]


def _clusters(rules: Sequence[_Rule]) -> list[list[_Rule]]:
    clusters: list[list[_Rule]] = []
    for rule in rules:
        if clusters and rule.at - clusters[-1][0].at <= SNAP:
            clusters[-1].append(rule)
        else:
            clusters.append([rule])
    return clusters


def _groups(level: Sequence[_Rule], upright: Sequence[_Rule]) -> list[_Group]:
    """Return the rules in groups that hang together, crossing or touching."""
    left, groups = set(range(len(upright))), []
    waiting = set(range(len(level)))
    while left:
        columns, rows, fresh = {min(left)}, set[int](), {min(left)}
        while fresh:
            met = {i for i in waiting - rows if any(_touch(level[i], upright[j]) for j in fresh)}
            rows |= met
            fresh = {j for j in left - columns if any(_touch(level[i], upright[j]) for i in met)}
            columns |= fresh
        left -= columns
        waiting -= rows
        groups.append(([level[i] for i in sorted(rows)], [upright[j] for j in sorted(columns)]))
    return _with_pieces(_with_lone(groups))


def _with_lone(groups: list[_Group]) -> list[_Group]:
    """Return `groups` with the uprights that no level rule meets put to those beside them.

    Where a row fills the page, or its merged cells do, nothing is drawn from side to side.
    """
    made = [group for group in groups if group[0]]
    for _, uprights in (group for group in groups if not group[0]):
        home = next((g for g in made if any(_abreast(uprights[0], rule) for rule in g[1])), None)
        if home is None:
            made.append(([], uprights))
        else:
            home[1].extend(uprights)
    return made


def _with_pieces(groups: list[_Group]) -> list[_Group]:
    """Return `groups` with each that lies on the lines of another put to that one.

    WeasyPrint draws a merged cell that goes on over the page's end only round its own words, so
    the cell may touch none of the others.
    """
    made: list[_Group] = []
    for group in sorted(groups, key=lambda group: len(group[0]) + len(group[1]), reverse=True):
        home = next((other for other in made if _is_piece(group, other)), None)
        if home is None:
            made.append(group)
        else:
            home[0].extend(group[0])
            home[1].extend(group[1])
    return made


def _is_piece(group: _Group, other: _Group) -> bool:
    """Return whether the walls of `group` are in line with those of `other`, and a floor."""
    return (
        bool(group[1])
        and all(_near(other[1], wall.at) for wall in group[1])
        and any(_near(other[0], floor.at) for floor in group[0])
    )


def _abreast(rule: _Rule, other: _Rule) -> bool:
    """Return whether two upright rules begin or end at one height, and run side by side."""
    shared = min(rule.end, other.end) - max(rule.start, other.start)
    ends = abs(rule.start - other.start), abs(rule.end - other.end)
    return min(ends) <= _JOIN and shared >= _COVERED * (rule.end - rule.start)


def _touch(level: _Rule, upright: _Rule) -> bool:
    reach = SNAP + 1
    return (
        level.start - reach <= upright.at <= level.end + reach
        and upright.start - reach <= level.at <= upright.end + reach
    )


def _lattice(level: list[_Rule], upright: list[_Rule]) -> TableModel:
    xs = _places(upright, [end for rule in level for end in (rule.start, rule.end)])
    level = [rule for rule in level if _spans_cells(rule, xs)]
    ys = _places(level, [end for rule in upright for end in (rule.start, rule.end)])
    at_x, at_y = [_near(upright, x) for x in xs], [_near(level, y) for y in ys]
    walls = [
        [_cover(rules, a, b) >= min(_COVERED * (b - a), _STUMP) for rules in at_x]
        for a, b in itertools.pairwise(ys)
    ]
    floors = [
        [_cover(rules, a, b) >= _COVERED * (b - a) for rules in at_y]
        for a, b in itertools.pairwise(xs)
    ]
    return TableModel(xs, ys, tuple(_regions(walls, floors)))


def _spans_cells(level: _Rule, xs: Sequence[float]) -> bool:
    """Return whether a level rule runs from wall to wall; one inside a cell underlines words."""
    return all(any(abs(x - end) <= _JOIN for x in xs) for end in (level.start, level.end))


def _places(rules: Sequence[_Rule], ends: Sequence[float]) -> tuple[float, ...]:
    """Return where the rules lie, and the outermost of `ends` where no rule lies there."""
    places = sorted({rule.at for rule in rules})
    kept = places[:1]
    for place in places[1:]:
        if place - kept[-1] > SNAP:
            kept.append(place)
    if ends and (not kept or min(ends) < kept[0] - SNAP - 1):
        kept.insert(0, min(ends))
    if ends and max(ends) > kept[-1] + SNAP + 1:
        kept.append(max(ends))
    return tuple(kept)


def _near(rules: Sequence[_Rule], at: float) -> list[_Rule]:
    return [rule for rule in rules if abs(rule.at - at) <= SNAP]


def _cover(rules: Sequence[_Rule], start: float, end: float) -> float:
    """Return how much of the way from `start` to `end` the `rules` cover."""
    return sum(max(min(rule.end, end) - max(rule.start, start), 0.0) for rule in rules)


def _regions(walls: list[list[bool]], floors: list[list[bool]]) -> list[Region]:
    """Return the cells: places of the grid that no wall or floor parts are one."""
    rows, columns = len(walls), len(floors)
    has_side = any(row[0] for row in walls)
    taken: set[tuple[int, int]] = set()
    opened: set[tuple[int, int]] = set()
    regions = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            wide = 1
            while (
                column + wide < columns
                and not walls[row][column + wide]
                and (row, column + wide) not in taken
            ):
                wide += 1
            tall = 1
            while row + tall < rows and _is_open(walls, floors, row + tall, column, wide):
                tall += 1
            begins_open = has_side if column == 0 else (row, column - 1) in opened
            is_open = begins_open and not walls[row][column]
            regions.append(Region(row, column, tall, wide, is_open))
            places = {(row + i, column + j) for i in range(tall) for j in range(wide)}
            taken |= places
            opened |= places if is_open else set()
    return regions


def _is_open(
    walls: list[list[bool]], floors: list[list[bool]], row: int, column: int, wide: int
) -> bool:
    """Return whether the places of `row` go on from the row above, and with one another."""
    inside = range(column, column + wide)
    return not any(floors[c][row] for c in inside) and not any(walls[row][c] for c in inside[1:])


def _is_inside(grid: TableModel, other: TableModel) -> bool:
    """Return whether `grid` lies in one cell of `other`."""
    box = grid.box
    first, last = other.place(box.x0, box.top), other.place(box.x1, box.bottom)
    if first is None or last is None or first == (0, 0) == last:
        return first is not None and first == last and len(other.regions) > 1
    return any(
        r.row <= first[0]
        and last[0] < r.row + r.row_span
        and r.column <= first[1]
        and last[1] < r.column + r.column_span
        for r in other.regions
    )
