"""The summary at the head: counts by status, what is new, what is late."""

from __future__ import annotations

from dataclasses import replace

from pipeline.columns import Column, Role
from pipeline.layout import load_layout
from pipeline.model import Action, Columns, Level, Plan, Recommendation
from pipeline.publication import Publication
from pipeline.render.summary import Summary, summary
from pipeline.richtext import plain_text
from tests.plans import SMALL, small_table

LAYOUT = load_layout("devon-and-cornwall")


def with_due(plan: Plan, due: str) -> Plan:
    """Return `plan` with the same due date for each action."""
    columns = Columns((*plan.columns, Column("Due", Role.DUE)))
    top, low = columns.level(Level.RECOMMENDATION), columns.level(Level.ACTION)
    made = tuple(
        Recommendation(
            top, r.cells, tuple(Action(low, (*a.cells, plain_text(due))) for a in r.actions)
        )
        for r in plan.recommendations
    )
    return replace(plan, columns=columns, recommendations=made)


def of(plan: Plan) -> Summary:
    """Return the summary of `plan`, which has one."""
    found = summary(Publication(plan, LAYOUT, "plan"))
    assert found is not None
    return found


def test_counts_by_status() -> None:
    """In the order of the layout's words, with the share of all; the bar is said in words."""
    found = of(SMALL)

    assert [(s.word, s.count, s.percent) for s in found.shares] == [
        ("Complete", 2, 50.0),
        ("In progress", 1, 25.0),
        ("No status", 1, 25.0),
    ]
    assert found.alternative == "Of 4 actions: 2 Complete, 1 In progress, 1 No status."
    assert found.newest == "Newest period: March 27th 2025"


def test_names_what_is_late() -> None:
    """Only actions that are not complete, with the day that they were due."""
    assert of(with_due(SMALL, "1 March 2025")).late == (
        "2 actions are late: 7.1 (due 1 March 2025), 7.2 (due 1 March 2025)."
    )
    assert of(with_due(SMALL, "28 March 2025")).late == ""


def test_says_what_is_new() -> None:
    """How many actions have an update in the newest period, no change, or none."""
    assert of(SMALL).news == (
        "2 actions have a new update.",
        "1 action has not changed.",
        "1 action has no update for March 27th 2025.",
    )


def test_a_plan_that_has_nothing_to_sum_up() -> None:
    """Without statuses, periods and due dates there is none."""
    assert summary(Publication(small_table(0), LAYOUT, "plan")) is None
