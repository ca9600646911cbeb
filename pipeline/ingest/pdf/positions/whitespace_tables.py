"""Grids of cells, from words that are under one another with white space between."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.ingest.pdf.page import Page
from pipeline.ingest.pdf.positions.column_sets import Known, column_sets, fits
from pipeline.ingest.pdf.positions.judging import Candidate, tables_among
from pipeline.ingest.pdf.positions.levels import (
    Level,
    edges_of,
    levels_of,
    line_pitch,
    lines_by_column,
)
from pipeline.ingest.pdf.positions.page_lines import (
    Columns,
    kind_of,
    lines_across,
    without_furniture,
)
from pipeline.ingest.pdf.positions.repeats import heading_ends
from pipeline.ingest.pdf.positions.rowstarts import Start, row_starts
from pipeline.ingest.pdf.positions.runs import labels_of, tables_of
from pipeline.ingest.pdf.positions.sections import Section, sections
from pipeline.ingest.pdf.positions.spans import Shown, cells_of
from pipeline.ingest.pdf.table.model import TableModel
from pipeline.ingest.pdf.text.lines import Line


class _Table(NamedTuple):
    place: int
    """Of its page among those given."""
    page: Page
    columns: Columns
    lines: list[Line]
    by_column: list[list[Line]]
    labels: frozenset[str]
    goes_on: bool
    """The page before ends in a table with the same columns."""

    @property
    def is_labelled(self) -> bool:
        """Whether one of its first cells is a label that is beside values elsewhere."""
        return any(line.text in self.labels for line in self.by_column[0])


def aligned_grids(
    pages: Sequence[Page],
    body: float,
    known: Known | None = None,
    barriers: Sequence[Sequence[float]] = (),
) -> list[list[TableModel]]:
    """Return the tables that the words of each page are in; `pages` follow one another.

    Columns that are `known` from pages before are theirs where they fit; new ones are added. No
    table reaches over one of its page's `barriers`, the heights at which another one begins.
    """
    lines = [lines_across(page) for page in pages]
    found = sections(pages, lines, barriers)
    columns = column_sets(pages, lines, found, defaultdict(list) if known is None else known)
    tables = list(_tables(pages, lines, columns, barriers, body))
    models: list[list[TableModel]] = [[] for _ in pages]
    for kind in {id(table.columns): table.columns for table in tables}.values():
        alike = [table for table in tables if table.columns is kind]
        for table, model in _grids(alike):
            models[table.place].append(model)
    return [sorted(here, key=lambda model: model.ys[0]) for here in models]


def _tables(
    pages: Sequence[Page],
    lines: Sequence[list[Line]],
    columns: Mapping[Section, Columns],
    barriers: Sequence[Sequence[float]],
    body: float,
) -> Iterator[_Table]:
    labels = {
        id(kind): labels_of((x for s, c in columns.items() if c is kind for x in s.of(lines)), kind)
        for kind in {id(kind): kind for kind in columns.values()}.values()
    }
    first = {n: c for (n, _, _), c in sorted(columns.items(), reverse=True)}
    kept = without_furniture(pages, lines, first)
    before: Columns | None = None
    for n, page in enumerate(pages):
        own = sorted((s, c) for s, c in columns.items() if s.page == n)
        spans = list(_spans(own, lines[n], kept[n], barriers[n] if barriers else ()))
        if not spans and before is not None and _may_go_on(lines[n], before):
            spans = [(before, kept[n])]  # a page may hold the end of one cell only
        for kind, span in spans:
            shown, known = lines[n][span.start : span.stop], labels.get(id(kind), frozenset())
            for table in tables_of(shown, kind, known, body, kind is before):
                words = [word for line in table for word in line.words]
                by_column = lines_by_column(words, page.number, kind)
                yield _Table(n, page, kind, table, by_column, known, kind is before)
            before = None
        before = spans[-1][0] if spans else None


def _may_go_on(lines: Sequence[Line], columns: Columns) -> bool:
    """Return whether `lines` may be the rest of a table in the area before."""
    beside = sum(line.x0 > columns.xs[-1] or line.x1 < columns.xs[0] for line in lines)
    return 2 * beside < len(lines) and fits(lines, columns, goes_on=True)


def _spans(
    own: Sequence[tuple[Section, Columns]],
    lines: Sequence[Line],
    kept: range,
    barriers: Sequence[float],
) -> Iterator[tuple[Columns, range]]:
    """Yield the columns of a page with the lines, from one to another, that may be of a table.

    Lines between two tables are left to the second, but those that go on below the first.
    """
    start = kept.start
    for n, (section, columns) in enumerate(own):
        after = own[n + 1] if n + 1 < len(own) else None
        limit = after[0].first if after else kept.stop
        cut = next(
            (k for k in range(section.end, limit) if _is_barred(lines[k - 1], lines[k], barriers)),
            limit,
        )
        is_same = after is not None and after[1] is columns and cut == limit
        if is_same and not _is_barred(lines[limit - 1], lines[limit], barriers):
            continue
        if after and cut == limit:
            cut = section.end
            while cut < limit and kind_of(lines[cut], columns) == "cell":
                cut += 1
        first = max(start, _behind(lines, section.first, barriers))
        if first < min(cut, kept.stop):
            yield columns, range(first, min(cut, kept.stop))
        start = cut


def _behind(lines: Sequence[Line], first: int, barriers: Sequence[float]) -> int:
    """Return the first line that no barrier parts from line `first`."""
    while first > 0 and not _is_barred(lines[first - 1], lines[first], barriers):
        first -= 1
    return first


def _is_barred(above: Line, line: Line, barriers: Sequence[float]) -> bool:
    return any(above.top < y <= line.top for y in barriers)


def _grids(tables: Sequence[_Table]) -> Iterator[tuple[_Table, TableModel]]:
    """Yield the tables among `tables`, which have the same columns, each with its rows."""
    pitch = line_pitch((table.by_column for table in tables), tables[0].columns)
    edges = {table.place: edges_of(table.page, table.columns) for table in tables}
    levels = [levels_of(t.by_column, t.columns, edges[t.place], pitch, t.labels) for t in tables]
    shown = [(t.by_column, here) for t, here in zip(tables, levels, strict=True)]
    known = heading_ends(shown)
    starts = row_starts(shown, known)
    models = [
        _model(t, here, s, s[max(k, default=0)].begun)
        for t, here, s, k in zip(tables, levels, starts, known, strict=True)
    ]
    judged = tables_among(
        [
            Candidate(model, t.by_column, t.goes_on, t.is_labelled)
            for t, model in zip(tables, models, strict=True)
        ]
    )
    yield from itertools.compress(zip(tables, models, strict=True), judged)


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
    heads = sum(1 for n in first[:-1] if starts[n].is_heading) if starts[0].is_listed else None
    shown = Shown(table.lines, table.by_column, table.columns)
    regions, close = tuple(cells_of(shown, rows, ys, heads)), tuple(_close(starts))
    return TableModel(table.columns.xs, tuple(ys), regions, "gutter", begun, close)


def _boundary(level: Level) -> float:
    if level.edge is not None:
        return level.edge
    return (level.top + min(max(level.foot, level.top - level.height), level.top)) / 2
