"""Legends of status words, which the layout prints itself."""

from __future__ import annotations

import pytest

from pipeline.findings import Severity
from pipeline.parse import parse
from tests.parse.documents import document, table

PLAN = "No.|Recommendation|Owner|Update|RAG\n7|Grade.|Vale|a|Green"


@pytest.mark.parametrize(
    "drawn",
    [
        "RAG|What it means\nGreen|Done as planned\nRed|Late",
        "Status|Definition\nOpen|Work has begun\nClosed|Work is done",
        "RAG rating|Description\nOpen|Begun\nClosed|Done",
        "Red|Late\nAmber|At risk\nGreen|Done as planned",
        "|Red: late|Needs help from the board\n|Blue: closed|Nothing more to do",
    ],
)
def test_a_legend_is_left_out_with_a_note(drawn: str) -> None:
    """Above the plan or below it; none of its lines stands for a detail of the plan."""
    for items in (("# Plan", table(drawn), table(PLAN)), ("# Plan", table(PLAN), table(drawn))):
        parsed = parse(document(*items), "t")
        (found,) = [f for f in parsed.receipt.findings if f.code == "legend"]
        assert found.severity is Severity.NOTE
        assert parsed.plan.details == ()
        assert parsed.receipt.unplaced == ()


@pytest.mark.parametrize(
    "drawn",
    ["Status|Final\nOwner|Vale\nVersion|Two", "Area|Lead\nGreen Lane|Vale\nWest|Marsh"],
)
def test_a_table_of_labels_is_no_legend(drawn: str) -> None:
    """A status may be the document's own, and a place may have a colour's name."""
    parsed = parse(document("# Plan", table(drawn), table(PLAN)), "t")
    assert "legend" not in [f.code for f in parsed.receipt.findings]
