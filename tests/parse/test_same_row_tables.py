"""Tables that hold the same rows."""

from __future__ import annotations

import pytest

from pipeline.parse import parse
from tests.parse.documents import document, table, texts

NOVEMBER = """
Rec No|Recommendation|Ref|Requirement|Owner|Update|Status
7|Grade.|7.1|First.|Vale|Begun.|Open
7|Grade.|7.2|Second.|Vale|Planned.|Open
8|Brief.|8.1|Third.|Orme|Begun.|Open
"""
MAY = """
Rec No|Recommendation|Ref|Requirement|Owner|Update|Status
7|Grade.|7.1|First.|Vale|Done.|Complete
7|Grade.|7.2|Second.|Penrose|Begun.|Open
8|Brief.|8.1|Third.|Orme|Goes on.|Open
9|Log.|9.1|Fourth.|Orme|New.|Open
"""


@pytest.mark.parametrize("latest_first", [False, True])
def test_a_table_for_each_period_is_one_plan(latest_first: bool) -> None:
    """The periods are side by side in the order of their days, whatever order the file has."""
    parts = [("## November 2025", table(NOVEMBER)), ("## May 2026", table(MAY))]
    if latest_first:
        parts.reverse()
    parsed = parse(document("# Plan", *(item for part in parts for item in part)), "t")

    assert [p.label for p in parsed.plan.periods] == ["November 2025", "May 2026"]
    assert [(a.reference, texts(a.updates), a.status) for a in parsed.plan.actions()] == [
        ("7.1", ["Begun.", "Done."], "Complete"),
        ("7.2", ["Planned.", "Begun."], "Open"),
        ("8.1", ["Begun.", "Goes on."], "Open"),
        ("9.1", ["", "New."], "Open"),
    ]
    codes = [f.code for f in parsed.receipt.findings]
    assert "tables-side-by-side" in codes
    assert codes.count("earlier-owner") == 1
    assert [c.period and c.period.label for c in parsed.plan.columns if c.role == "status"] == [
        "November 2025",
        "May 2026",
    ]
    assert (parsed.plan.title, parsed.plan.notes) == ("Plan", ())
    assert parsed.receipt.unplaced == ()


def test_rows_that_differ_are_another_table() -> None:
    """A second table with rows of its own goes on with the plan."""
    other = MAY.replace("7.", "17.").replace("8.1", "18.1").replace("First", "Fifth")
    plan = parse(document("# Plan", table(NOVEMBER), table(other)), "t").plan

    assert [p.label for p in plan.periods] == ["Update"]
    assert sum(1 for _ in plan.actions()) == 7


def test_a_summary_before_the_plan_is_left_out() -> None:
    """A list of recommendations with their statuses adds no action; its words are said."""
    summary = "Rec No|Recommendation|Owner|Status\n7|Grade.|Vale|Green\n8|Brief.|Orme|Amber\n"
    parsed = parse(
        document("# Plan", "## Summary", table(summary), "## In full", table(NOVEMBER)), "t"
    )

    assert [len(r.actions) for r in parsed.plan.recommendations] == [2, 1]
    finding = next(f for f in parsed.receipt.findings if f.code == "summary-table")
    assert "Amber" in finding.words
    assert parsed.receipt.unplaced == ()


def test_a_list_without_updates_is_the_plan_where_it_is_all() -> None:
    """A table of statuses alone is not a summary of another."""
    summary = "Rec No|Recommendation|Owner|Status\n7|Grade.|Vale|Green\n8|Brief.|Orme|Amber\n"
    plan = parse(document("# Plan", table(summary)), "t").plan

    assert [a.status for a in plan.actions()] == ["Green", "Amber"]


def test_each_update_keeps_its_place() -> None:
    """Where an update is told by the table that it came from."""
    later = "Rec No|Recommendation|Ref|Requirement|Owner|Update|Status\n" + MAY.split("\n", 2)[2]
    shifted = table("|||||| \n" + later)
    parsed = parse(
        document("# Plan", "## November 2025", table(NOVEMBER), "## May 2026", shifted), "t"
    )

    sources = parsed.receipt.sources
    assert 2 == sources["7.1", "November 2025"].row
    assert 3 == sources["7.1", "May 2026"].row
    assert 6 == sources["9.1", "May 2026"].row


def test_a_plan_may_stand_in_two_tables_side_by_side() -> None:
    """A table too wide for its page goes on in another, with the numbers printed again."""
    left = """
Rec No|Recommendation|Ref|Requirement|Owner
7|Grade.|7.1|First.|Vale
7|Grade.|7.2|Second.|Vale
"""
    right = """
Rec No|Ref|November 2025|May 2026|Status
7|7.1|Begun.|Done.|Complete
7|7.2|Planned.|Begun.|Open
"""
    parsed = parse(document("# Plan", table(left), table(right)), "t")

    assert [
        (a.reference, a.requirement.plain, a.owner, texts(a.updates), a.status)
        for a in parsed.plan.actions()
    ] == [
        ("7.1", "First.", "Vale", ["Begun.", "Done."], "Complete"),
        ("7.2", "Second.", "Vale", ["Planned.", "Begun."], "Open"),
    ]
    assert parsed.plan.recommendations[0].text.plain == "Grade."
    assert parsed.receipt.unplaced == ()


def test_references_that_count_anew_tell_no_row() -> None:
    """Tables of two recommendations, both with actions 1 and 2, are two tables."""
    head = "Ref|Requirement|Owner|Update\n"
    parsed = parse(
        document(
            *("# Plan", "## Recommendation 7", table(f"{head}1|First.|Vale|a\n2|Second.|Vale|b")),
            *("## Recommendation 8", table(f"{head}1|Third.|Vale|c\n2|Fourth.|Vale|d")),
        ),
        "t",
    )

    assert [(r.number, len(r.actions)) for r in parsed.plan.recommendations] == [
        ("7", 2),
        ("8", 2),
    ]


@pytest.mark.parametrize(
    ("headings", "count"),
    [
        (("## 1 Grade reports.", "## 2 Brief the board."), 2),
        (("## 1. Update October 2025", "## 2. Update May 2026"), 1),  # sections, by period
    ],
)
def test_recommendations_may_ask_for_the_same_evidence(
    headings: tuple[str, str], count: int
) -> None:
    """The number above a table tells its rows from another's, where they have none."""
    first, second = (
        f"Action|Owner|Update|Status\nTold.|Vale|{x}|Open" for x in ("Begun.", "Done.")
    )
    items = (headings[0], table(first), headings[1], table(second))
    plan = parse(document("# Plan", *items), "t").plan

    assert len(list(plan.actions())) == count
