"""Tables in plain text whose columns are aligned by blanks, as in e-mails."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.findings import Source
from pipeline.richtext import plain_text
from pipeline.table import RawCell, RawTable

_FIELD = re.compile(r"\S+(?: \S+)*")
"""Words with single blanks between them; two blanks part fields."""
_FEWEST = 3
"""Columns and rows of a table, and fields of the line that begins it."""
_OFTEN = 0.25
"""The share of lines with several fields that have one where a column begins."""
_ALIGNED = 0.8
"""The share of their fields that begin where a column does."""
_GAP = 1
"""Blank lines inside a table."""
_NEAR = 1
"""Characters by which a field may miss its column."""

Field = tuple[int, str]
"""Where it begins, and what it says."""


@dataclass(slots=True)
class _Row:
    line: int
    """Its first line, counted from 0."""
    cells: dict[int, list[str]] = field(default_factory=dict)
    """The lines of each of its cells, by the column."""


def whitespace_tables(lines: Sequence[str], path: str) -> Mapping[int, tuple[int, RawTable]]:
    """Return, by the line that begins it, each table of aligned columns and the line behind it.

    Lines are counted from 0. A line that has nothing in the first column goes on with the row
    above; one that has nothing else is a cell over all columns.
    """
    found = {}
    for start, end in _stretches(lines):
        fields = [_fields(line) for line in lines[start:end]]
        columns = _columns(fields)
        first = next((n for n, f in enumerate(fields) if _begins(f, columns)), None)
        if first is None:
            continue
        rows = _rows(fields[first:], columns, start + first)
        if sum(len(row.cells) >= _FEWEST for row in rows) >= _FEWEST:
            table = RawTable(tuple(_cells(row, len(columns), path) for row in rows))
            found[start + first] = (end, table)
    return found


def _fields(line: str) -> list[Field]:
    return [(match.start(), match[0]) for match in _FIELD.finditer(line)]


def _stretches(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the first line and the line behind the last of what may be tables: few blanks part."""
    start, blank = 0, 0
    for n, line in enumerate([*lines, *[""] * (_GAP + 1)]):
        blank = 0 if line.strip() else blank + 1
        if blank > _GAP:
            end = n - blank + 1
            several = [m for m in range(start, end) if len(_fields(lines[m])) > 1]
            if several:
                yield start, _last(lines, several[-1], end)
            start = n + 1


def _last(lines: Sequence[str], last: int, end: int) -> int:
    """Return the line behind the last row: what goes on below its first column is of it."""
    while last + 1 < end and lines[last + 1].startswith("  "):
        last += 1
    return last + 1


def _columns(fields: Sequence[Sequence[Field]]) -> list[int]:
    """Return where the columns begin, none if the fields keep to no columns."""
    several = [line for line in fields if len(line) > 1]
    starts = Counter(at for line in several for at, _ in line)
    often = max(2, _OFTEN * len(several))
    columns = [at for at in sorted(starts) if starts[at] >= often]
    kept = sum(n for at, n in starts.items() if _column(at, columns) is not None)
    is_table = len(columns) >= _FEWEST and kept >= _ALIGNED * sum(starts.values())
    return columns if is_table else []


def _column(at: int, columns: Sequence[int]) -> int | None:
    return next((i for i, column in enumerate(columns) if abs(at - column) <= _NEAR), None)


def _begins(fields: Sequence[Field], columns: Sequence[int]) -> bool:
    """Return whether a line may begin the table: it has most of its columns, and nothing else."""
    found = {_column(at, columns) for at, _ in fields}
    return len(found) >= max(_FEWEST, len(columns) / 2) and None not in found


def _rows(fields: Sequence[Sequence[Field]], columns: Sequence[int], first: int) -> list[_Row]:
    rows: list[_Row] = []
    for n, line in enumerate(fields):
        places = [max(i for i, c in enumerate([-1, *columns]) if c <= at + _NEAR) for at, _ in line]
        if line and (not rows or places[0] <= 1):
            rows.append(_Row(first + n))
        for place, (_, text) in zip(places, line, strict=True):
            rows[-1].cells.setdefault(max(place - 1, 0), []).append(text)
    return rows


def _cells(row: _Row, width: int, path: str) -> tuple[RawCell, ...]:
    is_band = list(row.cells) == [0]
    return tuple(
        RawCell(
            plain_text(" ".join(row.cells.get(i, ()))),
            Source(path, line=row.line + 1, column=i + 1),
            column_span=width if is_band else 1,
        )
        for i in range(1 if is_band else width)
    )
