"""Tests of tables: merged cells, uneven rows, wrapped rows and cells, nested tables."""

from __future__ import annotations

from pipeline.findings import Source
from pipeline.table import RawText, grid
from tests.ingest.docx.documents import (
    cell,
    codes,
    document,
    only_table,
    paragraph,
    read,
    row,
    table,
    texts,
)

_DOWN = '<w:vMerge w:val="restart"/>'
_ON = "<w:vMerge/>"


def _span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def test_cells_know_their_places() -> None:
    """A cell's source is its row and its column as a reader of the page counts them."""
    found = only_table(document(table(row("a", cell("b", _span(2))), row("c", "d", "e"))))
    assert texts(found) == [["a", "b"], ["c", "d", "e"]]
    assert found.rows[0][1].column_span == 2
    assert found.rows[1][2].source == Source("plan.docx", row=2, column=3)


def test_cells_merged_downwards() -> None:
    """A cell that goes on below spans rows; what it covers is not in its row."""
    found = only_table(
        document(table(row(cell("7", _DOWN), "a"), row(cell("", _ON), "b"), row(cell("8"), "c")))
    )
    assert texts(found) == [["7", "a"], ["b"], ["8", "c"]]
    assert found.rows[0][0].row_span == 2
    assert [[c and c.content.plain for c in r] for r in grid(found)] == [
        ["7", "a"],
        ["7", "b"],
        ["8", "c"],
    ]


def test_merge_without_a_beginning_begins() -> None:
    """A cell that goes on from nothing is a cell of its own: no text is lost."""
    found = only_table(document(table(row(cell("x", _ON), "a"), row(cell("", _ON), "b"))))
    assert texts(found) == [["x", "a"], ["b"]]


def test_text_that_a_merge_covers_is_reported() -> None:
    """Word shows nothing of a covered cell; the words are in a finding."""
    found = read(document(table(row(cell("7", _DOWN), "a"), row(cell("old words", _ON), "b"))))
    assert codes(found) == ["hidden-text"]
    assert found.findings[0].words == ("old", "words")


def test_old_horizontal_merge() -> None:
    """Word 97's way to merge cells in a row is read too."""
    merged = row(cell("a", '<w:hMerge w:val="restart"/>'), cell("", '<w:hMerge w:val="continue"/>'))
    found = only_table(document(table(merged, row("b", "c"))))
    assert texts(found) == [["a"], ["b", "c"]]
    assert found.rows[0][0].column_span == 2


def test_rows_that_begin_and_end_inside() -> None:
    """A row that begins or ends away from the edge keeps its cells in their columns."""
    short = row("b", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>')
    assert texts(only_table(document(table(row("1", "2", "3"), short)))) == [
        ["1", "2", "3"],
        ["", "b", ""],
    ]


def test_edges_dragged_by_hand() -> None:
    """Edges that miss each other by a hair are one edge, so cells stay in their columns."""
    found = only_table(
        document(
            table(
                row("a", cell("b", _span(2))),
                row(cell("c", _span(2)), "d"),
                widths=(2000, 30, 3000),
            )
        )
    )
    assert [[c.source.column for c in r] for r in found.rows] == [[1, 2], [1, 2]]
    assert [c.column_span for r in found.rows for c in r] == [1, 1, 1, 1]


def test_narrow_column_is_kept() -> None:
    """A column that a cell fills is a column, however narrow."""
    found = only_table(document(table(row("a", "b", "c"), widths=(2000, 30, 3000))))
    assert [c.source.column for c in found.rows[0]] == [1, 2, 3]


def test_huge_span_costs_nothing() -> None:
    """A span of a thousand million columns is as wide as the table shows it."""
    found = only_table(document(table(row(cell("a", _span(10**9)), "b"), row("c", "d"))))
    assert max(c.column_span for r in found.rows for c in r) <= 3


def test_rows_and_cells_in_content_controls() -> None:
    """A content control around a row, a cell, a paragraph or words is looked into."""

    def control(content: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    inner = cell(control(paragraph("b", control("<w:r><w:t>c</w:t></w:r>"))))
    body = table(row("1", "2"), control(row("a", control(inner))))
    assert texts(only_table(document(control(body)))) == [["1", "2"], ["a", "bc"]]


def test_heading_rows() -> None:
    """The leading rows that repeat on each page are headings, as the file says."""
    repeated = "<w:tblHeader/>"
    found = only_table(
        document(
            table(
                row("h", "i", properties=repeated),
                row("a", "b"),
                row("c", "d", properties=repeated),
            )
        )
    )
    assert [r[0].is_heading for r in found.rows] == [True, False, False]


def test_table_of_headings_alone_has_none() -> None:
    """Where every row is marked to repeat the mark says nothing."""
    found = only_table(document(table(row("a", "b", properties="<w:tblHeader/>"))))
    assert not found.rows[0][0].is_heading


def test_first_row_of_a_table_style() -> None:
    """A first row that the table's style makes different is a heading."""
    styles = (
        '<w:style w:type="table" w:styleId="G"><w:name w:val="Grid"/>'
        '<w:tblStylePr w:type="firstRow"/></w:style>'
    )
    looks = '<w:tblStyle w:val="G"/><w:tblLook w:val="04A0"/>'
    body = table(row("a", "b"), row("c", "d"), properties=looks)
    styled = only_table(document(body, {"styles": styles}))
    assert [r[0].is_heading for r in styled.rows] == [True, False]
    assert not only_table(document(body)).rows[0][0].is_heading


def test_nested_table_becomes_paragraphs() -> None:
    """A table in a cell is read as the paragraphs of its cells, and reported."""
    inner = cell(paragraph("before") + table(row("a", "b")) + paragraph("after"))
    found = read(document(table(row(inner, "x"))))
    assert texts(next(found.tables())) == [["before\na\nb\nafter", "x"]]
    assert codes(found) == ["nested-table"]
    assert found.findings[0].place.source == Source("plan.docx", row=1, column=1)


def test_table_of_one_cell_is_a_frame() -> None:
    """A table that is a frame around another is opened."""
    found = only_table(document(table(row(cell(paragraph("title") + table(row("a", "b")))))))
    assert texts(found) == [["a", "b"]]


def test_several_tables_are_counted() -> None:
    """Where there are several tables a place says in which."""
    first, second = read(document(table(row("a", "b")) + table(row("c", "d")))).tables()
    assert str(first.rows[0][0].source) == "plan.docx, table 1, row 1, column 1"
    assert str(second.rows[0][1].source) == "plan.docx, table 2, row 1, column 2"


def test_a_cell_knows_its_colour() -> None:
    """What fills a cell is kept; white and the automatic colour are nothing."""
    fills = [f'<w:shd w:val="clear" w:fill="{fill}"/>' for fill in ("00B050", "auto", "FFFFFF")]
    found = only_table(document(table(row(*(cell("", fill) for fill in fills)), row("a"))))

    assert [c.colour for c in found.rows[0]] == ["00b050", "", ""]


def test_table_that_sets_the_page_is_a_frame() -> None:
    """Most of its words are in a table inside it; a crest is beside that."""
    inner = table(row("7", "Grade reports."), row("8", "Brief crews."))
    found = read(document(table(row("Crest", cell(f"{inner}{paragraph('')}")))))

    first = found.items[0]
    assert isinstance(first, RawText)
    assert first.content.plain == "Crest"
    (made,) = found.tables()
    assert texts(made) == [["7", "Grade reports."], ["8", "Brief crews."]]
