"""Where a plan is: actions by status and by their newest update, and the late ones."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pipeline.layout import Layout
from pipeline.model import Action, Plan
from pipeline.nochange import UpdateKind, update_kind

Keyed = tuple[tuple[str, Action], ...]
"""Actions with their keys."""


@dataclass(frozen=True, slots=True)
class StatusCount:
    """The actions of one status."""

    word: str
    """As the plan prints it; empty for actions without a status."""
    keys: tuple[str, ...]
    """The actions' keys, in the order of the plan; never empty."""

    @property
    def count(self) -> int:
        """The number of actions."""
        return len(self.keys)


@dataclass(frozen=True, slots=True)
class Late:
    """An action that was due before the newest period and is not complete."""

    key: str
    due: str
    """As the plan prints it."""
    day: dt.date
    """The last day it was due; the end of the month where the plan names a month."""
    status: str


@dataclass(frozen=True, slots=True)
class Overview:
    """Where a plan is on the day of its newest period."""

    statuses: tuple[StatusCount, ...]
    """Empty if no action has a status. In the layout's order, others behind, blank last."""
    kinds: dict[UpdateKind, tuple[str, ...]]
    """The keys of the actions by what the newest period says about them; empty without periods."""
    late: tuple[Late, ...]
    """The longest overdue first; empty if no period has a date."""


def overview(plan: Plan, layout: Layout) -> Overview:
    """Return where `plan` is. Status words and wordings for "no change" are those of `layout`."""
    keyed = tuple(zip(plan.keys(), plan.actions(), strict=True))
    return Overview(_statuses(keyed, layout), _kinds(plan, keyed, layout), _late(plan, keyed))


def _statuses(keyed: Keyed, layout: Layout) -> tuple[StatusCount, ...]:
    found: dict[str, list[str]] = {}
    words: dict[str, str] = {}
    for key, action in keyed:
        folded = action.status.casefold()
        words.setdefault(folded, action.status)
        found.setdefault(folded, []).append(key)
    if set(found) <= {""}:
        return ()
    known = [status.word.casefold() for status in layout.statuses]
    order = [word for word in known if word in found]
    order += [word for word in found if word and word not in known]
    order += [word for word in found if not word]
    return tuple(StatusCount(words[word], tuple(found[word])) for word in order)


def _kinds(plan: Plan, keyed: Keyed, layout: Layout) -> dict[UpdateKind, tuple[str, ...]]:
    if not plan.periods:
        return {}
    found: dict[UpdateKind, list[str]] = {}
    for key, action in keyed:
        found.setdefault(update_kind(action.updates[-1], layout), []).append(key)
    return {kind: tuple(found.get(kind, ())) for kind in UpdateKind}


def _late(plan: Plan, keyed: Keyed) -> tuple[Late, ...]:
    today = max((p.date for p in plan.periods if p.date), default=None)
    if not any(action.due for _, action in keyed):
        return ()
    from pipeline.check.due import due_day  # all rules come with it, and most plans have no days
    from pipeline.check.progress import is_done

    found = [
        Late(key, action.due, day, action.status)
        for key, action in keyed
        if (day := due_day(action.due)) and today and day < today and not is_done(action)
    ]
    return tuple(sorted(found, key=lambda late: late.day))
