"""Plans that lack something are published all the same, and it is said."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.draft import Request
from pipeline.layout import load_layout
from pipeline.model import Plan
from pipeline.publication import Publication, titled
from pipeline.publish import Report, publish_period
from pipeline.render import renderer
from pipeline.richtext import RichText
from pipeline.silence import Updates
from tests.plans import SMALL, with_table, with_updates

DATE = dt.date(2026, 6, 27)
LAYOUT = load_layout("devon-and-cornwall")


def each(plan: Plan, **blank: Any) -> Plan:
    """Return `plan` with `blank` values in each of its actions."""
    recommendations = tuple(
        replace(r, actions=tuple(action.replaced(**blank) for action in r.actions))
        for r in plan.recommendations
    )
    return replace(plan, recommendations=recommendations)


def without_periods(plan: Plan) -> Plan:
    """Return `plan` without its periods."""
    recommendations = tuple(
        replace(r, actions=tuple(with_updates(action, ()) for action in r.actions))
        for r in plan.recommendations
    )
    return with_table(plan, (), recommendations)


def publish(plan: Plan, folder: Path, format_: str, title: str = "") -> Report:
    """Return the report of `plan`, read from a file of `format_`, with a period added."""
    source = folder / f"plan.{format_}"
    source.write_bytes(renderer(format_)(Publication(plan, LAYOUT, "plan")))
    request = Request(DATE, source, Updates(()), LAYOUT.name, folder / "out", "action-plan")
    return publish_period(replace(request, title=title), lambda _: None)


@pytest.mark.parametrize(
    ("plan", "format_"),
    [
        (replace(SMALL, details=()), "docx"),
        (each(SMALL, reference=""), "html"),
        (each(SMALL, requirement=RichText()), "csv"),
        (each(SMALL, owner="", status=""), "xlsx"),
        (each(SMALL, updates=(RichText(),) * 2), "txt"),
        (without_periods(SMALL), "pdf"),
        (replace(each(without_periods(SMALL), owner="", status=""), title=""), "json"),
    ],
    ids=["details", "references", "requirements", "owners", "updates", "periods", "nearly all"],
)
def test_a_plan_that_lacks_something_is_published(plan: Plan, format_: str, tmp_path: Path) -> None:
    """All five artifacts are proved, and no action is lost."""
    report = publish(plan, tmp_path, format_)
    assert len(report.paths) == 5
    assert report.edition.plan.periods[:-1] == plan.periods
    assert len(list(report.edition.plan.actions())) == len(list(plan.actions()))


@pytest.mark.parametrize("format_", ["pdf", "html"])
def test_a_plan_without_a_title_is_given_one(format_: str, tmp_path: Path) -> None:
    """The layout's word stands for it in every artifact, and a warning says so."""
    untitled = replace(SMALL, title="")
    report = publish(untitled, tmp_path, format_)
    assert report.edition.plan.title == "Action plan"
    assert report.edition.plan.details == SMALL.details
    assert "title-missing" in [finding.code for finding in report.findings]


def test_a_title_that_is_given_is_the_plan_s(tmp_path: Path) -> None:
    """`--title` or `publish.toml` names a plan that has none; there is nothing to warn of."""
    report = publish(replace(SMALL, title=""), tmp_path, "csv", title="Our  plan")
    assert report.edition.plan.title == "Our plan"
    assert "title-missing" not in [finding.code for finding in report.findings]


def test_a_plan_s_own_title_stays() -> None:
    """What is given is for plans without one."""
    assert titled(SMALL, LAYOUT, "Another") is SMALL
