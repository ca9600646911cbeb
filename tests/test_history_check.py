"""Frozen history: a period is added, and nothing before it changes unless a reason is given."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import HistoryChangedError
from pipeline.history_check import check_history
from pipeline.merge import add_period
from pipeline.model import Answer, NewAction, Period, PeriodColumn, Plan
from pipeline.richtext import EMPTY, plain_text
from tests.plans import RICH_TEXTS, SMALL, plans
from tests.test_diff import with_action, with_update

JUNE = Period("June 27th 2026", dt.date(2026, 6, 27))
COLUMN = PeriodColumn(
    JUNE,
    (Answer("7.1", plain_text("Finished."), status="Complete"), Answer("10#2", owner="Chief")),
    (NewAction("11", plain_text("Go on."), "11.1", EMPTY, "Chief", plain_text("New."), ""),),
)
NEW = add_period(SMALL, COLUMN)


def test_what_the_column_asks_for_is_no_change() -> None:
    """New updates, statuses, owners and rows that the column holds are no change to history."""
    assert check_history(SMALL, NEW, COLUMN) == ()
    assert check_history(SMALL, NEW, None) == ()


@given(plans(), st.data())
@settings(deadline=None, max_examples=60)
def test_every_earlier_update_is_frozen(plan: Plan, data: st.DataObject) -> None:
    """Whatever is put into an earlier cell, the cell is named."""
    period = Period("A new period", dt.date(2030, 1, 1))
    column = PeriodColumn(period, ())
    new = add_period(plan, column)
    place = data.draw(st.integers(0, len(new.keys()) - 1))
    earlier = data.draw(st.integers(0, len(plan.periods) - 1))
    changed = with_update(new, place, earlier, data.draw(RICH_TEXTS))

    if changed == new:
        assert check_history(plan, changed, column) == ()
    else:
        with pytest.raises(HistoryChangedError):
            check_history(plan, changed, column)


def test_the_message_names_the_cell_and_both_wordings() -> None:
    """Recommendation, action, period and the words on either side are shown."""
    changed = with_update(NEW, 2, 1, plain_text("13 sessions held; cost < £3,000."))

    with pytest.raises(HistoryChangedError) as caught:
        check_history(SMALL, changed, COLUMN)

    assert caught.value.message == (
        "1 cell differs from what was published before\n"
        "recommendation 10, action 10#1, March 27th 2025: update reworded\n"
        "  was: 12 sessions held; cost < £3,000.\n"
        "  now: 13 sessions held; cost < £3,000."
    )
    assert "--amend" in caught.value.hint


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("status", "Not started"),
        ("owner", "Nobody"),
        ("reference", "7.9"),
        ("requirement", plain_text("Grading is reviewed.")),
    ],
)
def test_other_cells_that_the_column_did_not_ask_for(cell: str, value: object) -> None:
    """Status, owner, reference and requirement change by an answer or not at all."""
    with pytest.raises(HistoryChangedError, match=cell):
        check_history(SMALL, with_action(NEW, 0, **{cell: value}), COLUMN)


def test_a_dropped_action() -> None:
    """An action that is gone is a change to history."""
    seven, *others = NEW.recommendations
    dropped = replace(NEW, recommendations=(replace(seven, actions=seven.actions[1:]), *others))

    with pytest.raises(HistoryChangedError, match=r"action 7\.1: action removed"):
        check_history(SMALL, dropped, COLUMN)


def test_a_row_that_nobody_asked_for() -> None:
    """A new row is not an addition of the column if the column does not hold it as it is."""
    with pytest.raises(HistoryChangedError, match=r"action 11\.1: action added"):
        check_history(SMALL, with_action(NEW, 4, owner="Nobody"), COLUMN)


def test_a_reason_allows_it_and_is_kept() -> None:
    """With a reason the changes come back as amendments."""
    changed = with_update(NEW, 3, 1, plain_text("Done in May."))

    (amendment,) = check_history(SMALL, changed, COLUMN, "The month was missing.")

    assert (amendment.action, amendment.period) == ("10#2", "March 27th 2025")
    assert (amendment.old, amendment.new) == ("Done.", "Done in May.")
    assert amendment.reason == "The month was missing."
