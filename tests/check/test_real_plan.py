"""The real plan's faults are found, and not drowned; the cost grows with the rows."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.check import check_plan, family
from pipeline.load import Loaded, load_plan
from pipeline.model import Plan
from pipeline.settings import CheckSettings
from tests.check.found import layout
from tests.plans import SMALL

PLAN = Path(__file__).parents[3] / "shared" / "plan" / "existing-plan.txt"


@pytest.fixture(scope="module")
def real() -> Loaded:
    """Return the real plan."""
    if not PLAN.is_file():
        pytest.skip("the real plan is not on this machine")
    return load_plan(PLAN)


def test_the_faults_of_the_real_plan_are_found(real: Loaded) -> None:
    """Future dates, texts and numbers out of place, blank statuses as one, the template's words."""
    found = check_plan(
        real.plan, layout(), CheckSettings(), real.receipt.findings, real.receipt.sources
    )
    said = {(f.code, f.place.recommendation, f.place.period) for f in found}
    assert {
        ("date-after-period", "11", "April 6th 2026"),
        ("date-after-period", "10", "March 27th 2025"),
        ("recommendation-without-text", "13", ""),
        ("recommendation-without-text", "15", ""),
        ("number-below-its-rows", "11", ""),
        ("number-below-its-rows", "12", ""),
        ("reference-shared", "10", ""),
        ("status-blank", "", ""),
        ("placeholder", "", ""),
    } <= said
    counts = Counter(f.code for f in found)
    assert counts["status-blank"] == counts["placeholder"] == counts["abbreviation"] == 1


def test_every_finding_of_the_real_plan_says_where_it_is(real: Loaded) -> None:
    """What is about an action or a recommendation has its line."""
    found = check_plan(
        real.plan, layout(), CheckSettings(), real.receipt.findings, real.receipt.sources
    )
    placed = [f.place for f in found if f.place.recommendation]
    assert len(placed) > 20
    assert all(place.source and place.source.line for place in placed)


def test_the_findings_of_the_real_plan_can_be_read_in_a_minute(real: Loaded) -> None:
    """No family has more than fifteen findings, all together at most thirty."""
    found = check_plan(
        real.plan, layout(), CheckSettings(), real.receipt.findings, real.receipt.sources
    )
    families = Counter(family(f) for f in found)
    assert len(found) <= 30
    assert max(families.values()) <= 15


def test_the_cost_grows_with_the_rows() -> None:
    """Ten times the rows take about ten times as long: nothing is compared with everything."""
    small, large = _times(20), _times(200)
    check_plan(small, layout(), CheckSettings())  # the dictionary is read once
    assert _seconds(large) < 20 * max(_seconds(small), 0.005)


def _times(count: int) -> Plan:
    parts = tuple(
        r.replaced(number=f"{place}.{r.number}")
        for place in range(count)
        for r in SMALL.recommendations
    )
    return replace(SMALL, recommendations=parts)


def _seconds(plan: Plan) -> float:
    start = time.process_time()
    check_plan(plan, layout(), CheckSettings())
    return time.process_time() - start
