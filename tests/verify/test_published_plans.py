"""Every artifact of a published plan is verified: the example's, the real plan's, random ones'."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from pipeline.draft import Request
from pipeline.layout import load_layout
from pipeline.model import Plan
from pipeline.planfile import plan_to_json
from pipeline.publish import Report, publish_period
from pipeline.settings import CheckSettings
from pipeline.silence import Updates
from pipeline.verify.verdict import verify_file
from tests.plans import plans

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared" / "plan" / "existing-plan.txt"
LAYOUT = load_layout("devon-and-cornwall")
DAY = dt.date(2026, 6, 27)


def published(plan: Path, updates: Updates, folder: Path) -> Report:
    """Return the report of the edition of `plan` in `folder`."""
    request = Request(
        DAY,
        plan,
        updates,
        LAYOUT.name,
        folder,
        "action-plan",
        missing="no-update",
        published=DAY,
        check=CheckSettings(rules={"misread-signs": False}),  # random signs look like misread ones
    )
    return publish_period(request, lambda _: None)


def not_verified(report: Report) -> list[str]:
    """Return what does not pass of each artifact and of the record."""
    return [
        f"{path.name}: {check.message}"
        for path in (*report.paths, report.record)
        for check in verify_file(path, None, LAYOUT).checks
        if not check.passed
    ]


def random_plans(count: int) -> list[Plan]:
    """Return `count` plans of any shape, the same ones each time."""
    drawn: list[Plan] = []

    @given(plans(max_periods=3, max_recommendations=3))
    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=[*HealthCheck],
    )
    def draw(plan: Plan) -> None:
        drawn.append(plan)

    draw()
    return drawn[-count:]


def verify_random(count: int, folder: Path) -> None:
    """Publish `count` random plans, each into a folder of its own, and verify every file."""
    made = random_plans(count)
    assert len(made) == count
    for number, plan in enumerate(made):
        own = folder / str(number)
        own.mkdir()
        (own / "plan.json").write_bytes(plan_to_json(plan))

        report = published(own / "plan.json", Updates(()), own / "build")

        assert len(report.paths) == 5
        assert not_verified(report) == [], plan


def test_the_example_is_verified(tmp_path: Path) -> None:
    """Its five artifacts and its record."""
    inputs = ROOT / "inputs"
    updates = Updates((inputs / "updates" / "2026-06-27.csv",))

    assert not_verified(published(inputs / "existing-plan.txt", updates, tmp_path)) == []


@pytest.mark.skipif(not REAL.is_file(), reason="the real plan is not beside the repository")
def test_the_real_plan_is_verified(tmp_path: Path) -> None:
    """Its five artifacts and its record."""
    assert not_verified(published(REAL, Updates(()), tmp_path)) == []


def test_random_plans_are_verified(tmp_path: Path) -> None:
    """A few plans of any shape; `nox -s corpus` tries thirty."""
    verify_random(3, tmp_path)


@pytest.mark.corpus
def test_thirty_random_plans_are_verified(tmp_path: Path) -> None:
    """Every artifact of each, and its record."""
    verify_random(30, tmp_path)
