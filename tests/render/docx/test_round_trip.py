"""Tests of the law that a rendered document reads back as its plan."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings

from pipeline.ingest import DEFAULT_OPTIONS, reader
from pipeline.layout import Layout
from pipeline.load import load_bytes, load_plan
from pipeline.model import Detail, Plan
from pipeline.parse.known import read_own
from tests.plans import SMALL, plans
from tests.render.docx.rendered import LAYOUT, on_paper, rendered

REAL = Path("../shared/plan/existing-plan.txt")
EXAMPLE = Path("inputs/existing-plan.txt")


def _read_back(data: bytes) -> Plan:
    loaded = load_bytes(data, "plan.docx")
    assert not loaded.receipt.unplaced
    return loaded.plan


def _as_ours(data: bytes, plan: Plan, layout: Layout = LAYOUT) -> Plan | None:
    """Return the plan of our own document, whose columns are known: nothing is guessed."""
    assert not load_bytes(data, "plan.docx").receipt.unplaced
    return read_own(reader("docx")(data, "plan.docx", DEFAULT_OPTIONS), plan, layout)


@settings(deadline=None, max_examples=60)
@given(plans())
@example(replace(SMALL, details=(Detail("Force", ""),)))
def test_awkward_plans_come_back(plan: Plan) -> None:
    """Reading what was rendered gives the same plan, whatever it holds."""
    assert _as_ours(rendered(plan), plan) == plan


@settings(deadline=None, max_examples=10)
@given(plans(max_periods=9))
def test_paper_does_not_matter(plan: Plan) -> None:
    """The same holds on A4 and with many periods."""
    paper = on_paper("A4")
    assert _as_ours(rendered(plan, paper), plan, paper) == plan


@pytest.mark.parametrize("path", [EXAMPLE, REAL], ids=["example", "real"])
def test_whole_plans_come_back(path: Path) -> None:
    """The example and the real plan come back exactly, every word placed."""
    if not path.is_file():
        pytest.skip(f"{path} is not on this machine")
    plan = load_plan(path).plan
    assert _read_back(rendered(plan)) == plan


def test_notes_and_unlabelled_details_come_back() -> None:
    """Notes below the table and details without a label are kept as such."""
    detail = replace(SMALL.details[0], label="", text="An answer to the inspectors")
    plan = replace(SMALL, details=(*SMALL.details, detail), notes=("One note.", "Another note."))
    assert _read_back(rendered(plan)) == plan
