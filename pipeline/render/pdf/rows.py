"""The rows of a table, made ready to break over pages.

WeasyPrint draws a cell with `rowspan` on the page where it begins and leaves its place blank on
the pages after. So such a cell is split before layout: it keeps its words in its first row, and
empty cells go on below it. The tags say afterwards what the template said: one cell, many rows.
Short rows are kept whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import ceil
from xml.etree.ElementTree import Element, SubElement

from pipeline.fonts import Faces
from pipeline.render.pdf.fit import POINTS, Fit

KEPT = "kept"
LONG = "long"
KEPT_SHARE = 1 / 3
"""A row that takes no more than about this part of a page is not broken.

A row that may not break and is taller than a page loses the heading above it. No row that is kept
can be: see `_lines()`.
"""
GOES_ON = "goes-on"
GROUP_END = "group-end"


@dataclass(frozen=True, slots=True, eq=False)
class TableCell:
    """A cell in its place in the grid, as the template means it."""

    element: Element
    row: int
    column: int
    row_span: int
    column_span: int
    continuations: list[Element] = field(default_factory=list)
    """The empty elements that stand for it in the rows below."""


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A table of the page: its rows, and the cells that begin in each."""

    element: Element
    rows: tuple[tuple[Element, tuple[TableCell, ...]], ...]

    def cells(self) -> Iterator[TableCell]:
        """Yield each cell once, in reading order."""
        for _, cells in self.rows:
            yield from cells


def part_spans(table: Element) -> Table:
    """Return the grid of `table` and part each of its cells that goes over several rows."""
    rows: list[tuple[Element, tuple[TableCell, ...]]] = []
    for section in table:
        if section.tag not in ("thead", "tbody", "tfoot"):
            continue
        open_cells: dict[int, tuple[TableCell, int]] = {}
        for row in section.findall("tr"):
            cells = tuple(_read_row(row, len(rows), open_cells))
            rows.append((row, cells))
        if section.tag == "tbody":
            _mark_ends(section)
    return Table(table, tuple(rows))


def _read_row(
    row: Element, index: int, open_cells: dict[int, tuple[TableCell, int]]
) -> Iterator[TableCell]:
    """Yield the cells that begin in `row`; put an empty cell where one goes on from above."""
    elements = list(row)
    row[:] = []
    column = 0
    for element in elements:
        column = _fill(row, open_cells, column)
        spans = int(element.attrib.pop("rowspan", "1")), int(element.get("colspan", "1"))
        cell = TableCell(element, index, column, *spans)
        row.append(element)
        if cell.row_span > 1:
            _add_class(element, GOES_ON)
            open_cells[column] = (cell, cell.row_span - 1)
        yield cell
        column += cell.column_span
    _fill(row, open_cells, column)


def _fill(row: Element, open_cells: dict[int, tuple[TableCell, int]], column: int) -> int:
    """Go on with the cells from above that are at `column`; return the first free column."""
    while column in open_cells:
        column += _go_on(row, open_cells, column).column_span
    return column


def _go_on(row: Element, open_cells: dict[int, tuple[TableCell, int]], column: int) -> TableCell:
    cell, left = open_cells.pop(column)
    # Below a heading it is one too, for its looks.
    tag = "th" if _is_column_heading(cell.element) else "td"
    below = SubElement(row, tag, {"class": cell.element.get("class", GOES_ON)})
    if cell.column_span > 1:
        below.set("colspan", str(cell.column_span))
    cell.continuations.append(below)
    if left > 1:
        open_cells[column] = (cell, left - 1)
    return cell


def _is_column_heading(element: Element) -> bool:
    return element.tag == "th" and element.get("scope") in ("col", "colgroup")


def _mark_ends(section: Element) -> None:
    for cell in section.findall("tr[last()]/*"):
        _add_class(cell, GROUP_END)


def _add_class(element: Element, name: str) -> None:
    element.set("class", " ".join(filter(None, (element.get("class"), name))))


def mark_lengths(table: Table, fit: Fit, faces: Faces) -> None:
    """Mark the rows of `table` that are to be on one page, and those that may break."""
    most = int(KEPT_SHARE * fit.page_height * POINTS / (fit.size * fit.leading))
    for row, cells in table.rows:
        is_short = all(_lines(cell, fit, faces) <= most for cell in cells)
        _add_class(row, KEPT if is_short else LONG)


def _lines(cell: TableCell, fit: Fit, faces: Faces) -> int:
    """Return about how many lines the text of `cell` takes, and never less than half of them.

    A line that breaks between words is at least half full, and three quarters as a rule; the
    space between paragraphs counts as a line.
    """
    room = max(fit.room(cell.column, cell.column_span), 1.0)
    blocks = [e for e in cell.element.iter() if e.tag in ("p", "li")] or [cell.element]
    texts = ("".join(block.itertext()) for block in blocks)
    return sum(ceil(1.3 * faces.bold.width(text) / room) + 1 for text in texts)
