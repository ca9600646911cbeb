"""Wordings for "nothing changed", and the last real update behind them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.layout import Layout, load_layout
from pipeline.model import Plan
from pipeline.nochange import is_no_change, last_real_update, no_change_wording
from pipeline.richtext import EMPTY, plain_text
from tests.plans import SMALL


@pytest.fixture(scope="module")
def layout() -> Layout:
    """Return the built-in layout."""
    return load_layout("devon-and-cornwall")


@pytest.mark.parametrize(
    "wording",
    ["As per previous update.", "as per previous updates", "NO CHANGE", "No  further update ."],
)
def test_case_space_and_full_stop_make_no_difference(wording: str, layout: Layout) -> None:
    """A wording of the layout is recognised however it is typed."""
    assert is_no_change(plain_text(wording), layout)


@pytest.mark.parametrize("wording", ["", "No change to the team.", "No change.\nTwo people left."])
def test_more_words_are_an_update(wording: str, layout: Layout) -> None:
    """A text that says more than the wording is no "no change", and neither is a blank."""
    assert not is_no_change(plain_text(wording), layout)


def test_the_plans_own_wording_is_used(layout: Layout) -> None:
    """The wording comes from the plan's newest period that has one."""
    plan = _with_updates(SMALL, "No further update.", "No change.")
    assert no_change_wording(plan, layout) == plain_text("No change.")
    assert no_change_wording(SMALL, layout) == plain_text("As per previous update.")


def test_the_layouts_first_wording_is_used_where_the_plan_has_none(layout: Layout) -> None:
    """A plan that never wrote "no change" gets the layout's first wording."""
    plan = _with_updates(SMALL, "Begun.", "Done.")
    assert no_change_wording(plan, layout) == plain_text(layout.updates.no_change[0])


def test_the_last_real_update_stands_behind_no_change(layout: Layout) -> None:
    """The update before "As per previous update." is found, with its own period."""
    first, second, third, _ = SMALL.actions()
    found = last_real_update(SMALL, first, layout)
    assert found == (SMALL.periods[0], first.updates[0])
    assert last_real_update(SMALL, second, layout) == (SMALL.periods[0], second.updates[0])
    assert last_real_update(SMALL, third, layout) == (SMALL.periods[1], third.updates[1])


def test_there_may_be_no_real_update(layout: Layout) -> None:
    """An action that never had words of its own has no last real update."""
    action = next(SMALL.actions()).replaced(updates=(EMPTY, plain_text("No change.")))
    assert last_real_update(SMALL, action, layout) is None


def _with_updates(plan: Plan, *updates: str) -> Plan:
    """Return `plan` with the same updates in each of its actions."""
    texts = tuple(plain_text(update) for update in updates)
    return replace(
        plan,
        recommendations=tuple(
            replace(r, actions=tuple(a.replaced(updates=texts) for a in r.actions))
            for r in plan.recommendations
        ),
    )
