"""Frozen history: adding a period changes no earlier cell, unless a reason is given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from pipeline.diff import Change, diff_plans, excerpt, field_names
from pipeline.diff.words import marked
from pipeline.errors import HistoryChangedError
from pipeline.merge import Filling
from pipeline.model import Action, Answer, PeriodColumn, Plan
from pipeline.newcolumns import fillable, named_cells
from pipeline.richtext import one_line

_SHOWN = 20
"""A message names so many changed cells; the count names all."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """A change to what was published before, and why it was made."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    recommendation: str
    action: str
    """The action's key in the earlier plan."""
    period: str
    field: str
    kind: str
    old: str
    new: str
    reason: str


def check_history(
    existing: Plan, new: Plan, column: PeriodColumn | None, reason: str = ""
) -> tuple[Amendment, ...]:
    """Return how `new` differs from `existing` beyond what `column` adds: nothing, as a rule.

    `column` may be None if it is not known: then new periods, new rows, statuses and owners
    are taken as asked for. Raises HistoryChangedError, naming each cell and both its wordings,
    where something differs and no `reason` is given.
    """
    asked = _Asked.of(existing, new, column)
    changes = [c for c in diff_plans(existing, new).changes if not asked.includes(c)]
    if changes and not reason:
        raise HistoryChangedError(
            "\n".join(
                (f"{_count(changes)} from what was published before", *_lines(changes[:_SHOWN]))
            ),
            hint='Put it back, or give the reason for the change: --amend "reason". '
            "The amendment is recorded in the edition and printed in its change note.",
        )
    return tuple(_amendment(change, reason) for change in changes)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a column may change in a plan."""

    column: PeriodColumn | None
    periods: frozenset[str]
    """Labels of the periods that may be new."""
    rows: dict[str, tuple[str, Action]]
    """The new plan's recommendation numbers and actions, by key."""
    plan: Plan
    """The new plan."""

    @classmethod
    def of(cls, existing: Plan, new: Plan, column: PeriodColumn | None) -> _Asked:
        labels = {column.period.label} if column else {p.label for p in new.periods}
        labels -= {period.label for period in existing.periods}
        homes = [r.number for r in new.recommendations for _ in r.actions]
        rows = zip(new.keys(), zip(homes, new.actions(), strict=True), strict=True)
        return cls(column, frozenset(labels), dict(rows), new)

    def includes(self, change: Change) -> bool:
        """Return whether `change` is what the column asked for."""
        if change.place.period in self.periods:
            return not change.old
        match change.kind, change.field:
            case ("added", "recommendation") | ("added", "action"):
                return self._is_new_row(change)
            case ("changed", "status") | ("changed", "owner"):
                return self._is_answered(change)
        return self.column is not None and self._is_answered(change)

    def _is_answered(self, change: Change) -> bool:
        """Return whether an answer gives the cell its new words."""
        if self.column is None:
            return True
        answers = (a for a in self.column.answers if a.key == change.place.action)
        return any(change.new in self._given(answer, change.field) for answer in answers)

    def _given(self, answer: Answer, field: str) -> Iterator[str]:
        """Yield what `answer` gives for the cell called `field`, as a change shows it."""
        if field in ("status", "owner") and (said := getattr(answer, field)) is not None:
            yield said
        if self.column is None:
            return
        columns = self.plan.columns
        names = dict(zip(columns, field_names(columns), strict=True))
        for at, text in named_cells(fillable(columns, self.column.period), answer.cells):
            if names[at.column] == field:
                yield from (text.plain, one_line(text), marked(text))

    def _is_new_row(self, change: Change) -> bool:
        if self.column is None:
            return True
        if change.field == "recommendation":
            return any(n.number == change.place.recommendation for n in self.column.new_actions)
        number, action = self.rows[change.place.action]
        filling = Filling(self.plan, self.column.period)
        return any(
            new.number == number and filling.added(new) == action for new in self.column.new_actions
        )


def _count(changes: Sequence[Change]) -> str:
    return f"{len(changes)} {'cells differ' if len(changes) > 1 else 'cell differs'}"


def _lines(changes: Sequence[Change]) -> list[str]:
    lines = []
    for change in changes:
        was, now = excerpt(change.old, change.new)
        lines += [str(change), f"  was: {was or '(blank)'}", f"  now: {now or '(blank)'}"]
    return lines


def _amendment(change: Change, reason: str) -> Amendment:
    place = change.place
    return Amendment(
        place.recommendation,
        place.action,
        place.period,
        change.field,
        change.kind,
        change.old,
        change.new,
        reason,
    )
