"""Which headings each cell of a table has, and the names by which it calls them."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.render.pdf.rows import Table, TableCell


class Headings:
    """The headings of one table's rows and columns; `index` tells it from the page's others."""

    def __init__(self, table: Table, index: int) -> None:
        self._index = index
        self._rows: dict[int, list[TableCell]] = {}
        self._columns: dict[int, list[TableCell]] = {}
        for cell in table.cells():
            if cell.element.tag != "th":
                continue
            if is_row_heading(cell):
                for row in _rows(cell):
                    self._rows.setdefault(row, []).append(cell)
            else:
                for column in _columns(cell):
                    self._columns.setdefault(column, []).append(cell)

    def name(self, heading: TableCell) -> str:
        """Return the name of `heading`, which no other heading of the page has."""
        kind = "row" if is_row_heading(heading) else "column"
        return f"{kind}-{self._index}-{heading.row}-{heading.column}"

    def of(self, cell: TableCell) -> list[str]:
        """Return the names of the headings that are before `cell` and above it."""
        found: dict[str, None] = {}
        for heading in self._above_and_before(cell):
            found[self.name(heading)] = None
        return list(found)

    def _above_and_before(self, cell: TableCell) -> Iterator[TableCell]:
        for row in _rows(cell):
            yield from (h for h in self._rows.get(row, ()) if h.column < cell.column)
        for column in _columns(cell):
            yield from (h for h in self._columns.get(column, ()) if h.row < cell.row)


def is_row_heading(cell: TableCell) -> bool:
    """Return whether `cell` heads its rows, as its scope says."""
    return cell.element.get("scope") in ("row", "rowgroup")


def _rows(cell: TableCell) -> range:
    return range(cell.row, cell.row + cell.row_span)


def _columns(cell: TableCell) -> range:
    return range(cell.column, cell.column + cell.column_span)
