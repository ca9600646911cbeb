"""Columns of plain text that blanks align."""

from __future__ import annotations

from pipeline.ingest.whitespace_tables import whitespace_tables

TABLE = """\
Actions of the board
REF  ACTION            WHO    BY
1    Mend the roof     Clerk  May
     of the hall
2    Sweep the yard    RW     June
3    Order two lamps   JT     July
"""


def cells(text: str) -> list[list[str]]:
    """Return the cells of the one table in `text`, none if there is none."""
    found = list(whitespace_tables(text.splitlines(), "t").values())
    return [[c.content.plain for c in row] for _, table in found for row in table.rows]


def test_blanks_part_columns() -> None:
    """A line without its first column goes on with the row above; the line before is text."""
    assert cells(TABLE) == [
        ["REF", "ACTION", "WHO", "BY"],
        ["1", "Mend the roof of the hall", "Clerk", "May"],
        ["2", "Sweep the yard", "RW", "June"],
        ["3", "Order two lamps", "JT", "July"],
    ]
    assert list(whitespace_tables(TABLE.splitlines(), "t")) == [1]


def test_a_lone_cell_reaches_over_all_columns() -> None:
    """`May 2026` between two rows is a heading of those below it."""
    lines = TABLE.splitlines()
    (found,) = whitespace_tables([*lines[:4], "May 2026", *lines[4:]], "t").values()

    assert [c.column_span for c in found[1].rows[2]] == [4]


def test_two_rows_and_two_columns_are_no_table() -> None:
    """Three rows and three columns are the fewest that show that blanks align."""
    lines = TABLE.splitlines()

    assert cells("\n".join([*lines[:2], lines[4]])) == []
    assert cells("\n".join([*lines[:2], *lines[4:]])) != []
    assert cells("a   b\nc   d\ne   f\ng   h") == []


def test_sentences_with_two_blanks_are_text() -> None:
    """Typists put two blanks behind a full stop; such gaps keep to no column."""
    text = """\
It is done.  We met the clerk.  All agreed.
They came late.  Nobody left.  The talk was good.
Then the board spoke.  It rained.  We went home.
No more was heard.  Letters came in May.  That was all."""

    assert cells(text) == []


def test_a_field_may_miss_its_column_by_one() -> None:
    """Hand-made tables are not exact; by two characters it is another column's."""
    assert cells(TABLE.replace("Sweep the yard    RW", "Sweep the yard     RW"))[2][2] == "RW"
    assert cells(TABLE.replace("1    Mend", "1   Mend"))[1][1] == "Mend the roof of the hall"


def test_one_blank_line_is_inside_a_table() -> None:
    """Two end it."""
    lines = TABLE.splitlines()

    assert len(cells("\n".join([*lines[:4], "", *lines[4:]]))) == 4
    assert cells("\n".join([*lines[:3], "", "", *lines[4:]])) == []
