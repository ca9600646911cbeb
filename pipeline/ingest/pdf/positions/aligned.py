"""Grids of cells, from words that stand under one another with white space between."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.ingest.pdf.page import Page, Word
from pipeline.ingest.pdf.positions.across import (
    Columns,
    kind_of,
    labels_of,
    lines_across,
    once,
    tables_of,
    without_furniture,
    without_prose,
)
from pipeline.ingest.pdf.positions.gutters import gutters
from pipeline.ingest.pdf.positions.levels import (
    FLOWING,
    Level,
    carried_columns,
    edges_of,
    levels_of,
    line_pitch,
    lines_by_column,
)
from pipeline.ingest.pdf.positions.repeats import heading_ends
from pipeline.ingest.pdf.positions.rowstarts import Start, row_starts
from pipeline.ingest.pdf.table.model import Region, TableModel
from pipeline.ingest.pdf.text.lines import Line, is_gapped

_FEWEST = 3
"""Fewer lines with gaps are no table."""
_MISFIT = 0.3
"""A page with more of its lines cut by the columns than this has columns of its own."""
_MOST_COLUMNS = 40
"""Words that stand in so many columns stand in none."""
_MOST_KINDS = 4
"""So many sets of columns are looked for in one document."""


class _Table(NamedTuple):
    page: Page
    columns: Columns
    lines: list[Line]
    by_column: list[list[Line]]
    labels: frozenset[str]


Known = defaultdict[tuple[int, int], list[Columns]]
"""The columns that pages of a width and height have."""


def aligned_grids(
    pages: Sequence[Page], body: float, known: Known | None = None
) -> list[list[TableModel]]:
    """Return the grids that the words of each page stand in; `pages` follow one another.

    Columns that are `known` from pages before are theirs where they fit; new ones are added.
    """
    lines = [lines_across(page) for page in pages]
    columns = _columns(pages, once(lines), defaultdict(list) if known is None else known)
    lines = without_furniture(pages, lines, columns)
    tables = list(_tables(pages, lines, columns, body))
    grids: list[list[TableModel]] = [[] for _ in pages]
    for kind in {id(table.columns): table.columns for table in tables}.values():
        alike = [table for table in tables if table.columns is kind]
        for table, grid in zip(alike, _grids(alike), strict=True):
            grids[table.page.number - pages[0].number].append(grid)
    return grids


def _columns(
    pages: Sequence[Page], lines: Sequence[list[Line]], known: Known
) -> dict[int, Columns]:
    """Return the columns of each page that has a table, by its place."""
    left: dict[tuple[int, int], list[int]] = defaultdict(list)
    kept: dict[int, list[Line]] = {}
    for n, page in enumerate(pages):
        inside = without_prose(lines[n], page)
        if inside:
            kept[n] = inside
            left[round(page.width), round(page.height)].append(n)
    found: dict[int, Columns] = {}
    for size, group in left.items():
        for kind in known[size]:
            found.update({n: kind for n in group if n not in found and _fits(kept[n], kind)})
        group = [n for n in group if n not in found]
        for _ in range(_MOST_KINDS if group else 0):
            made = _common_columns([pages[n] for n in group], [kept[n] for n in group])
            if made is None:
                break
            fitting = [n for n in group if _fits(kept[n], made)]
            if not fitting:
                break
            if len(fitting) < len(group):
                made = _common_columns([pages[n] for n in fitting], [kept[n] for n in fitting])
                if made is None:
                    break
            found.update(dict.fromkeys(fitting, made))
            known[size].append(made)
            group = [n for n in group if n not in found]
            if not group:
                break
    for n in range(1, len(pages)):  # a page may hold the end of one cell only
        if n not in kept and n - 1 in found and _fits(lines[n], found[n - 1]):
            found[n] = found[n - 1]
    return found


def _fits(lines: Sequence[Line], columns: Columns) -> bool:
    """Return whether `columns` cut few of `lines`, and leave few wide gaps in a column."""
    cut = sum(kind_of(line, columns) == "prose" for line in lines)
    gapped = [line for line in lines if is_gapped(line)]
    open_ = sum(columns.has_gap(line) for line in gapped)
    return cut <= _MISFIT * len(lines) and open_ <= _MISFIT * len(gapped)


def _common_columns(pages: Sequence[Page], lines: Sequence[Sequence[Line]]) -> Columns | None:
    flat = [line for here in lines for line in here]
    if sum(is_gapped(line) for line in flat) < _FEWEST:
        return None
    parted = gutters([line.words for line in flat], list(_upright(pages, lines)))
    if not 0 < len(parted) < _MOST_COLUMNS:
        return None
    pad = max(min(gutter.width for gutter in parted) / 2, 0.5)
    starts = Counter(round(line.x0) for line in flat if line.x0 < parted[0].start)
    usual = starts.most_common(1)[0][0] if starts else parted[0].start
    xs = (
        min(line.x0 for line in flat) - pad,
        *(gutter.end - min(pad, gutter.width / 2) for gutter in parted),
        max(line.x1 for line in flat) + pad,
    )
    return Columns(xs, tuple(parted), usual)


def _upright(
    pages: Sequence[Page], lines: Sequence[Sequence[Line]]
) -> Iterator[tuple[float, float]]:
    """Yield the places of upright rules, with how many lines each passes."""
    passed: Counter[int] = Counter()
    for page, here in zip(pages, lines, strict=True):
        heights = sorted((line.top + line.bottom) / 2 for line in here)
        for rule in page.rules:
            if rule.x1 - rule.x0 < rule.bottom - rule.top:
                count = bisect_left(heights, rule.bottom) - bisect_right(heights, rule.top)
                passed[round((rule.x0 + rule.x1) / 2)] += count
    return ((x, lines) for x, lines in passed.items() if lines > 1)


def _tables(
    pages: Sequence[Page],
    lines: Sequence[list[Line]],
    columns: dict[int, Columns],
    body: float,
) -> Iterator[_Table]:
    goes_on = False
    labels = {
        id(kind): labels_of((x for n, c in columns.items() if c is kind for x in lines[n]), kind)
        for kind in {id(kind): kind for kind in columns.values()}.values()
    }
    for n, page in enumerate(pages):
        if n not in columns:
            goes_on = False
            continue
        here = columns[n]
        for table in tables_of(lines[n], here, labels[id(here)], body, goes_on):
            words = [word for line in table for word in line.words]
            yield _Table(
                page, here, table, lines_by_column(words, page.number, here), labels[id(here)]
            )
        goes_on = True


def _grids(tables: Sequence[_Table]) -> list[TableModel]:
    pitch = line_pitch((table.by_column for table in tables), tables[0].columns)
    edges = {table.page.number: edges_of(table.page, table.columns) for table in tables}
    levels = [
        levels_of(t.by_column, t.columns, edges[t.page.number], pitch, t.labels) for t in tables
    ]
    shown = [(t.by_column, here) for t, here in zip(tables, levels, strict=True)]
    known = heading_ends(shown)
    starts = row_starts(shown, known)
    return [
        _model(t, here, s, s[max(k, default=0)].begun)
        for t, here, s, k in zip(tables, levels, starts, known, strict=True)
    ]


def _close(starts: Sequence[Start]) -> Iterator[int]:
    """Yield the rows in which a level was a close call."""
    row = -1
    for start in starts:
        row += start.is_row
        if start.is_close:
            yield row


def _model(
    table: _Table, levels: Sequence[Level], starts: Sequence[Start], begun: bool | None
) -> TableModel:
    first = [n for n, start in enumerate(starts) if start.is_row]
    rows = [levels[n] for n in first]
    ys = [rows[0].top - 1, *(_boundary(level) for level in rows[1:])]
    ys.append(max(line.bottom for line in table.lines) + 1)
    regions, close = tuple(_regions(table, rows, ys)), tuple(_close(starts))
    return TableModel(table.columns.xs, tuple(ys), regions, "gutter", begun, close)


def _boundary(level: Level) -> float:
    if level.edge is not None:
        return level.edge
    return (level.top + min(max(level.foot, level.top - level.height), level.top)) / 2


def _regions(table: _Table, begun: Sequence[Level], ys: Sequence[float]) -> Iterator[Region]:
    """Yield the cells: those that go on past a row's beginning are merged, so is a wide heading."""
    rows, columns = len(begun), len(table.by_column)
    wide = _wide_cells(table, ys)
    above = [[_is_merged(level, c) for c in range(columns)] for level in begun]
    taken: set[tuple[int, int]] = set()
    for row, column in itertools.product(range(rows), range(columns)):
        if (row, column) in taken:
            continue
        across, down = 1, 1
        while (row, column + across - 1) in wide:
            across += 1
        if across == 1:
            while row + down < rows and above[row + down][column]:
                if (row + down, column) in wide or (row + down, column - 1) in wide:
                    break
                down += 1
        taken |= {(row + i, column + j) for i in range(down) for j in range(across)}
        yield Region(row, column, down, across)


