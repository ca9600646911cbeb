"""The change note: what is new in an edition, in plain sentences with computed numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.diff import match_plans
from pipeline.history_check import Amendment
from pipeline.layout import Layout
from pipeline.model import Action, Plan
from pipeline.nochange import UpdateKind, update_kind
from pipeline.publication import Sentence

_COUNTED = {
    UpdateKind.UPDATE: "updated",
    UpdateKind.NO_CHANGE: "not_changed",
    UpdateKind.MISSING: "without_update",
}
"""The sentence that counts the updates of a kind, by its name in `words.toml`."""


def correction_note(date: dt.date, reason: str, layout: Layout) -> str:
    """Return the sentence that says when and why an edition was corrected."""
    pattern: str = layout.words["changes"]["corrected"]
    return pattern.format(date=layout.date_text(date), reason=reason)


def change_note(
    old: Plan | None, new: Plan, layout: Layout, amendments: Sequence[Amendment] = ()
) -> tuple[Sentence, ...]:
    """Return what is new in `new`, one sentence each, in the words of the layout's language.

    `old` is the edition before it, None for a first edition. The sentences are for a person who
    has not seen the plan; what happened to nothing is not mentioned.
    """
    note = _Note(new, layout)
    if old is None:
        return (note.first(), *note.newest())
    matched = match_plans(old, new).actions
    befores, afters = list(old.actions()), list(new.actions())
    keys = new.keys()
    return (
        *note.newest(),
        *note.statuses([(keys[j], befores[i], afters[j]) for i, j in matched.matched]),
        *note.listed(
            "completed",
            [keys[j] for i, j in matched.matched if note.is_completed(befores[i], afters[j])],
        ),
        *note.listed(
            "reopened",
            [keys[j] for i, j in matched.matched if note.is_completed(afters[j], befores[i])],
        ),
        *note.listed("new_actions", [keys[j] for j in matched.added]),
        *note.listed(
            "owners", [keys[j] for i, j in matched.matched if befores[i].owner != afters[j].owner]
        ),
        *note.listed(
            "due", [keys[j] for i, j in matched.matched if befores[i].due != afters[j].due]
        ),
        *note.amended(amendments),
    )


def _is_silent(action: Action) -> bool:
    """Return whether the newest period has a status of its own, and nobody gave one."""
    place = action.columns.status_place
    return place is not None and action.columns[place].period is not None and not action.status


class _Note:
    """Makes sentences about a plan out of the layout's words."""

    def __init__(self, plan: Plan, layout: Layout) -> None:
        self.plan = plan
        self.layout = layout
        self.words: dict[str, Any] = layout.words["changes"]

    def first(self) -> Sentence:
        return self._fill(
            "first",
            1,
            actions=len(list(self.plan.actions())),
            recommendations=len(self.plan.recommendations),
        )

    def newest(self) -> Iterator[Sentence]:
        """Yield which actions have a real update in the newest period, no change, or none."""
        if not self.plan.periods:
            return
        found: dict[str, list[str]] = {}
        for key, action in zip(self.plan.keys(), self.plan.actions(), strict=True):
            name = _COUNTED[update_kind(action.updates[-1], self.layout)]
            found.setdefault(name, []).append(key)
        for name in _COUNTED.values():
            if keys := found.get(name):
                yield self._fill(name, len(keys), keys, period=self.plan.periods[-1].label)

    def statuses(self, pairs: Sequence[tuple[str, Action, Action]]) -> Iterator[Sentence]:
        """Yield which actions moved from one status to another, the largest number first."""
        moves: dict[tuple[str, str], list[str]] = {}
        for key, before, after in pairs:
            if before.status != after.status and not _is_silent(after):
                moves.setdefault((before.status, after.status), []).append(key)
        for (old, new), keys in sorted(moves.items(), key=lambda move: -len(move[1])):
            blank = self.words["blank"]
            yield self._fill("status_moved", len(keys), keys, old=old or blank, new=new or blank)

    def is_completed(self, before: Action, after: Action) -> bool:
        """Return whether `after` is complete and `before` was not."""
        if _is_silent(before) or _is_silent(after):
            return False
        return self._is_complete(after) and not self._is_complete(before)

    def listed(self, name: str, keys: Sequence[str]) -> Iterator[Sentence]:
        """Yield one sentence that names the actions, if there are any."""
        if keys:
            yield self._fill(name, len(keys), keys, actions=", ".join(keys))

    def amended(self, amendments: Sequence[Amendment]) -> Iterator[Sentence]:
        """Yield a sentence for each reason, with the places that it is given for."""
        places: dict[str, list[str]] = {}
        for a in amendments:
            parts = (a.action or a.recommendation, a.period or a.field)
            places.setdefault(a.reason, []).append(", ".join(filter(None, parts)))
        for reason, where in places.items():
            yield self._fill(
                "amended", len(where), places="; ".join(dict.fromkeys(where)), reason=reason
            )

    def _is_complete(self, action: Action) -> bool:
        return action.status.casefold() in {word.casefold() for word in self.words["complete"]}

    def _fill(self, name: str, count: int, keys: Sequence[str] = (), **values: object) -> Sentence:
        one, many = self.words[name]
        pattern: str = one if count == 1 else many
        is_news = name not in ("not_changed", "without_update")
        return Sentence(pattern.format(count=count, **values), tuple(keys), is_news)
