"""What the register keeps of one plan, in plain values that any process can send to another."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Entry:
    """One action in one period."""

    number: str
    """The recommendation's number as printed; may be empty."""
    recommendation: str
    """The recommendation's text on one line."""
    action: str
    """The action's key (`Plan.keys()`)."""
    requirement: str
    owner: str
    due: str
    period: str
    """The period's label; empty for an action of a plan without periods."""
    date: str
    """The period's day as YYYY-MM-DD; empty if its label names none."""
    update: str
    """The update as plain text, a line for each paragraph and list item."""
    status: str
    """The action's status; only in its newest period, since a plan has one status an action."""
    source: str
    """Where in the file the update was read."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One plan as the register has it, or the reason why it could not be read."""

    path: str
    body: str
    """The body as the plan names it, else the file's name without its ending."""
    title: str = ""
    entries: tuple[Entry, ...] = ()
    open_questions: int = 0
    """Findings of the reading that a person should look at."""
    problem: str = ""
    """Why the plan could not be read; empty if it was."""
    hint: str = ""

    @property
    def newest(self) -> tuple[Entry, ...]:
        """The entries of the newest period, one for each action."""
        last = {entry.action: entry for entry in self.entries}
        return tuple(last.values())


@dataclass(frozen=True, slots=True)
class Limits:
    """What one plan may take."""

    seconds: float = 120.0
    memory: int = 2 << 30
    """In bytes of address space."""
    max_pages: int = 1000
    max_bytes: int = 200_000_000


@dataclass(frozen=True, slots=True)
class Job:
    """One plan to read."""

    path: str
    limits: Limits = field(default_factory=Limits)
