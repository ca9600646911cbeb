"""Render a plan as an XLSX workbook: the table as it is printed, on one sheet."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Color, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.errors import OutputError
from pipeline.headingrows import heading_rows
from pipeline.model import Column, Level, Plan, Recommendation, Role
from pipeline.package import EPOCH, settled
from pipeline.publication import Publication
from pipeline.render.data import detail_line
from pipeline.render.markup import escape_markup, line_markup
from pipeline.render.widths import cell_texts, is_standard
from pipeline.richtext import BULLET, BulletList, Line, RichText, Run, one_line

_FONT = "Arial"
"""What every office program has; the layout's own font is not installed at its readers."""
_SIZE = 10
_LONGEST = 32_767
"""Characters that a cell can hold; a program that meets more repairs or cuts the file."""
_WIDTHS = {
    Role.NUMBER: 9.0,
    Role.RECOMMENDATION: 42.0,
    Role.REFERENCE: 10.0,
    Role.REQUIREMENT: 42.0,
    Role.OWNER: 22.0,
    Role.DUE: 14.0,
    Role.UPDATE: 72.0,
    Role.STATUS: 16.0,
    Role.DATE: 14.0,
}
_OTHER_WIDTHS = (12.0, 22.0, 42.0)
_SHORT_UPDATE = 600
"""Widths in characters. A row cannot be higher than 409 points: long updates need wide columns."""
_LINE, _HIGHEST = 13.2, 409.0
"""The height of a line and of the highest row, in points."""
_PAPER = {"A3": 8, "A4": 9, "Letter": 1}
"""Numbers for paper sizes (ECMA-376, part 1, 18.3.1.63)."""
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What a spreadsheet would read as a character's number (ECMA-376, part 1, 22.4.2.4)."""

Value = str | RichText


@dataclass(frozen=True, slots=True)
class _Look:
    """How a cell looks; colours as `#rrggbb`."""

    size: int = _SIZE
    bold: bool = False
    text: str = "#0b0c0c"
    background: str = ""
    ruled: bool = True
    wrap: bool = True


def render_xlsx(publication: Publication) -> bytes:
    """Return the plan as a workbook; all text is text, also where it looks like a formula.

    Raises OutputError if a text is longer than a cell can hold.
    """
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Plan"
    first = _above(sheet, publication)
    last = _table(sheet, publication, first)
    for row, note in enumerate(publication.plan.notes, last + 2):
        _put(sheet, row, 1, note, _Look(ruled=False, wrap=False))
    _page(sheet, publication, first)
    book.properties.creator = publication.force
    book.properties.title = publication.plan.title
    book.properties.language = publication.layout.language
    saved = io.BytesIO()
    book.save(saved)
    return settled(saved.getvalue(), date=publication.date or EPOCH)


def _above(sheet: Worksheet, publication: Publication) -> int:
    """Write title and details; return the row of the headings."""
    plan = publication.plan
    _put(sheet, 1, 1, plan.title, _Look(16, bold=True, ruled=False, wrap=False))
    for row, detail in enumerate(plan.details, 2):
        _put(sheet, row, 1, detail_line(detail), _Look(ruled=False, wrap=False))
    return len(plan.details) + 3


def _table(sheet: Worksheet, publication: Publication, heading: int) -> int:
    """Write the table from the row `heading` on; return its last row."""
    plan, colours = publication.plan, publication.layout.colours
    widths = _widths(plan)
    look = _Look(bold=True, text=colours.heading_text, background=colours.heading_background)
    rows = heading_rows(plan.columns)
    for number in range(len(rows)):
        for column in range(1, len(widths) + 1):
            _put(sheet, heading + number, column, "", look)
    for cell in (cell for row in rows for cell in row):
        _put(sheet, heading + cell.row, cell.column + 1, escape_markup(cell.text), look)
        _merge(sheet, heading + cell.row, cell.column + 1, cell.row_span, cell.column_span)
    for number, row in enumerate(rows):
        height = max(
            _text_height(cell.text, sum(widths[cell.column : cell.column + cell.column_span]))
            for cell in row
        )
        _set_height(sheet, heading + number, height)
    first = heading + len(rows)
    for recommendation in plan.recommendations:
        _recommendation(sheet, first, recommendation, publication, widths)
        first += len(recommendation.actions)
    return first - 1


def _recommendation(
    sheet: Worksheet,
    first: int,
    recommendation: Recommendation,
    publication: Publication,
    widths: Sequence[float],
) -> None:
    """Write a recommendation's rows from `first` on; its own cells reach over all of them."""
    plan, count = publication.plan, len(recommendation.actions)
    for row, action in enumerate(recommendation.actions, first):
        cells = zip(plan.columns, plan.row(recommendation, action), strict=True)
        for place, (column, text) in enumerate(cells, 1):
            is_top = column.level is Level.RECOMMENDATION
            if is_top and row > first:
                continue
            _put(sheet, row, place, text, _look(column, text, publication))
            if is_top:
                _merge(sheet, first, place, count, 1)
    _fit_rows(sheet, first, count, plan, widths)


def _merge(sheet: Worksheet, row: int, column: int, rows: int, columns: int) -> None:
    if rows > 1 or columns > 1:
        sheet.merge_cells(
            start_row=row,
            end_row=row + rows - 1,
            start_column=column,
            end_column=column + columns - 1,
        )


