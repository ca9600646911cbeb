"""The cells of a table whose columns and rows are known: which reach over several of them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.ingest.pdf.page import Box, Word
from pipeline.ingest.pdf.positions.levels import FLOWING, Level, carried_columns
from pipeline.ingest.pdf.positions.page_lines import Columns
from pipeline.ingest.pdf.table.model import Region
from pipeline.ingest.pdf.text.lines import Line, segments

_LEFT_OUT = 6.0
"""What it costs that a column has no heading over it, in points off the middle."""
_BESIDE = 3.0
"""What it costs that a heading begins or ends with its columns, and is not in their middle."""
_BEYOND = 8.0
"""A heading ends at most so far behind the texts below it, in points."""


class Shown(NamedTuple):
    """What a page shows of a table."""

    lines: Sequence[Line]
    by_column: Sequence[Sequence[Line]]
    columns: Columns


def cells_of(
    table: Shown, begun: Sequence[Level], ys: Sequence[float], heads: int | None
) -> Iterator[Region]:
    """Yield the cells: those that go on past a row's beginning are merged, so is a wide heading.

    Where each line is a row, `heads` is how many rows of headings there are; no cell goes on then.
    """
    rows, columns = len(begun), len(table.by_column)
    wide = _wide_cells(table, ys) | _over_several(table, ys, heads or 0)
    is_listed = heads is not None
    above = [[not is_listed and _is_merged(level, c) for c in range(columns)] for level in begun]
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

    A label of a card begins where it is. Rules tell it by where they are not. So do the sides
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


def _wide_cells(table: Shown, ys: Sequence[float]) -> set[tuple[int, int]]:
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


def _over_several(table: Shown, ys: Sequence[float], heads: int) -> set[tuple[int, int]]:
    """Return the places of headings that reach over columns, those of the last row aside.

    The headings of a row share its columns, each over those that it is in the middle of.
    """
    found: set[tuple[int, int]] = set()
    body = [[line for line in lines if line.top > ys[heads]] for lines in table.by_column]
    for row in range(heads - 1):
        inside = [n for n in table.lines if ys[row] < (n.top + n.bottom) / 2 < ys[row + 1]]
        texts = sorted((text for line in inside for text in segments(line)), key=lambda t: t.x0)
        for first, end in _shared(texts, _extents(body, table.columns)):
            found |= {(row, column) for column in range(first, end - 1)}
    return found


def _extents(
    body: Sequence[Sequence[Line]], columns: Columns
) -> list[tuple[float, float, float] | None]:
    """Return of each column where its cells may begin, where texts do, and where these end.

    Cells begin behind the texts of the column before, by as much as they end before those behind.
    """
    made: list[tuple[float, float, float] | None] = []
    for column, lines in enumerate(body):
        if lines:
            left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
            before = max((x.x1 for x in body[column - 1]), default=left) if column else left
            made.append((min(before, left), left, right))
        else:
            made.append(None)
    return made


def _shared(
    texts: Sequence[Box], columns: Sequence[tuple[float, float, float] | None]
) -> list[tuple[int, int]]:
    """Return the columns of each heading: those of all together that cost least."""
    count = len(columns)
    best: dict[int, tuple[float, list[tuple[int, int]]]] = {0: (0.0, [])}
    for text in texts:
        own: dict[int, tuple[float, list[tuple[int, int]]]] = {}
        for start, (cost, spans) in best.items():
            for first in range(start, count):
                for end in range(first + 1, count + 1):
                    more = _off(text, columns[first:end])
                    left = _LEFT_OUT * sum(c is not None for c in columns[max(start, 1) : first])
                    if more is not None and cost + more + left < own.get(end, (1e9,))[0]:
                        own[end] = cost + more + left, [*spans, (first, end)]
        if not own:
            return []
        best = own
    left_out = {
        end: cost + _LEFT_OUT * sum(c is not None for c in columns[end:])
        for end, (cost, _) in best.items()
    }
    return best[min(left_out, key=lambda end: left_out[end])][1]


def _off(text: Box, columns: Sequence[tuple[float, float, float] | None]) -> float | None:
    """Return how far a heading is from the middle of `columns`, None if it is not over them."""
    first, last = columns[0], columns[-1]
    if first is None or last is None:
        return None
    before, left, right = first[0], first[1], last[2]
    if text.x1 < left or text.x0 > right or text.x0 < before - 2 or text.x1 > right + _BEYOND:
        return None
    middle = (text.x0 + text.x1) / 2
    off = min(abs(middle - (start + right) / 2) for start in (before, left))
    beside = min(abs(text.x0 - left), abs(text.x1 - right)) + _BESIDE
    return min(off, beside)
