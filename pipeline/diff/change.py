"""What changed between two plans, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.diff.match import Matching
from pipeline.diff.words import Segment, segments
from pipeline.findings import Place

Kind = Literal["added", "removed", "reworded", "restyled", "changed", "moved"]
"""`reworded`: other words; `restyled`: the same words in other paragraphs, bullets, bold, italic or
links; `changed`: a cell of one value, such as a status; `moved`: is elsewhere in the order."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference, and the words on either side."""

    kind: Kind
    field: str
    """What changed: `title`, `detail`, `note`, `period`, `period date`, `column`, `recommendation`,
    `action`, or a cell by its role or, where that names no one column, by its heading."""
    place: Place
    """Names the old plan's recommendation and action where it has them, else the new one's."""
    old: str = ""
    new: str = ""

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The words that stayed, went and came."""
        return segments(self.old, self.new)

    def __str__(self) -> str:
        where = f"{self.place}: " if str(self.place) else ""
        return f"{where}{self.field} {self.kind}"


@dataclass(frozen=True, slots=True)
class PlanDiff:
    """All differences between two plans: none exactly if the plans are equal."""

    changes: tuple[Change, ...]
    matching: Matching
    """Which period, recommendation and action of the new plan is which of the old."""

    @property
    def equal(self) -> bool:
        """Whether the two plans are equal."""
        return not self.changes
