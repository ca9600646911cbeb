"""Which cells of a workbook nobody sees, and what a workbook says beside its cells."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo

from pipeline.ingest import DEFAULT_OPTIONS
from pipeline.ingest.hidden import HIDDEN_TEXT, Cause
from pipeline.ingest.sheet.painted import format_colour, shows_nothing
from pipeline.ingest.sheet.values import value_text
from pipeline.ingest.sheet.workbook import read_xlsx
from pipeline.parse.prepare import prepared
from pipeline.table import RawDocument, RawText

Change = Callable[[Any], None]
ROWS = (("No.", "Aim", "Owner"), ("1", "sweep", "Cleaner"), ("2", "paint", "Painter"))


def _read(change: Change, rows: tuple[tuple[Any, ...], ...] = ROWS) -> RawDocument:
    book = Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append(row)
    change(sheet)
    saved = io.BytesIO()
    book.save(saved)
    return prepared(read_xlsx(saved.getvalue(), "plan.xlsx", DEFAULT_OPTIONS))


def _rows(document: RawDocument) -> list[list[str]]:
    (table,) = document.tables()
    return [[cell.content.plain for cell in row] for row in table.rows]


def _hidden(document: RawDocument) -> list[tuple[str, str]]:
    found = [f for f in document.findings if f.code == HIDDEN_TEXT]
    return [(" ".join(f.words), f.message.split(": ")[1]) for f in found]


def _look(**look: Any) -> Change:
    def change(sheet: Any) -> None:
        for name, value in look.items():
            setattr(sheet["B2"], name, value)

    return change


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        (_look(font=Font(color="FFFFFFFF")), Cause.COLOUR),
        (_look(font=Font(color=Color(theme=0))), Cause.COLOUR),
        (_look(font=Font(color=Color(indexed=9))), Cause.COLOUR),
        (_look(fill=PatternFill("solid", fgColor="FF000000")), Cause.COLOUR),
        (
            _look(font=Font(color="FF1F3864"), fill=PatternFill("solid", fgColor="FF1F3864")),
            Cause.COLOUR,
        ),
        (_look(number_format=";;;"), Cause.FORMAT),
        (_look(number_format="0;-0;0;"), Cause.FORMAT),
        (_look(font=Font(sz=1)), Cause.SIZE),
    ],
)
def test_a_cell_that_nobody_sees_is_a_finding(change: Change, cause: Cause) -> None:
    """By the font's colour on the cell's fill, its size, or the number format."""
    document = _read(change)
    assert _rows(document)[1] == ["1", "", "Cleaner"]
    assert _hidden(document) == [("sweep", cause)]


def _in_styled_table(sheet: Any) -> None:
    sheet["B2"].font = Font(color="FFFFFFFF")
    table = Table(displayName="T", ref="A1:C3")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleDark1")
    sheet.add_table(table)


@pytest.mark.parametrize(
    "change",
    [
        _look(font=Font(color="FFFFFFFF"), fill=PatternFill("solid", fgColor="FF1F3864")),
        _look(font=Font(color=Color(theme=0, tint=-0.5))),
        _look(font=Font(color="FF767676")),
        _look(number_format="0;-0;;@"),
        _look(number_format='"a;b"'),
        _in_styled_table,
    ],
)
def test_a_cell_that_shows_is_read(change: Change) -> None:
    """White on dark, a tinted colour, or what a table's style paints behind it."""
    document = _read(change)
    assert _rows(document)[1] == ["1", "sweep", "Cleaner"]
    assert _hidden(document) == []


def test_rows_and_columns_without_size_are_not_read() -> None:
    """A row dragged to height 0 or a column to width 0 is hidden though nothing says so."""

    def change(sheet: Any) -> None:
        sheet.row_dimensions[2].height = 0.5
        sheet.column_dimensions["C"].width = 0.05

    document = _read(change)
    assert _rows(document) == [["No.", "Aim"], ["2", "paint"]]
    assert _hidden(document) == [("Owner 1 sweep Cleaner Painter", Cause.NO_ROOM)]


