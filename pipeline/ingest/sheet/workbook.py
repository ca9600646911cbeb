"""Read a plan's table out of an XLSX workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.findings import Finding, Place, Severity, Source
from pipeline.ingest import ReadOptions
from pipeline.ingest.hidden import Cause, hidden_text
from pipeline.ingest.sheet.cells import Row, sheet_cell
from pipeline.ingest.sheet.covered import covered_findings
from pipeline.ingest.sheet.drawings import drawn_findings
from pipeline.ingest.sheet.package import check_cells, open_workbook, opened
from pipeline.ingest.sheet.painted import Painted
from pipeline.ingest.sheet.values import (
    is_struck,
    is_yearless,
    linked,
    plain_value,
    value_text,
)
from pipeline.table import RawDocument, RawTable

Place_ = tuple[int, int]
"""A row and a column, counted from 1."""
_HEADINGS = 3
"""Cells in a row from which it may be one of headings."""
_WHITE = ("rgb ffffffff", "rgb 00ffffff", "theme 0", "indexed 9")


def read_xlsx(data: bytes, path: str, options: ReadOptions) -> RawDocument:
    """Return the tables of all sheets, with the texts above and below them.

    What is hidden is not read and is a finding; a formula counts with the value it had when the
    file was saved. Raises an InputError if the file cannot be opened.
    """
    archive = opened(data, path, options)
    has_formulas = check_cells(archive)
    shown = open_workbook(archive, formulas=False)
    written = open_workbook(archive, formulas=True) if has_formulas else shown
    tables: list[RawTable] = []
    findings: list[Finding] = []
    for sheet in shown.worksheets:
        reader = _SheetReader(sheet, written[sheet.title], path)
        tables.append(RawTable(tuple(reader.rows()), is_sheet=True))
        findings.extend(reader.findings)
    findings += [*covered_findings(archive), *drawn_findings(archive)]
    furniture = tuple(text for sheet in shown.worksheets for text in _running(sheet))
    return RawDocument(tuple(tables), "cells of a workbook", tuple(findings), furniture)


def _running(sheet: Worksheet) -> Iterator[str]:
    """Yield the texts of a sheet's printed header and footer."""
    for line in (sheet.oddHeader, sheet.oddFooter, sheet.firstHeader, sheet.firstFooter):
        for part in () if line is None else (line.left, line.center, line.right):
            if part is not None and part.text:
                yield str(part.text)


