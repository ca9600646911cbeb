"""Headings that tables repeat."""

from __future__ import annotations

from pipeline.ingest.pdf.positions.gutters import Gutter
from pipeline.ingest.pdf.positions.levels import Level, Pitch, levels_of, lines_by_column
from pipeline.ingest.pdf.positions.page_lines import Columns
from pipeline.ingest.pdf.positions.repeats import heading_ends
from pipeline.ingest.pdf.text.lines import Line
from tests.ingest.pdf.tabled import cell

COLUMNS = Columns((45, 95, 260), (Gutter(60, 100),), 50)


def table(top: float, *rows: str) -> tuple[list[list[Line]], list[Level]]:
    """Return a table with headings of two lines, then `rows`."""
    words = cell(50, top, ["Rec.", "No."]) + cell(100, top, ["Update", "in May"])
    for n, text in enumerate(rows):
        words += cell(100, top + 40 + 20 * n, [text])
    columns = lines_by_column(words, 1, COLUMNS)
    return columns, levels_of(columns, COLUMNS, (), Pitch(1.1, 1.1))


def test_what_most_tables_have_in_common_is_their_heading() -> None:
    """It ends alike on all pages, also where two pages go on with the same words."""
    tables = [table(90.3, "One"), table(40, "Two"), table(40.25, "One", "Six"), table(40, "Ten")]
    assert heading_ends(tables) == [{2: True}] * 4


def test_tables_with_nothing_in_common_repeat_nothing() -> None:
    """A document of one page, or one that does not repeat its headings, says nothing."""
    assert heading_ends([table(90, "One")]) == [{}]
