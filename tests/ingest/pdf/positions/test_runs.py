"""Which lines of a page are in the table whose columns are known."""

from __future__ import annotations

import pytest

from pipeline.ingest.pdf.page import Word
from pipeline.ingest.pdf.positions.page_lines import lines_across
from pipeline.ingest.pdf.positions.runs import labels_of, tables_of
from pipeline.ingest.pdf.text.lines import Line
from tests.ingest.pdf.positions.test_page_lines import COLUMNS, PROSE, lines
from tests.ingest.pdf.tabled import page, words


def kept(found: list[Line], *, goes_on: bool = False) -> list[list[str]]:
    """Return the texts of the lines of each table."""
    labels = labels_of(found, COLUMNS)
    return [[x.text for x in t] for t in tables_of(found, COLUMNS, labels, 10, goes_on)]


def test_running_text_and_headings_part_tables() -> None:
    """Two tables with a paragraph between them stay two."""
    texts = ((50, 0, "7"), (100, 0, "Do"), (50, 30, PROSE), (50, 60, "8"), (100, 60, "Train"))
    assert kept(lines(*texts)) == [["7 Do"], ["8 Train"]]


def test_text_above_and_below_stays_outside() -> None:
    """Lines at the margin, further off than rows are, belong to no table."""
    texts = ((50, 0, "Plan"), (50, 60, "7"), (100, 60, "Do"), (100, 71, "more"), (50, 130, "End"))
    assert kept(lines(*texts)) == [["7 Do", "more"]]


def test_a_label_without_a_value_is_of_the_table() -> None:
    """A text that is beside a value elsewhere is a label, wherever it is alone."""
    card = [(50.0, "Owner"), (50.0, "Status")]
    texts = [(x, 40.0 * n, t) for n, (x, t) in enumerate(card * 3)]
    texts += [(100.0, 40.0 * n, "value") for n in range(5)]
    assert kept(lines(*texts))[0][-1] == "Status"


def test_a_label_may_stand_alone_at_the_end_of_a_page() -> None:
    """A card whose first value is blank goes on over the page; any other line is not."""
    texts = [(x, 40.0 * n, t) for n in range(2) for x, t in ((50.0, "Owner"), (100.0, "Chief"))]
    texts.append((50.0, 80.0, PROSE))
    assert kept(lines(*texts, (50.0, 120.0, "Owner")))[-1] == ["Owner"]
    assert kept(lines(*texts, (50.0, 120.0, "Other")))[-1] == ["Owner Chief", "Owner Chief"]


def test_a_page_of_one_cell_goes_on_from_the_page_before() -> None:
    """A cell longer than a page has lines in one column only."""
    texts = ((100, 0, "goes on"), (100, 11, "and on"))
    assert kept(lines(*texts), goes_on=True) == [["goes on", "and on"]]
    assert kept(lines(*texts)) == []


def tracked(*rows: str) -> list[Line]:
    """Return the lines of a table; a row is a band, in bold, or its cells between bars."""
    placed: list[Word] = []
    for n, row in enumerate(rows):
        cells = row.split("|")
        here = [w for x, t in zip((50, 100, 300), cells, strict=False) for w in words(x, 20 * n, t)]
        placed.extend(w._replace(bold=len(cells) == 1) for w in here)
    return lines_across(page(placed))


@pytest.mark.parametrize("band", ["Quays", "Quays and all the boats of the harbour"])
def test_a_band_between_rows_parts_no_table(band: str) -> None:
    """A line that heads some rows is of the table, whether it goes over a gutter or not."""
    found = tracked("No.|Task|Cost", "1|Paint|20", "2|Mend|31", band, "3|Sew|7", "4|Count|8")
    assert [len(table) for table in kept(found)] == [6]


def test_a_title_above_another_heading_parts_tables() -> None:
    """What follows a title is a heading where it has no numbers, and the rows above have."""
    rows = ("1|12|20", "2|9|31", "Quays and all the boats of the harbour", "No.|Part|Sum", "3|7|8")
    assert [len(table) for table in kept(tracked("No.|Part|Sum", *rows))] == [3, 2]


def test_a_line_with_white_space_round_it_parts_tables() -> None:
    """A band is no further from rows than rows are from each other."""
    texts = [(50.0, "1"), (100.0, "12"), (300.0, "9")]
    placed = [(x, y, t) for y in (0.0, 12.0, 80.0, 92.0) for x, t in texts]
    title = (50.0, 46.0, "Quays and all the boats of the harbour")
    assert [len(table) for table in kept(lines(*placed, title))] == [2, 2]
