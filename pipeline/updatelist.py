"""The plan's updates as a list: a row for each action and period, for statistics.

Its columns are named in English whatever the layout's language: programs read it.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.columns import Columns, Level, Period, Role
from pipeline.findings import Place
from pipeline.model import Action, Plan
from pipeline.richtext import EMPTY, RichText, plain_text

_FIRST = ("key", "recommendation", "reference", "requirement", "owner")
_LAST = ("period", "date", "update", "status")
_SAID = (Role.REFERENCE, Role.REQUIREMENT, Role.OWNER)


def update_headings(plan: Plan) -> tuple[str, ...]:
    """Return the list's headings: those of every plan, then the plan's other columns."""
    rows = plan.columns.level(Level.ACTION)
    lasting = (rows[place].name for place in _lasting(rows))
    beside = _beside(rows, plan.periods[-1]) if plan.periods else ()
    return (*_FIRST, *_LAST, *lasting, *(rows[place].heading for place in beside))


def update_rows(plan: Plan) -> Iterator[tuple[Place, tuple[RichText, ...]]]:
    """Yield the cells of each row, below `update_headings()`, and what it is about."""
    keys = iter(plan.keys())
    for recommendation in plan.recommendations:
        for action in recommendation.actions:
            key = next(keys)
            first = map(plain_text, (key, recommendation.number, action.reference))
            said = (*first, action.requirement, plain_text(action.owner))
            for period in plan.periods:
                place = Place(recommendation.number, key, period.label)
                yield place, (*said, *_period(action, period, plan.periods[-1]))


def _period(action: Action, period: Period, newest: Period) -> Iterator[RichText]:
    """Yield what `action` says in `period`, and then its lasting cells of other columns."""
    rows = action.columns
    yield plain_text(period.label)
    yield plain_text(period.date.isoformat() if period.date else "")
    yield action.update(period)
    own = rows.first(Role.STATUS, period)
    yield plain_text(action.status) if own is None else action.cells[own]
    yield from (action.cells[place] for place in _lasting(rows))
    here = _beside(rows, period)
    for number in range(len(_beside(rows, newest))):
        yield action.cells[here[number]] if number < len(here) else EMPTY


def _lasting(rows: Columns) -> list[int]:
    """Return the places of the columns of no period that the first headings do not cover."""
    covered = {rows.first(role) for role in _SAID} | {rows.status_place}
    return [i for i, c in enumerate(rows) if c.period is None and i not in covered]


def _beside(rows: Columns, period: Period) -> list[int]:
    """Return the places of the columns of `period` beside its update and its status."""
    covered = {rows.first(Role.UPDATE, period), rows.first(Role.STATUS, period)}
    return [i for i in rows.of(period) if i not in covered]
