"""A period's answers for each action: the set of columns that `add_period()` adds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.columns import Period
from pipeline.richtext import EMPTY, RichText


@dataclass(frozen=True, slots=True)
class Answer:
    """One period's answer for one action."""

    key: str
    update: RichText = EMPTY
    status: str | None = None
    """The new status; None leaves the action's status as it is."""
    owner: str | None = None
    """The new owner; None leaves the action's owner as it is."""
    cells: Mapping[str, RichText] = field(default_factory=dict, hash=False)
    """New cells of any other columns, by their headings."""


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
    cells: Mapping[str, RichText] = field(default_factory=dict, hash=False)
    """Cells of any other columns, by their headings."""


@dataclass(frozen=True, slots=True)
class PeriodColumn:
    """A period with its answers: what `add_period()` adds."""

    period: Period
    answers: tuple[Answer, ...]
    new_actions: tuple[NewAction, ...] = ()