def _is_merged(level: Level, column: int) -> bool:
    """Return whether a cell goes on past a row's beginning.

    A label of a card begins where it stands. Rules tell it by where they are not. So do the sides
    of shaded rows, but they do not show where two cells meet that are not shaded: none goes on
    where a text begins in it or to its left.
    """
    if level.label and column == 0:
        return False
    if sum(level.ruled) > 1:
        inside = zip(level.ruled[: column + 1], level.states, strict=False)
        return not level.ruled[column] and (False, "apart") not in inside
    goes_on = column < carried_columns(level.states) and level.states[column] in FLOWING
    return goes_on or level.states[column] == "through"


def _wide_cells(table: _Table, ys: Sequence[float]) -> set[tuple[int, int]]:
    """Return the places of cells that reach over into the column behind."""
    crossed: set[tuple[int, int]] = set()
    clean: set[tuple[int, int]] = set()
    row = 0
    for line in sorted(table.lines, key=lambda line: line.top):
        while row + 2 < len(ys) and (line.top + line.bottom) / 2 > ys[row + 1]:
            row += 1
        for left, right in itertools.pairwise(line.words):
            _note_junction(left, right, row, table.columns, crossed, clean)
    return crossed - clean


def _note_junction(
    left: Word,
    right: Word,
    row: int,
    columns: Columns,
    crossed: set[tuple[int, int]],
    clean: set[tuple[int, int]],
) -> None:
    column, behind = columns.of(left), columns.of(right)
    if behind == column:
        return
    is_next = behind == column + 1  # a column between may be the first of a wide cell
    if columns.begins(right) or (is_next and columns.is_clean(left, right)):
        clean.add((row, behind - 1))
    elif is_next:
        crossed.add((row, column))
