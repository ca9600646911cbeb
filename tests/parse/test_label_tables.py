"""Small tables that are headed text."""

from __future__ import annotations

import pytest

from pipeline.findings import Source
from pipeline.parse import parse
from pipeline.parse.label_tables import label_lines
from pipeline.richtext import Paragraph, Run, rich_text
from pipeline.table import RawCell, RawTable
from tests.parse.documents import document, table, texts


def drawn(text: str) -> RawTable:
    """Return the table that `text` draws, a cell in stars in bold."""

    def cell(said: str) -> RawCell:
        run = Run(said.strip("*"), bold=said.startswith("*"))
        return RawCell(rich_text([Paragraph((run,))]), Source("t"))

    return RawTable(tuple(tuple(map(cell, line.split("|"))) for line in text.split("\n")))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("*Owner*|*Status*\nChief Nurse|On track", ["Owner: Chief Nurse", "Status: On track"]),
        ("See the brief.|\n*Owner*|*RAG*\nVale|Red", ["See the brief.", "Owner: Vale", "RAG: Red"]),
        ("*Owner*|*Date*|*Status*\nVale|May|", ["Owner: Vale", "Date: May", "Status"]),
        ("*Owner*|Chief Nurse\n*Status*|Awaiting response", None),  # labels beside their values
        ("Owner|Status of Vale\nDue|May", None),
    ],
)
def test_bold_headings_stand_over_what_is_said(text: str, wanted: list[str] | None) -> None:
    """A designed card has them side by side; in all other tables a label stands to the left."""
    lines = [line.content.plain for line in label_lines(drawn(text))]
    beside = [": ".join(c.strip("*") for c in row.split("|")) for row in text.split("\n")]
    assert lines == (wanted or beside)


def test_a_table_headed_by_numbers_counts_something() -> None:
    """`RAG | Number` over several rows is not a card."""
    assert label_lines(drawn("*RAG*|*Number*|*Share*\nGreen|1|50%\nRed|1|50%")) == []


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
