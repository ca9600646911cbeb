"""The plan: recommendations, their actions, and one update for each action and period."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from pipeline.richtext import EMPTY, RichText

SCHEMA_VERSION = "1.0"
"""Version of the plan's JSON form; the first number changes when an old file no longer reads."""


@dataclass(frozen=True, slots=True)
class Period:
    """An edition of the plan: the day its updates were published (an instant, not a span)."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    label: str
    """The column's heading as published, such as `June 27th 2026`."""
    date: dt.date | None
    """None where the heading names no day (`Initial action plan response`)."""


@dataclass(frozen=True, slots=True)
class Detail:
    """A line above the table, such as `Force: Wexmoor`; a line without a label has an empty one."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Action:
    """One row of the table: what is asked, of whom, and what was said of it in each period."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    reference: str
    """As printed; it may repeat inside a plan, and may be empty."""
    requirement: RichText
    """The evidence requirement's text."""
    owner: str
    updates: tuple[RichText, ...]
    """One for each of the plan's periods, in their order; empty where none was supplied."""
    status: str
    """The plan's own word; empty where the plan gives none."""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A numbered recommendation and the actions that answer it."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    number: str
    text: RichText
    actions: tuple[Action, ...]

    def __post_init__(self) -> None:
        if not self.actions:
            raise ValueError(f"recommendation {self.number} has no action")


@dataclass(frozen=True, slots=True)
class Plan:
    """An action plan as published: everything that the page says, and nothing of how it looks."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    title: str
    details: tuple[Detail, ...]
    periods: tuple[Period, ...]
    recommendations: tuple[Recommendation, ...]
    notes: tuple[str, ...]
    """Paragraphs below the table."""

    def __post_init__(self) -> None:
        if not self.recommendations:
            raise ValueError("a plan needs at least one recommendation")
        numbers = Counter(r.number for r in self.recommendations if r.number)
        if twice := [number for number, count in numbers.items() if count > 1]:
            raise ValueError(f"recommendation {twice[0]} stands twice in the plan")
        for action in self.actions():
            if len(action.updates) != len(self.periods):
                raise ValueError(
                    f"action {action.reference} has {len(action.updates)} updates "
                    f"for {len(self.periods)} periods"
                )

    def actions(self) -> Iterator[Action]:
        """Yield each action in the order of the table."""
        for recommendation in self.recommendations:
            yield from recommendation.actions

    def keys(self) -> tuple[str, ...]:
        """Return a key for each action, in the order of `actions()`.

        The key is the action's reference where that is unique (`7.1`), else reference and place
        (`10#2`). An action without a reference counts under its recommendation's number.
        Adding a period changes no key.
        """
        bases = [a.reference or r.number for r in self.recommendations for a in r.actions]
        counts = Counter(bases)
        seen: Counter[str] = Counter()
        keys = []
        for base in bases:
            seen[base] += 1
            keys.append(base if base and counts[base] == 1 else f"{base}#{seen[base]}")
        return tuple(keys)


@dataclass(frozen=True, slots=True)
class Answer:
    """What one period says of one action."""

    key: str
    update: RichText = EMPTY
    status: str | None = None
    """The new status; None leaves the action's status as it is."""
    owner: str | None = None
    """The new owner; None leaves the action's owner as it is."""


@dataclass(frozen=True, slots=True)
class NewAction:
    """An action that begins with a period; its earlier cells are blank."""

    number: str
    """The recommendation's number."""
    text: RichText
    """The recommendation's text: wanted for a new recommendation, empty for one in the plan."""
    reference: str
    requirement: RichText
    owner: str
    update: RichText
    status: str


@dataclass(frozen=True, slots=True)
class PeriodColumn:
    """A period with what it says of each action: the column that `add_period()` adds."""

    period: Period
    answers: tuple[Answer, ...]
    new_actions: tuple[NewAction, ...] = ()
