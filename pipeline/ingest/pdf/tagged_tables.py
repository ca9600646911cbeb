"""Tables of the tag tree: rows of cells, each in its column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.ingest.pdf.flow import Column
from pipeline.ingest.pdf.marks import Marks
from pipeline.ingest.pdf.parts import Cell, Part
from pipeline.ingest.pdf.tagged import Flow
from pipeline.ingest.pdf.tags import Mark, Node

_GROUPS = frozenset({"THead", "TBody", "TFoot", "Div", "NonStruct", "Sect", "Part", "Span"})
_PITCH = 1.3
_MOST_COLUMNS = 200


@dataclass(slots=True)
class _Row:
    """A row as the tree has it; each cell's column is still to be found."""

    cells: list[Cell]
    starts: list[float | None]
    """Where the text of each cell begins, None where there is none."""


class TaggedTable:
    """A table of the tag tree, read row by row so that only the last one's lines are kept."""

    def __init__(self, node: Node, marks: Marks, page: int) -> None:
        self._marks, self._page = marks, page
        self._rows: list[_Row] = []
        self.repeated: list[str] = []
        self.caption = ""
        self.placed = 0
        """How many rows had cells left out, whose columns were found by their position."""
        self.sure = True
        """False where a short row could not be placed."""
        self._read(node)

    def _read(self, node: Node) -> None:
        for kid in node.kids():
            if isinstance(kid, Mark):
                continue  # what a browser draws of the table itself, such as its background
            if kid.tag == "TR":
                self._row(kid)
            elif kid.tag == "Caption":
                flow = self._flow(kid)
                lines = [line.text for para in flow.paras for line in para.lines]
                self.caption = " ".join(lines)
            elif kid.tag in _GROUPS:
                self._read(kid)

    def _row(self, node: Node) -> None:
        if self._rows:
            for cell in self._rows[-1].cells:
                if cell.row_span == 1:
                    cell.settle()
        row = _Row([], [])
        for kid in node.kids():
            if isinstance(kid, Node) and kid.tag in ("TD", "TH"):
                self._cell(kid, row)
        self._rows.append(row)

    def _flow(self, node: Node) -> Flow:
        flow = Flow(self._marks)
        if (text := node.actual_text) is not None:
            flow.spell(node, text)
        else:
            flow.visit_kids(node)
        flow.close()
        self.repeated.extend(flow.repeated)
        return flow

    def _cell(self, node: Node, row: _Row) -> None:
        spans = node.span("RowSpan"), min(node.span("ColSpan"), _MOST_COLUMNS)
        heading = node.tag == "TH"
        paras = self._flow(node).paras
        lines = [line for para in paras for line in para.lines]
        bounds = Column(0, 0, _PITCH)
        if lines:
            bounds = self._marks.column(lines[0], lines, _PITCH)
            self._page = lines[-1].page
        page = lines[0].page if lines else self._page
        row.cells.append(Cell(len(self._rows), 0, *spans, page, bounds, paras, heading))
        row.starts.append(min((line.x0 for line in lines), default=None))

    def part(self) -> Part | None:
        """Return the table with every cell in its column, None where it has no row."""
        rows = [row for row in self._rows if row.cells]
        if not rows:
            return None
        self._place(rows)
        cells = [cell for row in rows for cell in row.cells]
        for number, row in enumerate(rows):
            for cell in row.cells:
                cell.row = number
                cell.row_span = min(cell.row_span, len(rows) - number)
        columns = max(cell.column + cell.column_span for cell in cells)
        pages = [cell.page for cell in cells]
        ends = [line.page for cell in rows[-1].cells for line in cell.lines]
        last = max(pages[-len(rows[-1].cells) :] + ends)
        return Part(len(rows), columns, cells, min(pages), last, 0.0, 0.0)

    def _place(self, rows: Sequence[_Row]) -> None:
        """Give each cell its column; surplus blank cells go, cells left out leave a gap."""
        for row, start in zip(rows, _free_columns(rows), strict=True):
            _lay(row.cells, start)
        width = _usual_width(rows)
        lefts = _left_edges(rows, width)
        taken: list[set[int]] = [set() for _ in rows]
        for number, row in enumerate(rows):
            free = [c for c in range(width) if c not in taken[number]]
            self._fit(row, free, lefts)
            for cell in row.cells:
                for below in taken[number : number + cell.row_span]:
                    below.update(range(cell.column, cell.column + cell.column_span))

    def _fit(self, row: _Row, free: list[int], lefts: dict[int, float]) -> None:
        while sum(c.column_span for c in row.cells) > len(free) and row.cells[-1].is_blank:
            if len(row.cells) == 1:
                break
            row.cells.pop()
            row.starts.pop()
        wanted = sum(cell.column_span for cell in row.cells)
        _lay(row.cells, free + list(range(max(free, default=-1) + 1, _MOST_COLUMNS * 2)))
        if wanted < len(free):
            if _lay_by_position(row, free, lefts):
                self.placed += 1
            else:
                self.sure = False


def _free_columns(rows: Sequence[_Row]) -> Iterator[list[int]]:
    """Yield the columns of each row that no cell from above spans."""
    spans: dict[int, int] = {}
    for row in rows:
        free = [c for c in range(_MOST_COLUMNS * 2) if spans.get(c, 0) == 0]
        yield free
        spans = {c: left - 1 for c, left in spans.items() if left > 1}
        for cell in row.cells:
            if cell.row_span > 1:
                for column in range(cell.column, cell.column + cell.column_span):
                    spans[column] = cell.row_span - 1


def _lay(cells: Sequence[Cell], free: Sequence[int]) -> None:
    place = 0
    for cell in cells:
        cell.column = free[min(place, len(free) - 1)]
        place += cell.column_span


def _usual_width(rows: Sequence[_Row]) -> int:
    """Return how many columns most rows have, at least as many as any row fills with text."""
    widths: Counter[int] = Counter()
    filled = 0
    for row in rows:
        widths[max(cell.column + cell.column_span for cell in row.cells)] += 1
        ends = [c.column + c.column_span for c in row.cells if not c.is_blank]
        filled = max(filled, *ends, 0)
    most = max(widths.values())
    return max(filled, max(width for width, count in widths.items() if count == most))


def _left_edges(rows: Sequence[_Row], width: int) -> dict[int, float]:
    """Return where the text of each column begins, as most rows without a gap have it."""
    seen: dict[int, Counter[int]] = {}
    for row in rows:
        last = row.cells[-1]
        if last.column + last.column_span != width:
            continue
        for cell, start in zip(row.cells, row.starts, strict=True):
            if start is not None and cell.column_span == 1:
                seen.setdefault(cell.column, Counter())[round(start)] += 1
    return {column: counts.most_common(1)[0][0] for column, counts in seen.items()}


def _lay_by_position(row: _Row, free: Sequence[int], lefts: dict[int, float]) -> bool:
    """Give the cells of a short row the columns in which their text stands, if that is clear."""
    columns = [c for c in free if c in lefts]
    place = 0
    for cell, start in zip(row.cells, row.starts, strict=True):
        if start is None:
            continue
        ahead = columns[place:]
        if not ahead:
            return False
        nearest = min(ahead, key=lambda c: abs(lefts[c] - start))
        cell.column = nearest
        place = columns.index(nearest) + 1
    keep = [n for n, start in enumerate(row.starts) if start is not None]
    row.cells = [row.cells[n] for n in keep] or row.cells[:1]
    row.starts = [row.starts[n] for n in keep] or row.starts[:1]
    return True
