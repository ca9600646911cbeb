"""Tables by their ruled lines: one page at a time, every word in a cell or beside the tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.ingest.pdf.page import ARTIFACT, UNMARKED, WHOLE, Box, Page, Word
from pipeline.ingest.pdf.page.paints import colour_in
from pipeline.ingest.pdf.rules.bands import grids_of
from pipeline.ingest.pdf.rules.missing_walls import walled
from pipeline.ingest.pdf.rules.overflow import put_back
from pipeline.ingest.pdf.table.model import TableModel
from pipeline.ingest.pdf.table.parts import KEPT, PageCell, TablePart, column_of
from pipeline.ingest.pdf.text.compressed_list import Held
from pipeline.ingest.pdf.text.flow import TextColumn, paragraphs
from pipeline.ingest.pdf.text.lines import Line, lines_of, middle, usual_pitch
from pipeline.ingest.pdf.text.numbers import is_number
from pipeline.ingest.pdf.text.vocabulary import draws_ends

_LEVEL = 2.0
"""Lines that begin within so many points begin at one height."""
_TOGETHER, _FEWEST_TOGETHER = 0.6, 2
"""The share of a row's filled cells, and their number, that tell another row."""

_ABREAST, _FEWEST_LINES = 0.8, 3
"""The share of a row's cells that have a line at most heights, and the number of these, in a list.
"""
_MOST_SMALL = 0.2
"""Where more lines begin with a small letter, they are of sentences."""


class PageParts(NamedTuple):
    """What one page shows: tables, and lines outside them."""

    number: int
    height: float
    parts: list[TablePart]
    loose: Held[Line]
    areas: tuple[Box, ...]
    """What is read one after the other."""

    def fold(self) -> None:
        """Keep the page's lines in little room, until all pages are known."""
        self.loose.fold()
        for part in self.parts:
            part.fold()


def ruled_models(page: Page) -> list[TableModel]:
    """Return the tables that rules and fills draw on `page`."""
    return [walled(grid, page.words, page.number) for grid in grids_of(page)]


def page_parts(
    page: Page, grids: Sequence[TableModel], areas: tuple[Box, ...] = (WHOLE,)
) -> PageParts:
    """Return `page` with its words in the cells of `grids` or beside them.

    Lines beside them reach over no side of `areas`.
    """
    page = _believed(page)
    inside: dict[tuple[int, int], list[Word]] = {}
    loose: list[Word] = []
    owners = [_owners(grid) for grid in grids]
    for word in page.words:
        if (home := _home(word, grids, owners)) is None:
            loose.append(word)
        else:
            inside.setdefault(home, []).append(word)
    texts = {home: lines_of(words, page.number) for home, words in inside.items()}
    pitch = usual_pitch(texts.values())
    nothing = TextColumn(0, 0, pitch, draws_ends(page.words))
    parts = [_tidy(_part(page, grid, n, texts, nothing)) for n, grid in enumerate(grids)]
    beside = [[word for word in loose if area.holds(*middle(word))] for area in areas]
    left = put_back(parts, [line for own in beside for line in lines_of(own, page.number)])
    for part in parts:
        part.insets = _insets(part)
        part.words = sum(len(line.words) for cell in part.cells for line in cell.lines)
        part.crowded = _crowded(part)
        part.settle(but=(*range(KEPT), part.rows - 1))
    return PageParts(page.number, page.height, parts, Held(left), areas)


def _crowded(part: TablePart) -> int:
    """Return how many words are in rows that seem to be several."""
    crowded = {
        id(cell): cell
        for row in part.by_row()
        if row and _is_crowded(row)
        for cell in part.row(row[0].row)
    }
    return sum(len(line.words) for cell in crowded.values() for line in cell.lines)


def _is_crowded(cells: Sequence[PageCell]) -> bool:
    """Return whether a row seems to be several.

    The paragraphs of one row's cells begin at the same height only at its top; where most cells
    begin one together further down, another row begins. So it does where nearly all cells have as
    many lines, side by side, which seldom go on with a sentence.
    """
    filled = [cell for cell in cells if cell.paras]
    if _are_lists(filled) or _are_stacked(filled):
        return True
    starts = Counter(
        round(top / _LEVEL)
        for cell in filled
        for top in {para.lines[0].top for para in cell.paras[1:]}
    )
    together = max((starts[n] + starts[n + 1] for n in list(starts)), default=0)
    return together >= max(_FEWEST_TOGETHER, _TOGETHER * len(filled))


def _are_stacked(filled: Sequence[PageCell]) -> bool:
    """Return whether numbers are below one another in a cell, level with the lines of others.

    Numbers are never set in several lines.
    """
    heights = Counter(round(line.bottom / _LEVEL) for cell in filled for line in cell.lines)
    for cell in filled:
        feet = [round(line.bottom / _LEVEL) for line in cell.lines if is_number(line.text)]
        level = sum(heights[n] + heights[n - 1] + heights[n + 1] > 1 for n in feet)
        if level >= _FEWEST_LINES and 2 * level > len(cell.lines):
            return True
    return False


