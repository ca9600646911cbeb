"""Tables of the tag tree: rows of cells, each in its column."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.ingest.pdf.flow import Column
from pipeline.ingest.pdf.lines import Line
from pipeline.ingest.pdf.marks import Marks
from pipeline.ingest.pdf.parts import KEPT, Cell, Part, goes_on, join
from pipeline.ingest.pdf.placing import MOST_COLUMNS, Row, place
from pipeline.ingest.pdf.steps import StepLeft
from pipeline.ingest.pdf.tagged import Flow
from pipeline.ingest.pdf.tags import Mark, Node

_GROUPS = frozenset({"THead", "TBody", "TFoot", "Div", "NonStruct", "Sect", "Part", "Span"})
_PITCH = 1.3


class TaggedTable:
    """A table of the tag tree, read row by row; only rows at a page's end keep their lines."""

    def __init__(self, node: Node, marks: Marks) -> None:
        self._marks, self._page = marks, 0
        self._rows: list[Row] = []
        self.repeated: list[str] = []
        """Text that a browser tagged again on each page."""
        self.caption = ""
        self._has_whole_rows = False
        """Whether a cell holds text of two pages: then no row is tagged in two."""
        self._read(node)

    def _read(self, node: Node) -> None:
        for kid in node.kids():
            if isinstance(kid, Mark):
                continue  # what a browser draws of the table itself, such as its background
            if kid.tag == "TR":
                self._row(kid)
            elif kid.tag == "Caption":
                lines = [line.text for para in self._flow(kid).paras for line in para.lines]
                self.caption = " ".join(lines)
            elif kid.tag in _GROUPS:
                self._read(kid)

    def _row(self, node: Node) -> None:
        row = Row()
        before = self._page
        for kid in node.kids():
            if isinstance(kid, Node) and kid.tag in ("TD", "TH"):
                self._cell(kid, row)
        if not row.cells:
            return
        self._rows.append(row)
        row.begins_page = row.first_page > before
        if len(self._rows) > KEPT and not row.begins_page:
            for cell in self._rows[-2].cells:
                if cell.row_span == 1 and not self._rows[-2].begins_page:
                    cell.settle()

    def _flow(self, node: Node) -> Flow:
        flow = Flow(self._marks)
        if (text := node.actual_text) is not None:
            flow.spell(node, text)
        else:
            flow.visit_kids(node)
        flow.close()
        self.repeated.extend(flow.repeated)
        return flow

    def _cell(self, node: Node, row: Row) -> None:
        spans = node.span("RowSpan"), min(node.span("ColSpan"), MOST_COLUMNS)
        paras = self._flow(node).paras
        lines = [line for para in paras for line in para.lines]
        bounds = Column(0, 0, _PITCH)
        if lines:
            bounds = self._marks.column(lines[0], lines, _PITCH)
            self._page = max(self._page, lines[-1].page)
            self._check(lines)
            self._has_whole_rows |= lines[0].page < lines[-1].page
        page = lines[0].page if lines else self._page
        cell = Cell(len(self._rows), 0, *spans, page, bounds, paras, node.tag == "TH")
        row.add(cell, lines, self._marks.place(lines[0]) if lines else None)

    def _check(self, lines: Sequence[Line]) -> None:
        """Raise StepLeft where the page shows the text of one tagged cell in several columns.

        LibreOffice 7 tags a list that follows a page's end as part of another cell.
        """
        first: dict[int, tuple[int, int] | None] = {}
        for line in lines:
            place = self._marks.place(line)
            if first.setdefault(line.page, place) != place:
                raise StepLeft(
                    f"a cell of the tag tree holds text of several columns, page {line.page}"
                )

    def part(self) -> tuple[Part, int] | None:
        """Return the table, every cell in its column, and how many rows were placed by position.

        None where it has no row.
        """
        if not self._rows:
            return None
        placing = place(self._rows)
        cells = [cell for row in self._rows for cell in row.cells]
        first = next((cell.page for cell in cells if cell.page), 1)
        for cell in cells:  # blank ones before the first text stand on its page
            cell.page = cell.page or first
        pieces = [self._piece(rows, placing.width) for rows in self._pages()]
        whole = pieces[0]
        for piece in pieces[1:]:
            join(whole, piece, row_goes_on=self._is_cut(whole, piece))
        for cell in whole.cells:
            cell.owed = max(cell.row + cell.row_span - whole.rows, 0)
            cell.row_span -= cell.owed
        whole.caption, whole.placed = self.caption, placing.is_sure
        return whole, placing.by_position

    def _is_cut(self, above: Part, below: Part) -> bool:
        """Return whether the file tags the row that a page's end cuts as two rows."""
        spans_on = any(cell.row + cell.row_span > above.rows for cell in above.cells)
        return not self._has_whole_rows and not spans_on and goes_on(above, below)

    def _pages(self) -> list[list[Row]]:
        """Return the rows in groups, each beginning where a row begins on a new page."""
        groups: list[list[Row]] = []
        for row in self._rows:
            if row.begins_page or not groups:
                groups.append([])
            groups[-1].append(row)
        return groups

    def _piece(self, rows: Sequence[Row], width: int) -> Part:
        for number, row in enumerate(rows):
            for cell in row.cells:
                cell.row = number
        cells = [cell for row in rows for cell in row.cells]
        first = min(cell.page for cell in cells)
        last = max([line.page for cell in cells for line in cell.lines[-1:]] + [first])
        return Part(len(rows), width, cells, first, max(last, self._page), 0.0, 0.0)
