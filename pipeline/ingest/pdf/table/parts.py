"""Tables in the making: cells with their lines, and the joining of what a page end cut."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from pipeline.findings import Source
from pipeline.ingest.pdf.table.model import Support
from pipeline.ingest.pdf.text.breaks import CUT, HYPHENED, PARTED
from pipeline.ingest.pdf.text.compressed_list import Held
from pipeline.ingest.pdf.text.flow import Para, TextColumn, paragraphs, rich
from pipeline.ingest.pdf.text.lines import Line
from pipeline.richtext import EMPTY, RichText, rich_text
from pipeline.table import RawCell, RawTable, empty_cell

_NO_DOUBTS = dict.fromkeys(map(ord, (CUT, PARTED, HYPHENED)))
KEPT = 4
"""How many rows at the top keep their lines: headings, and the row that may go on from above."""


@dataclass(slots=True)
class PageCell:
    """A cell and the lines in it, until they are settled as rich text."""

    row: int
    column: int
    row_span: int
    column_span: int
    page: int
    bounds: TextColumn
    held: Held[Para] = field(default_factory=Held)
    is_heading: bool = False
    owed: int = 0
    """How many rows the cell spans that are not in its part: they are on the next page."""
    settled: RichText | None = None
    lengths: tuple[int, ...] = ()
    """How many lines each paragraph had when it was settled."""
    top: float = 0.0
    """Where the rule above the cell lies, where there is one."""
    colour: str = ""
    """What the page paints in it or under it, as in `Paint`."""
    undrawn: bool = False
    """The table's left side is missing here: a browser draws merged cells too short."""

    @property
    def content(self) -> RichText:
        """The cell's text."""
        return rich(self.held, self.bounds) if self.settled is None else self.settled

    @property
    def paras(self) -> list[Para]:
        """The cell's paragraphs, to be changed as well; none if they are settled."""
        return self.held.unfolded()

    @paras.setter
    def paras(self, paras: Iterable[Para]) -> None:
        self.held = Held(paras)

    @property
    def lines(self) -> list[Line]:
        """The cell's lines, none if they are settled."""
        return [line for para in self.held for line in para.lines]

    @property
    def is_blank(self) -> bool:
        """Whether there is no text in the cell."""
        return not self.held if self.settled is None else not self.settled

    @property
    def paragraph_lengths(self) -> tuple[int, ...]:
        """How many lines each paragraph has."""
        return tuple(len(para.lines) for para in self.held) or self.lengths

    def settle(self) -> None:
        """Turn the lines into rich text: nothing will be joined to them."""
        if self.settled is None:
            self.lengths = self.paragraph_lengths
            self.settled, self.held = self.content, Held()

    def drop_artifacts(self) -> list[str]:
        """Take away the paragraphs that the file calls artifacts, and return their text."""
        left = [para for para in self.paras if all(line.is_artifact for line in para.lines)]
        self.paras = [para for para in self.paras if para not in left]
        return [line.text for para in left for line in para.lines]


@dataclass(slots=True)
class TablePart:
    """A table, or what one page shows of it."""

    rows: int
    columns: int
    cells: list[PageCell]
    first_page: int
    last_page: int
    top: float
    bottom: float
    edges: tuple[float, ...] = ()
    """Where the columns begin and the last one ends, where rules say so."""
    caption: str = ""
    placed: bool = True
    """False where cells may be in the wrong column."""
    insets: list[float | None] = field(default_factory=list)
    """The space between each row's upper rule and its text, where there is both."""
    rest: list[TablePart] = field(default_factory=list)
    """What later pages show of the table, until all are joined."""
    begun: bool | None = None
    """Whether its first row, repeated headings aside, begins on its page; None if that is not
    known beforehand."""
    support: Support = "rule"
    words: int = 0
    """How many words its cells had on their page."""
    crowded: int = 0
    """How many of them are in rows that seem to be several."""

    def row(self, row: int) -> list[PageCell]:
        """Return the cells that are in `row` or span it, by column."""
        inside = (c for c in self.cells if c.row <= row < c.row + c.row_span)
        return sorted(inside, key=lambda cell: cell.column)

    def every_row(self) -> list[list[PageCell]]:
        """Return what `row()` does, for all rows at once: one by one they take too long."""
        rows: list[list[PageCell]] = [[] for _ in range(self.rows)]
        for cell in sorted(self.cells, key=lambda cell: cell.column):
            for row in range(cell.row, min(cell.row + cell.row_span, self.rows)):
                rows[row].append(cell)
        return rows

    def by_row(self) -> list[list[PageCell]]:
        """Return the cells that begin in each row."""
        rows: list[list[PageCell]] = [[] for _ in range(self.rows)]
        for cell in self.cells:
            rows[cell.row].append(cell)
        return rows

    def settle(self, *, but: Sequence[int] = ()) -> None:
        """Settle every cell that does not reach into the rows `but`."""
        for cell in self.cells:
            if not any(cell.row <= row < cell.row + cell.row_span for row in but):
                cell.settle()

    def fold(self) -> None:
        """Keep the lines of its cells in little room, until the page's ends are joined."""
        for cell in self.cells:
            cell.held.fold()

    def unfold(self) -> None:
        """Lay the lines of its cells out again: they are about to be looked at often."""
        for cell in self.cells:
            cell.held.unfolded()

    def drop_rows(self, count: int, at: int = 0) -> None:
        """Take `count` rows away, the first of them `at`."""
        end = at + count
        self.cells = [c for c in self.cells if not at <= c.row < end]
        for cell in self.cells:
            if cell.row >= end:
                cell.row -= count
            elif cell.row + cell.row_span > at:
                cell.row_span = max(cell.row_span - count, at - cell.row)
        self.rows -= count
        del self.insets[at:end]

    def part_row(self, row: int, first: Sequence[int]) -> None:
        """Make two rows of one: the `first` lines of each of its cells, and what is below."""
        parted = self.row(row)
        for cell in self.cells:
            cell.row += cell.row > row
        for cell, count in zip(parted, first, strict=True):
            lines = cell.lines
            paras = paragraphs(lines[:count], cell.bounds)
            self.cells.append(replace(cell, row_span=1, held=Held(paras)))
            cell.row, cell.paras = row + 1, paragraphs(lines[count:], cell.bounds)
        self.rows += 1
        self.insets.insert(row + 1, None)

    def split_blank(self) -> None:
        """Make a blank cell over several columns one for each: nothing tells that it is merged."""
        for cell in [c for c in self.cells if c.column_span > 1 and c.is_blank]:
            for column in range(cell.column + 1, cell.column + cell.column_span):
                self.cells.append(replace(cell, column=column, column_span=1))
            cell.column_span = 1

    def give_up(self, cell: PageCell) -> None:
        """Let the cell above the blank `cell` reach down over it."""
        above = next((c for c in self.row(cell.row - 1) if c.column == cell.column), None)
        if above is not None and above.column_span == cell.column_span:
            above.row_span += cell.row_span
            self.cells.remove(cell)

    def lowest(self) -> list[Line]:
        """Return the last line of each cell that reaches the last row, where it is kept."""
        return [line for cell in self.row(self.rows - 1) for line in cell.lines[-1:]]


