"""Replies out of an XLSX workbook, whatever its rows have been through."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.answers.reply import Replies, joined, with_lists
from pipeline.answers.table import Headings, Row, folded, no_key, row_replies
from pipeline.findings import Finding, Place, Severity, Source
from pipeline.ingest import ReadOptions
from pipeline.ingest.sheet.package import check_cells, open_workbook, opened
from pipeline.ingest.sheet.values import value_text
from pipeline.richtext import Paragraph, RichText, Run, rich_text
from pipeline.stamp import stamp_of
from pipeline.table import RawCell

_CODES = re.compile("_x000D_|(?<=_)x005F_")
"""How a sheet writes the other half of a line break, and that `_x0041_` is not a letter A."""


def read_xlsx_replies(data: bytes, path: str, options: ReadOptions, headings: Headings) -> Replies:
    """Return the rows of every sheet that has a key column, hidden and filtered ones as well."""
    archive = opened(data, path, options)
    check_cells(archive)
    stamp = stamp_of(data)
    sheets = open_workbook(archive, formulas=True).worksheets
    read = [(sheet, row_replies(_rows(sheet, path), headings)) for sheet in sheets]
    found = [replies for _, replies in read if replies]
    if not found:
        titles = ", ".join(sheet.title for sheet in sheets)
        return Replies((), faults=(no_key(path, f"no sheet ({titles})"),), stamp=stamp)
    others = [s for s, replies in read if not replies and folded(s.title) not in headings]
    asides = [finding for sheet in sheets for finding in _asides(sheet, path)]
    asides += [finding for sheet in others for finding in _unread(sheet, path)]
    return replace(joined([*found, Replies((), tuple(asides))]), stamp=stamp)


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
    for piece in cell.value if isinstance(cell.value, CellRichText) else [_text(cell)]:
        if _is_struck(cell, piece):
            continue
        if isinstance(piece, TextBlock):
            run = Run(piece.text, bool(piece.font.b), bool(piece.font.i), link)
        else:
            run = Run(piece, bold, italic, link)
        first, *rest = _CODES.sub("", run.text).split("\n")
        lines[-1].append(Run(first, run.bold, run.italic, link))
        lines.extend([Run(text, run.bold, run.italic, link)] for text in rest)
    return rich_text(Paragraph(tuple(line)) for line in lines)


def _is_struck(cell: Cell, piece: TextBlock | str) -> bool:
    """Return whether a line goes through `piece`: its writer took it back."""
    return bool(piece.font.strike if isinstance(piece, TextBlock) else cell.font.strike)


def _struck(cell: Cell) -> list[str]:
    pieces = cell.value if isinstance(cell.value, CellRichText) else [_text(cell)]
    struck = [str(piece) for piece in pieces if _is_struck(cell, piece)]
    return [word for piece in struck for word in piece.split()]


def _text(cell: Cell) -> str:
    """Return what a person reads in the cell; a formula as it was typed."""
    if isinstance(cell.value, ArrayFormula):
        return cell.value.text or ""
    return value_text(cell.value, cell.number_format)


def _unread(sheet: Worksheet, path: str) -> Iterator[Finding]:
    """Yield a finding with the words of a sheet that has no key column and is not the form's."""
    words = tuple(word for cell in _cells(sheet) for word in _content(cell).words)
    if words:
        yield Finding(
            "sheet-not-read",
            Severity.WARNING,
            f"The sheet {sheet.title!r} has no key column; it was not read.",
            Place(source=Source(path, sheet=sheet.title)),
            "If it holds answers, write their keys beside them.",
            words,
        )


def _asides(sheet: Worksheet, path: str) -> Iterator[Finding]:
    """Yield a finding for each formula, each comment and each text that is struck through."""
    for cell in _cells(sheet):
        source = Source(path, row=cell.row, column=cell.column, sheet=sheet.title)
        if words := _struck(cell):
            yield Finding(
                "struck-text",
                Severity.WARNING,
                f"Struck-through text was left out: {' '.join(words[:6])!r}.",
                Place(source=source),
                "If it is part of the answer, remove the line through it.",
                tuple(words),
            )
        if cell.data_type == "f":
            yield Finding(
                "formula-as-text",
                Severity.WARNING,
                f"The cell holds a formula; it is read as the text {_text(cell)!r}.",
                Place(source=source),
                "If it was meant as a sentence, type it again without the equals sign.",
            )
        if cell.comment:
            said = cell.comment.text.split()
            yield Finding(
                "comment",
                Severity.WARNING,
                f"The cell has a comment, which was not read: {' '.join(said[:6])!r}.",
                Place(source=source),
                "If it is an answer, write it into the update.",
                tuple(said),
            )
