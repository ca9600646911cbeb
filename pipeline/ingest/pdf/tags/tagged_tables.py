"""Tables of the tag tree: rows of cells, each in its column."""

from __future__ import annotations

import itertools

from pipeline.ingest.pdf.table.parts import KEPT, PageCell, TablePart
from pipeline.ingest.pdf.tags.marks import Marks
from pipeline.ingest.pdf.tags.placing import MOST_COLUMNS, TaggedRow, place
from pipeline.ingest.pdf.tags.strays import StrayError, put_back
from pipeline.ingest.pdf.tags.tagged import Flow
from pipeline.ingest.pdf.tags.tree import Mark, Node
from pipeline.ingest.pdf.text.compressed_list import Held
from pipeline.ingest.pdf.text.flow import Para, TextColumn

_GROUPS = frozenset({"THead", "TBody", "TFoot", "Div", "NonStruct", "Sect", "Part", "Span"})
CELLS = frozenset({"TD", "TH"})
_PITCH = 1.3


class TaggedTable:
    """A table of the tag tree, read row by row; only its first and last rows keep their lines.

    A producer that writes one table for all pages tags a row whole, however many pages show it.
    """

    def __init__(self, node: Node, marks: Marks) -> None:
        self._marks, self._page = marks, 0
        self._rows: list[TaggedRow] = []
        self.repeated: list[str] = []
        """Text that a browser tagged again on each page."""
        self._edges: tuple[float, ...] = ()
        self.caption = ""
        self.strays = 0
        """Paragraphs that were tagged in another cell of their row."""
        self.left = ""
        """Why its tags do not describe it; empty if they do."""
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
        nodes = [kid for kid in node.kids() if isinstance(kid, Node) and kid.tag in CELLS]
        if not nodes:
            return
        texts = [self._flow(kid).paras for kid in nodes]
        spans = [min(kid.span("ColSpan"), MOST_COLUMNS) for kid in nodes]
        try:
            self.strays += put_back(texts, spans, self._marks.place)
        except StrayError as error:
            self._leave(f"a cell of the tag tree holds text of several columns, {error}")
        row = TaggedRow()
        for kid, span, paras in zip(nodes, spans, texts, strict=True):
            self._cell(kid, span, paras, row)
        self._check_order(row)
        self._rows.append(row)
        for cell in self._rows[-2].cells if len(self._rows) > KEPT else ():
            if cell.row_span == 1:
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

    def _cell(self, node: Node, column_span: int, paras: list[Para], row: TaggedRow) -> None:
        lines = [line for para in paras for line in para.lines]
        bounds = TextColumn(0, 0, _PITCH)
        if lines:
            bounds = self._marks.column(lines[0], lines, _PITCH)
            self._page = max(self._page, lines[-1].page)
        page = lines[0].page if lines else self._page
        spans = node.span("RowSpan"), column_span
        cell = PageCell(len(self._rows), 0, *spans, page, bounds, Held(paras), node.tag == "TH")
        row.add(cell, lines, self._marks.place(lines[0]) if lines else None)
        if lines and spans[0] == 1 and not row.paints:
            row.paints = self._marks.beside(lines[0])
            row.colours = self._marks.colours(lines[0])
        if lines and not self._edges:
            self._edges = self._marks.edges(lines[0])
        if lines and (top := self._marks.top(lines[0])) is not None:
            cell.top, inset = top, lines[0].top - top
            row.inset = inset if row.inset is None else min(row.inset, inset)

    def _check_order(self, row: TaggedRow) -> None:
        """Leave the tags where they have rows or cells in another order than the page."""
        above = self._rows[-1].begin if self._rows else None
        begin = row.begin
        if begin is not None and above is not None and begin < above:
            self._leave(f"the rows of the tag tree are in another order on page {begin[0]}")
        placed = list(zip(row.cells, row.starts, strict=True))
        starts = [(cell.page, x) for cell, x in placed if x is not None]
        for (page, x), (next_page, next_x) in itertools.pairwise(starts):
            if page == next_page and next_x < x:
                self._leave(f"the cells of the tag tree are in another order on page {page}")

    def _leave(self, reason: str) -> None:
        self.left = self.left or reason

    def part(self) -> tuple[TablePart, int] | None:
        """Return the table, every cell in its column, and how many rows were placed by position.

        None if it has no row.
        """
        if not self._rows:
            return None
        placing = place(self._rows)
        cells = [cell for row in self._rows for cell in row.cells]
        first = next((cell.page for cell in cells if cell.page), 1)
        for row in self._rows:
            row.colour(placing.width)
        for cell in cells:
            cell.page = cell.page or first  # blank ones before the first text are on its page
            cell.owed = max(cell.row + cell.row_span - len(self._rows), 0)
            cell.row_span -= cell.owed
        last = max(first, self._page)
        whole = TablePart(len(self._rows), placing.width, cells, first, last, 0.0, 0.0)
        whole.edges = self._edges if len(self._edges) == placing.width + 1 else ()
        whole.insets = [row.inset for row in self._rows]
        whole.caption, whole.placed = self.caption, placing.is_sure
        return whole, placing.by_position
