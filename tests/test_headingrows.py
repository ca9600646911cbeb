"""The heading rows of a table."""

from __future__ import annotations

from pipeline.headingrows import flat_headings, heading_rows, page_order, transcript_headings
from pipeline.model import Column, Role, table_columns
from tests.plans import SMALL
from tests.trackers import TRACKER

NAMED = table_columns(
    (
        Column("Ask", Role.REQUIREMENT),
        Column("Name", Role.OWNER, spanner="Lead"),
        Column("", Role.OTHER, spanner="Lead"),
        Column("", Role.OTHER, spanner="Notes"),
    )
)


def test_a_spanner_without_headings_below_takes_one_row() -> None:
    """So it is in the standard table: one heading over reference and requirement."""
    (row,) = heading_rows(SMALL.columns)

    assert [cell.column_span for cell in row] == [1, 1, 2, 1, 1, 1, 1]
    assert len(flat_headings(SMALL.columns, "Reference")) == len(SMALL.columns)
    assert flat_headings(SMALL.columns, "Reference")[2] == "Reference"
    assert len(transcript_headings(SMALL.columns)) == len(SMALL.columns) - 1


def test_a_spanner_with_headings_below_takes_two_rows() -> None:
    """The other headings go over both; a blank heading below a spanner has a cell of its own."""
    upper, lower = heading_rows(NAMED)

    assert [(c.text, c.row_span, c.column_span) for c in upper] == [
        ("Ask", 2, 1),
        ("Lead", 1, 2),
        ("Notes", 2, 1),
    ]
    assert [(c.text, c.column) for c in lower] == [("Name", 1), ("", 2)]


def test_a_spanner_over_one_column_without_a_heading_is_its_heading() -> None:
    """There is one way to write each table."""
    assert (NAMED[3].heading, NAMED[3].spanner) == ("Notes", "")


def test_the_page_lists_earlier_periods_before_the_newest_update() -> None:
    """Read back, every column is there once."""
    order = page_order(TRACKER.columns)

    assert sorted(order) == list(range(len(TRACKER.columns)))
    assert order == tuple(range(len(TRACKER.columns)))
