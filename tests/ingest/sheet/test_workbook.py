"""Workbooks of other programs, and hostile ones."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.errors import EncryptedFileError, TooLargeError, UnreadableFileError
from pipeline.ingest import DEFAULT_OPTIONS, ReadOptions
from pipeline.ingest.sheet.workbook import read_xlsx
from pipeline.parse.prepare import prepared
from pipeline.table import RawDocument, RawTable, RawText

Edit = Callable[[Worksheet], None]
HEADING = ["No", "Recommendation", "Owner", "Update"]
ROW = ["7", "Do it", "Chief", "Done"]


def _saved(*edits: Edit) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (HEADING, ROW):
        sheet.append(row)
    for edit in edits:
        edit(sheet)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _put(name: str, value: object, number_format: str = "General") -> Edit:
    def edit(sheet: Worksheet) -> None:
        sheet[name].value = value
        sheet[name].number_format = number_format

    return edit


def _read(data: bytes) -> RawDocument:
    return prepared(read_xlsx(data, "plan.xlsx", DEFAULT_OPTIONS))


def _table(document: RawDocument) -> list[list[str]]:
    table = next(document.tables())
    return [[cell.markup or cell.content.plain for cell in row] for row in table.rows]


def _with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return the package `data` with the part `name` changed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        for entry in old.namelist():
            content = old.read(entry)
            new.writestr(entry, change(content) if entry == name else content)
    return packed.getvalue()


@pytest.mark.parametrize(
    "value, number_format, text",
    [
        ("a\nb", "General", "a\nb"),
        ("a_x000D_\nb", "General", "a\nb"),
        (7, "General", "7"),
        (7.1, "General", "7.1"),
        (7.1, "0.00", "7.10"),
        (0.25, "0%", "25%"),
        (1234.5, "#,##0.00", "1,234.50"),
        (7, '"R"0', "R7"),
        (7, "\\R0", "R7"),
        (3, "000", "003"),
        (5, 'General" days"', "5 days"),
        (1234.5, "_-[$£-809]* #,##0.00_-;-[$£-809]* #,##0.00_-", "£1,234.50"),
        (-5, '"R"0', "-5"),
        (3, '[=1]"Yes";"No"', "3"),
        (1500000.0, '0.0,,"m"', "1500000"),
        (dt.date(2026, 5, 1), '"Update "mmmm yyyy', "Update May 2026"),
        (True, "General", "TRUE"),
        (dt.date(2026, 6, 27), "dd/mm/yyyy", "27 June 2026"),
        (dt.datetime(2026, 6, 27, 9, 30), "dd/mm/yyyy hh:mm", "27 June 2026 09:30"),
        (dt.date(2024, 11, 1), "mmm-yy", "November 2024"),
        (dt.time(9, 30), "hh:mm", "09:30"),
    ],
)
def test_values(value: object, number_format: str, text: str) -> None:
    """A value is read as it is shown, a date in words."""
    assert _table(_read(_saved(_put("D2", value, number_format))))[1][3] == text


def test_looks_and_links() -> None:
    """Bold and italic inside a cell and a cell's link are kept as markup."""
    bold = TextBlock(InlineFont(b=True), "b\nc")
    rich = CellRichText("a ", bold, " d ", TextBlock(InlineFont(i=True), "e"))

    def link(sheet: Worksheet) -> None:
        sheet["C2"].hyperlink = "https://example.org/?a=1&b=2"

    row = _table(_read(_saved(_put("D2", rich), link)))[1]
    assert row[2] == '<a href="https://example.org/?a=1&amp;b=2">Chief</a>'
    assert row[3] == "<p>a <b>b</b></p><p><b>c</b> d <i>e</i></p>"


def test_merged_cells_have_spans() -> None:
    """A merged cell is where it begins, and reaches over what it covers."""

    def merge(sheet: Worksheet) -> None:
        sheet.append([None, None, "Deputy", "Begun"])
        sheet.merge_cells("A2:A3")
        sheet.merge_cells("B2:B3")

    (table,) = _read(_saved(merge)).tables()

    assert [[c.row_span for c in row] for row in table.rows] == [[1] * 4, [2, 2, 1, 1], [1, 1]]
    assert str(table.rows[2][0].source) == "plan.xlsx, sheet Sheet, row 3, column 3"


def test_every_sheet_is_read() -> None:
    """Each sheet gives its tables, in the order of the workbook."""

    def second(sheet: Worksheet) -> None:
        other = sheet.parent.create_sheet("More") if sheet.parent else sheet
        other["A1"].value = "A title"
        for column in range(1, 4):
            other.cell(3, column, "x")

    items = _read(_saved(second)).items
    assert [type(item) for item in items] == [RawTable, RawText, RawTable]


def test_what_is_hidden_is_reported() -> None:
    """Hidden rows, columns and sheets are not read; their words are in findings."""

    def hide(sheet: Worksheet) -> None:
        sheet.append(["8", "secret", "x", "y"])
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["C"].hidden = True
        if sheet.parent:
            other = sheet.parent.create_sheet("Old")
            other["A1"].value = "gone"
            other.sheet_state = "veryHidden"

    document = _read(_saved(hide))

    assert _table(document) == [["No", "Recommendation", "Update"], ["7", "Do it", "Done"]]
    assert [f.code for f in document.findings] == ["hidden-text", "hidden-text"]
    assert {"secret", "Owner", "gone"} <= {w for f in document.findings for w in f.words}


