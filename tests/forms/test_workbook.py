"""The XLSX form: what a person sees, what may be filled in, and that it is the same each time."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from openpyxl import Workbook, load_workbook

from pipeline.digest import plan_digest
from pipeline.forms.workbook import render_workbook
from pipeline.richtext import EMPTY, plain_text
from tests.forms.made import form
from tests.plans import SMALL

HEADING_ROW = 6


@pytest.fixture(scope="module")
def book() -> Workbook:
    """Return the form of the small plan."""
    return load_workbook(io.BytesIO(render_workbook(form())))


def test_each_action_has_a_row(book: Workbook) -> None:
    """A row shows key, recommendation, requirement, owner, last real update and status."""
    first, *_, last = book["Updates"].iter_rows(min_row=HEADING_ROW + 1, values_only=True)
    assert first == (
        "7.1",
        "7: By 27 March 2025, review how reports are graded.",
        "Grading is reviewed & recorded.",
        "Chief Constable",
        "22 November 2024:\nA review has begun.\nIt covers:\n• intake\n• handover",
        "In progress",
        None,
        None,
        None,
    )
    assert last[0] == "10#2"


def test_an_action_without_update_says_so() -> None:
    """Where nothing was ever reported the form says it in the layout's words."""
    recommendation = SMALL.recommendations[0]
    action = recommendation.actions[0].replaced(updates=(EMPTY, plain_text("No change.")))
    plan = replace(SMALL, recommendations=(replace(recommendation, actions=(action,)),))
    sheet = load_workbook(io.BytesIO(render_workbook(form(plan))))["Updates"]
    assert sheet.cell(HEADING_ROW + 1, 5).value == "None yet."


def test_only_the_cells_to_fill_are_unlocked(book: Workbook) -> None:
    """The sheets are protected without a password, and three cells of each row are open."""
    unlocked = [
        cell.coordinate
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if not cell.protection.locked
    ]
    assert unlocked == [f"{column}{row}" for row in range(7, 11) for column in "GHI"]
    assert all(sheet.protection.sheet for sheet in book.worksheets)
    assert not any(sheet.protection.password for sheet in book.worksheets)


def test_statuses_are_chosen_from_the_legend(book: Workbook) -> None:
    """The drop-down takes its words from the sheet that says what they mean."""
    choices = {str(c.sqref): c.formula1 for c in book["Updates"].data_validations.dataValidation}
    assert choices == {"G7:G10": '"Yes"', "I7:I10": "'Status words'!$A$3:$A$6"}
    legend = book["Status words"].iter_rows(min_row=3, max_col=1, values_only=True)
    assert [word for (word,) in legend] == ["Complete", "In progress", "Not started", "Transferred"]


def test_the_plans_own_words_are_in_the_legend() -> None:
    """A status that the plan has and the layout lacks may be chosen as well."""
    recommendation = SMALL.recommendations[0]
    action = recommendation.actions[0].replaced(status="Paused")
    changed = replace(recommendation, actions=(action,))
    words = [word for word, _ in form(replace(SMALL, recommendations=(changed,))).statuses]
    assert words == ["Complete", "In progress", "Not started", "Transferred", "Paused"]


def test_it_prints_on_landscape_a4(book: Workbook) -> None:
    """The form fits an A4 sheet's width, and its headings are frozen and repeated."""
    sheet = book["Updates"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$6:$6"
    assert sheet.freeze_panes == "B7"


def test_it_names_its_period_and_plan(book: Workbook) -> None:
    """The file carries the period's date and the plan's digest, and shows them in a small line."""
    stamped = {p.name: p.value for p in book.custom_doc_props.props}  # type: ignore[attr-defined]
    digest = plan_digest(SMALL)
    assert stamped == {"publish-period": "2026-06-27", "publish-plan": digest}
    assert book["Updates"]["A5"].value == f"Form of 2026-06-27 · plan {digest[:12]}"


def test_nothing_becomes_a_formula() -> None:
    """A requirement that looks like a formula is a text, in the sheet and when it is edited."""
    recommendation = SMALL.recommendations[0]
    action = recommendation.actions[0].replaced(requirement=plain_text("=HYPERLINK(1)"))
    plan = replace(SMALL, recommendations=(replace(recommendation, actions=(action,)),))
    cell = load_workbook(io.BytesIO(render_workbook(form(plan))))["Updates"].cell(7, 3)
    assert (cell.value, cell.data_type, cell.number_format) == ("=HYPERLINK(1)", "s", "@")


def test_the_same_form_has_the_same_bytes() -> None:
    """No clock and no chance is in the file."""
    assert render_workbook(form()) == render_workbook(form())
