"""What a layout says about the table's columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from pipeline.columns import Role

_FORBID: dict[str, Any] = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class LayoutColumn:
    """A column's heading and its share of the table's width, in per cent."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID

    heading: str
    width: float


@dataclass(frozen=True, slots=True)
class EvidenceColumn:
    """Two columns under one heading: the reference and the requirement's text."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID

    heading: str
    reference_width: float
    requirement_width: float


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of the table; the periods are between owner and status."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID

    number: LayoutColumn
    recommendation: LayoutColumn
    evidence: EvidenceColumn
    owner: LayoutColumn
    status: LayoutColumn
    rename: dict[str, str] = field(default_factory=dict)
    """New headings, by a column's role or its heading in the plan."""
    order: tuple[str, ...] = ()
    """Roles and headings in the order in which they are printed; the others come behind them.
    `periods` stands for the columns of all periods."""
    leave_out: tuple[str, ...] = ()
    """Roles and headings of the columns that are not published in this layout."""
    fixed: dict[str, float] = field(default_factory=dict)
    """With `widths = "fixed"`, the width of any column by its role or its heading in the plan, as a
    share of all; `periods` for the updates of each period, `label` for the labels of a card, in
    per cent."""

    @property
    def headings(self) -> dict[Role, str]:
        """The headings, by role."""
        return {
            Role.NUMBER: self.number.heading,
            Role.RECOMMENDATION: self.recommendation.heading,
            Role.REQUIREMENT: self.evidence.heading,
            Role.OWNER: self.owner.heading,
            Role.STATUS: self.status.heading,
        }

    def widths(self, periods: int, *, scale: float = 1.0) -> tuple[float, ...]:
        """Return each column's share of the table's width, in per cent, for `periods` periods.

        Periods get no less than half of the table: with many of them the other columns shrink.
        With `scale` below 1 (smaller type) the other columns take only that part of their width.
        """
        left = (
            self.number.width,
            self.recommendation.width,
            self.evidence.reference_width,
            self.evidence.requirement_width,
            self.owner.width,
        )
        fixed = sum(left) + self.status.width
        share = max(100.0 - fixed * scale, 50.0) if periods else 0.0
        scale = (100.0 - share) / fixed
        middle = [share / max(periods, 1)] * periods
        return (*(width * scale for width in left), *middle, self.status.width * scale)
