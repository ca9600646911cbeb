"""How the lines of a page stand to columns, and what pages repeat."""

from __future__ import annotations

from pipeline.ingest.pdf.positions.gutters import Gutter
from pipeline.ingest.pdf.positions.page_lines import (
    Columns,
    kind_of,
    lines_across,
    without_furniture,
)
from pipeline.ingest.pdf.text.lines import Line
from tests.ingest.pdf.tabled import page, words

COLUMNS = Columns((45, 95, 295, 560), (Gutter(80, 100), Gutter(280, 300)), 50)
PROSE = "This paragraph of running text goes over the whole page and over all of its columns"


def lines(*placed: tuple[float, float, str]) -> list[Line]:
    """Return the lines of a page with texts at the places given."""
    return lines_across(page([w for x, top, text in placed for w in words(x, top, text)]))


def test_lines_are_told_by_the_columns_they_fill() -> None:
    """Several columns, one of them, the first one, or none at all."""
    texts = ((50, 0, "7"), (100, 0, "Do"), (300, 20, "go on"), (50, 40, "8"), (50, 60, PROSE))
    assert [kind_of(x, COLUMNS) for x in lines(*texts)] == ["table", "cell", "label", "prose"]


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
