"""A returned XLSX form: filled in as people do, and read back to the letter."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from pipeline.answers import read_answers
from pipeline.errors import (
    AnswersError,
    EncryptedFileError,
    NoTableError,
    TooLargeError,
    UnreadableFileError,
)
from pipeline.forms.workbook import render_workbook
from pipeline.ingest import ReadOptions
from pipeline.load import load_plan
from pipeline.model import Answer, Period
from pipeline.richtext import BulletList, Paragraph, Run, plain_text, rich_text
from tests.answers.conftest import Read
from tests.forms.made import LAYOUT, PERIOD, converted, form
from tests.plans import SMALL

FIRST, LAST = 7, 10
NO_CHANGE, UPDATE, STATUS = 7, 8, 9

FILLED = (
    Answer(
        "7.1",
        rich_text(
            [
                Paragraph((Run("Now "), Run("all", bold=True), Run(" reports are "))),
                Paragraph((Run("graded", italic=True), Run("."))),
                BulletList(((Run("first"),), (Run("second"),))),
            ]
        ),
        "Complete",
    ),
    Answer("10#1", plain_text("As per previous update.")),
    Answer("10#2", plain_text("=HYPERLINK(\"https://example.org\")\n=cmd|' /C calc'!A0")),
)


def _filled() -> Workbook:
    """Return the form as an owner fills it in: three answers of four."""
    book = load_workbook(io.BytesIO(render_workbook(form())), rich_text=True)
    sheet = book["Updates"]
    bold, italic = InlineFont(b=True), InlineFont(i=True)
    sheet.cell(FIRST, UPDATE).value = CellRichText(
        "Now ",
        TextBlock(bold, "all"),
        " reports are \n",
        TextBlock(italic, "graded"),
        ".\n- first\n• second",
    )
    sheet.cell(FIRST, STATUS).value = "Complete"
    sheet.cell(FIRST + 2, NO_CHANGE).value = "Yes"
    cell = sheet.cell(LAST, UPDATE)
    cell.value = "=HYPERLINK(\"https://example.org\")\n=cmd|' /C calc'!A0"
    cell.data_type = "s"
    return book


def _saved(book: Workbook) -> bytes:
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def test_a_filled_form_comes_back(read: Read) -> None:
    """Bold, italic, lists, line breaks, a tick, a status and a formula come back as typed."""
    answers = read({"a.xlsx": _saved(_filled())})
    assert answers.answers == FILLED
    assert answers.findings == ()
    assert answers.files[0].keys == ("7.1", "10#1", "10#2")


def test_sorted_filtered_and_deleted_rows_do_no_harm(read: Read) -> None:
    """The key decides, wherever a row has gone; a deleted row is a blank answer."""
    book = _filled()
    sheet = book["Updates"]
    rows: list[list[Any]] = [
        [cell.value for cell in row] for row in sheet.iter_rows(min_row=FIRST, max_row=LAST)
    ]
    del rows[1]
    for place, row in enumerate([*reversed(rows), [None] * 9], FIRST):
        for column, value in enumerate(row, 1):
            sheet.cell(place, column).value = value
            if str(value).startswith("="):
                sheet.cell(place, column).data_type = "s"
    sheet.insert_rows(FIRST + 1, 2)
    sheet.row_dimensions[FIRST].hidden = True
    assert read({"a.xlsx": _saved(book)}).answers == FILLED


@pytest.mark.office
def test_libreoffice_changes_no_answer(tmp_path: Path) -> None:
    """A form that was saved again by LibreOffice reads the same, and keeps its stamp."""
    path = tmp_path / "form.xlsx"
    path.write_bytes(_saved(_filled()))
    returned = converted(path, "xlsx", tmp_path / "saved")
    answers = read_answers([returned], SMALL, PERIOD, LAYOUT)
    assert answers.answers == FILLED
    assert answers.findings == ()


def test_a_whole_cell_in_bold_or_linked_keeps_its_look(read: Read) -> None:
    """What is true of the whole cell is true of its words."""
    book = _filled()
    cell = book["Updates"].cell(FIRST + 1, UPDATE)
    cell.value = "See the guidance"
    cell.hyperlink = "https://example.org/guidance"
    update = read({"a.xlsx": _saved(book)}).answers[1].update
    assert update == rich_text(
        [Paragraph((Run("See the guidance", link="https://example.org/guidance"),))]
    )


def test_a_real_formula_is_text_and_is_asked_about(read: Read) -> None:
    """A formula that a spreadsheet would run is read as it was typed, and reported."""
    book = _filled()
    book["Updates"].cell(FIRST + 1, UPDATE).value = '=HYPERLINK("https://example.org","x")'
    answers = read({"a.xlsx": _saved(book)})
    assert answers.answers[1].update == plain_text('=HYPERLINK("https://example.org","x")')
    (finding,) = answers.findings
    assert finding.code == "formula-as-text"
    assert str(finding.place.source) == "returned/a.xlsx, sheet Updates, row 8, column 8"


def test_struck_text_is_left_out_and_reported(read: Read) -> None:
    """What its writer took back is not published, and no word of it vanishes."""
    book = _filled()
    struck = TextBlock(InlineFont(strike=True), "Ask Sam first. ")
    book["Updates"].cell(FIRST, UPDATE).value = CellRichText(struck, "Forms are read.")
    answers = read({"form.xlsx": _saved(book)})

    assert answers.answers[0].update.plain == "Forms are read."
    (finding,) = answers.findings
    assert (finding.code, finding.words) == ("struck-text", ("Ask", "Sam", "first."))


def test_a_cell_that_is_struck_as_a_whole_is_no_answer(read: Read) -> None:
    """The action counts as unanswered, and the words are reported."""
    book = _filled()
    cell = book["Updates"].cell(LAST, UPDATE)
    cell.font = Font(strike=True)
    answers = read({"form.xlsx": _saved(book)})

    assert [answer.key for answer in answers.answers] == ["7.1", "10#1"]
    assert [f.code for f in answers.findings] == ["struck-text"]


def test_a_returned_form_is_no_plan(tmp_path: Path) -> None:
    """`ingest` and `check` know it, and say where it belongs."""
    path = tmp_path / "form.xlsx"
    path.write_bytes(_saved(_filled()))

    with pytest.raises(NoTableError, match="is a form for the updates of 2026-06-27") as raised:
        load_plan(path)
    assert "inputs/updates/2026-06-27/" in raised.value.hint


def test_a_comment_is_reported(read: Read) -> None:
    """What was said in a comment is not lost without a word."""
    book = _filled()
    book["Updates"].cell(FIRST, UPDATE).comment = Comment("Ask Sam first", "A")
    (finding,) = read({"a.xlsx": _saved(book)}).findings
    assert (finding.code, finding.words) == ("comment", ("Ask", "Sam", "first"))


def test_a_sheet_of_ones_own_is_reported(read: Read) -> None:
    """A sheet without keys is named with its words; the form's own legend is not."""
    book = _filled()
    book.create_sheet("Notes").append(["Sam is", "on leave"])
    (finding,) = read({"a.xlsx": _saved(book)}).findings
    assert (finding.code, finding.words) == ("sheet-not-read", ("Sam", "is", "on", "leave"))


