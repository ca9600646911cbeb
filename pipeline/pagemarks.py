"""The marks by which our web page says what is of the plan: attributes that nobody sees.

`data-plan` on the page's main part holds the headings of the plan's table. Below it `data-group`
and `data-row` are its recommendations and actions, `data-cell` is a cell and `data-label` what is
printed as its heading, by their column's place.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from pipeline.columns import Column, Level, Role

PLAN = "data-plan"
TITLE = "data-title"
TEXT = "data-text"
"""A detail above the table, or a note below it."""
GROUP = "data-group"
ROW = "data-row"
CELL = "data-cell"
LABEL = "data-label"
FURNITURE = "data-furniture"
"""Words of the page and not of the plan, inside a heading; elsewhere `<aside>` says the same."""


def columns_mark(columns: Sequence[Column]) -> str:
    """Return the value of `data-plan`: each column's spanner, heading and level, as JSON."""
    return json.dumps(
        [[c.spanner, c.heading, str(c.level)] for c in columns],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def marked_columns(mark: str) -> tuple[Column, ...]:
    """Return the columns that `mark` names, their roles not known; raise ValueError for no mark."""
    try:
        return tuple(
            Column(str(heading), Role.OTHER, None, Level(level), str(spanner))
            for spanner, heading, level in json.loads(mark)
        )
    except (TypeError, ValueError, RecursionError) as error:
        raise ValueError("the mark names no columns") from error
