"""Paragraphs tagged in the wrong cell of their row, put where the page shows them.

LibreOffice 7 tags a list that follows a page's end as part of another cell.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from pipeline.ingest.pdf.text.flow import Para
from pipeline.ingest.pdf.text.lines import Line

Place = tuple[int, int]
"""A ruled column, and how many there are."""


class StrayError(Exception):
    """Raised where the page shows a cell's text in several columns, and none is another cell's."""


def put_back(
    cells: Sequence[list[Para]], spans: Sequence[int], place: Callable[[Line], Place | None]
) -> int:
    """Move the strays among the `cells` of a row, each of so many columns; return their number."""
    places = [[_place_of(para, place) for para in cell] for cell in cells]
    homes = [next(iter(cell), None) for cell in places]
    strays = [
        (cell, para, where)
        for cell, here, home in zip(cells, places, homes, strict=True)
        for para, where in zip(cell, here, strict=True)
        if where is not None and where != _alike(where, here)
    ]
    if strays:
        columns = _columns(homes, spans)
        for cell, para, where in strays:
            if where not in columns:
                raise StrayError(f"page {para.lines[0].page}")
            cell.remove(para)
            target = cells[columns.index(where)]
            target.append(para)
            target.sort(key=lambda para: (para.lines[0].page, para.lines[0].top))
    return len(strays)


def _place_of(para: Para, place: Callable[[Line], Place | None]) -> Place | None:
    """Return where all lines of `para` are, None if no rule or another number of them is."""
    ends = [line._replace(x0=line.words[-1].x0) for line in para.lines]
    places = {where for line in (*para.lines, *ends) if (where := place(line)) is not None}
    counts = {count for _, count in places}
    if len(places) > len(counts):  # in two columns of one grid
        raise StrayError(f"page {para.lines[0].page}")
    return places.pop() if len(places) == 1 else None


def _alike(place: Place, cell: Sequence[Place | None]) -> Place:
    """Return the first place in `cell` among as many columns as `place` is.

    A browser draws no border beside a merged cell that has no text left on a page.
    """
    return next(other for other in cell if other is not None and other[1] == place[1])


def _columns(homes: Sequence[Place | None], spans: Sequence[int]) -> list[Place | None]:
    """Return the column of every cell; of a blank one, as those beside it have it."""
    columns = list(homes)
    for n in range(1, len(columns)):
        if columns[n] is None and (before := columns[n - 1]) is not None:
            columns[n] = before[0] + spans[n - 1], before[1]
    for n in reversed(range(len(columns) - 1)):
        if columns[n] is None and (after := columns[n + 1]) is not None:
            columns[n] = after[0] - spans[n], after[1]
    known = [column for column in columns if column is not None]
    if any(a[0] >= b[0] or a[1] != b[1] for a, b in itertools.pairwise(known)):
        raise StrayError("its cells are in another order")
    return columns
