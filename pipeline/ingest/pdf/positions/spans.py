"""The cells of a table whose columns and rows are known: which reach over several of them."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.ingest.pdf.page import Box, Word
from pipeline.ingest.pdf.positions.across import Columns
from pipeline.ingest.pdf.positions.levels import FLOWING, Level, carried_columns
from pipeline.ingest.pdf.table.model import Region
from pipeline.ingest.pdf.text.lines import Line, segments

_OFF_CENTRE = 6.0
"""A heading is in the middle of the columns whose middle is this near, in points."""


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

    One in the middle of several columns is of all these; one that begins with its column is of
    those behind it that are blank.
    """
    found: set[tuple[int, int]] = set()
    body = [[line for line in lines if line.top > ys[heads]] for lines in table.by_column]
    for row in range(heads - 1):
        inside = [n for n in table.lines if ys[row] < (n.top + n.bottom) / 2 < ys[row + 1]]
        texts = sorted((text for line in inside for text in segments(line)), key=lambda t: t.x0)
        starts = [bisect_right(table.columns.xs, text.x0 + 1) - 1 for text in texts]
        for n, text in enumerate(texts):
            least = starts[n - 1] + 1 if n else 1
            most = starts[n + 1] if n + 1 < len(texts) else len(body)
            first, end = _reach(text, body, range(least, most), starts[n])
            found |= {(row, column) for column in range(first, end - 1)}
    return found


def _reach(text: Box, body: Sequence[Sequence[Line]], free: range, start: int) -> tuple[int, int]:
    """Return the columns of those that are `free` that a heading is in the middle of."""
    middle, best = (text.x0 + text.x1) / 2, (_OFF_CENTRE, start, start + 1)
    for first in free:
        for end in range(first + 1, free.stop + 1):
            if not first <= max(start, first) < end or not body[first] or not body[end - 1]:
                continue
            left = min(line.x0 for line in body[first])
            right = max(line.x1 for line in body[end - 1])
            off = abs(middle - (left + right) / 2)
            if left - 2 <= text.x0 and text.x1 <= right + 2 and off < best[0]:
                best = off, first, end
    return best[1:]
