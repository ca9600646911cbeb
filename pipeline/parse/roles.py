"""Which role each column has: the assignment that headings, cells and neighbours fit best.

Every column may have every role at a price; a role that an action has once goes to one column. The
search over columns and roles is exact, so no order of rules decides.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from pipeline.parse.column_shapes import Grid
from pipeline.parse.evidence import NEVER, ONCE, Choice, Evidence
from pipeline.parse.facts import HALF, Facts, column_facts
from pipeline.parse.headings import BY_ORDER, Heading, Role, heading_key
from pipeline.parse.scores import score

R = Role
_BESIDE: Mapping[tuple[Choice, Choice], float] = {
    (R.NUMBER, R.RECOMMENDATION): 1.5,
    (R.REFERENCE, R.REQUIREMENT): 1.5,
    (R.RECOMMENDATION, R.NUMBER): 0.5,
    (R.REQUIREMENT, R.OWNER): 0.1,
}
"""How far two neighbours speak for each other."""


def decide(
    headings: Sequence[Heading],
    body: Grid,
    mapping: Mapping[str, Role],
    *,
    placed: bool,
    is_open: bool = False,
) -> list[Heading]:
    """Return `headings` with each column's role in the best assignment of all.

    Where cells may be in another column (`placed` is false) their prose tells nothing of it.
    `is_open` asks the cells for roles that no heading tells.
    """
    made = [
        replace(h, role=role, rank=BY_ORDER) if (role := mapping.get(column_key(i))) else h
        for i, h in enumerate(headings)
    ]
    facts = column_facts(body, len(made))
    roles: list[Choice] = [h.role for h in made]
    for _ in range(_ROUNDS):
        again = _best(Evidence(made, facts, body, roles, placed, is_open))
        if again == roles:
            break
        roles = again
    table = Evidence(made, facts, body, roles, placed, is_open)
    found = [_with(made, i, role, roles) for i, role in enumerate(roles)]
    total = _search(table)[0]
    found = [replace(h, margin=_margin(table, i, roles, total)) for i, h in enumerate(found)]
    paired = {at for at in date_columns(found).values() if _names_periods(facts, roles, body, at)}
    return [
        replace(h, role=None, claim=R.DATE) if h.role is R.DATE and i not in paired else h
        for i, h in enumerate(found)
    ]


def _names_periods(facts: Sequence[Facts], roles: Sequence[Choice], body: Grid, at: int) -> bool:
    """Return whether the dates of a column name periods: several rows share them.

    Where each action has a day of its own, the column dates the updates beside it.
    """
    days = facts[at].texts
    own = [facts[i] for i, role in enumerate(roles) if role in (R.REFERENCE, R.REQUIREMENT)]
    is_repeated = any(not f.is_distinct for f in own) or any(
        cell is not None and cell is above
        for row, before in zip(body[1:], body, strict=False)
        for cell, above in zip(row, before, strict=True)
    )
    return len(days) < _FEWEST_DAYS or is_repeated or len(set(days)) <= HALF * len(days)


_FEWEST_DAYS = 3
_ROUNDS = 3
"""What counts below a recommendation depends on which column has its text: it is asked again."""


def settled(headings: Sequence[Heading]) -> list[Heading]:
    """Return `headings` with one for each place that an action has once; no cells are known."""
    none = [Facts((), True)] * len(headings)
    roles = _best(Evidence(headings, none, (), [h.role for h in headings], placed=False))
    return [_with(headings, i, role, roles) for i, role in enumerate(roles)]


def _with(headings: Sequence[Heading], i: int, role: Choice, roles: Sequence[Choice]) -> Heading:
    h = headings[i]
    if role is h.role:
        return h
    if role is None:
        kept = next((headings[j].text for j, r in enumerate(roles) if r is h.role), "")
        return replace(h, role=None, claim=h.role if kept else None, instead=kept)
    is_plain = h.role is not None and (h.role, role) not in _SUPPOSED
    return replace(h, role=role, is_supposed=not is_plain)


_SUPPOSED = {(R.PERIOD, R.STATUS), (R.PERIOD, R.REQUIREMENT), (R.PERIOD, R.DUE)}
"""Turns that a person is asked about."""


def _margin(table: Evidence, at: int, roles: Sequence[Choice], total: float) -> float:
    """Return by how much the best assignment beats the best with another role in one column.

    It is infinite where no search is needed: the column alone, with no role, is worse by so much
    that no neighbour makes up for it, or `--map` says the role.
    """
    role = roles[at]
    if role is None or table.headings[at].rank == BY_ORDER or score(table, at, role) > _SURE:
        return math.inf
    return total - _search(table, (at, role))[0]


_SURE = 4.0
"""A column whose own score is higher is not a question: what neighbours add is less."""


def _best(table: Evidence) -> list[Choice]:
    """Return the best role for each column."""
    return _search(table)[1]


def _search(
    table: Evidence, barred: tuple[int, Choice] | None = None
) -> tuple[float, list[Choice]]:
    """Return the best score and roles, `barred` being a column and a role that it may not have.

    The search is exact: over the columns from the left, by the roles that are taken.
    """
    states: _States = {(frozenset(), None): (0.0, None)}
    for i, heading in enumerate(table.headings):
        choices = dict.fromkeys((*ONCE, R.PERIOD, R.DATE, R.DUE, None, heading.role))
        open_ = (role for role in choices if (i, role) != barred)
        scores = {role: s for role in open_ if (s := score(table, i, role)) > NEVER}
        new: _States = {}
        for (taken, before), (total, path) in states.items():
            for role, s in scores.items():
                if (role in ONCE and role in taken) or _is_early(role, heading, taken):
                    continue
                value = total + s + (_BESIDE.get((before, role), 0.0) if path else 0.0)
                key = (taken | {role} if role in ONCE else taken, role)
                if key not in new or value > new[key][0]:
                    new[key] = (value, (role, path))
        states = new
    total, path = max(states.values(), key=lambda state: state[0], default=(NEVER, None))
    return total, _roles(path)


def _is_early(role: Choice, heading: Heading, taken: frozenset[Choice]) -> bool:
    """Return whether a role that no heading tells would be out of the order that plans have.

    What was done is behind what is to be done, and that is behind what is recommended.
    """
    if heading.role is not None:
        return False
    if role is R.PERIOD:
        return taken.isdisjoint({R.RECOMMENDATION, R.REQUIREMENT})
    return role is R.RECOMMENDATION and R.REQUIREMENT in taken


_Path = tuple[Choice, Any] | None
"""The role of a column, and the path of the columns before it."""
_States = dict[tuple[frozenset[Choice], Choice], tuple[float, _Path]]
"""The best path to each set of roles that are taken, and its score, by that set and the last."""


def _roles(path: _Path) -> list[Choice]:
    found = []
    while path is not None:
        role, path = path
        found.append(role)
    return found[::-1]


def column_key(i: int) -> str:
    """Return how `--map` names a column by its place, counted from 0 here and from 1 there."""
    return heading_key(f"column {i + 1}")


def date_columns(headings: Sequence[Heading]) -> dict[int, int]:
    """Return, by the column of a period that names no day, the column of its date beside it."""
    found: dict[int, int] = {}
    periods = [i for i, h in enumerate(headings) if h.role is R.PERIOD and not h.period.date]
    dates = [i for i, h in enumerate(headings) if h.role is R.DATE]
    for side in (1, -1):
        for i in periods:
            if i + side in dates and i not in found and i + side not in found.values():
                found[i] = i + side
    if not found and len(periods) == len(dates) == 1 and headings[dates[0]].rank == BY_ORDER:
        return {periods[0]: dates[0]}
    return found
