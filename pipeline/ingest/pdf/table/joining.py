"""The joining of what the pages show of one table."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from pipeline.ingest.pdf.table.column_stats import Habits
from pipeline.ingest.pdf.table.page_joins import of_texts
from pipeline.ingest.pdf.table.parts import PageCell, TablePart, places
from pipeline.ingest.pdf.text.flow import Para, may_go_on
from pipeline.ingest.pdf.text.lines import Line

_GROUPED = 3.0
"""How much it says for a merged cell that the one to its left, over the same rows, goes on."""


def join(above: TablePart, below: TablePart, habits: Habits, *, row_goes_on: bool) -> None:
    """Add the rows of `below` to `above`; the first one to the last where it goes on."""
    shift = above.rows - (1 if row_goes_on else 0)
    last = {cell.column: cell for cell in above.row(above.rows - 1)}
    spanned = {n for c in last.values() for n in range(c.column, c.column + c.column_span)}
    group = _Group(above, habits)
    for cell in sorted(below.cells, key=lambda cell: (cell.row, cell.column)):
        over = last.get(cell.column) if cell.row == 0 else None
        if over is not None and over.column_span != cell.column_span:
            over = None
        if over is not None and (row_goes_on or group.carries(over, cell)):
            _take(over, cell)
            over.row_span = cell.row + cell.row_span + shift - over.row
            continue
        if row_goes_on and cell.row == 0 and _is_left_of(cell, spanned):
            continue
        if cell.row == 0:
            group.ends()
        cell.row += shift
        above.cells.append(cell)
    above.rows = below.rows + shift
    _pay(above, last.values())
    above.last_page, above.bottom = below.last_page, below.bottom


def _is_left_of(cell: PageCell, spanned: Collection[int]) -> bool:
    """Return whether a blank cell is what is left of a wide one: no text shows its width there."""
    return cell.is_blank and cell.row_span == 1 and cell.column in spanned


class _Group:
    """Merged cells nest from the left: one goes on over a page's end only where all to its left do.

    A browser draws a merged cell again on the next page, blank if its text had ended, though
    only one of its rows may be on each page.
    """

    def __init__(self, above: TablePart, habits: Habits) -> None:
        self._habits = habits
        self._lowest = max(above.lowest(), key=lambda line: line.bottom, default=None)
        self._rows: int | None = 0
        """The first row of the merged cell that went on to the left; None if one ended."""

    def ends(self) -> None:
        """Note that a cell of the first row begins anew."""
        self._rows = None

    def carries(self, above: PageCell, below: PageCell) -> bool:
        """Return whether a merged cell goes on, the cells of the first row taken in order."""
        habit = self._habits.columns[below.column]
        if self._rows is None or not (max(above.row_span, below.row_span) > 1 or habit.merges):
            return False
        is_grouped = below.column > 0 and above.row == self._rows
        if above.is_blank and not below.is_blank:  # the text did not fit on the page before
            if below.column and not is_grouped:
                return False
        elif not below.is_blank:
            if self._lowest is None:
                return False
            grouped = _GROUPED if is_grouped else 0.0
            weight = of_texts(above, below, habit, self._lowest, self._lowest) + grouped
            if weight <= 0:
                return False
        self._rows = above.row
        return True


def _take(above: PageCell, below: PageCell) -> None:
    """Add the text of `below`, which goes on where the page of `above` ended."""
    paras = list(below.paras)
    if above.paras and paras and _is_drawn_twice(above.lines[-1], paras[0].lines[0]):
        paras[0].lines.pop(0)
        paras = paras if paras[0].lines else paras[1:]
    if above.paras and paras and _same_para(above.paras[-1], paras[0], above, below):
        above.paras[-1].lines.extend(paras.pop(0).lines)
    above.paras.extend(paras)


def _is_drawn_twice(last: Line, first: Line) -> bool:
    """Return whether a page's end cuts a line of text: half of it is on either page."""
    return last.page < first.page and len(last.words) > 1 and last.text == first.text


def _same_para(above: Para, below: Para, over: PageCell, under: PageCell) -> bool:
    """Return whether the paragraph `below`, after a page's end, belongs to `above`."""
    last, first = above.lines[-1], below.lines[0]
    if below.opens or not may_go_on(last, first, over.bounds):
        return False
    if below.bullet:  # an item without a bullet of its own
        return above.bullet
    inset = first.x0 - under.bounds.left
    return not above.bullet or inset > above.lines[0].x0 - over.bounds.left + 0.3 * first.height


def _pay(part: TablePart, cells: Iterable[PageCell]) -> None:
    """Let `cells` span the rows that they are owed, as far as nothing is there."""
    filled = {place for cell in part.cells for place in places(cell)}
    for cell in cells:
        end = cell.row + cell.row_span
        while cell.owed and end < part.rows and (end, cell.column) not in filled:
            cell.row_span, cell.owed, end = cell.row_span + 1, cell.owed - 1, end + 1
