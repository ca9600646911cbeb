"""A table of a document as rows of cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.findings import Source
from pipeline.ingest.docx import asides
from pipeline.ingest.docx.blocks import LINES, blocks, cells, rows
from pipeline.ingest.docx.grid import Placed, colour, heading_rows, placed_rows
from pipeline.ingest.docx.names import TABLE, Element
from pipeline.ingest.docx.rawtext import raw_text
from pipeline.ingest.docx.styles import Styles
from pipeline.ingest.docx.text import TextReader
from pipeline.ingest.hidden import Cause
from pipeline.richtext import EMPTY, Block, RichText, rich_text
from pipeline.table import RawCell, RawTable


def read_table(table: Element, text: TextReader, styles: Styles, source: Source) -> RawTable:
    """Return `table`, whose place is `source`; each cell's is its row and column in it."""
    headings = heading_rows(table, styles)
    found: list[list[RawCell]] = []
    open_cells: dict[int, tuple[int, int]] = {}  # by column: the row and place of who may go on
    for r, placed in enumerate(placed_rows(table)):
        found.append([])
        still_open: dict[int, tuple[int, int]] = {}
        for cell in placed:
            if cell.goes_on and (above := open_cells.get(cell.start)) is not None:
                _lengthen(found, above)
                _read_covered(cell.cell, text, replace(source, row=r + 1, column=cell.start + 1))
                still_open[cell.start] = above
                continue
            still_open[cell.start] = (r, len(found[r]))
            place = replace(source, row=r + 1, column=cell.start + 1)
            found[r].append(_read_cell(cell, text, place, is_heading=r < headings))
            for covered in cell.covered:
                _read_covered(covered, text, place)
        open_cells = still_open
    return RawTable(tuple(map(tuple, found)))


def content(container: Element, text: TextReader) -> RichText:
    """Return the paragraphs of `container`, those of tables inside it among them."""
    return rich_text(_blocks(container, text))


def _read_cell(cell: Placed, text: TextReader, source: Source, *, is_heading: bool) -> RawCell:
    text.begin(source)
    said = EMPTY if cell.cell is None else content(cell.cell, text)
    filled = "" if cell.cell is None else colour(cell.cell)
    span = cell.end - cell.start
    return RawCell(said, source, column_span=span, is_heading=is_heading, colour=filled)


def _lengthen(found: list[list[RawCell]], at: tuple[int, int]) -> None:
    row, place = at
    found[row][place] = replace(found[row][place], row_span=found[row][place].row_span + 1)


def _read_covered(cell: Element | None, text: TextReader, source: Source) -> None:
    """Report what is in a part of a merged cell that Word does not show."""
    if cell is not None and len(cell) > 1:
        text.begin(source)
        text.hide(content(cell, text).plain, Cause.COVERED)


def _blocks(container: Element, text: TextReader) -> Iterator[Block]:
    for part in blocks(container):
        if part.tag in LINES:
            yield from text.blocks(part)
        elif part.tag == TABLE:
            text.aside(asides.NESTED, raw_text(part))
            for cell in (cell for row in rows(part) for cell in cells(row)):
                yield from _blocks(cell, text)
        else:
            text.aside(asides.IMPORT, "")