def _look(column: Column, text: RichText, publication: Publication) -> _Look:
    layout = publication.layout
    if column.role is Role.STATUS and (status := layout.status(one_line(text))):
        return _Look(bold=True, text=status.text, background=status.background)
    if column.level is Level.RECOMMENDATION:
        return _Look(background=layout.colours.stub_background)
    is_newest = column.period is not None and column.period == publication.newest
    background = layout.colours.newest_background if is_newest else ""
    return _Look(bold=column.role is Role.REFERENCE, background=background)


def _put(sheet: Worksheet, row: int, column: int, value: Value, look: _Look) -> None:
    cell = sheet.cell(row, column)
    text = _text(value, look)
    if len(str(text)) > _LONGEST:
        raise OutputError(
            f"row {row}, column {column} of the workbook would have {len(str(text)):,} "
            f"characters; a cell holds {_LONGEST:,}",
            hint="Publish the plan in another format, or shorten the text.",
        )
    if text:
        cell.value = text
        cell.data_type = "s"  # openpyxl takes a text that begins with "=" for a formula
        cell.quotePrefix = True  # and so would a spreadsheet, once the cell is edited
    cell.font = Font(_FONT, look.size, look.bold, color=_colour(look.text))
    cell.alignment = Alignment(vertical="top", wrap_text=look.wrap)
    if look.background:
        cell.fill = PatternFill("solid", fgColor=_colour(look.background))
    if look.ruled:
        edge = Side("thin", color="8A94A0")
        cell.border = Border(edge, edge, edge, edge)


def _text(value: Value, look: _Look) -> str | CellRichText:
    """Return a cell's text: a line for each paragraph and item, bold and italic as such.

    A link is written as in the CSV, because a cell can have only one address and no words beside.
    """
    if isinstance(value, str):
        return _ESCAPE.sub("_x005F_", value)
    pieces: list[str | TextBlock] = []
    for block in value.blocks:
        sign = f"{BULLET} " if isinstance(block, BulletList) else ""
        for line in block.lines:
            pieces += ["\n" if pieces else "", sign, *_runs(line, look)]
    if all(isinstance(piece, str) for piece in pieces):
        return "".join(map(str, pieces))
    return CellRichText([piece for piece in pieces if str(piece)])


def _runs(line: Line, look: _Look) -> Iterator[str | TextBlock]:
    for run in line:
        link = Run(run.text, link=run.link)
        text = _ESCAPE.sub("_x005F_", line_markup((link,)))
        if run.bold or run.italic:
            font = InlineFont(
                rFont=_FONT, sz=look.size, b=run.bold, i=run.italic, color=Color(_colour(look.text))
            )
            yield TextBlock(font, text)
        else:
            yield text


def _colour(colour: str) -> str:
    return colour.removeprefix("#").upper()


def _page(sheet: Worksheet, publication: Publication, heading: int) -> None:
    """Set the sheet up for the screen and for paper: headings stay in sight on both."""
    layout, plan = publication.layout, publication.plan
    for column, width in enumerate(_widths(plan), 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    last = heading + len(heading_rows(plan.columns)) - 1
    sheet.freeze_panes = f"A{last + 1}"
    sheet.print_title_rows = f"{heading}:{last}"
    sheet.page_setup.orientation = layout.page.orientation
    sheet.page_setup.paperSize = _PAPER[layout.page.size]
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = [
        getattr(layout.page.margins, side) / 25.4 for side in ("left", "right", "top", "bottom")
    ]
    sheet.page_margins = PageMargins(*margins)


def _widths(plan: Plan) -> list[float]:
    return [_width(plan, place, column) for place, column in enumerate(plan.columns)]


def _width(plan: Plan, place: int, column: Column) -> float:
    longest = max(map(len, cell_texts(plan, place)), default=0)
    if column.role is Role.UPDATE and longest <= _SHORT_UPDATE and not is_standard(plan.columns):
        return _OTHER_WIDTHS[-1]
    if column.role is not Role.OTHER:
        return _WIDTHS[column.role]
    return next((width for width in _OTHER_WIDTHS if longest <= width), _OTHER_WIDTHS[-1])


class _FittedRow(RowDimension):
    """A row with a height that the program may change when its text does."""

    @property
    def customHeight(self) -> bool:  # noqa: N802 - openpyxl's name
        """False: openpyxl says that whoever gives a height wants no other."""
        return False


def _set_height(sheet: Worksheet, row: int, height: float) -> None:
    sheet.row_dimensions[row] = _FittedRow(sheet, index=row, ht=min(height, _HIGHEST))


def _fit_rows(
    sheet: Worksheet, first: int, count: int, plan: Plan, widths: Sequence[float]
) -> None:
    """Give the rows the height of their text: not every program finds it by itself.

    The last row has what the cells over all of them need beyond the others.
    """
    tops, rows = (
        [place for place, c in enumerate(plan.columns, 1) if c.level is level]
        for level in (Level.RECOMMENDATION, Level.ACTION)
    )
    heights = [_height(sheet, row, rows, widths) for row in range(first, first + count)]
    over_all = _height(sheet, first, tops, widths)
    heights[-1] = max(heights[-1], over_all - sum(heights[:-1]))
    for row, height in enumerate(heights, first):
        _set_height(sheet, row, height)


def _height(sheet: Worksheet, row: int, columns: Sequence[int], widths: Sequence[float]) -> float:
    """Return the height of the highest text of `row` in `columns`."""
    texts = ((str(sheet.cell(row, place).value or ""), widths[place - 1]) for place in columns)
    return max((_text_height(text, width) for text, width in texts), default=0.0)


def _text_height(text: str, width: float) -> float:
    lines = sum(1 + int(len(line) / (width * 1.25)) for line in text.split("\n"))
    return lines * _LINE + 4