@pytest.mark.parametrize(
    ("form", "kind", "value", "nothing"),
    [
        (";;;", "n", 5, True),
        (";;;", "s", "x", True),
        ("0;;", "n", -5, True),
        ("0;;", "n", 0, True),
        ("0;;", "n", 5, False),
        ("0;-0", "n", 0, False),
        ("0;-0;0;@", "s", "x", False),
        ("General", "n", 5, False),
    ],
)
def test_sections_of_a_number_format(form: str, kind: str, value: Any, nothing: bool) -> None:
    """Each kind of value has its section; one that is blank shows nothing."""
    assert shows_nothing(form, kind, value) is nothing


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (dt.timedelta(hours=30), "[hh]:mm:ss", "30:00:00"),
        (dt.timedelta(hours=30, minutes=5), "[h]:mm", "30:05"),
        (dt.timedelta(minutes=90), "[mm]:ss", "90:00"),
        (dt.timedelta(seconds=90), "[s]", "90"),
        (-dt.timedelta(hours=2), "[h]:mm", "-2:00"),
        (dt.timedelta(hours=7), "[h]", "7"),
        (dt.time(14, 30, 5), "h:mm:ss", "14:30:05"),
        (dt.time(14, 30), "h:mm", "14:30"),
        (dt.datetime(2025, 1, 1), "d.m", "1.1"),
        (dt.datetime(2025, 1, 2), "d-mmm", "2-Jan"),
        (dt.datetime(2025, 3, 2), "dd/mm", "02/03"),
        (dt.datetime(2025, 3, 2), 'd" of "mmmm', "2 of March"),
        (dt.datetime(2025, 3, 2), "d.m.yyyy", "2 March 2025"),
    ],
)
def test_durations_and_dates_without_a_year_stay_as_shown(value: Any, form: str, text: str) -> None:
    """A length of time is not a clock, and a reference that Excel took for a date shows no year."""
    assert value_text(value, form) == text


def test_a_date_without_year_is_a_finding_and_in_a_heading_keeps_its_year() -> None:
    """Excel makes a date of `1.1`; a heading `27-Mar` names a period, whose year the file knows."""
    day = dt.datetime(2026, 3, 27)

    def change(sheet: Any) -> None:
        sheet["C1"].number_format = sheet["A2"].number_format = "d-mmm"

    document = _read(change, (("No.", "Aim", day), (day, "sweep", "done")))
    assert [row[0] for row in _rows(document)] == ["No.", "27-Mar"]
    assert _rows(document)[0][2] == "27 March 2026"
    assert [f.code for f in document.findings] == ["date-without-year"]


@pytest.mark.parametrize(
    ("font", "cause"),
    [
        (InlineFont(color=Color(rgb="FFFFFFFF")), Cause.COLOUR),
        (InlineFont(color=Color(theme=1, tint=1.0)), Cause.COLOUR),
        (InlineFont(sz=1), Cause.SIZE),
    ],
)
def test_a_run_inside_a_cell_that_nobody_sees_is_a_finding(font: InlineFont, cause: Cause) -> None:
    """Each run of a rich text has a look of its own."""
    document = _read(_look(value=CellRichText("sweep ", TextBlock(font, "behind"))))
    assert _rows(document)[1][1].strip() == "sweep"
    assert _hidden(document) == [("behind", cause)]


def test_a_shown_run_in_a_white_cell_is_read() -> None:
    """The cell's own font is that of runs without one."""
    value = CellRichText("behind ", TextBlock(InlineFont(color=Color(rgb="FF000000")), "sweep"))
    document = _read(_look(value=value, font=Font(color="FFFFFFFF")))
    assert _rows(document)[1][1] == "sweep"
    assert _hidden(document) == [("behind", Cause.COLOUR)]


@pytest.mark.parametrize(
    ("shift", "text", "said"), [("superscript", "6", "10⁶"), ("subscript", "2", "10₂")]
)
def test_raised_figures_of_a_run_stay_raised(shift: Any, text: str, said: str) -> None:
    """10 to the power of 6 is not 106."""
    value = CellRichText("10", TextBlock(InlineFont(vertAlign=shift), text))
    assert _rows(_read(_look(value=value)))[1][1] == said


