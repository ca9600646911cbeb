"""What is around a plan: a table of contents, a legend of status words."""

from __future__ import annotations

import time

import pytest

from pipeline.findings import Severity
from pipeline.parse import parse
from pipeline.parse.details import without_contents
from tests.parse.documents import document, table

PLAN = table("No.|Recommendation|Owner|Update\n7|Grade.|Vale|a")


def test_a_table_of_contents_is_left_out_with_a_note() -> None:
    """Its pages are not those of the next edition; the headings it names stay."""
    lines = ("## Contents", "Introduction ..... 2", "Action plan 3")
    parsed = parse(
        document("# Plan", *lines, "## Introduction", "Read this.", "## Action plan", PLAN), "t"
    )

    assert [d.text for d in parsed.plan.details] == ["Introduction", "Read this.", "Action plan"]
    (found,) = [f for f in parsed.receipt.findings if f.code == "contents"]
    assert found.words[0] == "Contents"
    assert parsed.receipt.unplaced == ()


def test_lines_that_end_with_a_number_are_no_contents() -> None:
    """A line names a heading of the document, or it is text; and one line is not a table."""
    parsed = parse(
        document("# Plan", "Introduction 2", "Version 3", "## Introduction", "Text.", PLAN), "t"
    )

    assert [d.text for d in parsed.plan.details[:2]] == ["Introduction 2", "Version 3"]
    assert "contents" not in [f.code for f in parsed.receipt.findings]


def test_numbered_recommendations_are_no_contents() -> None:
    """A heading may be the word that lines number."""
    head = "Requirement|Owner|Update\n"
    items = ("## Recommendation", "Recommendation 1", "Grade.", table(f"{head}First.|Vale|a"))
    more = ("Recommendation 2", "Brief.", table(f"{head}Second.|Vale|b"))
    parsed = parse(document("# Plan", *items, *more), "t")

    assert [r.number for r in parsed.plan.recommendations] == ["1", "2"]


def test_a_line_of_endless_leaders_is_read_in_time() -> None:
    """A million dots and no page are no line of contents, and are looked at once."""
    start = time.process_time()
    items = document("# Plan", "." * 1_000_000 + "x", "." * 1_000_000 + "7").items
    assert without_contents(items) == (items, ())
    assert time.process_time() - start < 5


BESIDE = "No.|Recommendation|Owner|Update|RAG\n7|Grade.|Vale|a|Green"


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
    for items in (("# Plan", table(drawn), table(BESIDE)), ("# Plan", table(BESIDE), table(drawn))):
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
    parsed = parse(document("# Plan", table(drawn), table(BESIDE)), "t")
    assert "legend" not in [f.code for f in parsed.receipt.findings]
