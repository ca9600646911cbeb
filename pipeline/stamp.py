"""The mark by which a returned form is known again: its period and the plan it was made from."""

from __future__ import annotations

from dataclasses import dataclass

PRODUCER = "publish-action-plan"
"""The producer that our PDFs name."""
PERIOD_PROPERTY = "publish-period"
PLAN_PROPERTY = "publish-plan"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a form carries as custom properties of its file, where no reader of it can wipe it."""

    date: str
    """The period's ISO date."""
    digest: str
    """The digest of the plan that the form shows (see `plan_digest()`)."""