@dataclass(slots=True)
class _SheetReader:
    """Reads one sheet."""

    sheet: Worksheet
    written: Worksheet
    """The same sheet with its formulas in the place of their values."""
    path: str
    findings: list[Finding] = field(default_factory=list)
    _heading_row: int = 0
    """The first row with several cells; a date in it keeps its year, shown or not."""

    def rows(self) -> list[Row]:
        """Return the sheet's shown rows; none of a hidden sheet."""
        cells = {place: cell for place, cell in self._cells() if cell.value is not None}
        counts = Counter(row for row, _ in cells)
        self._heading_row = min((row for row, n in counts.items() if n >= _HEADINGS), default=0)
        self._report_formulas(cells)
        if self.sheet.sheet_state != "visible":
            self._hide(Cause.INVISIBLE, list(cells.values()))
            return []
        painted = Painted(self.sheet)
        cells = self._without_unseen(cells, painted)
        self._report_comments(cells)
        self._report_struck(cells)
        self._report_yearless(cells)
        self._report_prompts()
        last_row = max((row for row, _ in cells), default=0)
        last_column = max((column for _, column in cells), default=0)
        rows = [row for row in range(1, last_row + 1) if row not in painted.hidden_rows]
        columns = [c for c in range(1, last_column + 1) if c not in painted.hidden_columns]
        return list(self._rows(cells, rows, columns))

    def _cells(self) -> Iterator[tuple[Place_, Cell]]:
        # The sheet's own iterator would make every cell of the used range, however far it reaches.
        for place, cell in self.sheet._cells.items():
            if isinstance(cell, Cell):
                yield place, cell

    def _rows(
        self, cells: dict[Place_, Cell], rows: list[int], columns: list[int]
    ) -> Iterator[Row]:
        """Yield the shown cells of each shown row; a merged cell is where it begins."""
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
                    text, words = self._text(cells.get(anchor))
                    made_cell = sheet_cell(text, source, row_span, column_span, words)
                    made.append(replace(made_cell, colour=self._colour(anchor)))
            yield tuple(made)

    def _merged(self, rows: list[int], columns: list[int]) -> dict[Place_, tuple[Place_, int, int]]:
        """Return, for each shown place of a merged cell, where its content is and its spans.

        The first shown place has the spans; the others have 0 and are not cells.
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

    def _text(self, cell: Cell | None) -> tuple[str, str]:
        """Return what a cell shows, with its looks as markup, and its words alone."""
        if cell is None:
            return "", ""
        link = cell.hyperlink.target if cell.hyperlink else ""
        is_heading = cell.row == self._heading_row
        values = (cell.value, plain_value(cell.value))
        text, words = (value_text(v, cell.number_format, with_year=is_heading) for v in values)
        return linked(text, link or ""), words

    def _colour(self, place: Place_) -> str:
        """Return what fills the cell at `place`, in the file's terms; nothing for white."""
        cell = self.sheet._cells.get(place)
        if not isinstance(cell, Cell) or cell.fill.fill_type != "solid":
            return ""
        said = cell.fill.fgColor
        name = f"{said.type} {said.value}".lower()
        return "" if name in _WHITE else name

    def _without_unseen(self, cells: dict[Place_, Cell], painted: Painted) -> dict[Place_, Cell]:
        """Return `cells` without those that nobody sees, which are a finding for each cause."""
        shown, hidden = {}, dict[Cause, list[Cell]]()
        for place, cell in cells.items():
            if (cause := painted.cause(cell)) is None:
                shown[place] = self._with_shown_runs(cell, painted)
            else:
                hidden.setdefault(cause, []).append(cell)
        for cause, unseen in hidden.items():
            self._hide(cause, unseen)
        return shown

    def _with_shown_runs(self, cell: Cell, painted: Painted) -> Cell:
        """Return `cell` without the runs of its text that nobody sees, which are findings."""
        if not isinstance(cell.value, CellRichText):
            return cell
        causes = [painted.run_cause(piece, cell) for piece in cell.value]
        for cause in dict.fromkeys(filter(None, causes)):
            hidden = [str(p) for p, its in zip(cell.value, causes, strict=True) if its is cause]
            self._hide_words(cause, hidden, [cell])
        if any(causes):
            runs = zip(cell.value, causes, strict=True)
            cell.value = CellRichText([piece for piece, cause in runs if cause is None])
        return cell

    def _hide(self, cause: Cause, cells: list[Cell]) -> None:
        self._hide_words(cause, [self._text(cell)[1] for cell in cells], cells)

    def _hide_words(self, cause: Cause, texts: list[str], cells: list[Cell]) -> None:
        if words := [text for text in texts if text.strip()]:
            rows, columns = {cell.row for cell in cells}, {cell.column for cell in cells}
            source = Source(
                self.path,
                sheet=self.sheet.title,
                row=rows.pop() if len(rows) == 1 else None,
                column=columns.pop() if len(columns) == 1 else None,
            )
            self.findings.append(hidden_text(words, cause, source))

    def _report_yearless(self, cells: dict[Place_, Cell]) -> None:
        """Report dates that the sheet shows without their year, as Excel makes of `1.1`."""
        found = [(p, c) for p, c in cells.items() if self._is_yearless(c)]
        if found:
            said = ", ".join(f"{_name(p)} shows {self._text(c)[1]!r}" for p, c in found[:8])
            self._report(
                "date-without-year",
                f"Cells are dates that the sheet shows without their year: {said}.",
                "Check that they are references; store those as text.",
            )

    def _is_yearless(self, cell: Cell) -> bool:
        return is_yearless(cell.value, cell.number_format) and cell.row != self._heading_row

    def _report_comments(self, cells: dict[Place_, Cell]) -> None:
        for place, cell in cells.items():
            if cell.comment:
                self._report(
                    "comment",
                    f"The cell {_name(place)} has a comment, which was not read.",
                    "Take comments out before the file is passed on.",
                    tuple(str(cell.comment.text).split()),
                )

    def _report_prompts(self) -> None:
        """Report what Excel shows beside a cell that somebody is about to fill in."""
        for rule in self.sheet.data_validations.dataValidation:
            if words := f"{rule.promptTitle or ''} {rule.prompt or ''}".split():
                message = f"The prompt of the cells {rule.sqref} was left out."
                self._report("prompt", message, "", tuple(words), Severity.NOTE)

    def _report_struck(self, cells: dict[Place_, Cell]) -> None:
        if struck := [place for place, cell in cells.items() if is_struck(cell)]:
            self._report(
                "struck-text",
                f"Struck-through text was read as ordinary text: {_names(struck)}.",
                "Delete it from the file if it should not be published.",
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

    def _report(
        self,
        code: str,
        message: str,
        hint: str,
        words: tuple[str, ...] = (),
        severity: Severity = Severity.WARNING,
    ) -> None:
        place = Place(source=Source(self.path, sheet=self.sheet.title))
        self.findings.append(Finding(code, severity, message, place, hint, words))


def _names(places: list[Place_]) -> str:
    shown = ", ".join(_name(place) for place in places[:8])
    return shown if len(places) <= 8 else f"{shown} and {len(places) - 8} more"


def _name(place: Place_) -> str:
    return f"{get_column_letter(place[1])}{place[0]}"
