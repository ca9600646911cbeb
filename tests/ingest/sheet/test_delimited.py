"""CSV files of other programs."""

from __future__ import annotations

import pytest

from pipeline.errors import NoTableError, TooLargeError, UnreadableFileError
from pipeline.ingest import DEFAULT_OPTIONS, ReadOptions
from pipeline.ingest.sheet.delimited import read_csv
from pipeline.parse.prepare import prepared
from pipeline.richtext import plain_text
from pipeline.table import RawDocument, RawTable, RawText

TABLE = "No,Recommendation,Owner,Update\r\n7,Do it,Chief,Done £5\r\n"


def _read(text: str, encoding: str = "utf-8") -> RawDocument:
    return prepared(read_csv(text.encode(encoding), "plan.csv", DEFAULT_OPTIONS))


def _table(document: RawDocument) -> list[list[str]]:
    (table,) = document.tables()
    return [[cell.markup or cell.content.plain for cell in row] for row in table.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    """UTF-8, UTF-16 and Windows-1252 are read; only the last has to be supposed, and says so."""
    document = _read(TABLE, encoding)

    assert _table(document)[1] == ["7", "Do it", "Chief", "Done £5"]
    assert [f.code for f in document.findings] == ["encoding"] * (encoding == "cp1252")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(delimiter: str) -> None:
    """The delimiter is the one that makes the records alike, whatever the values hold."""
    text = TABLE.replace(",", delimiter) + f'8{delimiter}"a; b, c\nd; e"{delimiter}X{delimiter}Y\n'

    assert _table(_read(text))[2] == ["8", "a; b, c\nd; e", "X", "Y"]


@pytest.mark.parametrize("delimiter", [";", "|"])
def test_a_first_line_may_say_the_delimiter(delimiter: str) -> None:
    """`sep=;` is a word to Excel: no text of the plan, but a line of the file."""
    document = _read(f"sep={delimiter}\r\n{TABLE.replace(',', delimiter)}")

    assert [type(item) for item in document.items] == [RawTable]
    (table,) = document.tables()
    assert table.rows[0][0].source.row == 2


def test_places() -> None:
    """A cell knows its record and its column."""
    (table,) = _read(TABLE).tables()

    assert str(table.rows[1][3].source) == "plan.csv, row 2, column 4"


def test_apostrophes_of_others_are_kept() -> None:
    """Only our own file says that an apostrophe in front is not part of the value."""
    assert _table(_read(TABLE + "9,'tis so,Chief,-\n"))[2][1] == "'tis so"


def test_markup_is_left_to_parse() -> None:
    """A cell with tags goes on as markup, its lines as elements unless it has its own."""
    rows = _table(_read(TABLE + '8,<b>x</b>,"<p>a\nb</p>","<i>a</i>\n• b\n• c"\n'))

    assert rows[2][1:] == [
        "<b>x</b>",
        "<p>a b</p>",
        "<p><i>a</i></p><ul><li> b</li><li> c</li></ul>",
    ]


def test_texts_around_the_table() -> None:
    """What is above and below the table is text: the title, a label with its value, a note."""
    document = _read(f"The plan,,,\nForce:,Wexmoor,,\n\n{TABLE}\nA note,,,\n")

    texts = [item for item in document.items if isinstance(item, RawText)]
    assert [(t.content.plain, t.level) for t in texts] == [
        ("The plan", 1),
        ("Force: Wexmoor", 0),
        ("A note", 0),
    ]
    assert isinstance(document.items[2], RawTable)


def test_tables_without_a_blank_row() -> None:
    """Where the heading row comes again below lone cells, these head a new table."""
    document = _read(f"The plan\nRec 7\n{TABLE}Rec 8\nIts text\n{TABLE}8,,,\n")

    assert [type(item) for item in document.items] == [RawText, RawText, RawTable] * 2
    assert [len(table.rows) for table in document.tables()] == [2, 3]


def test_table_of_labels_and_values() -> None:
    """A sheet of two columns is a table: a card for each action."""
    (table,) = _read("Recommendation,Do it\nOwner,Chief\nStatus,Complete\n").tables()

    assert table.rows[2][1].content == plain_text("Complete")


def test_cards_without_a_blank_row() -> None:
    """Among cards a lone cell heads the next one, unless it is a label without a value."""
    card = "Recommendation,Do it\nOwner,Chief\nMay 2026,{}\nStatus,Complete\n"
    document = _read(f"The plan,\n7.1,\n{card.format('Done')}7.2,\n{card.format('')}")

    assert [i.content.plain for i in document.items if isinstance(i, RawText)] == [
        "The plan",
        "7.1",
        "7.2",
    ]
    assert [len(table.rows) for table in document.tables()] == [4, 4]


@pytest.mark.parametrize("text, line", [(TABLE + '8,"open,x,y\n', 3), (TABLE + '8,"a"b,x,y\n', 3)])
def test_quotation_without_end(text: str, line: int) -> None:
    """A quotation that is not closed is an error that names the line."""
    with pytest.raises(UnreadableFileError, match=f"line {line}"):
        _read(text)


def test_refused() -> None:
    """A file without a table, and one beyond the limit, are refused with their name."""
    with pytest.raises(NoTableError, match=r"plan\.csv"):
        _read("only words\nand more\n")
    with pytest.raises(TooLargeError, match="limit is 10"):
        read_csv(TABLE.encode(), "plan.csv", ReadOptions(max_bytes=10))


def test_published_file_cut_short() -> None:
    """A file of ours that somebody cut short is read as any other; an empty line does no harm."""
    heading = "No,Recommendation,Owner,Update,key,title,details,notes,schema_version\r\n"
    row = "7,Do it,Chief,'=Done,7,The plan,Force: Wexmoor,,1.0\r\n"

    whole = _read(f"{heading}\r\n{row}\r\n")
    assert _table(whole)[1] == ["7", "Do it", "Chief", "=Done"]
    assert [i.content.plain for i in whole.items if isinstance(i, RawText)] == [
        "The plan",
        "Force: Wexmoor",
    ]
    assert _table(_read(f"{heading}{row}8,Half\r\n"))[1][3] == "'=Done"
