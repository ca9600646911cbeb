"""A cell's history as columns: what a disclosure in a cell lists is older than the cell itself.

The published page shows the newest update in the table's column, and behind a `<details>` a
description list of the earlier ones, each under its heading, going back in time. So the headings
are columns before the cell's own, the last of the list first.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from pipeline.richtext import EMPTY, RichText, plain_text
from pipeline.table import RawCell, RawTable, grid

Label = tuple[str, int]
"""A heading, and which of its like it is in its list, counted from 1."""


def with_histories(table: RawTable) -> RawTable:
    """Return `table` with a column for each heading of the histories in its cells."""
    if not any(cell.disclosed for row in table.rows for cell in row):
        return table
    starts = _starts(table)
    columns = _columns(table, starts)
    rows = (
        tuple(made for cell in row for made in _widened(cell, starts[id(cell)], columns))
        for row in table.rows
    )
    return replace(table, rows=tuple(rows))


def _columns(table: RawTable, starts: dict[int, int]) -> dict[int, list[Label]]:
    """Return the headings that go before each column, the earliest first."""
    found: dict[int, dict[Label, None]] = {}
    for cell in (cell for row in table.rows for cell in row if cell.disclosed):
        labels = found.setdefault(starts[id(cell)], {})
        labels.update(dict.fromkeys(label for label, _ in _labelled(cell)))
    return {column: list(reversed(labels)) for column, labels in found.items()}


def _labelled(cell: RawCell) -> list[tuple[Label, RichText]]:
    """Return the history of `cell`, latest first; the cells of one period keep their order."""
    seen: Counter[str] = Counter()
    labelled = []
    for label, content in (pair for group in cell.disclosed for pair in reversed(group)):
        seen[label] += 1
        labelled.append(((label, seen[label]), content))
    return labelled


def _starts(table: RawTable) -> dict[int, int]:
    """Return the first column of each cell, by the cell's identity."""
    starts: dict[int, int] = {}
    for row in grid(table):
        for column, cell in enumerate(row):
            if cell is not None:
                starts.setdefault(id(cell), column)
    return starts


def _widened(cell: RawCell, start: int, columns: dict[int, list[Label]]) -> list[RawCell]:
    """Return the cell with those of its history before it; a cell over them reaches further."""
    inner = range(start + 1, start + cell.column_span)
    more = sum(len(labels) for column, labels in columns.items() if column in inner)
    before = columns.get(start, [])
    if cell.column_span > 1 and not cell.disclosed:
        return [replace(cell, column_span=cell.column_span + more + len(before))]
    history = dict(_labelled(cell))
    alone = replace(cell, disclosed=())
    past = [
        replace(
            alone,
            content=plain_text(label[0]) if cell.is_heading else history.get(label, EMPTY),
            column_span=1,
        )
        for label in before
    ]
    return [*past, replace(alone, column_span=cell.column_span + more)]
