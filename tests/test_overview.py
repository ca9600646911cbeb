"""Where a plan is."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from pipeline.layout import BUILT_IN, load_layout
from pipeline.model import Column, Plan, Role
from pipeline.nochange import UpdateKind
from pipeline.overview import Late, StatusCount, overview
from pipeline.richtext import plain_text
from tests.plans import SMALL, small_table, with_table

LAYOUT = load_layout(BUILT_IN)


def _with_due(plan: Plan, days: tuple[str, ...]) -> Plan:
    """Return `plan` with a column of due dates behind the others."""
    given = iter(days)
    rows = [[(*a.cells, plain_text(next(given))) for a in r.actions] for r in plan.recommendations]
    columns = type(plan.columns)((*plan.columns, Column("Due", Role.DUE)))
    below = columns.level(columns[-1].level)
    recommendations = tuple(
        replace(
            r,
            actions=tuple(
                replace(a, columns=below, cells=cells)
                for a, cells in zip(r.actions, made, strict=True)
            ),
        )
        for r, made in zip(plan.recommendations, rows, strict=True)
    )
    return replace(plan, columns=columns, recommendations=recommendations)


def test_statuses_are_counted_in_the_order_of_the_layout() -> None:
    """Statuses are in the order of the layout, words it does not know behind, blanks last."""
    assert overview(SMALL, LAYOUT).statuses == (
        StatusCount("Complete", ("10#1", "10#2")),
        StatusCount("In progress", ("7.1",)),
        StatusCount("", ("7.2",)),
    )
    assert overview(small_table(0), LAYOUT).statuses == ()
    assert overview(small_table(1, "On hold"), LAYOUT).statuses == (
        StatusCount("On hold", ("#1",)),
    )


def test_updates_are_of_three_kinds() -> None:
    """A real update, "no change" and silence are three things."""
    kinds = overview(SMALL, LAYOUT).kinds

    assert kinds == {
        UpdateKind.UPDATE: ("10#1", "10#2"),
        UpdateKind.NO_CHANGE: ("7.1",),
        UpdateKind.MISSING: ("7.2",),
    }
    assert overview(with_table(SMALL, (), small_table(0).recommendations), LAYOUT).kinds == {}


def test_late_actions() -> None:
    """An action that is not complete is late from the day after it was due."""
    days = ("February 2025", "27 March 2025", "1 January 2020", "no date")

    assert overview(_with_due(SMALL, days), LAYOUT).late == (
        Late("7.1", "February 2025", dt.date(2025, 2, 28), "In progress"),
    )
    days = ("26 March 2025", "1 March 2025", "", "")
    assert [late.key for late in overview(_with_due(SMALL, days), LAYOUT).late] == ["7.2", "7.1"]
