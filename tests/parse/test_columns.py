"""What is said about columns."""

from __future__ import annotations

from dataclasses import replace

from pipeline.parse import parse
from pipeline.richtext import plain_text
from pipeline.table import RawTable
from tests.parse.documents import document, table

DRAWN = """
No.|Recommendation|Requirement|Update|RAG
7|Grade.|First.|a|
8|Brief.|Second.|b|
9|Log.|Third.|c|Green
"""


def coloured(*places: tuple[int, int]) -> RawTable:
    """Return the drawn table with the cells at `places` filled."""
    made = table(DRAWN)
    rows = [
        tuple(
            replace(cell, colour="00b050") if (r, c) in places else cell
            for c, cell in enumerate(row)
        )
        for r, row in enumerate(made.rows)
    ]
    return RawTable(tuple(rows))


def codes(made: RawTable) -> list[str]:
    """Return the codes of what is found in a table."""
    return [f.code for f in parse(document(made), "t").receipt.findings]


def test_a_status_that_is_a_colour_is_said() -> None:
    """A filled cell without a word is a status that nobody can read aloud."""
    finding = next(
        f
        for f in parse(document(coloured((1, 4), (2, 4), (3, 4))), "t").receipt.findings
        if f.code == "status-by-colour"
    )

    assert finding.message.startswith('Cells under "RAG" have a colour and no word (2)')
    assert finding.place.source is not None
    assert finding.place.source.row == 2


def test_a_coloured_dot_is_not_a_word() -> None:
    """A cell that holds only a sign says no more than its colour."""
    made = coloured((2, 4))
    dot = replace(made.rows[2][4], content=plain_text("●"), markup=None)
    rows = (*made.rows[:2], (*made.rows[2][:4], dot), *made.rows[3:])

    assert "status-by-colour" in codes(RawTable(rows))


def test_stripes_are_no_status() -> None:
    """A row that is filled from end to end says nothing by it."""
    assert "status-by-colour" not in codes(coloured(*((1, c) for c in range(5))))


def test_a_heading_row_may_have_many_unknown_headings() -> None:
    """Four roles make a plan's heading row, whatever is beside them."""
    drawn = """
Ref|Theme|Source|Grading|Area for improvement|Priority|Due date|Outcome|Lead|Impact|Progress|RAG
1|Custody|PEEL|Adequate|Log visits.|High|May|Safer|Vale|Some|Begun.|Amber
"""
    plan = parse(document(table(drawn)), "t").plan

    assert plan.recommendations[0].text.plain == "Log visits."
    assert next(plan.actions()).owner == "Vale"


def test_groups_of_headings_that_have_roles_are_no_heading_row() -> None:
    """Where several cells of a row reach over columns, the headings of those are below it."""
    drawn = """
Recommendation|Evidence||Progress|
No.|Text|Ref|Requirement|Owner|November 2025|May 2026|Status
7|Grade.|7.1|First.|Vale|Begun.|Done.|Open
"""
    spans = {(0, 0): (1, 2), (0, 1): (1, 2), (0, 3): (1, 2)}
    parsed = parse(document("Plan", table(drawn, spans=spans)), "t")

    (recommendation,) = parsed.plan.recommendations
    (action,) = recommendation.actions
    assert (recommendation.number, recommendation.text.plain) == ("7", "Grade.")
    assert (action.reference, action.requirement.plain) == ("7.1", "First.")
    assert [p.label for p in parsed.plan.periods] == ["November 2025", "May 2026"]
    assert (action.owner, action.status) == ("Vale", "Open")
    assert parsed.receipt.unplaced == ()


def test_headings_beside_their_columns_are_said() -> None:
    """What is under a number's heading is looked at; sentences are none."""
    grade = "Supervisors are to look at each of the open reports once in every week."
    shifted = table(f"|No.|Recommendation|Update\n1|{grade}|1a Grade them.|Begun.")
    found = [
        f
        for f in parse(document("Plan", shifted), "t").receipt.findings
        if f.code == "headings-displaced"
    ]
    assert [f.place.source.column for f in found if f.place.source] == [2]
    sound = table(f"No.|Recommendation|Owner|Update\n1|{grade}|Vale|Begun.")
    assert "headings-displaced" not in [
        f.code for f in parse(document("Plan", sound), "t").receipt.findings
    ]


def test_a_heading_over_several_columns_is_parted_in_the_row_below() -> None:
    """One cell that reaches into that row shows it, though some of its words tell no role."""
    drawn = """
Recommendation|Action|Lead|Position
No.|Wording|Ref|Detail|June 2026
7|Grade.|7.1|First.|Vale|Begun.
"""
    spans = {(0, 0): (1, 2), (0, 1): (1, 2), (0, 2): (2, 1)}
    parsed = parse(document(table(drawn, spans=spans)), "t")

    assert [(r.number, r.text.plain) for r in parsed.plan.recommendations] == [("7", "Grade.")]
    assert [(a.reference, a.requirement.plain, a.owner) for a in parsed.plan.actions()] == [
        ("7.1", "First.", "Vale")
    ]
    assert [p.label for p in parsed.plan.periods] == ["June 2026"]
