"""JSON, CSV and the transcript."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings

from pipeline.ingest import DEFAULT_OPTIONS, reader
from pipeline.layout import load_layout
from pipeline.load import load_bytes
from pipeline.model import Plan
from pipeline.parse.known import read_own
from pipeline.planfile import plan_from_json
from pipeline.publication import Publication
from pipeline.render.data import render_csv, render_json, render_text, render_updates_csv
from pipeline.richtext import BulletList, Paragraph, Run, plain_text, rich_text
from tests.plans import SMALL, action, made_plan, plans, recommendation

LAYOUT = load_layout("devon-and-cornwall")

AWKWARD = made_plan(
    SMALL.title,
    details=(),
    periods=SMALL.periods,
    notes=("=A note.", "Another: with <b>markup</b>."),
    recommendations=(
        recommendation(
            "7",
            plain_text("'Quoted' from the start"),
            (
                action(
                    "+7",
                    plain_text("=SUM(A1:A9)"),
                    "@owner",
                    (
                        rich_text(
                            [
                                Paragraph((Run("<b>not bold</b> &amp; &nbsp; &copy R&D < 3"),)),
                                Paragraph(
                                    (Run("- no item; "), Run("loud", bold=True, italic=True))
                                ),
                                BulletList(((Run("=1+1"),), (Run("a, b "), Run("c", italic=True)))),
                            ]
                        ),
                        plain_text("-5"),
                    ),
                    "Complete",
                ),
            ),
        ),
    ),
)
"""Signs that a spreadsheet, a web page or a CSV reader could take for its own."""


def _publication(plan: Plan) -> Publication:
    return Publication(plan, LAYOUT, "action-plan")


def _rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("render, ending", [(render_csv, "csv"), (render_text, "txt")])
@settings(deadline=None, max_examples=40)
@example(AWKWARD)
@given(plan=plans())
def test_round_trip(render: Callable[[Publication], bytes], ending: str, plan: Plan) -> None:
    """The same plan comes back by its known columns, and no word is unplaced for anybody."""
    data, name = render(_publication(plan)), f"plan.{ending}"
    document = reader(ending)(data, name, DEFAULT_OPTIONS)

    assert read_own(document, plan, LAYOUT, is_complete=ending == "csv") == plan
    assert not load_bytes(data, name).receipt.unplaced


def test_json_is_the_plan() -> None:
    """The JSON artifact is the plan's JSON form."""
    assert plan_from_json(render_json(_publication(SMALL)), "plan.json") == SMALL


def test_csv_has_a_complete_row_for_each_action() -> None:
    """Each row says its recommendation and its edition, so that it can be filtered and joined."""
    heading, *rows = _rows(render_csv(_publication(SMALL)))

    assert len(rows) == 4
    assert {len(row) for row in rows} == {len(heading)}
    assert [row[0] for row in rows] == ["7", "7", "10", "10"]
    assert heading[5:8] == [SMALL.periods[0].label, SMALL.periods[1].label, "Status"]
    assert [row[8] for row in rows] == ["7.1", "7.2", "10#1", "10#2"]
    assert rows[3][9:] == [
        SMALL.title,
        "Force: Wexmoor Police\nExecutive Lead: Assistant Chief Constable",
        "",
        "2.0",
    ]


def test_updates_csv_has_a_row_for_each_update() -> None:
    """The long view has a row for each action and period, in the table's order."""
    heading, *rows = _rows(render_updates_csv(_publication(SMALL)))

    assert len(rows) == 8
    assert heading[:3] == ["key", "recommendation", "reference"]
    assert rows[1] == [
        *("7.1", "7", "7.1", "Grading is reviewed & recorded.", "Chief Constable"),
        *("March 27th 2025", "2025-03-27", "As per previous update.", "In progress"),
    ]


def test_lists_and_looks_can_be_read_in_a_cell() -> None:
    """A cell has a line for each paragraph, a bullet for each item, and tags for looks."""
    rows = _rows(render_csv(_publication(SMALL)))

    assert rows[1][5] == "A review has begun.\nIt covers:\n• intake\n• handover"
    assert rows[3][5].endswith('c=2">the guidance</a> of <b>May</b>.')
    assert rows[3][6] == "12 sessions held; cost < £3,000."


@pytest.mark.parametrize("render", [render_csv, render_updates_csv])
def test_no_value_is_a_formula(render: Callable[[Publication], bytes]) -> None:
    """No value begins with a sign that a spreadsheet takes for a formula's."""
    values = [value for row in _rows(render(_publication(AWKWARD))) for value in row]

    assert "'=SUM(A1:A9)" in values
    assert not [value for value in values if value.startswith(("=", "+", "-", "@"))]


def test_csv_is_what_spreadsheets_open() -> None:
    """CSV is UTF-8 with its mark, and its lines end as RFC 4180 says."""
    data = render_csv(_publication(SMALL))

    assert data.startswith(b"\xef\xbb\xbfRec. No.,")
    assert data.endswith(b",2.0\r\n")


def test_text_is_the_transcript() -> None:
    """The transcript has title and details, a blank line, and a line of tabs for each row."""
    lines = render_text(_publication(SMALL)).decode().splitlines()

    assert lines[0] == SMALL.title
    assert lines[2] == "Force: Wexmoor Police"
    assert [line.count("\t") for line in lines[6:]] == [6, 7, 7, 7, 7]
    assert "<ul><li>intake</li><li>handover</li></ul>" in lines[7]
    assert lines[8].startswith("\t\t7.2\t\tChief Constable\t")
