"""The laws of adding a period."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import (
    MergeError,
    PeriodExistsError,
    PeriodOrderError,
    TwoUpdatesError,
    UnknownActionError,
)
from pipeline.merge import add_period, fill_unanswered, unanswered
from pipeline.model import Answer, NewAction, Period, PeriodColumn, Plan
from pipeline.richtext import EMPTY, plain_text
from tests.plans import RICH_TEXTS, SMALL, plans, with_table, with_updates

JUNE = Period("June 27th 2026", dt.date(2026, 6, 27))
LATER = Period("September 30th 2026", dt.date(2026, 9, 30))


@st.composite
def columns(draw: st.DrawFn, plan: Plan, period: Period = JUNE) -> PeriodColumn:
    """Return a column with an answer for some of the plan's actions."""
    keys = draw(st.lists(st.sampled_from(plan.keys()), unique=True))
    statuses = st.sampled_from([None, "Complete", ""])
    return PeriodColumn(
        period, tuple(Answer(key, draw(RICH_TEXTS), draw(statuses)) for key in keys)
    )


def without_last(plan: Plan) -> Plan:
    """Return `plan` without its last period, by hand."""
    return with_table(
        plan,
        plan.periods[:-1],
        [
            replace(r, actions=tuple(with_updates(a, a.updates[:-1]) for a in r.actions))
            for r in plan.recommendations
        ],
    )


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_no_earlier_cell_changes(data: st.DataObject) -> None:
    """Without its last period, the new plan is the old one but for the answered statuses."""
    plan = data.draw(plans())
    column = data.draw(columns(plan))

    new = without_last(add_period(plan, column))

    statuses = {a.key: a.status for a in column.answers if a.status is not None}
    for key, old_action, new_action in zip(plan.keys(), plan.actions(), new.actions(), strict=True):
        expected = old_action.replaced(status=statuses.get(key, old_action.status))
        assert expected == new_action
    assert plan.periods == new.periods


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_each_answer_stands_in_its_action(data: st.DataObject) -> None:
    """The last cell of each action is its answer's update, blank if there is none."""
    plan = data.draw(plans())
    column = data.draw(columns(plan))

    new = add_period(plan, column)

    answers = {answer.key: answer.update for answer in column.answers}
    cells = dict(zip(new.keys(), (a.updates[-1] for a in new.actions()), strict=True))
    assert {key: answers.get(key, EMPTY) for key in plan.keys()} == cells


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_keys_survive_a_period(data: st.DataObject) -> None:
    """Adding a period changes no key and loses no action."""
    plan = data.draw(plans())

    assert plan.keys() == add_period(plan, data.draw(columns(plan))).keys()


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_the_order_of_answers_makes_no_difference(data: st.DataObject) -> None:
    """The same answers in another order give the same plan."""
    plan = data.draw(plans())
    column = data.draw(columns(plan))
    shuffled = replace(column, answers=tuple(data.draw(st.permutations(column.answers))))

    assert add_period(plan, column) == add_period(plan, shuffled)


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_a_period_is_added_once(data: st.DataObject) -> None:
    """Adding the same column again is refused, and so is an earlier one."""
    plan = data.draw(plans())
    new = add_period(plan, data.draw(columns(plan)))

    with pytest.raises(PeriodExistsError, match="June 27th 2026"):
        add_period(new, PeriodColumn(JUNE, ()))
    with pytest.raises(PeriodOrderError, match="2026-06-26"):
        add_period(new, PeriodColumn(Period("June 26th 2026", dt.date(2026, 6, 26)), ()))


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_filling_leaves_answers_alone(data: st.DataObject) -> None:
    """Actions without an update get the wording; every given update stays as it is."""
    plan = data.draw(plans())
    column = data.draw(columns(plan))
    wording = plain_text("As per previous update.")

    filled = {a.key: a.update for a in fill_unanswered(plan, column, wording).answers}

    missing = unanswered(plan, column)
    given_updates = {a.key: a.update for a in column.answers if a.update}
    assert {**given_updates, **dict.fromkeys(missing, wording)} == filled


def test_an_update_for_an_unknown_action_is_refused() -> None:
    """The message names the update's key and the plan's actions."""
    column = PeriodColumn(JUNE, (Answer("99", plain_text("x")),))

    with pytest.raises(UnknownActionError, match="'99'") as caught:
        add_period(SMALL, column)
    assert "7.1, 7.2, 10#1, 10#2" in caught.value.hint


def test_two_updates_for_one_action_are_refused() -> None:
    """Which of the two is meant is not guessed."""
    answers = (Answer("7.1", plain_text("x")), Answer("7.1", plain_text("y")))

    with pytest.raises(TwoUpdatesError, match=r"2 updates for action 7\.1"):
        add_period(SMALL, PeriodColumn(JUNE, answers))


def test_a_new_action_begins_with_its_period() -> None:
    """It is last under its recommendation, blank before; a new recommendation is in order."""
    text, update = plain_text("Review it."), plain_text("Begun.")
    new = tuple(
        NewAction(number, text, f"{number}.9", text, "Chief Constable", update, "In progress")
        for number in ("7", "8")
    )

    plan = add_period(SMALL, PeriodColumn(JUNE, (), new))

    assert ("7", "8", "10") == tuple(r.number for r in plan.recommendations)
    assert "7.9" == plan.recommendations[0].actions[-1].reference
    assert (EMPTY, EMPTY, update) == plan.recommendations[1].actions[0].updates
    assert SMALL.recommendations[0].text == plan.recommendations[0].text


def test_a_raised_figure_in_a_number_is_no_digit() -> None:
    """`8²` names a recommendation with a note mark; it goes behind the numbered ones."""
    text = plain_text("Review it.")
    new = NewAction("8²", text, "8.9", text, "Chief Constable", text, "Open")

    plan = add_period(SMALL, PeriodColumn(JUNE, (), (new,)))

    assert ("7", "10", "8²") == tuple(r.number for r in plan.recommendations)


def test_a_new_action_may_not_take_a_reference() -> None:
    """A taken reference would change the key of the action that has it."""
    new = NewAction("7", EMPTY, "7.1", EMPTY, "", plain_text("x"), "")

    with pytest.raises(MergeError, match=r"7\.1"):
        add_period(SMALL, PeriodColumn(JUNE, (), (new,)))


def test_an_owner_may_change_with_a_period() -> None:
    """An answer with an owner changes the owner and no update."""
    plan = add_period(SMALL, PeriodColumn(JUNE, (Answer("7.1", owner="Head of Crime"),)))

    action = next(plan.actions())
    assert "Head of Crime" == action.owner
    assert next(SMALL.actions()).updates == action.updates[:-1]