def test_numbers_are_read_as_they_are_shown(read: Read) -> None:
    """A key that became a number, and a figure as an update, are the words a person sees."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["Key", "Update"], [7.1, 12], [7.2, True]):
        sheet.append(row)
    sheet["A2"].number_format = "0.0"
    answers = read({"a.xlsx": _saved(book)}).answers
    assert [(a.key, a.update.plain) for a in answers] == [("7.1", "12"), ("7.2", "TRUE")]


def test_a_form_of_another_period_is_refused(read: Read) -> None:
    """The message names both periods."""
    other = Period("March 27th 2026", dt.date(2026, 3, 27))
    with pytest.raises(AnswersError) as caught:
        read({"a.xlsx": render_workbook(form(period=other))})
    assert caught.value.message == (
        "returned/a.xlsx: the form was made for the period 2026-03-27, and this is 2026-06-27"
    )
    assert "form of this period" in caught.value.hint


def test_a_form_of_another_plan_is_reported(read: Read) -> None:
    """Answers are taken by key, and a finding says that the plan has changed."""
    data = render_workbook(form(replace(SMALL, title="Another title")))
    (finding,) = read({"a.xlsx": data}).findings
    assert finding.code == "form-of-other-plan"


def test_an_edited_requirement_is_reported(read: Read) -> None:
    """The published wording stays, and the finding shows both."""
    book = _filled()
    book["Updates"].cell(FIRST, 3).value = "Grading is reviewed."
    (finding,) = read({"a.xlsx": _saved(book)}).findings
    assert finding.code == "requirement-edited"
    assert "'Grading is reviewed.' and was 'Grading is reviewed & recorded.'" in finding.message


def test_rows_torn_apart_by_a_sort_are_refused(read: Read) -> None:
    """A key beside another action's requirement: nobody knows which one is answered."""
    book = _filled()
    book["Updates"].cell(FIRST, 3).value = "Brief partners."
    with pytest.raises(AnswersError, match=r"the key 7\.1 beside the requirement of 10#2"):
        read({"a.xlsx": _saved(book)})


def test_a_workbook_without_keys_is_refused(read: Read) -> None:
    """The message names the sheets that were looked at."""
    book = Workbook()
    book.worksheets[0].append(["Name", "Text"])
    with pytest.raises(AnswersError, match=r"no sheet \(Sheet\) has a column of the plan's keys"):
        read({"a.xlsx": _saved(book)})


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"PK\x03\x04 nothing", UnreadableFileError),
        (b"key,update\n7.1,Done.\n", UnreadableFileError),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), UnreadableFileError),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            EncryptedFileError,
        ),
    ],
)
def test_a_damaged_file_is_refused(data: bytes, error: type[Exception], read: Read) -> None:
    """A file that is not a workbook is named, with what to do."""
    with pytest.raises(error, match=r"returned/a\.xlsx"):
        read({"a.xlsx": data})


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    """What would unpack beyond the limit is not unpacked."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(render_workbook(form()))
    limits = ReadOptions(max_bytes=path.stat().st_size + 1)
    with pytest.raises(TooLargeError, match="unpacks to"):
        read_answers([path], SMALL, PERIOD, LAYOUT, limits)


def test_a_sheet_with_a_cell_far_away_is_read_at_once(read: Read) -> None:
    """A stray cell in the last row and column does not make the reader visit all between."""
    book = _filled()
    book["Updates"].cell(1_048_576, 1).value = None
    book["Updates"].cell(1_048_576, 1).number_format = "@"
    book["Updates"].cell(1, 16_384).number_format = "@"
    assert read({"a.xlsx": _saved(book)}).answers == FILLED
