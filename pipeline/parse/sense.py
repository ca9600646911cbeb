"""What a person would see at a glance: a plan that says nothing, or little of what it should."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.columns import Level, Role
from pipeline.findings import Finding, Place, Severity
from pipeline.model import Action, Plan
from pipeline.richtext import one_line

_MOST_EMPTY = 0.6
"""The share of empty cells in columns of roles from which a reading is doubted."""
_FEWEST = 3
"""Actions; of fewer, half may lack what others have."""
_FIGURES = re.compile(r"[\d.,:;/%£$€ -]+(?:days?|weeks?|months?|years?|hours?)?", re.IGNORECASE)


def sense(plan: Plan) -> Iterator[Finding]:
    """Yield a warning for each thing in `plan` that a person would doubt at once."""
    actions = list(plan.actions())
    # A recommendation without actions has its text; it says something.
    own = [r.actions for r in plan.recommendations if not (r.text and len(r.actions) == 1)]
    if blank := [action for rows in own for action in rows if _is_blank(action)]:
        yield _warning(
            "actions-empty",
            f"{_rows(len(blank), len(actions))} nothing but a number.",
            "Check that this is the filled-in plan and no template.",
        )
    asked = [a for a in actions if not a.requirement and not _is_blank(a)]
    if asked and plan.columns.first(Role.RECOMMENDATION) is None:
        yield _warning(
            "actions-without-requirement",
            f"{_rows(len(asked), len(actions))} no text of what is to be done.",
            'If another column has it, say which: --map "Heading=requirement".',
        )
    owners = [owner for action in actions if (owner := action.owner)]
    if owners and sum(_FIGURES.fullmatch(owner) is not None for owner in owners) * 2 > len(owners):
        yield _warning(
            "owners-are-figures",
            f'Most owners are figures, such as "{owners[0]}".',
            'Say which column has the owners: --map "Heading=owner".',
        )
    yield from _newest_first(plan)
    yield from _silent_periods(plan, actions)
    yield from _mostly_empty(plan, actions)


def _is_blank(action: Action) -> bool:
    said = (
        cell for cell, c in zip(action.cells, action.columns, strict=True) if c.role not in _KEY
    )
    return not any(said)


_KEY = (Role.REFERENCE, Role.NUMBER)


def _newest_first(plan: Plan) -> Iterator[Finding]:
    """Yield a note where the newest period is printed first: the next one goes before it."""
    if plan.columns.is_newest_first:
        newest = plan.periods[-1].label
        yield Finding(
            "periods-newest-first",
            Severity.NOTE,
            f'The periods are printed newest first; a new period goes before "{newest}".',
            Place(period=newest),
        )


def _silent_periods(plan: Plan, actions: list[Action]) -> Iterator[Finding]:
    *earlier, _ = plan.periods or (None,)
    for period in filter(None, earlier):
        if len(actions) >= _FEWEST and not any(action.update(period) for action in actions):
            yield Finding(
                "period-without-text",
                Severity.WARNING,
                f'No action has an update in "{period.label}".',
                Place(period=period.label),
                "Check that the column holds updates.",
            )


def _mostly_empty(plan: Plan, actions: list[Action]) -> Iterator[Finding]:
    """Yield a warning where most cells of the columns that every plan fills are empty."""
    places = [
        i
        for i, column in enumerate(plan.columns.level(Level.ACTION))
        if column.role in (Role.REQUIREMENT, Role.OWNER)
    ]
    cells = [action.cells[i] for action in actions for i in places]
    empty = sum(not one_line(cell) for cell in cells)
    if len(actions) >= _FEWEST and cells and empty > _MOST_EMPTY * len(cells):
        yield _warning(
            "plan-mostly-empty",
            f"{empty} of {len(cells)} cells for requirements and owners are empty.",
            "Look whether the columns were read as what they are.",
        )


def _rows(count: int, of: int) -> str:
    return f"{count} of {of} actions have" if count > 1 else f"One of {of} actions has"


def _warning(code: str, message: str, hint: str) -> Finding:
    return Finding(code, Severity.WARNING, message, Place(), hint)