def _are_lists(filled: Sequence[PageCell]) -> bool:
    """Return whether the lines of cells side by side are rows of a list, several in one."""
    lines = [line for cell in filled for line in cell.lines]
    heights = Counter(round(line.bottom / _LEVEL) for line in lines)
    levels = [n for n in heights if not heights[n - 1]]
    full = sum(heights[n] + heights[n + 1] >= _ABREAST * len(filled) for n in levels)
    if len(filled) < _FEWEST_TOGETHER or len(levels) < _FEWEST_LINES:
        return False
    small = sum(line.text[:1].islower() for line in lines)
    return full >= _ABREAST * len(levels) and small <= _MOST_SMALL * len(lines)


def _believed(page: Page) -> Page:
    """Return `page` without artifacts where the file calls most of its words so."""
    if 2 * sum(word.mark == ARTIFACT for word in page.words) < len(page.words):
        return page
    return page._replace(words=tuple(word._replace(mark=UNMARKED) for word in page.words))


def _owners(grid: TableModel) -> dict[tuple[int, int], int]:
    """Return the number of the cell at each place of the grid."""
    numbers = {region: number for number, region in enumerate(grid.regions)}
    return {place: numbers[region] for place, region in grid.by_place().items()}


def _home(
    word: Word, grids: Sequence[TableModel], owners: Sequence[dict[tuple[int, int], int]]
) -> tuple[int, int] | None:
    """Return the grid and cell in which `word` begins: text too wide runs out behind."""
    x = word.x0 + min((word.x1 - word.x0) / 2, word.height / 2)
    y = (word.top + word.bottom) / 2
    for number, grid in enumerate(grids):
        if (place := grid.place(x, y)) is not None:
            return number, owners[number][place]
    return None


def _part(
    page: Page,
    grid: TableModel,
    number: int,
    texts: dict[tuple[int, int], list[Line]],
    nothing: TextColumn,
) -> TablePart:
    cells = [
        PageCell(*region[:4], page.number, nothing, undrawn=region.is_open)
        for region in grid.regions
    ]
    lefts = {
        c: min(_lefts(grid, cells, texts, number, c), default=x) for c, x in enumerate(grid.xs)
    }
    for index, cell in enumerate(cells):
        lines = texts.get((number, index), [])
        left, right = grid.xs[cell.column], grid.xs[cell.column + cell.column_span]
        margin = nothing._replace(left=lefts[cell.column], right=right)
        cell.bounds = column_of(lines, left, right, margin)
        cell.paras = paragraphs(lines, cell.bounds)
        cell.top = grid.ys[cell.row]
        if page.paints:
            cell.colour = colour_in(grid.area(*grid.regions[index][:4]), page.paints)
    rows, columns = len(grid.ys) - 1, len(grid.xs) - 1
    box = grid.box
    part = TablePart(rows, columns, cells, page.number, page.number, box.top, box.bottom, grid.xs)
    part.support = grid.support
    return part


def _lefts(
    grid: TableModel,
    cells: Sequence[PageCell],
    texts: dict[tuple[int, int], list[Line]],
    number: int,
    column: int,
) -> Iterator[float]:
    """Yield where the lines of `column` begin."""
    for index, cell in enumerate(cells):
        if cell.column == column:
            yield from (line.x0 for line in texts.get((number, index), []))


def _tidy(part: TablePart) -> TablePart:
    """Return `part` without what only the drawing of its lines left behind.

    A blank cell over several columns is one for each column. A row in which only blank cells
    begin, beside cells that come from above, is none: a border was drawn where a cell's text ends.
    """
    part.split_blank()
    _drop_blank_ends(part)
    for row in range(1, part.rows):
        here = [cell for cell in part.cells if cell.row == row]
        from_above = [c for c in part.row(row) if c.row < row and not c.is_blank]
        if here and from_above and all(cell.is_blank for cell in here):
            for cell in here:
                part.give_up(cell)
    starts = sorted({cell.row for cell in part.cells})
    for cell in part.cells:
        last = cell.row + cell.row_span
        cell.row_span = sum(1 for row in starts if cell.row <= row < last)
    for cell in part.cells:
        cell.row = starts.index(cell.row)
    part.rows = len(starts)
    return part


def _insets(part: TablePart) -> list[float | None]:
    """Return how far below its upper rule the text of each row begins."""
    found: list[list[float]] = [[] for _ in range(part.rows)]
    for cell in part.cells:
        found[cell.row].extend(line.top - cell.top for line in cell.lines[:1])
    return [min(row, default=None) for row in found]


def _drop_blank_ends(part: TablePart) -> None:
    """Drop rows without text at the foot: a row's padding, or the table's own background."""
    while part.rows > 1:
        last = part.rows - 1
        if not all(cell.is_blank for cell in part.cells if cell.row == last):
            return
        part.cells = [cell for cell in part.cells if cell.row < last]
        for cell in part.cells:
            cell.row_span = min(cell.row_span, last - cell.row)
        part.rows = last
