"""Read a spreadsheet of LibreOffice (ODS): each cell as the text that the sheet shows."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import replace

from pipeline.findings import Source
from pipeline.ingest import ReadOptions
from pipeline.ingest.archive import Archive, Program
from pipeline.ingest.docx import asides
from pipeline.ingest.docx.asides import Asides
from pipeline.ingest.hidden import Cause
from pipeline.ingest.odf import table as tables
from pipeline.ingest.odf.document import office_body
from pipeline.ingest.odf.names import DRAW, OFFICE, TABLE, TEXT, Element, words_in
from pipeline.ingest.odf.styles import Styles
from pipeline.ingest.odf.text import TextReader
from pipeline.ingest.sheet.cells import Row, sheet_cell
from pipeline.richtext import BULLET, BulletList, Run, rich_text
from pipeline.table import RawDocument, RawTable

_PROGRAM = Program(
    "a spreadsheet (ODS)", "LibreOffice", "ODS", "a workbook of Excel 97 to 2003 (.xls)"
)


def read_ods(data: bytes, path: str, options: ReadOptions) -> RawDocument:
    """Return the tables of all sheets, with the texts above and below them.

    What is hidden is not read and is a finding.
    """
    archive = Archive(data, path, options.max_bytes, _PROGRAM)
    book = office_body(archive, "spreadsheet")
    styles = Styles(archive.tree("styles.xml"), archive.tree("content.xml"))
    found = Asides()
    items: list[RawTable] = []
    for sheet in book.iterchildren(f"{TABLE}table"):
        source = Source(path, sheet=sheet.get(f"{TABLE}name", ""))
        style = sheet.get(f"{TABLE}style-name")
        if styles.said("table", style, "table", f"{TABLE}display") == "false":
            found.hide(words_in(sheet), Cause.INVISIBLE, source)
            continue
        rows = tuple(_rows(sheet, styles, found, source))
        items.append(RawTable(rows, is_sheet=True))
    return RawDocument(tuple(items), "cells of a spreadsheet", found.findings())


def _rows(sheet: Element, styles: Styles, found: Asides, source: Source) -> Iterator[Row]:
    text = TextReader(styles, found, lambda _: "")
    hidden = tables.hidden_columns(sheet, styles)
    for shapes in sheet.iterchildren(f"{TABLE}shapes"):
        found.add(asides.BOX, f"{words_in(shapes)}\n", source)
    for number, (row, _) in enumerate(tables.rows(sheet), 1):
        place = replace(source, row=number)
        if tables.is_hidden_row(row, styles):
            found.hide(words_in(row), Cause.NO_ROOM, place)
            continue
        cells = []
        for placed in tables.placed(row):
            at = replace(place, column=placed.column + 1)
            if placed.covered or placed.column in hidden:
                cause = Cause.COVERED if placed.covered else Cause.NO_ROOM
                found.hide(words_in(placed.cell), cause, at)
                continue
            cell = placed.cell
            spans = tables.span(cell, "rows"), tables.span(cell, "columns")
            made = sheet_cell(_shown(cell, text, styles, found, at), at, *spans)
            cells.append(replace(made, colour=styles.cell_fill(cell)))
        yield tuple(cells)


def _shown(cell: Element, text: TextReader, styles: Styles, found: Asides, at: Source) -> str:
    """Return what a cell shows, a line for each paragraph."""
    text.begin(at, styles.cell_ground(cell))
    own = styles.look("table-cell", cell.get(f"{TABLE}style-name"))
    if (cause := styles.run_cause(own, styles.cell_ground(cell))) is not None:
        found.hide(" ".join(words_in(p) for p in cell.iterchildren(f"{TEXT}p")), cause, at)
        paragraphs = []
    else:
        paragraphs = [
            (f"{BULLET} " if isinstance(block, BulletList) else "") + "".join(map(_marked, line))
            for p in cell.iterchildren(f"{TEXT}p")
            for block in rich_text(text.paragraph(p)).blocks
            for line in block.lines
        ]
    for beside in cell.iterchildren(f"{OFFICE}annotation"):
        found.add(asides.COMMENT, f"{words_in(beside)}\n", at)
    for shape in cell:
        if str(shape.tag).startswith(DRAW) and (words := words_in(shape)):
            found.add(asides.BOX, f"{words}\n", at)
    return "\n".join(paragraphs)


def _marked(run: Run) -> str:
    """Return a run as the markup by which a sheet's cell keeps its looks."""
    said = f"<i>{run.text}</i>" if run.italic else run.text
    said = f"<b>{said}</b>" if run.bold else said
    return f'<a href="{html.escape(run.link)}">{said}</a>' if run.link else said
