"""Small tables around headed text."""

from __future__ import annotations

import pytest

from pipeline.findings import Source
from pipeline.parse.label_tables import label_lines
from pipeline.richtext import Paragraph, Run, rich_text
from pipeline.table import RawCell, RawTable


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
    """`RAG | Number` over several rows is no card."""
    assert label_lines(drawn("*RAG*|*Number*|*Share*\nGreen|1|50%\nRed|1|50%")) == []