@pytest.mark.parametrize(
    ("number_format", "value", "colour"),
    [
        ("[White]@", "sweep", "white"),
        ("[White]0", "sweep", ""),
        ("[White]0", 5, "white"),
        ("0;[White]0", 5, ""),
        ("0;[White]0", -5, "white"),
        ('0;0;0;[white]@"; "', "sweep", "white"),
        ("General", "sweep", ""),
    ],
)
def test_a_number_format_may_colour(number_format: str, value: object, colour: str) -> None:
    """Each section of a format has a colour of its own."""
    assert format_colour(number_format, value) == colour


def test_a_tint_makes_white_of_a_dark_colour() -> None:
    """Dark text that is made as light as paper is not seen; a little lighter it is."""
    for tint, cells in ((1.0, "Cleaner"), (0.5, "sweep")):
        document = _read(_look(font=Font(color=Color(theme=1, tint=tint))))
        assert _rows(document)[1][1:][0 if tint < 1 else -1] == cells


@pytest.mark.parametrize("is_shared", [True, False])
def test_words_that_a_merged_cell_covers_are_a_finding(*, is_shared: bool) -> None:
    """The library empties such cells; the file has their words all the same."""
    book = Workbook()
    sheet: Any = book.active
    for row in ROWS:
        sheet.append(row)
    saved = io.BytesIO()
    book.save(saved)
    made = io.BytesIO()
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = old.read(name).replace(
                b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="B2:C2"/></mergeCells>'
            )
            if not is_shared and name.endswith("sheet1.xml"):
                cell = b'<c r="C2" t="inlineStr"><is><t>Cleaner</t></is></c>'
                part = re.sub(rb'<c r="C2".*?</c>', cell, part)
            new.writestr(name, part)
    document = prepared(read_xlsx(made.getvalue(), "plan.xlsx", DEFAULT_OPTIONS))
    assert _rows(document)[1] == ["1", "sweep"]
    assert _hidden(document) == [("Cleaner", Cause.COVERED)]


def test_a_prompt_of_a_cell_is_a_note() -> None:
    """What Excel shows beside a cell that is to be filled in is not text of the sheet."""

    def change(sheet: Any) -> None:
        rule = DataValidation(type="whole", promptTitle="Say", prompt="how many")
        rule.add("B2")
        sheet.add_data_validation(rule)

    assert [(f.code, f.words) for f in _read(change).findings] == [
        ("prompt", ("Say", "how", "many"))
    ]


def test_sheets_of_the_same_headings_are_named() -> None:
    """An archive beside the plan is read with it, and the finding names both sheets."""

    def change(sheet: Any) -> None:
        other = sheet.parent.create_sheet("Archive")
        for row in ROWS:
            other.append(row)

    found = [f.message for f in _read(change).findings if f.code == "sheets-joined"]
    assert found == ["Sheets with the same headings were read as one plan: Sheet, Archive."]


def test_a_marking_above_the_title_is_not_the_title() -> None:
    """It is set aside with a warning, and the next text is the title."""
    document = _read(lambda sheet: None, (("OFFICIAL",), ("Harbour plan",), (), *ROWS))
    texts = [(i.level, i.content.plain) for i in document.items if isinstance(i, RawText)]
    assert texts == [(1, "Harbour plan")]
    assert document.furniture == ("OFFICIAL",)
    assert [f.code for f in document.findings] == ["file-marking"]


def test_running_lines_and_charts_are_in_the_receipt() -> None:
    """A printed header is furniture; a chart's title is a finding with its words."""

    def change(sheet: Any) -> None:
        sheet.oddHeader.center.text = "Harbour board"
        chart = BarChart()
        chart.title = "Tides by month"
        sheet.add_chart(chart, "F1")

    document = _read(change)
    assert document.furniture == ("Harbour board",)
    assert [(f.code, f.words) for f in document.findings] == [("chart", ("Tides", "by", "month"))]


def test_a_title_merged_over_two_rows_is_read() -> None:
    """A row that a cell from above reaches into may have no cell of its own."""

    def change(sheet: Any) -> None:
        sheet.merge_cells("A1:C2")

    document = _read(change, (("Harbour plan",), (), *ROWS))
    assert [i.content.plain for i in document.items if isinstance(i, RawText)] == ["Harbour plan"]
    assert len(_rows(document)) == len(ROWS)
