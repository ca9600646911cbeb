"""A tracker as public bodies keep them: other columns than the standard table, headed otherwise."""

from __future__ import annotations

import datetime as dt

from pipeline.model import (
    Action,
    Column,
    Detail,
    Level,
    Period,
    Plan,
    Recommendation,
    Role,
    table_columns,
)
from pipeline.richtext import plain_text

_TOP = Level.RECOMMENDATION
PERIODS = (
    Period("June 2025", None),
    Period("27 September 2025", dt.date(2025, 9, 27)),
    Period("28 March 2026", dt.date(2026, 3, 28)),
)
COLUMNS = table_columns(
    (
        Column("Ref", Role.REFERENCE),
        Column("Theme", Role.OTHER, level=_TOP),
        Column("Recommendation", Role.RECOMMENDATION, level=_TOP),
        Column("Source", Role.OTHER, level=_TOP),
        Column("Agreed action", Role.REQUIREMENT),
        Column("Lead", Role.OWNER),
        Column("Support", Role.OWNER),
        Column("Priority", Role.OTHER),
        Column("Start", Role.OTHER),
        Column("Due", Role.DUE),
        Column("Revised due", Role.DUE),
        *(
            column
            for period in PERIODS
            for column in (
                Column("Update", Role.UPDATE, period, spanner=period.label),
                Column("RAG", Role.STATUS, period, spanner=period.label),
            )
        ),
        Column("Evidence", Role.OTHER),
        Column("Comments", Role.OTHER),
    )
)
"""Ref, theme, recommendation, source, action, lead, support, priority, start, due, revised due,
update and RAG for three periods, evidence, comments."""

_ROWS = (
    ("Safety", "Review how lone workers are kept safe.", "Audit 12, finding 3", 2),
    ("Money", "Publish each contract that is worth more than £25,000.", "Council motion", 3),
    ("Safety", "Test the alarm in every building twice a year.", "Fire review", 1),
)
_LEADS = ("Head of Estates", "Finance Manager", "Director of People")
_SAID = (
    "The brief is written.\n• sent to five teams\n• two have replied",
    "A contractor was appointed & work begins in May.",
    "As per previous update.",
    "",
)


def _action(number: int, place: int) -> Action:
    rows = COLUMNS.level(Level.ACTION)
    said = [_SAID[(number + place + period) % len(_SAID)] for period in range(3)]
    texts = [
        f"{number}.{place}",
        f"Write step {place} of plan {number}, and agree it with the board before it begins.",
        _LEADS[(number + place) % 3],
        "Legal Services" if place == 2 else "",
        ("High", "Medium", "Low")[place % 3],
        "1 April 2025",
        f"{place + 9} May 2026",
        "30 November 2026" if place == 1 else "",
        *(
            text
            for update, rag in zip(said, ("Red", "Amber", "Green"), strict=True)
            for text in (update, rag if update else "")
        ),
        f"Minute {number}/{place}: see file A{number}{place}",
        "" if place == 1 else "Check the cost = £3,000 - is it enough?",
    ]
    return Action(rows, tuple(map(plain_text, texts)))


def _recommendation(number: int, theme: str, text: str, source: str, size: int) -> Recommendation:
    cells = tuple(map(plain_text, (theme, text, source)))
    actions = tuple(_action(number, place) for place in range(1, size + 1))
    return Recommendation(COLUMNS.level(Level.RECOMMENDATION), cells, actions)


TRACKER = Plan(
    "Improvement tracker of Tarrow District Council",
    (Detail("Owner", "Performance Board"), Detail("", "Tarrow District Council")),
    COLUMNS,
    tuple(_recommendation(number, *row) for number, row in enumerate(_ROWS, 1)),
    ("Reviewed every quarter by the board.",),
)