def test_comments_are_reported() -> None:
    """A comment is not of the plan; its words are in a finding."""

    def note(sheet: Worksheet) -> None:
        sheet["D2"].comment = Comment("Is this so?", "Somebody")

    (finding,) = _read(_saved(note)).findings
    assert (finding.code, finding.words) == ("comment", ("Is", "this", "so?"))


def test_formulas() -> None:
    """A formula counts with its saved value; without one it is blank. Both are reported."""
    data = _saved(_put("C2", "=A1&B1"), _put("D2", "=1+1"))
    data = _with_part(
        data,
        "xl/worksheets/sheet1.xml",
        lambda part: part.replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>").replace(
            b"<f>1+1</f><v/>", b"<f>1+1</f><v>2</v>"
        ),
    )

    document = _read(data)

    assert _table(document)[1][2:] == ["", "2"]
    assert [f.code for f in document.findings] == ["formula-without-value", "formula"]


def test_text_that_looks_like_a_formula() -> None:
    """A text that begins with an equals sign is a text."""

    def text(sheet: Worksheet) -> None:
        sheet["D2"].value = "=1+1"
        sheet["D2"].data_type = "s"

    document = _read(_saved(text))
    assert _table(document)[1][3] == "=1+1"
    assert not document.findings


@pytest.mark.parametrize(
    "data, error, words",
    [
        (b"", UnreadableFileError, "damaged"),
        (b"PK\x03\x04 but no more", UnreadableFileError, "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", UnreadableFileError, "97 to 2003"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            EncryptedFileError,
            "password",
        ),
    ],
)
def test_refused(data: bytes, error: type[Exception], words: str) -> None:
    """What is not a workbook is refused with its name and its kind."""
    with pytest.raises(error, match=words):
        _read(data)


def test_damaged_parts() -> None:
    """A workbook whose parts are damaged is an unreadable file, whatever the library raises."""
    with pytest.raises(UnreadableFileError, match="damaged"):
        _read(_with_part(_saved(), "xl/worksheets/sheet1.xml", lambda part: part[:200]))
    with pytest.raises(UnreadableFileError, match="damaged"):
        _read(_with_part(_saved(), "xl/styles.xml", lambda part: b"junk"))


def test_other_archives() -> None:
    """A Word document and an archive of something else are distinguished from a workbook."""
    for name, words in (("word/document.xml", "Word document"), ("a.txt", "holds no workbook")):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr(name, "x")
        with pytest.raises(UnreadableFileError, match=words):
            _read(packed.getvalue())


def test_entities_are_refused() -> None:
    """A part with a document type is refused: no office program writes one."""
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    with pytest.raises(UnreadableFileError, match="document type"):
        _read(_with_part(_saved(), "xl/worksheets/sheet1.xml", lambda part: bomb + part))


def test_bombs_are_refused() -> None:
    """A file that unpacks to too much, or merges more cells than there could be, is refused."""
    with pytest.raises(TooLargeError, match="the limit is 100"):
        read_xlsx(_saved(), "plan.xlsx", ReadOptions(max_bytes=100))
    merged = b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
    with pytest.raises(TooLargeError, match="17,179,869,19"):
        _read(
            _with_part(
                _saved(),
                "xl/worksheets/sheet1.xml",
                lambda part: part.replace(b"</worksheet>", merged),
            )
        )


def test_cells_far_away_cost_nothing() -> None:
    """A lone cell in the last row and column of a sheet is not a table of millions of cells."""

    def far(sheet: Worksheet) -> None:
        sheet.cell(1_048_576, 4, "A note")

    document = _read(_saved(far))
    assert [type(item) for item in document.items] == [RawTable, RawText]


def test_a_cell_knows_its_colour() -> None:
    """What fills a cell is kept, also where it holds nothing; white is nothing."""

    def fill(sheet: Worksheet) -> None:
        for name, colour in (("A2", "FF00B050"), ("B2", "FFFFFFFF"), ("E2", "FF00B050")):
            sheet[name].fill = PatternFill("solid", fgColor=colour)
        sheet["E1"] = "RAG"

    (table,) = read_xlsx(_saved(fill), "plan.xlsx", DEFAULT_OPTIONS).tables()

    assert [c.colour for c in table.rows[1]] == ["rgb ff00b050", "", "", "", "rgb ff00b050"]


def test_struck_text_is_said() -> None:
    """What is struck through is shown, so it is read; whether it still holds is asked."""

    def strike(sheet: Worksheet) -> None:
        sheet["D2"].font = Font(strike=True)
        piece = TextBlock(InlineFont(strike=True), "once")
        sheet["B2"] = CellRichText("Do it ", piece)

    document = read_xlsx(_saved(strike), "plan.xlsx", DEFAULT_OPTIONS)

    (finding,) = (f for f in document.findings if f.code == "struck-text")
    assert "B2, D2" in finding.message
