"""What headings and status words of a published plan say about its layout."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.capture.looks import PAPER, Looks, every_cell, most, squeezed
from pipeline.capture.table import PlanTables
from pipeline.columns import Column, Role
from pipeline.dates import Precision, find_dates
from pipeline.layout import ENOUGH, Layout, Status, contrast, filled_date
from pipeline.model import Plan

_PART = re.compile(r"\d+(?:st|nd|rd|th)\b|\d+|[^\W\d_]+|.", re.DOTALL)
_STEP = 8
"""By so much of 255 a colour is made darker or lighter at a time."""


def period_patterns(plan: Plan, layout: Layout) -> tuple[str, str] | None:
    """Return the pattern of the periods' headings, and of the first one's; None where unknown."""
    found = [_pattern(period.label, layout) for period in plan.periods]
    known = [pattern for pattern in found if pattern]
    if not known:
        return None
    later = Counter(known[1:] or known).most_common(1)[0][0]
    return later, found[0] or later


def _pattern(label: str, layout: Layout) -> str:
    """Return `label` with the parts of its date in braces; empty if it has not one date."""
    dates = [found for found in find_dates(label) if found.date is not None]
    if len(dates) != 1:
        return ""
    (found,) = dates
    words = layout.words["document"]
    months, ordinals = words["months"], words["ordinals"]
    before, after = label[: found.start], label[found.end :]
    pieces = _PART.findall(found.text)
    numeric = not any(piece.isalpha() for piece in pieces)
    made = "".join(_part(piece, n, numeric=numeric) for n, piece in enumerate(pieces))
    if found.precision is Precision.MONTH:
        made = made.replace("{day}", "{yy}")
    if found.date is None or filled_date(made, found.date, months, ordinals) != found.text:
        return ""
    return _escaped(before) + made + _escaped(after)


def _part(text: str, place: int, *, numeric: bool) -> str:
    """Return a part of a date as a pattern has it; day before month, as in Britain."""
    if text.isdigit():
        if len(text) == 4:
            return "{year}"
        if numeric and place == 2:
            return "{mm}"
        if not place or numeric:
            return "{dd}" if text.startswith("0") or (numeric and len(text) == 2) else "{day}"
        return "{yy}" if place > 2 else "{day}"
    if text[:1].isdigit():
        return "{ordinal}"
    if text.isalpha():
        return "{mon}" if len(text) == 3 and text.casefold() != "may" else "{month}"
    return _escaped(text)


def _escaped(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def statuses(plan: Plan, found: PlanTables, looks: Looks, layout: Layout) -> list[Status]:
    """Return the plan's status words with the colours that they have on the page.

    Those of `layout` that the document explains are kept, though no action has them. They are in
    the order in which it explains them.
    """
    others = (table for table in looks.tables if table not in found.tables)
    beside = [cell.text for cell in every_cell(others)]  # a legend may look like a table
    shown = "".join([line.text for line in looks.lines] + beside)
    made = list(_statuses(plan, found, shown, layout))

    def place(status: Status) -> int:
        at = shown.find(squeezed(status.word + status.meaning))
        return at if at >= 0 else len(shown)

    return sorted(made, key=place)


def _statuses(plan: Plan, found: PlanTables, shown: str, layout: Layout) -> Iterator[Status]:
    cells = list(found.cells(lambda column: column.role is Role.STATUS))
    for word in dict.fromkeys(a.status for a in plan.actions() if a.status):
        same = [cell for cell in cells if cell.text == squeezed(word)]
        known = layout.status(word)
        ground = most([Counter(cell.ground for cell in same)], PAPER)
        text = most((cell.colours for cell in same), layout.colours.text)
        meaning = known.meaning if known else ""
        yield Status(word, meaning, readable(text, ground), ground)
    used = {action.status.casefold() for action in plan.actions()}
    for status in layout.statuses:
        if status.word.casefold() not in used and squeezed(status.meaning) in shown:
            yield status


def readable(text: str, ground: str) -> str:
    """Return the colour `text`, or the nearest one that can be read on `ground` (WCAG 2.2)."""
    is_dark = contrast("#000000", ground) > contrast(PAPER, ground)
    while contrast(text, ground) < ENOUGH:
        channels = [int(text[i : i + 2], 16) for i in (1, 3, 5)]
        moved = [max(c - _STEP, 0) if is_dark else min(c + _STEP, 255) for c in channels]
        if moved == channels:
            break
        text = "#" + "".join(f"{c:02x}" for c in moved)
    return text


def headings(columns: Sequence[Column]) -> Iterator[tuple[Column, str]]:
    """Yield each column that is called by its role, where one only has it, with its heading."""
    counts = Counter(column.role for column in columns)
    for column in columns:
        if column.period is None and column.role is not Role.OTHER and counts[column.role] == 1:
            yield column, column.heading or column.spanner
