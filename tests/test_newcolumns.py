"""The columns that a new period adds, and columns found by their headings."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.errors import UnknownColumnError
from pipeline.model import Action, Column, Period, Plan, Recommendation, Role, table_columns
from pipeline.newcolumns import fillable, find_column, with_period
from pipeline.richtext import EMPTY

MARCH = Period("March 2026", None)
DAY = Period("Update of 28 March 2026", dt.date(2026, 3, 28))
JUNE = Period("June 27th 2026", dt.date(2026, 6, 27))
ASK = Column("Ask", Role.REQUIREMENT)


def headings(*columns: Column) -> list[str]:
    """Return the headings of a plan of `columns` once it has the period of June."""
    made = table_columns(columns)
    row = Action(made, (EMPTY,) * len(made))
    plan = Plan("", (), made, (Recommendation(table_columns(()), (), (row,)),), ())
    return [
        " / ".join(filter(None, (c.spanner, c.heading))) for c in with_period(plan, JUNE).columns
    ]


def update(heading: str, period: Period, spanner: str = "") -> Column:
    """Return a column of updates."""
    return Column(heading, Role.UPDATE, period, spanner=spanner)


def rag(heading: str, period: Period, spanner: str = "") -> Column:
    """Return a column of statuses."""
    return Column(heading, Role.STATUS, period, spanner=spanner)


def test_the_first_period_is_before_the_status() -> None:
    """Where there is no status, it is last."""
    assert headings(ASK, Column("State", Role.STATUS)) == ["Ask", JUNE.label, "State"]
    assert headings(ASK) == ["Ask", JUNE.label]


def test_a_heading_that_holds_the_label_gets_the_new_one() -> None:
    """What is around the label stays; a heading that names no period is copied."""
    new = headings(ASK, update("Progress (March 2026)", MARCH), rag("RAG", MARCH))

    assert new == ["Ask", "Progress (March 2026)", "RAG", "Progress (June 27th 2026)", "RAG"]


def test_a_heading_that_holds_the_date_gets_the_new_label() -> None:
    """The same day may be written otherwise than in the label."""
    new = headings(ASK, update(DAY.label, DAY), rag("RAG 28/03/2026", DAY))

    assert new[3:] == [JUNE.label, f"RAG {JUNE.label}"]


@pytest.mark.parametrize(
    ("label", "heading", "new"),
    [
        ("Progress – Q1 (June 2026)", "RAG Q1", f"RAG {JUNE.label}"),
        ("Q1 2026/27", "Status, Q1 2026/27 (RAG)", f"Status, {JUNE.label} (RAG)"),
        ("Progress Q1", "RAG Q2", "RAG Q2"),
        ("Progress", "Level 3", "Level 3"),
    ],
)
def test_a_number_of_the_old_label_is_replaced(label: str, heading: str, new: str) -> None:
    """A status of the new period must not be headed by the quarter before."""
    old = Period(label, None)

    assert headings(ASK, update(label, old), rag(heading, old))[-1] == new


def test_a_spanner_of_the_period_becomes_its_label() -> None:
    """The headings below are copied, whatever the spanner said."""
    new = headings(ASK, update("Text", MARCH, "This quarter"), rag("RAG", MARCH, "This quarter"))

    assert new[3:] == [f"{JUNE.label} / Text", f"{JUNE.label} / RAG"]


def test_a_spanner_over_several_periods_stays() -> None:
    """The new period comes below it too."""
    new = headings(ASK, update(DAY.label, DAY, "Updates"), update("March 2026", MARCH, "Updates"))

    assert new[3:] == [f"Updates / {JUNE.label}"]


def test_a_period_that_nothing_names_is_named() -> None:
    """Else two columns would have the same heading."""
    assert headings(ASK, update("Latest", MARCH))[2:] == [JUNE.label]


def test_a_set_that_is_not_together_stays_so() -> None:
    """Each new column comes behind the one that it repeats."""
    state = Column("State", Role.OTHER)
    new = headings(ASK, update("March 2026", MARCH), state, rag("RAG", MARCH))

    assert new == ["Ask", "March 2026", JUNE.label, "State", "RAG", "RAG"]


def test_a_period_without_update_is_not_repeated() -> None:
    """Something must be said about each action: the new period has an update."""
    assert headings(ASK, rag("RAG March 2026", MARCH)) == ["Ask", "RAG March 2026", JUNE.label]


def test_two_columns_of_one_heading_are_told_by_their_spanner() -> None:
    """Without it, nobody knows which is meant."""
    columns = table_columns(
        (
            ASK,
            Column("Name", Role.OWNER, spanner="Lead"),
            Column("Phone", Role.OTHER, spanner="Lead"),
            Column("Name", Role.OWNER, spanner="Support"),
            Column("Phone", Role.OTHER, spanner="Support"),
        )
    )
    known = fillable(columns, JUNE)

    assert find_column(known, "support NAME:").place == 3
    with pytest.raises(UnknownColumnError, match="several columns are headed 'Name'"):
        find_column(known, "Name")
