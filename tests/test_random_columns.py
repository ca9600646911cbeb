"""The laws of the round trip, for plans with any columns."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.arrange import arranged
from pipeline.diff import diff_plans
from pipeline.headingrows import heading_rows
from pipeline.layout import load_layout
from pipeline.merge import add_period
from pipeline.model import Answer, Period, PeriodColumn, Plan, Role
from pipeline.planfile import plan_from_json, plan_to_json
from pipeline.publication import Publication
from pipeline.render import renderer
from pipeline.richtext import plain_text
from pipeline.verify import artifact_faults
from tests.plans import random_plans

LAYOUT = load_layout("devon-and-cornwall")
JUNE = Period("June 27th 2026", dt.date(2026, 6, 27))
FAST = ("csv", "docx", "html", "txt", "updates.csv", "xlsx")


def faults(plan: Plan, format_: str) -> list[list[str]]:
    """Return where the artifact of `plan` in `format_` does not read back as it."""
    data = renderer(format_)(Publication(plan, LAYOUT, "plan"))
    return [fault.lines() for fault in artifact_faults(plan, f"plan.{format_}", data, LAYOUT)]


def with_update(plan: Plan) -> Plan:
    """Return `plan` as it is published: with a period, and with the layout's headings."""
    plan = arranged(plan, LAYOUT).plan
    return add_period(plan, PeriodColumn(JUNE, (Answer(plan.keys()[0], plain_text("Done.")),)))


@pytest.mark.parametrize("format_", FAST)
@settings(deadline=None, max_examples=25)
@given(plan=random_plans())
def test_every_format_reads_back(format_: str, plan: Plan) -> None:
    """Every heading and every cell comes back, whatever the columns mean.

    A sheet needs three headings in its first heading row: fewer could be texts above a table.
    """
    published = with_update(plan)
    headed = sum(bool(cell.text) for cell in heading_rows(published.columns)[0])
    assume(format_ != "xlsx" or headed >= 3)

    assert faults(published, format_) == []


@settings(deadline=None, max_examples=8)
@given(plan=random_plans(most=10, max_recommendations=2))
def test_a_pdf_reads_back(plan: Plan) -> None:
    """So it is on the page, in its tags and in the plan that it carries."""
    assert faults(with_update(plan), "pdf") == []


@settings(deadline=None, max_examples=40)
@given(plan=random_plans())
def test_json_is_exact(plan: Plan) -> None:
    """The plan's JSON form is the plan."""
    assert plan_from_json(plan_to_json(plan), "plan.json") == plan


@settings(deadline=None, max_examples=40)
@given(plan=random_plans(), place=st.integers(0, 99))
def test_a_period_changes_no_earlier_cell(plan: Plan, place: int) -> None:
    """The new period has an update; each former column has the cells that it had."""
    keys = plan.keys()
    answer = Answer(keys[place % len(keys)], plain_text("Done."))

    new = add_period(plan, PeriodColumn(JUNE, (answer,)))

    assert new.keys() == keys
    assert new.periods == (*plan.periods, JUNE)
    assert new.columns.first(Role.UPDATE, JUNE) is not None
    kept = [i for i, column in enumerate(new.columns) if column.period != JUNE]
    assert [new.columns[i] for i in kept] == list(plan.columns)
    assert [[row[i] for i in kept] for row in rows(new)] == rows(plan)
    changed = {change.field for change in diff_plans(plan, new).changes}
    assert changed == {"period", "update"}


@settings(deadline=None, max_examples=40)
@given(old=random_plans(most=8), new=random_plans(most=8))
def test_no_difference_exactly_where_plans_are_equal(old: Plan, new: Plan) -> None:
    """A heading, a role, an order or a cell that differs is a change."""
    assert diff_plans(old, new).equal == (old == new)
    assert diff_plans(new, new).equal


def rows(plan: Plan) -> list[list[object]]:
    """Return all rows of the table."""
    return [list(plan.row(r, action)) for r in plan.recommendations for action in r.actions]
