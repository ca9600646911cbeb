"""What is said of columns."""

from __future__ import annotations

from pipeline.parse import parse
from tests.parse.documents import document, table


def test_a_heading_row_may_have_many_unknown_headings() -> None:
    """Four roles make a plan's heading row, whatever stands beside them."""
    drawn = """
Ref|Theme|Source|Grading|Area for improvement|Priority|Due date|Outcome|Lead|Impact|Progress|RAG
1|Custody|PEEL|Adequate|Log visits.|High|May|Safer|Vale|Some|Begun.|Amber
"""
    plan = parse(document(table(drawn)), "t").plan

    assert plan.recommendations[0].text.plain == "Log visits."
    assert next(plan.actions()).owner == "Vale"
