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
    UnknownColumnError,
)
from pipeline.model import (
    Action,
    Answer,
    Level,
    NewAction,
    Period,
    PeriodColumn,
    Plan,
    Recommendation,
    Role,
)
from pipeline.newcolumns import fillable, named_cells, with_period
from pipeline.richtext import EMPTY, RichText, plain_text


def add_period(plan: Plan, column: PeriodColumn) -> Plan:
    """Return `plan` with the columns of `column` as its newest period; no earlier cell changes.

    The period has the same set of columns as the newest one (see `with_period()`). An action
    without an answer gets blank cells. A new action is last under its recommendation and is blank
    in earlier periods; a new recommendation takes its number's place.

    Raises PeriodExistsError, PeriodOrderError, UnknownActionError, UnknownColumnError or
    TwoUpdatesError, and MergeError where a new action would change the key of another.
    """
    check_period(plan, column.period)
    answers = _by_key(plan, column.answers)
    wide = with_period(plan, column.period)
    fill = Filling(wide, column.period)
    keys = iter(plan.keys())
    old = tuple(
        r.replaced(actions=tuple(fill.answered(r, a, answers.get(next(keys))) for a in r.actions))
        for r in wide.recommendations
    )
    new = replace(wide, recommendations=_with_new(old, column.new_actions, fill))
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
    dated = [(p.date, p) for p in plan.periods if p.date]
    if plan.columns.is_newest_first:  # the order of its columns depends on their months as well
        dated = [(p.day, p) for p in plan.periods if p.day]
    day, latest = max(dated, key=lambda pair: pair[0], default=(None, None))
    if latest and day and period.date and period.date < day:
        raise PeriodOrderError(
            f'the new period "{period.label}" ({_day(period)}) is before '
            f'the plan\'s latest, "{latest.label}" ({_day(latest)})',
            hint="Use a --date later than the last period.",
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


class Filling:
    """Puts a period's answers into the cells of a plan that has its columns."""

    def __init__(self, plan: Plan, period: Period) -> None:
        self.tops = plan.columns.level(Level.RECOMMENDATION)
        self.rows = rows = plan.columns.level(Level.ACTION)
        self._update = rows.first(Role.UPDATE, period)
        own = rows.first(Role.STATUS, period)
        self._status = rows.status_place if own is None else own
        self._owner = rows.first(Role.OWNER)
        self._named = fillable(plan.columns, period)

    def answered(self, home: Recommendation, action: Action, answer: Answer | None) -> Action:
        """Return `action`, which is one of `home`, with `answer` filled in."""
        if answer is None:
            return action
        self.check(home, answer.cells, f"the update of action {answer.key}")
        given: list[tuple[Role, int | None, RichText | None]] = [
            (Role.UPDATE, self._update, answer.update or None),
            (Role.STATUS, self._status, _given(answer.status)),
            (Role.OWNER, self._owner, _given(answer.owner)),
        ]
        return action.with_cells(self._cells(given, answer.cells, Level.ACTION))

    def added(self, new: NewAction) -> Action:
        """Return the row of `new`."""
        given: list[tuple[Role, int | None, RichText | None]] = [
            (Role.REFERENCE, self.rows.first(Role.REFERENCE), plain_text(new.reference) or None),
            (Role.REQUIREMENT, self.rows.first(Role.REQUIREMENT), new.requirement or None),
            (Role.OWNER, self._owner, plain_text(new.owner) or None),
            (Role.UPDATE, self._update, new.update or None),
            (Role.STATUS, self._status, plain_text(new.status) or None),
        ]
        blank = Action(self.rows, (EMPTY,) * len(self.rows))
        return blank.with_cells(self._cells(given, new.cells, Level.ACTION))

    def home(self, new: NewAction, action: Action) -> Recommendation:
        """Return the new recommendation of `new`, with `action` below it."""
        given: list[tuple[Role, int | None, RichText | None]] = [
            (Role.NUMBER, self.tops.first(Role.NUMBER), plain_text(new.number) or None),
            (Role.RECOMMENDATION, self.tops.first(Role.RECOMMENDATION), new.text or None),
        ]
        cells = self._cells(given, new.cells, Level.RECOMMENDATION)
        filled = tuple(cells.get(place, EMPTY) for place in range(len(self.tops)))
        return Recommendation(self.tops, filled, (action,))

    def _cells(
        self,
        given: Sequence[tuple[Role, int | None, RichText | None]],
        named: Mapping[str, RichText],
        level: Level,
    ) -> dict[int, RichText]:
        found: dict[int, RichText] = {}
        for role, place, text in given:
            if text is None:
                continue
            if place is None:
                raise UnknownColumnError(
                    f"there is a new {role}, and the plan has no column for it",
                    hint="Leave it out, or add the column to the plan.",
                )
            found[place] = text
        for at, text in named_cells(self._named, named):
            if at.column.level is level:
                found[at.place] = text
        return found

    def check(self, home: Recommendation, cells: Mapping[str, RichText], who: str) -> None:
        """Raise MergeError if `cells` of an action would change its recommendation's."""
        for at, text in named_cells(self._named, cells):
            if at.column.level is Level.RECOMMENDATION and home.cells[at.place] != text:
                raise MergeError(
                    f'{who} has another "{at.column.name}" than its recommendation '
                    f"{home.number}".rstrip(),
                    hint="Leave it out: the column has one cell for the whole recommendation.",
                )


def _given(value: str | None) -> RichText | None:
    return None if value is None else plain_text(value)


def _with_new(
    old: tuple[Recommendation, ...], new: Sequence[NewAction], fill: Filling
) -> tuple[Recommendation, ...]:
    recommendations = list(old)
    for given in new:
        action = fill.added(given)
        place = _home(recommendations, given)
        if place is None:
            home = fill.home(given, action)
            recommendations.insert(_place(recommendations, given.number), home)
        else:
            home = recommendations[place]
            fill.check(home, given.cells, f"the new action {given.reference}".rstrip())
            recommendations[place] = home.replaced(actions=(*home.actions, action))
    return tuple(recommendations)


def _home(recommendations: Sequence[Recommendation], new: NewAction) -> int | None:
    """Return the place of the recommendation of `new`; None if it is a new one.

    It is known by its number, and where it has none by its text. A plan with one recommendation
    that has neither has only that.
    """
    if not new.number and not new.text and len(recommendations) == 1:
        return 0
    for place, recommendation in enumerate(recommendations):
        if new.number and recommendation.number == new.number:
            return place
        if not new.number and new.text and recommendation.text == new.text:
            return place
    return None


def _place(recommendations: Sequence[Recommendation], number: str) -> int:
    """Return the place of a recommendation of `number`: before the first that is greater."""
    if not number.isdecimal():
        return len(recommendations)
    later = (
        i
        for i, r in enumerate(recommendations)
        if r.number.isdecimal() and int(r.number) > int(number)
    )
    return next(later, len(recommendations))


def _check_keys(old: Plan, new: Plan) -> None:
    """Raise MergeError if an action of `old` has another key in `new`: forms would miss it."""
    blank = (EMPTY,) * len(old.periods)
    kept = zip(new.keys(), new.actions(), strict=True)
    added = [key for key, action in kept if action.updates[:-1] == blank]
    if changed := [key for key in old.keys() if key not in set(new.keys())]:
        raise MergeError(
            f"a new action takes the reference of action {changed[0]}, whose key would change",
            hint=f"Give the new action a reference of its own, not one of: {', '.join(added)}.",
        )
