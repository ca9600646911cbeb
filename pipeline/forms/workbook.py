"""Render a form as an XLSX workbook: a row for each action, its last cells to fill in."""

from __future__ import annotations

import io

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.forms.cells import Look, grow, protect, put, solid
from pipeline.forms.content import FormContent
from pipeline.package import EPOCH, settled
from pipeline.stamp import PERIOD_PROPERTY, PLAN_PROPERTY

# The widths in characters: together an A4 sheet on its side.
_WIDTHS = {
    "key": 7.0,
    "recommendation_shown": 21.0,
    "requirement": 27.0,
    "owner": 12.0,
    "due": 11.0,
    "last_update": 40.0,
    "status_now": 11.0,
    "no change": 9.0,
    "update": 44.0,
    "status": 12.0,
}
_OTHER_WIDTH = 16.0
_ANSWERED = DifferentialStyle(fill=PatternFill("solid", bgColor="D7ECDF"))
_LINE = 200
"""Characters in one line of the whole width, to be on the safe side."""
_A4 = 9
_STATUS_ROW = 3
"""The first status word's row on its sheet."""


def render_workbook(form: FormContent) -> bytes:
    """Return `form` as an XLSX file: only the cells to fill are unlocked, without a password."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = form.word("sheet")
    heading_row = _top(sheet, form)
    for row, entry in enumerate(form.entries, heading_row + 1):
        _entry(sheet, row, form, entry)
    last_row = heading_row + len(form.entries)
    _statuses(book.create_sheet(form.word("statuses")), form)
    _choices(sheet, form, heading_row + 1, last_row)
    _page(sheet, form, heading_row, last_row)
    _properties(book, form)
    saved = io.BytesIO()
    book.save(saved)
    return settled(saved.getvalue(), date=EPOCH)


def _top(sheet: Worksheet, form: FormContent) -> int:
    """Write the lines above the entries; return the row of the headings."""
    heading = Look(bold=True, size=16)
    note = Look(size=8, colour="#505a65")
    texts = [(form.title, heading, 24), (form.subtitle, Look(bold=True), 15)]
    texts += [(text, Look(), 15) for text in form.instructions]
    texts += [(form.stamp_line, note, 13)]
    last = get_column_letter(len(_widths(form)))
    for row, (text, look, height) in enumerate(texts, 1):
        put(sheet, row, 1, text, look)
        sheet.merge_cells(f"A{row}:{last}{row}")
        sheet.row_dimensions[row].height = height * (1 + len(text) // _LINE)
    dark = Look(
        bold=True,
        colour=form.layout.colours.heading_text,
        fill=solid(form.layout.colours.heading_background),
        border=True,
    )
    for column, (name, width) in enumerate(_widths(form).items(), 1):
        put(sheet, len(texts) + 1, column, form.headings[name], dark)
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.row_dimensions[len(texts) + 1].height = 30
    return len(texts) + 1


def _widths(form: FormContent) -> dict[str, float]:
    """Return the width of each column by its name, in their order."""
    return {name: _WIDTHS.get(name, _OTHER_WIDTH) for name in (*form.shown, *form.filled)}


def _letter(form: FormContent, name: str) -> str:
    return get_column_letter(list(_widths(form)).index(name) + 1)


def _entry(sheet: Worksheet, row: int, form: FormContent, entry: tuple[str, ...]) -> None:
    shown = Look(border=True)
    key = Look(bold=True, border=True)
    for column, (name, text) in enumerate(zip(form.shown, entry, strict=True), 1):
        put(sheet, row, column, text, key if name == "key" else shown)
    for column in range(len(form.shown) + 1, len(_widths(form)) + 1):
        put(sheet, row, column, "", Look(border=True, fill=solid("#fff8d6"), unlocked=True))
    grow(sheet, row, zip(entry, _widths(form).values(), strict=False), lowest=56)


def _statuses(sheet: Worksheet, form: FormContent) -> None:
    """Write the legend, from which the drop-down takes its words."""
    put(sheet, 1, 1, form.word("statuses_note"), Look(bold=True))
    sheet.merge_cells("A1:B1")
    for column, name in enumerate(("word", "meaning"), 1):
        put(sheet, _STATUS_ROW - 1, column, form.word(name), Look(bold=True, border=True))
    for row, (word, meaning) in enumerate(form.statuses, _STATUS_ROW):
        status = form.layout.status(word)
        look = Look(bold=True, border=True)
        if status:
            look = Look(True, colour=status.text, fill=solid(status.background), border=True)
        put(sheet, row, 1, word, look)
        put(sheet, row, 2, meaning, Look(border=True))
    sheet.column_dimensions["A"].width = 20
    sheet.column_dimensions["B"].width = 70
    _landscape(sheet)


def _choices(sheet: Worksheet, form: FormContent, first: int, last: int) -> None:
    """Give the cells to fill their lists, and mark the key of what is answered."""
    legend = quote_sheetname(form.word("statuses"))
    end = _STATUS_ROW + len(form.statuses) - 1
    lists = {
        "no change": (f'"{form.word("yes")}"', form.word("no_change_help")),
        "status": (f"{legend}!$A${_STATUS_ROW}:$A${end}", form.word("choose_help")),
    }
    for name, (source, help_text) in lists.items():
        if name not in form.filled:
            continue
        choice = DataValidation(
            type="list",
            formula1=source,
            allow_blank=True,
            showInputMessage=True,
            showErrorMessage=True,
            promptTitle=form.headings[name],
            prompt=help_text.format(yes=form.word("yes")),
            errorTitle=form.headings[name],
            error=form.word("not_in_list"),
        )
        letter = _letter(form, name)
        choice.add(f"{letter}{first}:{letter}{last}")
        sheet.add_data_validation(choice)
    cells = (f'${_letter(form, name)}{first}<>""' for name in ("no change", "update"))
    filled = f"OR({','.join(cells)})"
    sheet.conditional_formatting.add(
        f"A{first}:A{last}", Rule(type="expression", formula=[filled], dxf=_ANSWERED)
    )


def _page(sheet: Worksheet, form: FormContent, heading_row: int, last_row: int) -> None:
    """Set the sheet up for the screen and for landscape A4."""
    sheet.freeze_panes = f"B{heading_row + 1}"
    end = get_column_letter(len(_widths(form)))
    sheet.auto_filter.ref = f"A{heading_row}:{end}{last_row}"
    sheet.print_title_rows = f"{heading_row}:{heading_row}"
    sheet.print_area = f"A1:{end}{last_row}"
    sheet.oddFooter = HeaderFooterItem(
        center=_HeaderFooterPart(form.word("page").format(page="&P", pages="&N"))
    )
    _landscape(sheet)


def _landscape(sheet: Worksheet) -> None:
    """Fit `sheet` to the width of an A4 sheet on its side, and lock it."""
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.7, footer=0.35)
    protect(sheet)


def _properties(book: Workbook, form: FormContent) -> None:
    book.properties.title = form.title
    book.properties.creator = None
    book.properties.language = form.layout.language
    for name, value in ((PERIOD_PROPERTY, form.stamp.date), (PLAN_PROPERTY, form.stamp.digest)):
        prop = StringProperty(name=name, value=value)
        book.custom_doc_props.append(prop)  # type: ignore[attr-defined] # not in the stubs
