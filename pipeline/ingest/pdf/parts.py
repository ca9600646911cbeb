"""Tables in the making: cells with their lines, and the joining of what a page end cut."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from pipeline.findings import Source
from pipeline.ingest.pdf.flow import SENTENCE_ENDS, Column, Para, has_room, rich
from pipeline.ingest.pdf.lines import Line
from pipeline.richtext import EMPTY, RichText, rich_text
from pipeline.table import RawCell, RawTable, empty_cell

KEPT = 4
"""How many rows at the top keep their lines: headings, and the row that may go on from above."""
_NEAR = 1.8
"""Text that ends this close above the lowest line, in line heights, went on over the page."""
_LOW = 2.5
"""A row that has no more room than this on a page, in line heights, may have begun there."""

_STOPS = frozenset(".:;!?")
Vote = Literal["sentence", "page", "gap", "ended"]
"""How a cell's text ended on a page: in a sentence, with the page, before it, or for good."""


@dataclass(slots=True)
class Cell:
    """A cell and the lines in it, until they are settled as rich text."""

    row: int
    column: int
    row_span: int
    column_span: int
    page: int
    bounds: Column
    paras: list[Para] = field(default_factory=list)
    is_heading: bool = False
    owed: int = 0
    """How many rows the cell spans that are not in its part: they stand on the next page."""
    settled: RichText | None = None

    @property
    def content(self) -> RichText:
        """The cell's text."""
        return rich(self.paras, self.bounds) if self.settled is None else self.settled

    @property
    def lines(self) -> list[Line]:
        """The cell's lines, none where they are settled."""
        return [line for para in self.paras for line in para.lines]

    @property
    def is_blank(self) -> bool:
        """Whether there is no text in the cell."""
        return not self.content

    def settle(self) -> None:
        """Turn the lines into rich text: nothing will be joined to them."""
        if self.settled is None:
            self.settled, self.paras = self.content, []

    def drop_artifacts(self) -> list[str]:
        """Take away the paragraphs that the file calls artifacts, and return their text."""
        left = [para for para in self.paras if all(line.is_artifact for line in para.lines)]
        self.paras = [para for para in self.paras if para not in left]
        return [line.text for para in left for line in para.lines]

    def take(self, below: Cell) -> None:
        """Add the text of `below`, which goes on where this cell's page ended."""
        paras = list(below.paras)
        if self.paras and paras and _same_para(self.paras[-1], paras[0], self, below):
            self.paras[-1].lines.extend(paras.pop(0).lines)
        self.paras.extend(paras)


@dataclass(slots=True)
class Part:
    """A table, or what one page shows of it."""

    rows: int
    columns: int
    cells: list[Cell]
    first_page: int
    last_page: int
    top: float
    bottom: float
    edges: tuple[float, ...] = ()
    """Where the columns begin and the last one ends, where rules say so."""
    caption: str = ""
    placed: bool = True
    """False where cells may stand in the wrong column."""

    def row(self, row: int) -> list[Cell]:
        """Return the cells that stand in `row` or span it, by column."""
        inside = (c for c in self.cells if c.row <= row < c.row + c.row_span)
        return sorted(inside, key=lambda cell: cell.column)

    def settle(self, *, but: Sequence[int] = ()) -> None:
        """Settle every cell that does not reach into the rows `but`."""
        for cell in self.cells:
            if not any(cell.row <= row < cell.row + cell.row_span for row in but):
                cell.settle()

    def drop_rows(self, count: int) -> None:
        """Take the first `count` rows away."""
        self.cells = [c for c in self.cells if c.row >= count]
        for cell in self.cells:
            cell.row -= count
        self.rows -= count


def same_rows(a: Part, b: Part) -> int:
    """Return how many rows at the top of `b` repeat those of `a`."""
    count = 0
    while count < min(a.rows, b.rows) and _signature(a, count) == _signature(b, count):
        count += 1
    return count


def _signature(part: Part, row: int) -> list[tuple[int, int, int, str]] | int:
    cells = part.row(row)
    if all(cell.is_blank for cell in cells):
        return id(part)
    return [
        (c.row, c.column, c.column_span, "".join(c.content.plain.split()))
        for c in cells
        if not c.is_blank
    ]


def goes_on(above: Part, below: Part) -> bool:
    """Return whether the first row of `below` is the rest of the last row of `above`.

    A row is cut where the page is full. So each cell that has text below must have text above
    that went on: to the page's end, or in the middle of a sentence. Where a row had room for a
    line or two only, a cell may be blank above, because the page break keeps two lines together.
    """
    over = {cell.column: cell for cell in above.row(above.rows - 1)}
    first = [cell for cell in below.row(0) if not cell.is_blank]
    floor = _floor(above)
    if not first or floor is None:
        return False
    begun = [cell for cell in over.values() if cell.row == above.rows - 1]
    tops = [line.top for cell in begun for line in cell.lines[:1]]
    is_low = bool(tops) and floor.bottom - min(tops) < _LOW * floor.height
    votes = [_vote(over.get(cell.column), cell, floor, is_low) for cell in first]
    return "ended" not in votes and ("sentence" in votes or "gap" not in votes)


