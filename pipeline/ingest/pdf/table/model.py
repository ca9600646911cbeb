"""A table's geometry on one page, whatever it was seen by."""

from __future__ import annotations

from bisect import bisect_right
from typing import Literal, NamedTuple

from pipeline.ingest.pdf.page import Box

Support = Literal["rule", "fill", "gutter"]
"""What shows a table: rules, the sides of fills alone, or the white space between words."""


class Region(NamedTuple):
    """A cell of the grid with the rows and columns it spans."""

    row: int
    column: int
    row_span: int
    column_span: int
    is_open: bool = False
    """The grid's left side is drawn, but not here; nor is what parts it from an open one."""


class TableModel(NamedTuple):
    """A table: its column edges, its row edges and its cells, in points from the top left."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    regions: tuple[Region, ...]
    support: Support = "rule"
    begun: bool | None = None
    """Whether the first row, repeated headings aside, begins here; None if that is unsure."""
    close: tuple[int, ...] = ()
    """Rows that may not be rows of their own, or may be two."""

    @property
    def box(self) -> Box:
        """The table's outer edge."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def within(self, area: Box) -> TableModel:
        """Return the table with no column that reaches over the sides of `area`."""
        xs = (max(self.xs[0], area.x0), *self.xs[1:-1], min(self.xs[-1], area.x1))
        return self._replace(xs=xs)

    def area(self, row: int, column: int, rows: int = 1, columns: int = 1) -> Box:
        """Return the box of so many `rows` and `columns` of the grid."""
        return Box(self.xs[column], self.ys[row], self.xs[column + columns], self.ys[row + rows])

    def place(self, x: float, y: float) -> tuple[int, int] | None:
        """Return the row and column of the point, None if it lies outside."""
        row, column = bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1
        if 0 <= row < len(self.ys) - 1 and 0 <= column < len(self.xs) - 1:
            return row, column
        return None

    def by_place(self) -> dict[tuple[int, int], Region]:
        """Return the cell of each row and column."""
        return {
            (row, column): region
            for region in self.regions
            for row in range(region.row, region.row + region.row_span)
            for column in range(region.column, region.column + region.column_span)
        }
