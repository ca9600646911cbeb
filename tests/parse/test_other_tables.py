"""The tables that are around a plan: none of them is of it, and none is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.errors import NoTableError
from pipeline.model import Detail
from pipeline.parse import parse
from pipeline.table import RawTable
from tests.parse.documents import document, table

PLAN = """
No.|Recommendation|Ref|Action|Lead|Update|RAG
7|Grade.|7.1|First.|Vale|a|Green
8|Brief.|8.1|Second.|Orme|b|Amber
"""


def headed(drawn: str) -> RawTable:
    """Return a drawn table whose first row the file itself says is one of headings."""
    made = table(drawn)
    first = tuple(replace(cell, is_heading=True) for cell in made.rows[0])
    return RawTable((first, *made.rows[1:]))


@pytest.mark.parametrize(
    "other",
    [
        "Document reference|Version no.|Owner|Status\nGOV|0.4|Clerk|Draft",
        "Version|Date|Author|Comments\n0.3|1 May 2026|Clerk|Tidied words",
        "Status|Number of recommendations|Share\nComplete|4|40%",
        "Lead|Contact number|Email\nVale|101 555|vale@example.org",
        "Risk no|Risk|Impact|Mitigating action|Risk owner|Status\n1|It is late|3|Call|Clerk|Open",
        "Theme|What|Step|Milestones|Owner|Progress|Status\nA|B|C|D|E|F|G",
    ],
)
@pytest.mark.parametrize("is_above", [True, False])
def test_a_table_around_the_plan_is_left_out(other: str, is_above: bool) -> None:
    """Its words are in a finding, its rows are not actions."""
    tables = [table(other), table(PLAN)] if is_above else [table(PLAN), table(other)]
    parsed = parse(document("# Plan", *tables), "t")

    assert [(r.number, len(r.actions)) for r in parsed.plan.recommendations] == [
        ("7", 1),
        ("8", 1),
    ]
    assert "table-without-plan" in [f.code for f in parsed.receipt.findings]
    assert parsed.receipt.unplaced == ()


@pytest.mark.parametrize(
    "other",
    [
        "Document|Owner|Status\nPlan|Clerk|Draft",
        "Status|Number of recommendations\nComplete|4",
        "Recommendations|3\nOwner|Clerk\nLast updated|2 May 2026",
    ],
)
def test_a_table_around_a_plan_is_no_plan(other: str) -> None:
    """Numbers, owners and statuses alone make none."""
    with pytest.raises(NoTableError):
        parse(document("# Plan", table(other)), "t")


def test_a_small_table_with_headings_is_no_detail() -> None:
    """Labels and values above a plan are its details; a table with a heading row is another."""
    labels = table("Force|Wexmoor\nLead|Vale")
    counts = headed("RAG|Number\nGreen|1")
    parsed = parse(document("# Plan", labels, counts, table(PLAN)), "t")

    assert parsed.plan.details == (Detail("Force", "Wexmoor"), Detail("Lead", "Vale"))
    assert "table-without-plan" in [f.code for f in parsed.receipt.findings]


def test_a_table_as_wide_as_the_plan_need_not_go_on_with_it() -> None:
    """What is under the numbers has to look like numbers, and no row may be a heading."""
    contacts = "Name|Role|Team|Room|Desk|Telephone|Email\nVale|ACC|A|1|2|101|v@example.org"
    for other in (table(contacts), headed("9|Log.|9.1|Third.|Vale|c|Green")):
        plan = parse(document("# Plan", table(PLAN), other), "t").plan
        assert [r.number for r in plan.recommendations] == ["7", "8"]

    goes_on = parse(document("# Plan", table(PLAN), table("9|Log.|9.1|Third.|Vale|c|Green")), "t")
    assert [r.number for r in goes_on.plan.recommendations] == ["7", "8", "9"]


def test_a_table_of_headings_alone_is_nothing() -> None:
    """A heading row without a row below it adds no action, and loses no word."""
    empty = "No.|Recommendation|Owner|Status"
    parsed = parse(document("# Plan", table(PLAN), table(empty), table(PLAN.split("\n7")[0])), "t")

    assert [r.number for r in parsed.plan.recommendations] == ["7", "8"]
    assert parsed.receipt.unplaced == ()
