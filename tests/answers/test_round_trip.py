"""Whatever the plan, a form that was filled in comes back with every answer."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from hypothesis import example, given, settings
from openpyxl import load_workbook

from pipeline.answers import Answers, read_answers
from pipeline.forms import make_forms
from pipeline.forms.selection import By
from pipeline.model import Plan
from pipeline.richtext import plain_text
from tests.forms.made import LAYOUT, PERIOD
from tests.plans import SMALL, plans

_ACTION = next(SMALL.actions()).replaced(
    requirement=plain_text("Two:\n- first\n_x0041_"),
    owner="Head\N{NO-BREAK SPACE}of Crime",
)
DASHED = replace(SMALL, recommendations=(replace(SMALL.recommendations[0], actions=(_ACTION,)),))
"""A line that looks like a list item, letters that XLSX gives a meaning, a no-break space."""

Fill = Callable[[bytes], bytes]


def _fill_workbook(data: bytes) -> bytes:
    """Return the form with its key as the update of each action."""
    book = load_workbook(io.BytesIO(data))
    for row in book["Updates"].iter_rows(min_row=7):
        row[7].value = f"Update of {row[0].value}"
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def _fill_document(data: bytes) -> bytes:
    document = docx.Document(io.BytesIO(data))
    for table in document.tables:
        key = table.cell(0, 1).text
        (cell,) = (row.cells[1] for row in table.rows if row.cells[0].text == "Update")
        cell.paragraphs[0].add_run(f"Update of {key}")
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def _returned(plan: Plan, format_: str, by: By | None, fill: Fill) -> Answers:
    """Return the answers in the forms of `plan` after `fill`."""
    with tempfile.TemporaryDirectory() as folder:
        for form in make_forms(plan, LAYOUT, PERIOD, by, format_):
            (Path(folder) / form.name).write_bytes(fill(form.data))
        return read_answers([Path(folder)], plan, PERIOD, LAYOUT)


@pytest.mark.parametrize(
    ("format_", "fill"), [("xlsx", _fill_workbook), ("docx", _fill_document)], ids=["xlsx", "docx"]
)
@settings(deadline=None, max_examples=12)
@given(plan=plans(max_periods=2, max_recommendations=3))
@example(plan=DASHED)
def test_every_answer_comes_back(plan: Plan, format_: str, fill: Fill) -> None:
    """Awkward keys, requirements and owners neither lose an answer nor cause a complaint."""
    answers = _returned(plan, format_, By.RECOMMENDATION, fill)
    expected = {key: plain_text(f"Update of {key}") for key in plan.keys()}
    assert {answer.key: answer.update for answer in answers.answers} == expected
    assert all(a.status is None and a.owner is None for a in answers.answers)
    assert answers.findings == ()


@pytest.mark.parametrize("format_", ["xlsx", "docx"])
@settings(deadline=None, max_examples=6)
@given(plan=plans(max_periods=2, max_recommendations=2))
def test_an_empty_form_says_nothing(plan: Plan, format_: str) -> None:
    """A form that comes back as it went out holds no answer and no complaint."""
    answers = _returned(plan, format_, None, bytes)
    assert (answers.answers, answers.new_actions, answers.findings) == ((), (), ())
