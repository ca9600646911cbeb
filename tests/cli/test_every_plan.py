"""`--all`: many plans, each by itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.run import Runner

PLAN = """{name} Plan

Organisation: {name} Council

Rec. No.\tRecommendation\tRef\tEvidence\tOwner\tMarch 27th 2026\tStatus
1\tInspect every mooring.\t1.1\tA plan.\tHarbour Master\tThe plan is drafted.\tIn progress
"""
DATE = ("--date", "2026-06-27", "--published-on", "2026-07-01")


@pytest.fixture
def publish(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Runner:
    """Return the command line in a folder of three plans; the second cannot be read."""
    monkeypatch.chdir(tmp_path)
    for name in ("ashby", "brent", "corve"):
        inputs = Path("plans", name, "inputs")
        (inputs / "updates").mkdir(parents=True)
        (inputs.parent / "publish.toml").write_text('plan = "inputs/plan.txt"\n')
        text = "nothing" if name == "brent" else PLAN.format(name=name.title())
        (inputs / "plan.txt").write_text(text)
        (inputs / "updates" / "2026-06-27.csv").write_text(f"key,update\n1.1,{name} did it.\n")
    return Runner(monkeypatch, capsys)


def files() -> set[str]:
    """Return what was published."""
    return {path.as_posix() for path in Path("plans").glob("*/build/*")}


def test_each_plan_is_published_or_not_by_itself(publish: Runner) -> None:
    """One that fails leaves nothing, and the others are whole; the code is that of the failure."""
    ran = publish("add-period", *DATE, "--format", "json", "--all", "--quiet")

    assert ran.code == 3
    assert ran.out.splitlines() == [
        "plans/ashby/build/action-plan-2026-06-27.json",
        "plans/corve/build/action-plan-2026-06-27.json",
    ]
    assert "plans/brent: publish: error: " in ran.err
    assert files() == {
        f"plans/{name}/build/action-plan-2026-06-27.{ending}"
        for name in ("ashby", "corve")
        for ending in ("json", "edition.json")
    }


def test_each_plan_is_checked(publish: Runner) -> None:
    """The findings of each are below its name, as JSON by its name."""
    ran = publish("check", "--all")
    assert ran.code == 3
    assert [line for line in ran.out.splitlines() if line.startswith("plans/")] == [
        "plans/ashby:",
        "plans/corve:",
    ]
    assert "2 of 3: plans/brent failed (exit code 3)" in ran.err

    found = json.loads(publish("check", "--all", "--json").out)
    assert {name: one["exit_code"] for name, one in found.items()} == {
        "ashby": 0,
        "brent": 3,
        "corve": 0,
    }
    assert found["brent"]["result"]["error"]["exit_code"] == 3
    assert found["ashby"]["result"]["path"] == "inputs/plan.txt"


def test_each_plan_is_rendered(publish: Runner) -> None:
    """Every plan is rendered into its own folder."""
    ran = publish("render", "--all", "--format", "csv", "--quiet")

    assert ran.code == 3
    assert files() == {"plans/ashby/build/plan.csv", "plans/corve/build/plan.csv"}


def test_each_recommendation_has_a_page(publish: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """`render --pages` makes them beside the whole page."""
    monkeypatch.chdir(Path("plans", "ashby"))
    ran = publish("render", "--format", "html", "--pages", "--quiet")

    assert ran.code == 0
    assert ran.out.splitlines() == ["build/plan.html", "build/plan.recommendation-1.html"]


def test_without_plans(
    publish: Runner, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """`render --all` names the folder that is missing; `check --all` shows all findings."""
    monkeypatch.chdir(Path("plans", "ashby"))
    assert publish("render", "--all").code == 3
    assert publish("check", "--all").code == 0
