"""Add a period to a plan: pure, and no earlier cell changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.errors import (
    MergeError,
    PeriodExistsError,
    PeriodOrderError,
    TwoUpdatesError,
    UnknownActionError,
)
from pipeline.model import Action, Answer, NewAction, Period, PeriodColumn, Plan, Recommendation
from pipeline.richtext import EMPTY, RichText


def add_period(plan: Plan, column: PeriodColumn) -> Plan:
    """Return `plan` with `column` as its last period; every earlier cell is as it was.

    An action without an answer gets a blank cell. A new action stands last under its
    recommendation and is blank in earlier periods; a new recommendation takes its number's place.

    Raises PeriodExistsError, PeriodOrderError, UnknownActionError or TwoUpdatesError, and
    MergeError where a new action would change the key of another.
    """
    check_period(plan, column.period)
    answers = _by_key(plan, column.answers)
    keys = iter(plan.keys())
    old = tuple(
        replace(r, actions=tuple(_answered(a, answers.get(next(keys))) for a in r.actions))
        for r in plan.recommendations
    )
    blanks = (EMPTY,) * len(plan.periods)
    recommendations = _with_new(old, column.new_actions, blanks)
    new = replace(plan, periods=(*plan.periods, column.period), recommendations=recommendations)
    if column.new_actions:
        _check_keys(plan, new)
    return new


def fill_unanswered(plan: Plan, column: PeriodColumn, update: RichText) -> PeriodColumn:
    """Return `column` with `update` for each action of `plan` that has none in it."""
    given = {answer.key: answer for answer in column.answers}
    answers = tuple(
        replace(answer, update=answer.update or update)
        for key in plan.keys()
        for answer in (given.get(key, Answer(key)),)
    )
    strangers = tuple(a for a in column.answers if a.key not in set(plan.keys()))
    return replace(column, answers=(*answers, *strangers))


def unanswered(plan: Plan, column: PeriodColumn) -> tuple[str, ...]:
    """Return the keys of the actions that `column` has no update for, in the plan's order."""
    answered = {answer.key for answer in column.answers if answer.update}
    return tuple(key for key in plan.keys() if key not in answered)


def check_period(plan: Plan, period: Period) -> None:
    """Raise PeriodExistsError or PeriodOrderError if `period` cannot be the plan's next."""
    for old in plan.periods:
        if old.label == period.label or (old.date is not None and old.date == period.date):
            raise PeriodExistsError(
                f'the plan already has a period "{old.label}" ({_day(old)}); '
                f'the new one would be "{period.label}" ({_day(period)})',
                hint="Give another --date, or take the plan as it was before that period.",
            )
    latest = max((p for p in plan.periods if p.date), key=lambda p: str(p.date), default=None)
    if latest and latest.date and period.date and period.date < latest.date:
        raise PeriodOrderError(
            f'the new period "{period.label}" ({_day(period)}) is before '
            f'the plan\'s latest, "{latest.label}" ({_day(latest)})',
            hint="Give a --date after the latest period.",
        )


def _day(period: Period) -> str:
    return period.date.isoformat() if period.date else "no date"


def _by_key(plan: Plan, answers: Sequence[Answer]) -> Mapping[str, Answer]:
    known = set(plan.keys())
    counts = Counter(answer.key for answer in answers)
    if unknown := [key for key in counts if key not in known]:
        raise UnknownActionError(
            "\n".join(f"there is an update for {key!r}, and no such action" for key in unknown),
            hint=f"The plan's actions are: {', '.join(plan.keys())}.",
        )
    if twice := [key for key, count in counts.items() if count > 1]:
        raise TwoUpdatesError(
            "\n".join(f"there are {counts[key]} updates for action {key}" for key in twice),
            hint="Keep one update for each action.",
        )
    return {answer.key: answer for answer in answers}


def _answered(action: Action, answer: Answer | None) -> Action:
    if answer is None:
        return replace(action, updates=(*action.updates, EMPTY))
    return replace(
        action,
        updates=(*action.updates, answer.update),
        status=action.status if answer.status is None else answer.status,
        owner=action.owner if answer.owner is None else answer.owner,
    )


def _with_new(
    old: tuple[Recommendation, ...], new: Sequence[NewAction], blanks: tuple[RichText, ...]
) -> tuple[Recommendation, ...]:
    recommendations = list(old)
    for given in new:
        action = Action(
            given.reference,
            given.requirement,
            given.owner,
            (*blanks, given.update),
            given.status,
        )
        place = next((i for i, r in enumerate(recommendations) if r.number == given.number), None)
        if place is None:
            home = Recommendation(given.number, given.text, (action,))
            recommendations.insert(_place(recommendations, given.number), home)
        else:
            home = recommendations[place]
            recommendations[place] = replace(home, actions=(*home.actions, action))
    return tuple(recommendations)


def _place(recommendations: Sequence[Recommendation], number: str) -> int:
    """Return where a recommendation of `number` stands: before the first that is greater."""
    if not number.isdigit():
        return len(recommendations)
    later = (
        i
        for i, r in enumerate(recommendations)
        if r.number.isdigit() and int(r.number) > int(number)
    )
    return next(later, len(recommendations))


def _check_keys(old: Plan, new: Plan) -> None:
    """Raise MergeError if an action of `old` has another key in `new`: forms would miss it."""
    kept = zip(new.keys(), new.actions(), strict=True)
    count = len(new.periods)
    blank = (EMPTY,) * (count - 1)
    added = [key for key, action in kept if action.updates[:-1] == blank]
    if changed := [key for key in old.keys() if key not in set(new.keys())]:
        raise MergeError(
            f"a new action takes the reference of action {changed[0]}, whose key would change",
            hint=f"Give the new action a reference of its own, not one of: {', '.join(added)}.",
        )
