"""The place of each cell in a table: columns, merged cells and heading rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise, takewhile

from pipeline.ingest.docx.blocks import cells, rows
from pipeline.ingest.docx.names import Element, W, child, number, switch, value
from pipeline.ingest.docx.styles import Styles

_HAIR = 113
"""2 mm in twentieths of a point. Edges that are nearer than this were dragged by hand."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell in its columns, which count from 0."""

    cell: Element | None
    """None if a row begins or ends away from the table's edge."""
    start: int
    end: int
    """The column after its last."""
    goes_on: bool = False
    """It is the lower part of a cell that began in a row above."""
    covered: tuple[Element, ...] = ()
    """The cells on its right that are merged into it and not shown (`w:hMerge`)."""


def placed_rows(table: Element) -> list[list[Placed]]:
    """Return the cells of each row of `table` in the columns that a reader of the page sees."""
    placed = [list(placed_cells(row)) for row in rows(table)]
    column = _columns(table, placed)
    return [
        [
            replace(c, start=column[c.start], end=max(column[c.end], column[c.start] + 1))
            for c in row
        ]
        for row in placed
    ]


def placed_cells(row: Element) -> Iterator[Placed]:
    """Yield the cells of `row` in the columns of the file's own grid."""
    properties = child(row, "trPr")
    if before := number(child(properties, "gridBefore")):
        yield Placed(None, 0, before)
    start = before
    held: Placed | None = None
    for cell in cells(row):
        own = child(cell, "tcPr")
        end = start + max(number(child(own, "gridSpan"), default=1), 1)
        if held is not None and _continues(child(own, "hMerge")):
            held = replace(held, end=end, covered=(*held.covered, cell))
        else:
            if held is not None:
                yield held
            held = Placed(cell, start, end, _goes_on(own))
        start = end
    if held is not None:
        yield held
    if after := number(child(properties, "gridAfter")):
        yield Placed(None, start, start + after)


def colour(cell: Element) -> str:
    """Return what Word fills `cell` with, empty for white and for nothing."""
    fill = (value(child(cell, "tcPr", "shd"), "fill") or "").lower()
    return "" if fill in ("auto", "ffffff") else fill


def heading_rows(table: Element, styles: Styles) -> int:
    """Return how many rows at the head of `table` the file itself says are headings."""
    found = rows(table)
    marked = sum(1 for _ in takewhile(_repeats, found))
    if marked == len(found):  # someone marked the whole table: that says nothing
        return 0
    looks = child(table, "tblPr", "tblLook")
    is_first = value(looks, "firstRow") not in (None, "0", "false") or _has_bit(looks, 0x20)
    return max(marked, int(is_first and styles.formats_first_row(table)))


def _goes_on(properties: Element | None) -> bool:
    return _continues(child(properties, "vMerge"))


def _continues(merge: Element | None) -> bool:
    """Return whether a cell is merged into the one before it; that is what no value means."""
    return merge is not None and value(merge) != "restart"


def _repeats(row: Element) -> bool:
    return switch(child(row, "trPr"), "tblHeader") is True


def _has_bit(looks: Element | None, bit: int) -> bool:
    try:
        return bool(int(value(looks) or "0", 16) & bit)
    except ValueError:
        return False


def _columns(table: Element, placed: Sequence[Sequence[Placed]]) -> dict[int, int]:
    """Return the column that begins at each edge of the file's grid.

    Edges at which no cell begins or ends do not count, nor do those that are a hair's breadth
    from the one before, unless a cell is as narrow as that.
    """
    everything = [cell for row in placed for cell in row]
    edges = sorted({0, *(c.start for c in everything), *(c.end for c in everything)})
    widths = [number(g, "w", _HAIR) for g in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    at = [0, *accumulate(widths)]
    narrow = {(c.start, c.end) for c in everything}
    columns = {0: 0}
    for left, right in pairwise(edges):
        is_known = right < len(at)
        same = is_known and at[right] - at[left] < _HAIR and (left, right) not in narrow
        columns[right] = columns[left] + (not same)
    return columns
