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
from pipeline.layout import Layout
from pipeline.model import Action, Recommendation
from pipeline.package import EPOCH, settled
from pipeline.publication import Publication
from pipeline.render.data import detail_line
from pipeline.render.markup import escape_markup, line_markup
from pipeline.richtext import BULLET, BulletList, Line, RichText, Run

_FONT = "Arial"
"""What every office program has; the layout's own font is not installed at its readers."""
_SIZE = 10
_LONGEST = 32_767
"""Characters that a cell can hold; a program that meets more repairs or cuts the file."""
_STUB_WIDTHS = (9.0, 42.0, 10.0, 42.0, 22.0)
_PERIOD_WIDTH = 72.0
_STATUS_WIDTH = 16.0
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

    Raises OutputError where a text is longer than a cell can hold.
    """
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Plan"
    first = _above(sheet, publication)
    last = _table(sheet, publication, first)
    for row, note in enumerate(publication.plan.notes, last + 2):
        _put(sheet, row, 1, note, _Look(ruled=False, wrap=False))
    _page(sheet, publication.layout, len(publication.plan.periods), first)
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
    layout, plan = publication.layout, publication.plan
    columns, colours = layout.columns, layout.colours
    headings = (
        columns.number.heading,
        columns.recommendation.heading,
        columns.evidence.heading,
        "",
        columns.owner.heading,
        *(period.label for period in plan.periods),
        columns.status.heading,
    )
    look = _Look(bold=True, text=colours.heading_text, background=colours.heading_background)
    for column, text in enumerate(headings, 1):
        _put(sheet, heading, column, text, look)
    widths = _widths(len(plan.periods))
    _fit_rows(sheet, heading, heading, [*widths[:2], sum(widths[2:4]), *widths[3:]])
    sheet.merge_cells(start_row=heading, end_row=heading, start_column=3, end_column=4)
    row = heading + 1
    for recommendation in plan.recommendations:
        _recommendation(sheet, row, recommendation, layout)
        row += len(recommendation.actions)
    return row - 1


def _recommendation(
    sheet: Worksheet, first: int, recommendation: Recommendation, layout: Layout
) -> None:
    """Write a recommendation's rows from `first` on; its number and text reach over all of them."""
    stub = _Look(background=layout.colours.stub_background)
    last = first + len(recommendation.actions) - 1
    values: tuple[Value, ...] = (escape_markup(recommendation.number), recommendation.text)
    for column, value in enumerate(values, 1):
        _put(sheet, first, column, value, stub)
        if last > first:
            sheet.merge_cells(start_row=first, end_row=last, start_column=column, end_column=column)
    for row, action in enumerate(recommendation.actions, first):
        for column, (value, look) in enumerate(_cells(action, layout), 3):
            _put(sheet, row, column, value, look)
    _fit_rows(sheet, first, last, _widths(len(recommendation.actions[0].updates)))


def _cells(action: Action, layout: Layout) -> Iterator[tuple[Value, _Look]]:
    """Yield each cell of `action` from its reference on."""
    yield escape_markup(action.reference), _Look(bold=True)
    yield action.requirement, _Look()
    yield escape_markup(action.owner), _Look()
    for place, update in enumerate(action.updates, 1):
        is_newest = place == len(action.updates)
        yield update, _Look(background=layout.colours.newest_background if is_newest else "")
    status = layout.status(action.status)
    colours = _Look(bold=True, text=status.text, background=status.background) if status else None
    yield escape_markup(action.status), colours or _Look()


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


def _page(sheet: Worksheet, layout: Layout, periods: int, heading: int) -> None:
    """Set the sheet up for the screen and for paper: headings stay in sight on both."""
    for column, width in enumerate(_widths(periods), 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = f"A{heading + 1}"
    sheet.print_title_rows = f"{heading}:{heading}"
    sheet.page_setup.orientation = layout.page.orientation
    sheet.page_setup.paperSize = _PAPER[layout.page.size]
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = [
        getattr(layout.page.margins, side) / 25.4 for side in ("left", "right", "top", "bottom")
    ]
    sheet.page_margins = PageMargins(*margins)


def _widths(periods: int) -> list[float]:
    return [*_STUB_WIDTHS, *[_PERIOD_WIDTH] * periods, _STATUS_WIDTH]


class _FittedRow(RowDimension):
    """A row with a height that the program may change when its text does."""

    @property
    def customHeight(self) -> bool:  # noqa: N802 - openpyxl's name
        """False: openpyxl says that whoever gives a height wants no other."""
        return False


def _fit_rows(sheet: Worksheet, first: int, last: int, widths: Sequence[float]) -> None:
    """Give the rows the height of their text: not every program finds it by itself.

    The last row has what a number and text over all of them need beyond the others.
    """
    heights = [_height(sheet, row, 3, widths) for row in range(first, last + 1)]
    heights[-1] = max(heights[-1], _height(sheet, first, 1, widths) - sum(heights[:-1]))
    for row, height in enumerate(heights, first):
        fitted = _FittedRow(sheet, index=row, ht=min(height, _HIGHEST))
        sheet.row_dimensions[row] = fitted


def _height(sheet: Worksheet, row: int, column: int, widths: Sequence[float]) -> float:
    """Return the height of the highest text in `row`, from `column` on."""
    columns = range(column, len(widths) + 1)
    texts = (str(sheet.cell(row, place).value or "").split("\n") for place in columns)
    lines = (
        sum(1 + int(len(line) / (width * 1.25)) for line in text)
        for text, width in zip(texts, widths[column - 1 :], strict=True)
    )
    return max(lines) * _LINE + 4
