"""Read a plan's table out of an XLSX workbook."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass, field, replace

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.findings import Finding, Place, Severity, Source
from pipeline.ingest import ReadOptions
from pipeline.ingest.sheet.blocks import Row, blocks, sheet_cell
from pipeline.ingest.sheet.package import check_package, unreadable
from pipeline.ingest.sheet.values import is_struck, look_up_styles, value_text
from pipeline.table import RawDocument, RawTable, RawText

Place_ = tuple[int, int]
"""A row and a column, counted from 1."""
_WHITE = ("rgb ffffffff", "rgb 00ffffff", "theme 0", "indexed 9")


def read_xlsx(data: bytes, path: str, options: ReadOptions) -> RawDocument:
    """Return the tables of all sheets, with the texts above and below them.

    What is hidden is not read and is a finding; a formula counts with the value it had when the
    file was saved. Raises an InputError where the file cannot be opened.
    """
    has_formulas = check_package(data, path, options)
    shown = open_workbook(data, path, formulas=False)
    written = open_workbook(data, path, formulas=True) if has_formulas else shown
    items: list[RawText | RawTable] = []
    findings: list[Finding] = []
    for sheet in shown.worksheets:
        reader = _SheetReader(sheet, written[sheet.title], path)
        items.extend(reader.items())
        findings.extend(reader.findings)
    return RawDocument(tuple(items), "cells of a workbook", tuple(findings))


def open_workbook(data: bytes, path: str, *, formulas: bool) -> Workbook:
    """Return the workbook in `data`, with formulas or with the values they had when it was saved.

    Raises an UnreadableFileError where it is damaged.
    """
    try:
        # It also prints what it finds in a damaged file, and stdout is for results.
        with warnings.catch_warnings(), redirect_stdout(io.StringIO()):
            # openpyxl warns of what it cannot keep when it saves: we save nothing.
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), data_only=not formulas, rich_text=True)
            look_up_styles(book)
            return book
    except Exception as error:  # openpyxl raises whatever the damage leads to
        raise unreadable(path, error) from error


@dataclass(slots=True)
class _SheetReader:
    """Reads one sheet."""

    sheet: Worksheet
    written: Worksheet
    """The same sheet with its formulas in the place of their values."""
    path: str
    findings: list[Finding] = field(default_factory=list)

    def items(self) -> list[RawText | RawTable]:
        """Return the sheet's texts and tables; nothing of a hidden sheet."""
        cells = {place: cell for place, cell in self._cells() if cell.value is not None}
        self._report_formulas(cells)
        if self.sheet.sheet_state != "visible":
            self._report_hidden(f"The sheet {self.sheet.title!r} is hidden", list(cells.values()))
            return []
        hidden_rows, hidden_columns = self._hidden_rows(), self._hidden_columns()
        hidden = [c for (r, k), c in cells.items() if r in hidden_rows or k in hidden_columns]
        self._report_hidden(f"Rows or columns of the sheet {self.sheet.title!r} are hidden", hidden)
        self._report_comments(cells)
        self._report_struck(cells)
        last_row = max((row for row, _ in cells), default=0)
        last_column = max((column for _, column in cells), default=0)
        rows = [row for row in range(1, last_row + 1) if row not in hidden_rows]
        columns = [c for c in range(1, last_column + 1) if c not in hidden_columns]
        return list(blocks(list(self._rows(cells, rows, columns))))

    def _cells(self) -> Iterator[tuple[Place_, Cell]]:
        # The sheet's own iterator would make every cell of the used range, however far it reaches.
        for place, cell in self.sheet._cells.items():
            if isinstance(cell, Cell):
                yield place, cell

    def _rows(
        self, cells: dict[Place_, Cell], rows: list[int], columns: list[int]
    ) -> Iterator[Row]:
        """Yield the shown cells of each shown row; a merged cell stands where it begins."""
        merged = self._merged(rows, columns)
        filled = {row for row, _ in cells} | {row for row, _ in merged}
        for row in rows:
            if row not in filled:
                yield ()
                continue
            made = []
            for column in columns:
                anchor, row_span, column_span = merged.get((row, column), ((row, column), 1, 1))
                if row_span:
                    source = Source(self.path, row=row, column=column, sheet=self.sheet.title)
                    text = self._text(cells.get(anchor))
                    cell = sheet_cell(text, source, row_span, column_span)
                    made.append(replace(cell, colour=self._colour(anchor)))
            yield tuple(made)

    def _merged(self, rows: list[int], columns: list[int]) -> dict[Place_, tuple[Place_, int, int]]:
        """Return, for each shown place of a merged cell, where its content is and its spans.

        The first shown place has the spans; the others have 0 and are no cells.
        """
        shown_rows, shown_columns = set(rows), set(columns)
        found: dict[Place_, tuple[Place_, int, int]] = {}
        for area in self.sheet.merged_cells.ranges:
            inside = [r for r in range(area.min_row, area.max_row + 1) if r in shown_rows]
            across = [c for c in range(area.min_col, area.max_col + 1) if c in shown_columns]
            anchor = (area.min_row, area.min_col)
            for row in inside:
                found.update({(row, column): (anchor, 0, 0) for column in across})
            if inside and across:
                found[inside[0], across[0]] = (anchor, len(inside), len(across))
        return found

    def _text(self, cell: Cell | None) -> str:
        if cell is None:
            return ""
        link = cell.hyperlink.target if cell.hyperlink else ""
        return value_text(cell.value, cell.number_format, link or "")

    def _colour(self, place: Place_) -> str:
        """Return what fills the cell at `place`, in the file's terms; nothing for white."""
        cell = self.sheet._cells.get(place)
        if not isinstance(cell, Cell) or cell.fill.fill_type != "solid":
            return ""
        said = cell.fill.fgColor
        name = f"{said.type} {said.value}".lower()
        return "" if name in _WHITE else name

    def _hidden_rows(self) -> set[int]:
        return {row for row, look in self.sheet.row_dimensions.items() if look.hidden}

    def _hidden_columns(self) -> set[int]:
        looks = [look for look in self.sheet.column_dimensions.values() if look.hidden]
        return {c for look in looks for c in range(look.min or 0, (look.max or 0) + 1)}

    def _report_hidden(self, what: str, cells: list[Cell]) -> None:
        if words := tuple(word for cell in cells for word in self._text(cell).split()):
            self._report(
                "hidden-text",
                f"{what}; {len(words)} {'words were' if len(words) > 1 else 'word was'} not read.",
                "Show them in the file if they are of the plan; else delete them.",
                words,
            )

    def _report_comments(self, cells: dict[Place_, Cell]) -> None:
        for place, cell in cells.items():
            if cell.comment:
                self._report(
                    "comment",
                    f"The cell {_name(place)} has a comment, which was not read.",
                    "Take comments out before the file is passed on.",
                    tuple(str(cell.comment.text).split()),
                )

    def _report_struck(self, cells: dict[Place_, Cell]) -> None:
        if struck := [place for place, cell in cells.items() if is_struck(cell)]:
            self._report(
                "struck-text",
                f"Text that is struck through was read as it stands: {_names(struck)}.",
                "Take it out of the file, if it is meant to be gone.",
            )

    def _report_formulas(self, cells: dict[Place_, Cell]) -> None:
        formulas = [
            place
            for place, cell in self.written._cells.items()
            if isinstance(cell, Cell) and cell.data_type == "f"
        ]
        if lost := [place for place in formulas if place not in cells]:
            self._report(
                "formula-without-value",
                f"Formulas without a saved value were read as blank: {_names(lost)}.",
                "Open the file in Excel or LibreOffice and save it again.",
            )
        if kept := [place for place in formulas if place in cells]:
            self._report(
                "formula",
                f"Cells hold formulas, read as the values they last had: {_names(kept)}.",
                "Replace them by their values if the plan is to stay as it is.",
            )

    def _report(self, code: str, message: str, hint: str, words: tuple[str, ...] = ()) -> None:
        place = Place(source=Source(self.path, sheet=self.sheet.title))
        self.findings.append(Finding(code, Severity.WARNING, message, place, hint, words))


def _names(places: list[Place_]) -> str:
    shown = ", ".join(_name(place) for place in places[:8])
    return shown if len(places) <= 8 else f"{shown} and {len(places) - 8} more"


def _name(place: Place_) -> str:
    return f"{get_column_letter(place[1])}{place[0]}"
