"""Tables whose labels are recommendations."""

from __future__ import annotations

from pipeline.parse import parse
from tests.parse.documents import document, table, texts


def test_a_recommendation_may_stand_beside_all_that_is_said_of_it() -> None:
    """The cell beside its name holds its text and labels with their values."""
    drawn = """
Recommendation 7|Grade. / Owner: Vale / Update: / Begun.
Recommendation 8|Brief. / Owner: Wells / Update: / Done.
"""
    parsed = parse(document("# Plan", table(drawn)), "t")

    assert [(r.number, r.text.plain) for r in parsed.plan.recommendations] == [
        ("7", "Grade."),
        ("8", "Brief."),
    ]
    assert [a.owner for a in parsed.plan.actions()] == ["Vale", "Wells"]
    assert [texts(a.updates) for a in parsed.plan.actions()] == [["Begun."], ["Done."]]
    assert parsed.receipt.unplaced == ()


def test_a_list_of_answers_is_left_out() -> None:
    """Without an update it is a summary; its words are in a finding, not in the plan's notes."""
    summary = table("Recommendation 7|Accepted\nRecommendation 8|Rejected")
    plan = table("No.|Recommendation|Owner|Update\n7|Grade.|Vale|a\n8|Brief.|Orme|b")
    parsed = parse(document("# Plan", plan, summary), "t")

    assert parsed.plan.notes == ()
    assert [f.code for f in parsed.receipt.findings] == ["table-without-plan"]