def _floor(part: Part) -> Line | None:
    """Return the lowest line of the last row."""
    lines = [line for cell in part.row(part.rows - 1) for line in cell.lines[-1:]]
    return max(lines, key=lambda line: (line.page, line.bottom), default=None)


def _vote(above: Cell | None, below: Cell, floor: Line, is_low: bool) -> Vote:
    """Return what the cell `below` says of the page's end above it."""
    if above is None or not below.lines:
        return "ended"
    if not above.lines:
        return "page" if is_low and above.row_span == 1 else "ended"
    last, first = above.lines[-1], _shifted(below.lines[0], above, below)
    ends = last.words[-1].text[-1:] in SENTENCE_ENDS
    room = has_room(last, first, above.bounds)
    at_end = last.page == floor.page and floor.bottom - last.bottom <= _NEAR * floor.height
    if first.text[:1].islower() and last.words[-1].text[-1:] not in _STOPS and (at_end or not room):
        return "sentence"
    if room and not ends and not below.paras[0].bullet:
        return "ended"
    return "page" if at_end else "gap"


def _shifted(line: Line, above: Cell, below: Cell) -> Line:
    """Return `line` as it would stand in the column of `above`."""
    by = above.bounds.left - below.bounds.left
    words = tuple(w._replace(x0=w.x0 + by, x1=w.x1 + by) for w in line.words)
    return line._replace(words=words, x0=line.x0 + by, x1=line.x1 + by)


def _same_para(above: Para, below: Para, over: Cell, under: Cell) -> bool:
    """Return whether the paragraph `below`, after a page's end, belongs to `above`."""
    last, first = above.lines[-1], below.lines[0]
    if below.opens or has_room(last, first, over.bounds):
        return False
    if below.bullet:  # an item without a bullet of its own
        return above.bullet
    inset = first.x0 - under.bounds.left
    return not above.bullet or inset > above.lines[0].x0 - over.bounds.left + 0.3 * first.height


def join(above: Part, below: Part, *, row_goes_on: bool) -> None:
    """Add the rows of `below` to `above`; the first one to the last where it goes on."""
    shift = above.rows - (1 if row_goes_on else 0)
    floor = _floor(above)
    last = {cell.column: cell for cell in above.row(above.rows - 1)}
    # Groups nest from the left: a merged cell goes on only where all to its left do.
    nests = True
    for cell in sorted(below.cells, key=lambda cell: (cell.row, cell.column)):
        over = last.get(cell.column) if cell.row == 0 else None
        if over is not None and over.column_span != cell.column_span:
            over = None
        if over is not None and (row_goes_on or (nests and _is_carried(over, cell, floor))):
            over.take(cell)
            over.row_span = cell.row + cell.row_span + shift - over.row
            continue
        nests = nests and cell.row > 0
        cell.row += shift
        above.cells.append(cell)
    above.rows = below.rows + shift
    _pay(above, last.values())
    above.last_page, above.bottom = below.last_page, below.bottom


def _pay(part: Part, cells: Iterable[Cell]) -> None:
    """Let `cells` span the rows that they are owed, as far as nothing stands there."""
    filled = {place for cell in part.cells for place in _places(cell)}
    for cell in cells:
        end = cell.row + cell.row_span
        while cell.owed and end < part.rows and (end, cell.column) not in filled:
            cell.row_span, cell.owed, end = cell.row_span + 1, cell.owed - 1, end + 1


def _is_carried(above: Cell, below: Cell, floor: Line | None) -> bool:
    """Return whether a merged cell goes on over the page's end."""
    if max(above.row_span, below.row_span) < 2:
        return False
    if below.is_blank:
        return True
    return floor is not None and _vote(above, below, floor, is_low=False) == "sentence"


def raw_table(part: Part, path: str) -> RawTable:
    """Return `part` as a reader gives it, empty cells where nothing stands and nothing spans."""
    starts: dict[tuple[int, int], Cell] = {}
    for cell in part.cells:
        if (first := starts.setdefault((cell.row, cell.column), cell)) is not cell:
            first.settled = rich_text([*first.content.blocks, *cell.content.blocks])
    covered = {place for cell in part.cells for place in _places(cell)}
    rows = []
    for row in range(part.rows):
        page = next((c.page for c in part.row(row)), part.first_page)
        made = []
        for column in range(part.columns):
            source = Source(path, page=page, row=row + 1, column=column + 1)
            if (start := starts.get((row, column))) is not None:
                made.append(_raw_cell(start, Source(path, start.page, None, row + 1, column + 1)))
            elif (row, column) not in covered:
                made.append(empty_cell(source))
        rows.append(tuple(made))
    return RawTable(tuple(rows), part.caption, part.placed)


def _places(cell: Cell) -> Iterable[tuple[int, int]]:
    return (
        (row, column)
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    )


def _raw_cell(cell: Cell, source: Source) -> RawCell:
    content = cell.content or EMPTY
    return RawCell(content, source, cell.row_span, cell.column_span, cell.is_heading)


def column_of(lines: Sequence[Line], left: float, right: float, column: Column) -> Column:
    """Return `column`, whose lines begin at its left, between the rules at `left` and `right`.

    The padding is the same on both sides.
    """
    padding = min(max(column.left - left, 0.0), (right - left) / 4)
    reach = max((line.x1 for line in lines), default=left)
    return column._replace(right=max(right - padding, reach))
