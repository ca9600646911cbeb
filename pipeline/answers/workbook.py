"""Replies out of an XLSX workbook, whatever its rows have been through."""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.answers.package import open_package, stamp_of, unreadable
from pipeline.answers.reply import Replies, joined, with_lists
from pipeline.answers.table import Headings, Row, no_key, row_replies
from pipeline.findings import Finding, Place, Severity, Source
from pipeline.ingest import ReadOptions
from pipeline.richtext import Paragraph, RichText, Run, rich_text
from pipeline.table import RawCell

_CODES = re.compile("_x000D_|(?<=_)x005F_")
"""How a sheet writes the other half of a line break, and that `_x0041_` is no letter A."""


def read_xlsx_replies(data: bytes, path: str, options: ReadOptions, headings: Headings) -> Replies:
    """Return the rows of every sheet that has a key column, hidden and filtered ones as well."""
    with open_package(data, path, options) as package:
        stamp = stamp_of(package)
    sheets = _open(data, path).worksheets
    found = [replies for s in sheets if (replies := row_replies(_rows(s, path), headings))]
    if not found:
        titles = ", ".join(sheet.title for sheet in sheets)
        return Replies((), faults=(no_key(path, f"no sheet ({titles})"),), stamp=stamp)
    formulas = Replies((), tuple(f for sheet in sheets for f in _formulas(sheet, path)))
    return replace(joined([*found, formulas]), stamp=stamp)


def _open(data: bytes, path: str) -> Workbook:
    with warnings.catch_warnings():
        # What openpyxl cannot keep when it saves (validation of newer kinds) is nothing to us.
        warnings.simplefilter("ignore")
        try:
            return load_workbook(io.BytesIO(data), rich_text=True)
        except Exception as error:  # openpyxl names no errors of its own for damaged parts
            raise unreadable(path, error) from error


def _rows(sheet: Worksheet, path: str) -> list[Row]:
    """Return the rows that have cells; a sheet may claim a million empty ones."""
    cells = sorted(_cells(sheet), key=lambda cell: (cell.row, cell.column))
    return [_row(list(row), path) for _, row in groupby(cells, key=lambda cell: cell.row)]


def _cells(sheet: Worksheet) -> Iterator[Cell]:
    # The public ways to the cells visit every place up to the last one, XFD1048576 if need be.
    yield from (cell for cell in sheet._cells.values() if isinstance(cell, Cell))


def _row(cells: list[Cell], path: str) -> Row:
    row: list[RawCell | None] = [None] * cells[-1].column
    for cell in cells:
        source = Source(path, row=cell.row, column=cell.column, sheet=cell.parent.title)
        row[cell.column - 1] = RawCell(with_lists(_content(cell)), source)
    return row


def _content(cell: Cell) -> RichText:
    """Return what a cell says: a paragraph for each line, with the looks of its letters."""
    link = cell.hyperlink.target or "" if cell.hyperlink else ""
    bold, italic = bool(cell.font.b), bool(cell.font.i)
    lines: list[list[Run]] = [[]]
    for piece in cell.value if isinstance(cell.value, CellRichText) else [_text(cell.value)]:
        if isinstance(piece, TextBlock):
            run = Run(piece.text, bool(piece.font.b), bool(piece.font.i), link)
        else:
            run = Run(piece, bold, italic, link)
        first, *rest = _CODES.sub("", run.text).split("\n")
        lines[-1].append(Run(first, run.bold, run.italic, link))
        lines.extend([Run(text, run.bold, run.italic, link)] for text in rest)
    return rich_text(Paragraph(tuple(line)) for line in lines)


def _text(value: object) -> str:
    """Return `value` as a person reads it in the sheet; a formula as it was typed."""
    if value is None:
        return ""
    if isinstance(value, ArrayFormula):
        return value.text or ""
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, dt.datetime | dt.date):
        return f"{value:%d/%m/%Y}"
    return str(value)


def _formulas(sheet: Worksheet, path: str) -> Iterator[Finding]:
    for cell in _cells(sheet):
        if cell.data_type == "f":
            yield Finding(
                "formula-as-text",
                Severity.WARNING,
                f"The cell holds a formula; it is read as the text {_text(cell.value)!r}.",
                Place(source=Source(path, row=cell.row, column=cell.column, sheet=sheet.title)),
                "If it was meant as a sentence, type it again without the equals sign.",
            )
