"""A plan laid out as forces lay it out: text and tables, in four shapes, before any program."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from pipeline.model import Action, Plan, Recommendation
from pipeline.richtext import EMPTY, RichText, plain_text

Numbers = Literal["merged", "repeated", "blank"]
"""How the rows of one recommendation carry its number and text."""


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One cell as the source document has it."""

    content: RichText
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A table; a cell that a span covers is not in its row."""

    rows: tuple[tuple[SheetCell, ...], ...]
    heading_rows: int
    widths: tuple[float, ...]
    """Shares of the table's width."""


@dataclass(frozen=True, slots=True)
class SheetText:
    """A paragraph (level 0), or a heading (1 for the title)."""

    content: RichText
    level: int = 0


Sheet = tuple[SheetText | SheetTable, ...]


def _cell(text: str) -> SheetCell:
    return SheetCell(plain_text(text))


def _top(plan: Plan) -> list[SheetText | SheetTable]:
    lines = [f"{d.label}: {d.text}" if d.label else d.text for d in plan.details]
    return [SheetText(plain_text(plan.title), 1), *(SheetText(plain_text(line)) for line in lines)]


def _stub(recommendation: Recommendation, place: int, numbers: Numbers) -> list[SheetCell]:
    """Return the number and text cells of the recommendation's row `place`."""
    span = len(recommendation.actions) if numbers == "merged" else 1
    contents = (plain_text(recommendation.number), recommendation.text)
    if place == 0:
        return [SheetCell(content, span) for content in contents]
    if numbers == "merged":
        return []
    return [SheetCell(c if numbers == "repeated" else EMPTY) for c in contents]


def _action_cells(action: Action) -> list[SheetCell]:
    return [
        _cell(action.reference),
        SheetCell(action.requirement),
        _cell(action.owner),
        *(SheetCell(update) for update in action.updates),
        _cell(action.status),
    ]


def wide(plan: Plan, numbers: Numbers = "merged", spanner: bool = False) -> Sheet:
    """Return the force's own table; with `spanner` the periods are under a heading of theirs."""
    rows = [_headings(plan, spanner)]
    if spanner:
        rows.append([_cell(p.label) for p in plan.periods])
    for recommendation in plan.recommendations:
        for place, action in enumerate(recommendation.actions):
            rows.append([*_stub(recommendation, place, numbers), *_action_cells(action)])
    widths = (4, 12, 4, 12, 8, *[60 / len(plan.periods)] * len(plan.periods), 7)
    table = SheetTable(tuple(map(tuple, rows)), 2 if spanner else 1, widths)
    return (*_top(plan), table, *(SheetText(plain_text(note)) for note in plan.notes))


def _headings(plan: Plan, spanner: bool) -> list[SheetCell]:
    down = 2 if spanner else 1
    left = ("Rec. No.", "Recommendation:")
    periods = [_cell(p.label) for p in plan.periods]
    if spanner:
        periods = [SheetCell(plain_text("Force update"), 1, len(plan.periods))]
    return [
        *(SheetCell(plain_text(heading), down) for heading in left),
        SheetCell(plain_text("Evidence requirements of progress:"), down, 2),
        SheetCell(plain_text("Recommendation Owner:"), down),
        *periods,
        SheetCell(plain_text("Status"), down),
    ]


def per_recommendation(plan: Plan) -> Sheet:
    """Return one table for each recommendation, its text above it."""
    items = _top(plan)
    headings = (
        "Recommendation number",
        "Evidence requirements of progress/completion",
        "Recommendation owner",
        *(p.label for p in plan.periods),
        "Status",
    )
    for recommendation in plan.recommendations:
        items.append(SheetText(plain_text(f"Recommendation {recommendation.number}"), 2))
        items.append(SheetText(recommendation.text))
        rows = [tuple(map(_cell, headings))]
        rows += [tuple(_action_cells(action)) for action in recommendation.actions]
        widths = (10, 16, 12, *[52 / len(plan.periods)] * len(plan.periods), 10)
        items.append(SheetTable(tuple(rows), 1, widths))
    return tuple(i for i in items if isinstance(i, SheetTable) or i.content)


def cards(plan: Plan) -> Sheet:
    """Return one table of labels and values for each action."""
    items = _top(plan)
    for recommendation in plan.recommendations:
        for action in recommendation.actions:
            items.append(SheetText(plain_text(f"Action {action.reference}"), 2))
            items.append(_card(plan, recommendation, action))
    return tuple(items)


def _card(plan: Plan, recommendation: Recommendation, action: Action) -> SheetTable:
    values = [
        ("Recommendation", recommendation.text),
        ("Evidence requirements of progress", action.requirement),
        ("Recommendation owner", plain_text(action.owner)),
        *((p.label, u) for p, u in zip(plan.periods, action.updates, strict=True)),
        ("Status", plain_text(action.status)),
    ]
    return SheetTable(tuple((_cell(k), SheetCell(v)) for k, v in values), 0, (30, 70))


def three_columns(plan: Plan) -> Sheet:
    """Return number, recommendation and the first period's response; one row each."""
    label = plan.periods[0].label
    rows = [tuple(map(_cell, ("No.", "Recommendation", label)))]
    for r in plan.recommendations:
        rows.append((_cell(r.number), SheetCell(r.text), SheetCell(r.actions[0].updates[0])))
    return (*_top(plan), SheetTable(tuple(rows), 1, (8, 40, 52)))


SHAPES: dict[str, Callable[[Plan], Sheet]] = {
    "wide": wide,
    "tables": per_recommendation,
    "cards": cards,
    "three": three_columns,
}
