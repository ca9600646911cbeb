"""Whether a plan continues an edition: its cells are compared, not its name."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.diff import match_plans
from pipeline.layout import Layout
from pipeline.model import Plan
from pipeline.nochange import UpdateKind, fold, update_kind
from pipeline.richtext import RichText


@dataclass(frozen=True, slots=True)
class Continuity:
    """How much of a published plan another plan has."""

    kept: int
    """Cells that say the same in both: requirements and updates."""
    cells: int
    """The cells of the published plan that are not blank."""
    lacks: str
    """The heading of the newest published period where the other plan does not have it."""

    @property
    def holds(self) -> bool:
        """Whether the other plan is the published one, as it is or with some cells changed."""
        return not self.lacks and 2 * self.kept >= self.cells

    def __str__(self) -> str:
        """Return in words what is missing."""
        if self.lacks:
            return f'it does not have the period "{self.lacks}"'
        return f"it has {self.kept} of the {self.cells} cells"


def continuity(published: Plan, plan: Plan, layout: Layout, periods: int) -> Continuity:
    """Return how much `plan` has of `published`, of which the first `periods` periods count.

    Two updates say the same where a reader would say so: the layout's wordings for "nothing
    changed" are one, whichever of them a plan uses.
    """
    matching = match_plans(published, plan)
    columns, rows = dict(matching.periods.matched), dict(matching.actions.matched)
    others = list(plan.actions())
    kept = cells = 0
    for place, action in enumerate(published.actions()):
        other = others[rows[place]] if place in rows else None
        pairs = [(action.requirement, other.requirement if other else None)]
        pairs += [
            (update, other.updates[columns[column]] if other and column in columns else None)
            for column, update in enumerate(action.updates[:periods])
        ]
        given = [(text, found) for text, found in pairs if text]
        cells += len(given)
        kept += sum(found is not None and _same(text, found, layout) for text, found in given)
    lacks = "" if not periods or periods - 1 in columns else published.periods[periods - 1].label
    return Continuity(kept, cells, lacks)


def _same(text: RichText, other: RichText, layout: Layout) -> bool:
    kind = update_kind(text, layout)
    if kind is not UpdateKind.UPDATE:
        return kind is update_kind(other, layout)
    return fold(text.plain) == fold(other.plain)