def same_rows(a: TablePart, b: TablePart) -> int:
    """Return how many rows at the top of `b` repeat those of `a`.

    The last of them may hold the text of the next row as well, where a producer draws no line
    between the heading and the rest of a row; that row is split here.
    """
    count = 0
    while count < min(a.rows, b.rows) and is_same_row(a.row(count), count, b.row(count), count):
        count += 1
    if count < min(a.rows, b.rows) and (first := _heading_lines(a.row(count), b.row(count))):
        b.part_row(count, first)
        count += 1
    return count


def is_same_row(
    cells: Sequence[PageCell], row: int, others: Sequence[PageCell], other: int
) -> bool:
    """Return whether the `cells` of `row` have the texts of the `others`, in the same columns."""
    return _signature(cells, row) == _signature(others, other)


def _heading_lines(heading: Sequence[PageCell], cells: Sequence[PageCell]) -> list[int]:
    """Return how many lines of each of `cells` are the text of the `heading` over it.

    Empty if one of them begins with another text.
    """
    if len(heading) != len(cells) or sum(not cell.is_blank for cell in heading) < 2:
        return []
    counts = []
    for over, cell in zip(heading, cells, strict=True):
        wanted, count, lines = _letters(over), 0, cell.lines
        while wanted and count < len(lines):
            line = "".join(lines[count].text.split())
            if not wanted.startswith(line):
                return []
            wanted, count = wanted[len(line) :], count + 1
        if wanted or over.column != cell.column or over.row_span > 1:
            return []
        counts.append(count)
    return counts


def _letters(cell: PageCell) -> str:
    return "".join(cell.content.plain.translate(_NO_DOUBTS).split())


def _signature(cells: Sequence[PageCell], row: int) -> list[tuple[int, int, int, str]] | int:
    if all(cell.is_blank for cell in cells):
        return id(cells)
    return [(c.row - row, c.column, c.column_span, _letters(c)) for c in cells if not c.is_blank]


def raw_table(part: TablePart, path: str) -> RawTable:
    """Return `part` as a reader gives it, empty cells where nothing is and nothing spans."""
    starts: dict[tuple[int, int], PageCell] = {}
    for cell in part.cells:
        if (first := starts.setdefault((cell.row, cell.column), cell)) is not cell:
            first.settled = rich_text([*first.content.blocks, *cell.content.blocks])
    covered = {place for cell in part.cells for place in places(cell)}
    rows = []
    for row, cells in enumerate(part.every_row()):
        page = next((cell.page for cell in cells), part.first_page)
        made = []
        for column in range(part.columns):
            source = Source(path, page=page, row=row + 1, column=column + 1)
            if (start := starts.get((row, column))) is not None:
                made.append(_raw_cell(start, Source(path, start.page, None, row + 1, column + 1)))
            elif (row, column) not in covered:
                made.append(empty_cell(source))
        rows.append(tuple(made))
    return RawTable(tuple(rows), part.caption, part.placed)


def places(cell: PageCell) -> Iterable[tuple[int, int]]:
    """Return every row and column that `cell` covers."""
    return (
        (row, column)
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    )


def _raw_cell(cell: PageCell, source: Source) -> RawCell:
    content = cell.content or EMPTY
    spans = cell.row_span, cell.column_span
    return RawCell(content, source, *spans, cell.is_heading, colour=cell.colour)


def column_of(lines: Sequence[Line], left: float, right: float, column: TextColumn) -> TextColumn:
    """Return `column`, whose lines begin at its left, between the rules at `left` and `right`.

    The padding is the same on both sides.
    """
    padding = min(max(column.left - left, 0.0), (right - left) / 4)
    reach = max((line.x1 for line in lines), default=left)
    return column._replace(right=max(right - padding, reach))
