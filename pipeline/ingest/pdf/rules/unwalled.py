"""Cells that no wall parts, though their words keep to the columns: rows drawn without walls."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.ingest.pdf.page import Box, Word
from pipeline.ingest.pdf.rules.lattice import SNAP, Lattice, Region
from pipeline.ingest.pdf.text.lines import lines_of, segments


def walled(grid: Lattice, words: Sequence[Word], number: int) -> Lattice:
    """Return `grid`, its wide cells parted where the words of page `number` keep to the columns.

    Office programs have styles of tables that draw walls in some rows only. A wide cell is several
    where a text in it begins as the texts of that column do, and none stands across the wall.
    """
    if all(region.column_span == 1 for region in grid.regions):
        return grid
    texts = _texts(grid, words, number)
    starts = _starts(grid, texts)
    regions = [
        part
        for region in grid.regions
        for part in _parts(region, grid.xs, texts.get(region, []), starts)
    ]
    return grid._replace(regions=tuple(sorted(regions)))


def _texts(grid: Lattice, words: Sequence[Word], number: int) -> dict[Region, list[Box]]:
    """Return the texts in each cell of `grid`, parted where wide gaps are."""
    owners = {place: region for region in grid.regions for place in places(region)}
    inside: dict[Region, list[Word]] = {}
    for word in words:
        x, y = word.x0 + 1, (word.top + word.bottom) / 2
        if (place := grid.place(x, y)) is not None:
            inside.setdefault(owners[place], []).append(word)
    return {
        region: [text for line in lines_of(found, number) for text in segments(line)]
        for region, found in inside.items()
    }


def places(region: Region) -> Iterator[tuple[int, int]]:
    """Yield each row and column of `region`."""
    rows = range(region.row, region.row + region.row_span)
    return itertools.product(rows, range(region.column, region.column + region.column_span))


def _starts(grid: Lattice, texts: dict[Region, list[Box]]) -> dict[int, float]:
    """Return where texts begin in each column, as most cells of that column alone have it."""
    seen: dict[int, Counter[int]] = {}
    for region, found in texts.items():
        if region.column_span == 1:
            counts = seen.setdefault(region.column, Counter())
            counts[round(min(text.x0 for text in found))] += 1
    return {column: counts.most_common(1)[0][0] for column, counts in seen.items()}


def _parts(
    region: Region, xs: Sequence[float], texts: Sequence[Box], starts: dict[int, float]
) -> Iterator[Region]:
    """Yield `region`, parted at the walls that no text crosses, where one begins behind a wall."""
    inner = range(region.column + 1, region.column + region.column_span)
    free = [column for column in inner if not any(crosses(text, xs[column]) for text in texts)]
    begins = {
        column for column in free for text in texts if abs(text.x0 - starts.get(column, -1)) <= SNAP
    }
    walls = [region.column, *(free if begins else []), region.column + region.column_span]
    for column, end in itertools.pairwise(walls):
        yield region._replace(column=column, column_span=end - column)


def crosses(box: Box | Word, x: float) -> bool:
    """Return whether a text stands across a wall."""
    return box.x0 < x - 1 and box.x1 > x + 1
