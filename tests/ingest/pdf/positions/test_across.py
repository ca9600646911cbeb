"""Which lines of a page stand in the table whose columns are known."""

from __future__ import annotations

from pipeline.ingest.pdf.positions.across import (
    Columns,
    kind_of,
    labels_of,
    lines_across,
    tables_of,
    without_furniture,
)
from pipeline.ingest.pdf.positions.gutters import Gutter
from pipeline.ingest.pdf.text.lines import Line
from tests.ingest.pdf.tabled import page, words

COLUMNS = Columns((45, 95, 295, 560), (Gutter(80, 100), Gutter(280, 300)), 50)
PROSE = "This paragraph of running text goes over the whole page and over all of its columns"


def lines(*placed: tuple[float, float, str]) -> list[Line]:
    """Return the lines of a page with texts at the places given."""
    return lines_across(page([w for x, top, text in placed for w in words(x, top, text)]))


def kept(found: list[Line], *, goes_on: bool = False) -> list[list[str]]:
    """Return the texts of the lines of each table."""
    labels = labels_of(found, COLUMNS)
    return [[x.text for x in t] for t in tables_of(found, COLUMNS, labels, 10, goes_on)]


def test_lines_are_told_by_the_columns_they_fill() -> None:
    """Several columns, one of them, the first one, or none at all."""
    texts = ((50, 0, "7"), (100, 0, "Do"), (300, 20, "go on"), (50, 40, "8"), (50, 60, PROSE))
    assert [kind_of(x, COLUMNS) for x in lines(*texts)] == ["table", "cell", "label", "prose"]


def test_running_text_and_headings_part_tables() -> None:
    """Two tables with a paragraph between them stay two."""
    texts = ((50, 0, "7"), (100, 0, "Do"), (50, 30, PROSE), (50, 60, "8"), (100, 60, "Train"))
    assert kept(lines(*texts)) == [["7 Do"], ["8 Train"]]


def test_text_above_and_below_stays_outside() -> None:
    """Lines at the margin, further off than rows are, belong to no table."""
    texts = ((50, 0, "Plan"), (50, 60, "7"), (100, 60, "Do"), (100, 71, "more"), (50, 130, "End"))
    assert kept(lines(*texts)) == [["7 Do", "more"]]


def test_a_label_without_a_value_is_of_the_table() -> None:
    """A text that stands beside a value elsewhere is a label, wherever it stands alone."""
    card = [(50.0, "Owner"), (50.0, "Status")]
    texts = [(x, 40.0 * n, t) for n, (x, t) in enumerate(card * 3)]
    texts += [(100.0, 40.0 * n, "value") for n in range(5)]
    assert kept(lines(*texts))[0][-1] == "Status"


def test_a_label_may_stand_alone_at_the_end_of_a_page() -> None:
    """A card whose first value is blank goes on over the page; any other line is none of a card."""
    texts = [(x, 40.0 * n, t) for n in range(2) for x, t in ((50.0, "Owner"), (100.0, "Chief"))]
    texts.append((50.0, 80.0, PROSE))
    assert kept(lines(*texts, (50.0, 120.0, "Owner")))[-1] == ["Owner"]
    assert kept(lines(*texts, (50.0, 120.0, "Other")))[-1] == ["Owner Chief", "Owner Chief"]


def test_a_page_of_one_cell_goes_on_from_the_page_before() -> None:
    """A cell longer than a page has lines in one column only."""
    texts = ((100, 0, "goes on"), (100, 11, "and on"))
    assert kept(lines(*texts), goes_on=True) == [["goes on", "and on"]]
    assert kept(lines(*texts)) == []


def test_what_pages_repeat_at_their_edges_is_no_row() -> None:
    """A running title and a page number go; a heading row that is repeated as well stays."""
    pages = [
        page(
            [
                *words(50, 10, "Plan of the force"),
                *words(50, 40, "No."),
                *words(100, 40, "Action"),
                *words(300, 40, "Update"),
                *words(50, 60, str(n)),
                *words(100, 60, ("Review", "Train", "Publish")[n - 1]),
                *words(480, 780, f"Page {n}"),
            ],
            n,
        )
        for n in (1, 2, 3)
    ]
    found = [lines_across(p) for p in pages]
    left = without_furniture(pages, found, dict.fromkeys(range(3), COLUMNS))
    assert [found[1][n].text for n in left[1]] == ["No. Action Update", "2 Train"]


def test_the_longest_heading_may_begin_above_the_others() -> None:
    """Where headings are centred, a line of one alone is a heading, a running title is none."""
    heading = ((300, 40, "Update"), (50, 46, "No."), (100, 46, "Act"), (300, 52, "by month"))
    pages = [
        page([w for x, y, t in ((50, 28, "Plan"), *heading, (50, 80, n)) for w in words(x, y, t)])
        for n in ("Review", "Train", "Publish")
    ]
    pages = [each._replace(number=n) for n, each in enumerate(pages, 1)]
    found = [lines_across(p) for p in pages]
    left = without_furniture(pages, found, dict.fromkeys(range(3), COLUMNS))
    assert [found[1][n].text for n in left[1]] == ["Update", "No. Act", "by month", "Train"]
