"""A cell's history as columns: what a disclosure in a cell lists is older than the cell itself.

The published page shows the newest update in the table's column, and behind a `<details>` a
description list of the earlier ones, each under its heading, going back in time. So the headings
are columns before the cell's own, the last of the list first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.richtext import EMPTY, RichText, plain_text
from pipeline.table import RawCell, RawTable, grid

Label = tuple[str, int]
"""A heading, and which of its like it is in its list, counted from 1."""


@dataclass(frozen=True, slots=True)
class CellRead:
    """A cell and the history in it: headings with their texts, latest first."""

    cell: RawCell
    history: tuple[tuple[str, RichText], ...] = ()


def with_history(rows: Sequence[Sequence[CellRead]]) -> tuple[tuple[RawCell, ...], ...]:
    """Return the cells of `rows` with a column for each heading of their histories."""
    table = tuple(tuple(read.cell for read in row) for row in rows)
    columns = _columns(rows, table)
    if not columns:
        return table
    starts = _starts(table)
    return tuple(
        tuple(made for read in row for made in _widened(read, starts[id(read.cell)], columns))
        for row in rows
    )


def _columns(
    rows: Sequence[Sequence[CellRead]], table: tuple[tuple[RawCell, ...], ...]
) -> dict[int, list[Label]]:
    """Return the headings that go before each column, the earliest first."""
    if not any(read.history for row in rows for read in row):
        return {}
    starts = _starts(table)
    found: dict[int, dict[Label, None]] = {}
    for read in (read for row in rows for read in row if read.history):
        labels = found.setdefault(starts[id(read.cell)], {})
        labels.update(dict.fromkeys(label for label, _ in _labelled(read)))
    return {column: list(reversed(labels)) for column, labels in found.items()}


def _labelled(read: CellRead) -> list[tuple[Label, RichText]]:
    seen: Counter[str] = Counter()
    labelled = []
    for label, content in read.history:
        seen[label] += 1
        labelled.append(((label, seen[label]), content))
    return labelled


def _starts(table: tuple[tuple[RawCell, ...], ...]) -> dict[int, int]:
    """Return the first column of each cell, by the cell's identity."""
    starts: dict[int, int] = {}
    for row in grid(RawTable(table)):
        for column, cell in enumerate(row):
            if cell is not None:
                starts.setdefault(id(cell), column)
    return starts


def _widened(read: CellRead, start: int, columns: dict[int, list[Label]]) -> list[RawCell]:
    """Return the cell with those of its history before it; a cell over them reaches further."""
    cell = read.cell
    inner = range(start + 1, start + cell.column_span)
    more = sum(len(labels) for column, labels in columns.items() if column in inner)
    before = columns.get(start, [])
    if cell.column_span > 1 and not read.history:
        return [replace(cell, column_span=cell.column_span + more + len(before))]
    said = dict(_labelled(read))
    past = [
        replace(
            cell,
            content=plain_text(label[0]) if cell.is_heading else said.get(label, EMPTY),
            column_span=1,
        )
        for label in before
    ]
    return [*past, replace(cell, column_span=cell.column_span + more)]
