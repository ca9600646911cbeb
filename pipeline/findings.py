"""What was found on the way: where, how grave, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How grave a finding is."""

    NOTE = "note"
    """Something was repaired or is worth knowing; nothing is asked."""
    WARNING = "warning"
    """A person should look; `--strict` stops here."""
    ERROR = "error"
    """Not to be published like this."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where text came from. All numbers count from 1; None if they do not apply."""

    path: str
    page: int | None = None
    line: int | None = None
    row: int | None = None
    column: int | None = None
    sheet: str = ""
    table: int | None = None
    """Where a document has several."""

    def __str__(self) -> str:
        parts = [self.path]
        if self.sheet:
            parts.append(f"sheet {self.sheet}")
        for name in ("page", "table", "line", "row", "column"):
            if (value := getattr(self, name)) is not None:
                parts.append(f"{name} {value}")
        return ", ".join(parts)


Sources = Mapping[tuple[str, str], Source]
"""Where a file has an action (its key and "") and each of its updates (its key, its period)."""
NO_SOURCES: Sources = {}


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the plan, and where in the file; each part is empty if it does not apply."""

    recommendation: str = ""
    action: str = ""
    """The action's key."""
    period: str = ""
    """The period's label."""
    source: Source | None = None

    def __str__(self) -> str:
        parts = []
        if self.recommendation:
            parts.append(f"recommendation {self.recommendation}")
        if self.action:
            parts.append(f"action {self.action}")
        if self.period:
            parts.append(self.period)
        if self.source is not None:
            parts.append(str(self.source))
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a person may want to know."""

    code: str
    """Stable and kebab-case: `requirement-behind-owner`."""
    severity: Severity
    message: str
    """One sentence that names what was found."""
    place: Place = Place()
    hint: str = ""
    """What to do, where there is something to do."""
    words: tuple[str, ...] = ()
    """The words of the source that this finding accounts for, if they are not in the plan."""
