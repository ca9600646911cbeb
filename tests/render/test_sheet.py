"""The plan as a workbook."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.errors import OutputError
from pipeline.ingest import DEFAULT_OPTIONS, reader
from pipeline.layout import load_layout
from pipeline.load import load_bytes
from pipeline.model import Plan
from pipeline.parse.known import read_own
from pipeline.publication import Publication
from pipeline.render.sheet import render_xlsx
from pipeline.richtext import plain_text
from tests.plans import SMALL, plans
from tests.render.test_data import AWKWARD

LAYOUT = load_layout("devon-and-cornwall")


def _publication(plan: Plan = SMALL) -> Publication:
    return Publication(plan, LAYOUT, "action-plan")


def _sheet(plan: Plan = SMALL) -> Worksheet:
    data = io.BytesIO(render_xlsx(_publication(plan)))
    return load_workbook(data, rich_text=True).worksheets[0]


@settings(deadline=None, max_examples=25)
@example(AWKWARD)
@example(replace(SMALL, title="A_x0041_ & <b>", notes=("_x0042_",)))
@given(plans())
def test_round_trip(plan: Plan) -> None:
    """The same plan comes back by its known columns, and no word is unplaced for anybody."""
    data = render_xlsx(_publication(plan))

    assert read_own(reader("xlsx")(data, "plan.xlsx", DEFAULT_OPTIONS), plan, LAYOUT) == plan
    assert not load_bytes(data, "plan.xlsx").receipt.unplaced


def test_table_is_as_printed() -> None:
    """Title and details are above the table, headings and recommendations reach over theirs."""
    sheet = _sheet()

    assert sheet["A1"].value == SMALL.title
    assert sheet["A2"].value == "Force: Wexmoor Police"
    assert sheet["A5"].value == "Rec. No."
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert merged == {"C5:D5", "A6:A7", "B6:B7", "A8:A9", "B8:B9"}
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A6", "$5:$5")


def test_text_is_never_a_formula() -> None:
    """Each cell is a text, and stays one when it is edited."""
    cells = [cell for row in _sheet(AWKWARD).iter_rows() for cell in row if cell.value]

    assert "=SUM(A1:A9)" in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells)


def test_same_bytes() -> None:
    """The same publication gives the same bytes, and dates from its period."""
    data = render_xlsx(_publication())

    assert data == render_xlsx(_publication())
    assert load_workbook(io.BytesIO(data)).properties.modified.isoformat() == "2025-03-27T00:00:00"


def test_text_that_no_cell_holds() -> None:
    """A text beyond a cell's limit is an error; it would be cut without a word."""
    first, *others = SMALL.recommendations
    plan = replace(SMALL, recommendations=(first.replaced(text=plain_text("x" * 32_768)), *others))

    with pytest.raises(OutputError, match="32,768 characters; a cell holds 32,767"):
        render_xlsx(_publication(plan))
