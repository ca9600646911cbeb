"""The column of each cell, where a tag tree gives rows of cells and leaves the rest to count."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.ingest.pdf.page import Paint
from pipeline.ingest.pdf.table.parts import PageCell
from pipeline.ingest.pdf.text.lines import Line

MOST_COLUMNS = 200


@dataclass(slots=True)
class TaggedRow:
    """A row as the tree has it."""

    cells: list[PageCell] = field(default_factory=list)
    starts: list[float | None] = field(default_factory=list)
    """Where the text of each cell begins, None if there is none."""
    ruled: list[tuple[int, int] | None] = field(default_factory=list)
    """The ruled column that each cell's text is in, and how many there are."""
    begin: tuple[int, float] | None = None
    """The page and height at which the row's text begins, None if there is none."""
    paints: tuple[Paint, ...] = ()
    """What the page paints beside the row's first text, level with it."""
    colours: tuple[str, ...] = ()
    """What it paints in each of the ruled columns there; none if nothing is ruled."""
    inset: float | None = None
    """The space between the row's upper rule and its text, None if no rule is drawn."""

    def add(self, cell: PageCell, lines: Sequence[Line], ruled: tuple[int, int] | None) -> None:
        """Add `cell` with its `lines`."""
        self.cells.append(cell)
        self.starts.append(min((line.x0 for line in lines), default=None))
        self.ruled.append(ruled)
        if lines and cell.row_span == 1:
            begin = lines[0].page, lines[0].top
            self.begin = begin if self.begin is None else min(self.begin, begin)

    def keep(self, wanted: Sequence[int]) -> None:
        """Keep the cells at the places `wanted`."""
        self.cells = [self.cells[n] for n in wanted]
        self.starts = [self.starts[n] for n in wanted]
        self.ruled = [self.ruled[n] for n in wanted]

    def colour(self, width: int) -> None:
        """Give the row's cells, of so many columns, the colours that the page shows in them.

        Without rules, a cell has that of what is between the texts beside it.
        """
        for n, cell in enumerate(self.cells):
            if len(self.colours) == width:
                cell.colour = self.colours[cell.column]
            else:
                left = max((x for x in self.starts[:n] if x is not None), default=-math.inf)
                right = min((x for x in self.starts[n + 1 :] if x is not None), default=math.inf)
                beside = (p.colour for p in self.paints if left < p.box.x0 and p.box.x1 < right)
                cell.colour = next(beside, "")


@dataclass(slots=True)
class Placing:
    """How the cells of a table were placed."""

    width: int
    by_position: int = 0
    """Rows with cells left out."""
    is_sure: bool = True
    """False if a short row's cells may be in the wrong column."""


def place(rows: Sequence[TaggedRow]) -> Placing:
    """Give each cell its column: surplus blank cells go, cells left out leave a gap."""
    for row, free in zip(rows, _free_columns(rows), strict=True):
        _lay(row.cells, free)
    placing = Placing(_usual_width(rows))
    lefts = _left_edges(rows, placing.width)
    for row, columns in zip(rows, _free_columns(rows), strict=True):
        _drop_surplus(row, columns, placing.width)
        _lay(row.cells, columns)
        free = [column for column in columns if column < placing.width]
        if sum(cell.column_span for cell in row.cells) < len(free):
            if _by_rules(row, free, placing.width) or _by_edges(row, free, lefts):
                placing.by_position += 1
            else:
                placing.is_sure = False
    return placing


def _free_columns(rows: Sequence[TaggedRow]) -> Iterator[list[int]]:
    """Yield the columns of each row that no cell from above spans, as the cells lie by then."""
    spans: dict[int, int] = {}
    for row in rows:
        yield [c for c in range(MOST_COLUMNS * 2) if spans.get(c, 0) == 0]
        spans = {c: left - 1 for c, left in spans.items() if left > 1}
        for cell in row.cells:
            if cell.row_span > 1:
                for column in range(cell.column, cell.column + cell.column_span):
                    spans[column] = cell.row_span - 1


def _lay(cells: Sequence[PageCell], free: Sequence[int]) -> None:
    """Give `cells` the columns `free` in order."""
    place = 0
    for cell in cells:
        cell.column = free[min(place, len(free) - 1)]
        place += cell.column_span


def _usual_width(rows: Sequence[TaggedRow]) -> int:
    """Return how many columns most rows have, at least as many as any row fills with text."""
    widths: Counter[int] = Counter()
    filled = 0
    for row in rows:
        widths[max(cell.column + cell.column_span for cell in row.cells)] += 1
        ends = [c.column + c.column_span for c in row.cells if not c.is_blank]
        filled = max([filled, *ends])
    most = max(widths.values())
    return max(filled, max(width for width, count in widths.items() if count == most))


def _drop_surplus(row: TaggedRow, columns: Sequence[int], width: int) -> None:
    """Drop blank cells at the end for which no column is left (LibreOffice, at a page's end)."""
    room = sum(1 for column in columns if column < width)
    kept = len(row.cells)
    while (
        kept > 1
        and row.cells[kept - 1].is_blank
        and sum(cell.column_span for cell in row.cells[:kept]) > room
    ):
        kept -= 1
    row.keep(range(kept))


def _left_edges(rows: Sequence[TaggedRow], width: int) -> dict[int, float]:
    """Return where the text of each column begins, as most rows without a gap have it."""
    seen: dict[int, Counter[int]] = {}
    for row in rows:
        if row.cells[-1].column + row.cells[-1].column_span != width:
            continue
        for cell, start in zip(row.cells, row.starts, strict=True):
            if start is not None and cell.column_span == 1:
                seen.setdefault(cell.column, Counter())[round(start)] += 1
    return {column: counts.most_common(1)[0][0] for column, counts in seen.items()}


def _by_rules(row: TaggedRow, free: Sequence[int], width: int) -> bool:
    """Put each cell that has text where the rules have it; return whether they tell."""
    texts = [n for n, start in enumerate(row.starts) if start is not None]
    places = [row.ruled[n] for n in texts]
    if not texts or any(place is None or place[1] != width for place in places):
        return False
    columns = [place[0] for place in places if place is not None]
    if len(set(columns)) < len(columns) or not set(columns) <= set(free):
        return False
    row.keep(texts)
    for cell, column in zip(row.cells, columns, strict=True):
        cell.column = column
    return True


def _by_edges(row: TaggedRow, free: Sequence[int], lefts: dict[int, float]) -> bool:
    """Put each cell that has text in the column whose text begins nearest; whether all did."""
    texts = [n for n, start in enumerate(row.starts) if start is not None]
    columns: list[int] = []
    for n in texts:
        start = row.starts[n] or 0.0
        ahead = [c for c in free if c in lefts and (not columns or c > columns[-1])]
        if not ahead:
            return False
        columns.append(min(ahead, key=lambda column: abs(lefts[column] - start)))
    row.keep(texts or [0])
    for cell, column in zip(row.cells, columns, strict=False):
        cell.column = column
    return True
