"""The shapes of a plan: one wide table, or a section for each recommendation with its actions.

What a section says and in which order is decided here, for the renderers and for the proof.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.columns import Columns, Level, Role
from pipeline.headingrows import flat_headings
from pipeline.layout import Layout
from pipeline.model import Action, Plan, Recommendation
from pipeline.richtext import RichText, one_line, plain_text

WIDE = "wide"
CARDS = "cards"


@dataclass(frozen=True, slots=True)
class OwnText:
    """A text of the recommendation itself, above its actions."""

    place: int
    """Of its column among those of the recommendation, counted from 0."""
    label: str
    """The column's heading; empty for the recommendation's text."""
    text: RichText


def section_heading(number: str, layout: Layout) -> str:
    """Return the heading of the recommendation `number`, such as `Recommendation 7`."""
    pattern: str = layout.words["document"]["recommendation"]
    return pattern.format(number=number).strip()


def heading_number(heading: str, layout: Layout) -> str | None:
    """Return the number in a section's `heading`; None if it is the heading of no section."""
    pattern: str = layout.words["document"]["recommendation"]
    before, _, after = (part.strip() for part in pattern.partition("{number}"))
    if not (heading.startswith(before) and heading.endswith(after)):
        return None
    return heading.removeprefix(before).removesuffix(after).strip()


def own_texts(recommendation: Recommendation) -> Iterator[OwnText]:
    """Yield the texts below the heading: what the recommendation's cells say, but for its number.

    A number that the heading does not say in full, since it has a look or several lines, is one.
    """
    columns = recommendation.columns
    number, text = columns.first(Role.NUMBER), columns.first(Role.RECOMMENDATION)
    for place, cell in enumerate(recommendation.cells):
        if cell and not (place == number and cell == plain_text(one_line(cell))):
            label = "" if place == text else columns[place].name or str(columns[place].role)
            yield OwnText(place, label, cell)


def action_places(columns: Columns) -> tuple[int, ...]:
    """Return the places of the columns that a section's table has: those of the actions."""
    return tuple(i for i, column in enumerate(columns) if column.level is Level.ACTION)


def card_labels(columns: Columns, layout: Layout) -> tuple[str, ...]:
    """Return the label of each value on a card, for the `columns` of an action."""
    return flat_headings(columns, layout.words["web"]["reference"])


@dataclass(frozen=True, slots=True)
class ActionTable(Plan):
    """The actions of a plan in one table, which need not say what they are about."""

    def __post_init__(self) -> None:
        """Accept any columns: the sections say the rest."""


def action_table(plan: Plan) -> ActionTable:
    """Return the columns and cells of all actions of `plan`, without the recommendations' own."""
    columns = plan.columns.level(Level.ACTION)
    rows = tuple(Action(columns, action.cells) for action in plan.actions())
    return ActionTable("", (), columns, (Recommendation(Columns(), (), rows),), ())
