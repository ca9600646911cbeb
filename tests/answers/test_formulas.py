"""What looks like a formula in an answer is text in whatever is published from it."""

from __future__ import annotations

import csv
import io

import pytest

from pipeline.load import load_bytes
from pipeline.merge import add_period
from pipeline.model import PeriodColumn, Plan
from pipeline.publication import Publication
from pipeline.render import renderer
from pipeline.richtext import plain_text
from tests.answers.conftest import Read
from tests.forms.made import LAYOUT, PERIOD
from tests.plans import SMALL

FORMULAS = {
    "7.1": '=HYPERLINK("https://example.org","click")',
    "7.2": "=cmd|' /C calc'!A0",
    "10#1": "@SUM(A1:A9)",
    "10#2": "+44 1632 960001 is the new number; -3 posts",
}


@pytest.fixture
def plan(read: Read) -> Plan:
    """Return the small plan with a period of answers that look like formulas."""
    text = io.StringIO()
    csv.writer(text).writerows([("key", "update"), *FORMULAS.items()])
    answers = read({"a.csv": text.getvalue()}).answers
    return add_period(SMALL, PeriodColumn(PERIOD, answers))


def test_they_are_read_letter_for_letter(plan: Plan) -> None:
    """The new column holds what was typed."""
    updates = [action.updates[-1] for action in plan.actions()]
    assert updates == [plain_text(formula) for formula in FORMULAS.values()]


@pytest.mark.parametrize("format_", ["json", "csv", "docx", "html"])
def test_they_are_published_letter_for_letter(format_: str, plan: Plan) -> None:
    """Each format gives them back as text."""
    data = renderer(format_)(Publication(plan, LAYOUT, "action-plan"))
    read = load_bytes(data, f"plan.{format_}").plan

    if format_ == "csv":  # one heading row: what is printed over two columns is over each
        read = read.with_columns(plan.columns)
    assert read == plan


def test_no_spreadsheet_runs_them(plan: Plan) -> None:
    """In the published CSV nothing begins like a formula."""
    data = renderer("csv")(Publication(plan, LAYOUT, "action-plan")).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(data)) for cell in row]
    assert not [cell for cell in cells if cell.startswith(tuple("=+-@"))]


def test_a_web_page_has_no_link_of_them(plan: Plan) -> None:
    """The address inside a formula leads nowhere."""
    page = renderer("html")(Publication(plan, LAYOUT, "action-plan")).decode()
    assert 'href="https://example.org"' not in page
