"""Cells that no wall parts, though their words keep to the columns: rows drawn without walls."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from pipeline.ingest.pdf.page import Box, Word
from pipeline.ingest.pdf.rules.lattice import SNAP
from pipeline.ingest.pdf.table.model import Region, TableModel
from pipeline.ingest.pdf.text.lines import lines_of, segments

_FEWEST, _MOST = 3, 4
"""A wall that is not drawn is kept to in so many wide cells, and in so many for each that does not.
"""


def walled(grid: TableModel, words: Sequence[Word], number: int) -> TableModel:
    """Return `grid`, its wide cells split where the words of page `number` keep to the columns.

    Office programs have styles of tables that draw walls in some rows only. A wide cell is several
    where a text in it begins as the texts of that column do, and none is across the wall.
    """
    wide = {region for region in grid.regions if region.column_span > 1}
    texts = _texts(grid, wide, words, number)
    if not any(_goes_beyond(texts.get(region, []), region, grid.xs) for region in wide):
        return grid
    starts = _starts(_texts(grid, set(grid.regions) - wide, words, number))
    kept = _kept_walls(texts, grid.xs)
    regions = [
        part
        for region in grid.regions
        for part in _parts(region, grid.xs, texts.get(region, []), starts, kept)
    ]
    return grid._replace(regions=tuple(sorted(regions)))


def _goes_beyond(texts: Sequence[Box], region: Region, xs: Sequence[float]) -> bool:
    """Return whether one of the `texts` begins behind the first column of a wide cell."""
    return any(text.x0 > xs[region.column + 1] - SNAP for text in texts)


def _texts(
    grid: TableModel, regions: Collection[Region], words: Sequence[Word], number: int
) -> dict[Region, list[Box]]:
    """Return the texts in each of some cells of `grid`, split where wide gaps are."""
    if not regions:
        return {}
    owners = {place: region for place, region in grid.by_place().items() if region in regions}
    inside: dict[Region, list[Word]] = {}
    for word in words:
        place = grid.place(word.x0 + 1, (word.top + word.bottom) / 2)
        if place is not None and place in owners:
            inside.setdefault(owners[place], []).append(word)
    return {
        region: [text for line in lines_of(found, number) for text in segments(line)]
        for region, found in inside.items()
    }


def _kept_walls(texts: dict[Region, list[Box]], xs: Sequence[float]) -> set[int]:
    """Return the walls that the texts of most wide cells keep to, though they are not drawn.

    Numbers and centred texts begin anywhere in their columns.
    """
    kept, crossed = Counter[int](), Counter[int]()
    for region, found in texts.items():
        for column in range(region.column + 1, region.column + region.column_span):
            if any(crosses(text, xs[column]) for text in found):
                crossed[column] += 1
            elif any(t.x1 <= xs[column] + 1 for t in found) and _goes_behind(found, xs[column]):
                kept[column] += 1
    return {c for c, count in kept.items() if count >= max(_FEWEST, _MOST * crossed[c])}


def _goes_behind(texts: Sequence[Box], x: float) -> bool:
    return any(text.x0 >= x - 1 for text in texts)


def _starts(texts: dict[Region, list[Box]]) -> dict[int, float]:
    """Return where texts begin in each column, as most of its cells have it."""
    seen: dict[int, Counter[int]] = {}
    for region, found in texts.items():
        counts = seen.setdefault(region.column, Counter())
        counts[round(min(text.x0 for text in found))] += 1
    return {column: counts.most_common(1)[0][0] for column, counts in seen.items()}


def _parts(
    region: Region,
    xs: Sequence[float],
    texts: Sequence[Box],
    starts: dict[int, float],
    kept: Collection[int],
) -> Iterator[Region]:
    """Yield `region`, split at the walls that no text crosses, where one begins behind a wall.

    At walls that are `kept`, wherever texts begin.
    """
    inner = range(region.column + 1, region.column + region.column_span)
    free = [column for column in inner if not any(crosses(text, xs[column]) for text in texts)]
    begins = {
        column for column in free for text in texts if abs(text.x0 - starts.get(column, -1)) <= SNAP
    }
    parted = free if begins else [c for c in free if c in kept]
    walls = [region.column, *parted, region.column + region.column_span]
    for column, end in itertools.pairwise(walls):
        yield region._replace(column=column, column_span=end - column)


def crosses(box: Box | Word, x: float) -> bool:
    """Return whether a text is across a wall."""
    return box.x0 < x - 1 and box.x1 > x + 1
