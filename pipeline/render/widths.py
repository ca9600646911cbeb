"""How wide the columns of a table are, by what they mean and by what is in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from math import sqrt

from pipeline.arrange import PERIODS
from pipeline.columns import SHORT_ROLES
from pipeline.layout import Layout
from pipeline.model import Column, Columns, Level, Plan, Role
from pipeline.newcolumns import heading_key
from pipeline.render.typesize import readable_size
from pipeline.richtext import one_line

_STANDARD = (Role.NUMBER, Role.RECOMMENDATION, Role.REFERENCE, Role.REQUIREMENT, Role.OWNER)
_SENTENCE = 40
"""Letters; a column whose cells are longer than this on average holds sentences."""
_LEAST, _GROWTH, _MOST = 2.5, 0.9, 30.0
"""A column of texts of n letters is `_LEAST + _GROWTH * sqrt(n)` wide, up to `_MOST`, before all
are brought to the width of the table: a text twice as long is not twice as wide."""
WIDEST_LABEL = 25.0
"""The most that the labels of a card take of its width, in per cent; longer ones have lines."""
_WORD = re.compile(r"[^\s-]+-?")


def is_standard(columns: Columns) -> bool:
    """Return whether a layout gives a width for each column: number to owner, updates, status."""
    roles = [column.role for column in columns]
    updates = roles[len(_STANDARD) : -1]
    return roles == [*_STANDARD, *updates, Role.STATUS] and set(updates) <= {Role.UPDATE}


def shares(plan: Plan, layout: Layout, scale: float = 1.0) -> tuple[float, ...]:
    """Return each column's share of the table's width, in per cent.

    With `scale` below 1 (smaller type) the columns beside the periods of a standard table take
    only that part of their width. Other tables are as wide as their roles and texts need.
    """
    natural: Sequence[float]
    if has_fixed(layout):
        natural = [
            fixed_width(column, layout) or _natural(plan, place, layout)
            for place, column in enumerate(plan.columns)
        ]
    elif is_standard(plan.columns):
        return layout.columns.widths(len(plan.periods), scale=scale)
    else:
        natural = _all_natural(plan, layout)
    return tuple(100 * width / sum(natural) for width in natural)


def has_fixed(layout: Layout) -> bool:
    """Return whether the layout itself gives the widths of any columns."""
    return layout.widths == "fixed" and bool(layout.columns.fixed)


def fixed_width(column: Column, layout: Layout) -> float | None:
    """Return the width that `layout` gives `column`: by its heading, else its role."""
    names = [heading_key(text) for text in (column.heading, column.name) if text]
    if column.role is Role.UPDATE and column.period is not None:
        names.append(PERIODS)
    fixed = {heading_key(name): width for name, width in layout.columns.fixed.items()}
    return next((fixed[name] for name in (*names, str(column.role)) if name in fixed), None)


def card_label(layout: Layout) -> float | None:
    """Return the share that `layout` gives the labels of a card; None if it gives none."""
    return layout.columns.fixed.get("label") if has_fixed(layout) else None


def _all_natural(plan: Plan, layout: Layout) -> list[float]:
    """Return the width that each column would have; those of one role in periods have the same."""
    widths = [_natural(plan, place, layout) for place in range(len(plan.columns))]
    for role in Role:
        places = [i for i in plan.columns.all(role) if plan.columns[i].period is not None]
        most = max((widths[i] for i in places), default=0.0)
        for i in places:
            widths[i] = most
    return widths


def _natural(plan: Plan, place: int, layout: Layout) -> float:
    columns = layout.columns
    by_role = {
        Role.NUMBER: columns.number.width,
        Role.REFERENCE: columns.evidence.reference_width,
        Role.OWNER: columns.owner.width,
        Role.STATUS: columns.status.width,
    }
    if (role := plan.columns[place].role) in by_role:
        return by_role[role]
    lengths = [len(text) for text in cell_texts(plan, place) if text]
    mean = sum(lengths) / len(lengths) if lengths else 0.0
    return min(_LEAST + _GROWTH * sqrt(mean), _MOST)


def cell_texts(plan: Plan, place: int) -> list[str]:
    """Return the texts of the column at `place`, each on one line."""
    column = plan.columns[place]
    at = plan.columns[:place]
    before = sum(1 for c in at if c.level is column.level)
    if column.level is Level.RECOMMENDATION:
        return [one_line(r.cells[before]) for r in plan.recommendations]
    return [one_line(a.cells[before]) for a in plan.actions()]


def text_columns(plan: Plan) -> tuple[int, ...]:
    """Return the places of the columns that must be readable: updates, else all sentences."""
    updates = plan.columns.all(Role.UPDATE)
    return updates or tuple(i for i in range(len(plan.columns)) if not _is_short(plan, i))


def prose_columns(plan: Plan) -> tuple[int, ...]:
    """Return the places of the columns that hold sentences, whatever they mean."""
    return tuple(
        place
        for place in range(len(plan.columns))
        if not _is_short(plan, place) and any(cell_texts(plan, place))
    )


def table_size(plan: Plan, layout: Layout, room: Callable[[int, float], float]) -> float:
    """Return the largest type size, in points, at which the table can be read.

    `room` gives the width of a column's text in ems, at a size.
    """
    places = text_columns(plan)
    if not places or (is_standard(plan.columns) and not plan.periods):
        return layout.type.size
    narrowest = min(places, key=lambda place: room(place, layout.type.size))
    return readable_size(layout, partial(room, narrowest))


def unbroken_words(plan: Plan) -> Iterator[set[str]]:
    """Yield the words of each column that should not be broken: all but those of its prose."""
    for place, column in enumerate(plan.columns):
        texts = [column.heading] if column.spanner else [column.name]
        if _is_short(plan, place):
            texts += cell_texts(plan, place)
        yield {word for text in texts for word in _WORD.findall(text)}


def _is_short(plan: Plan, place: int) -> bool:
    role = plan.columns[place].role
    if role is not Role.OTHER:
        return role in SHORT_ROLES
    texts = [text for text in cell_texts(plan, place) if text]
    return sum(map(len, texts)) <= _SENTENCE * len(texts)


def with_room(shares: Sequence[float], least: Sequence[float]) -> tuple[float, ...]:
    """Return `shares` with none below its `least`, as far as the others have room to give."""
    lacking = sum(max(n - s, 0.0) for n, s in zip(least, shares, strict=True))
    spare = [max(s - n, 0.0) for n, s in zip(least, shares, strict=True)]
    if not 0 < lacking < sum(spare):
        return tuple(shares)
    given = lacking / sum(spare)
    return tuple(max(s, n) - s_ * given for n, s, s_ in zip(least, shares, spare, strict=True))


_PAGE = 1390.0
"""The width of the table on a screen of 1440 pixels."""
_LETTER, _PADDING, _PILL = 8.3, 22.0, 18.0
"""Of a bold letter, of a cell, and of the frame around a status, in pixels."""
_PAGE_WIDTHS = {
    Role.NUMBER: 4.5,
    Role.RECOMMENDATION: 17.5,
    Role.REFERENCE: 5.0,
    Role.REQUIREMENT: 17.5,
    Role.OWNER: 12.0,
    Role.UPDATE: 34.5,
    Role.STATUS: 9.0,
}


_WHOLE = 12
"""Letters; a longer word of prose may be broken."""


def _longest(plan: Plan, place: int, words: set[str]) -> int:
    """Return the letters of the longest word that a column of the web page should not break."""
    prose = {w for text in cell_texts(plan, place) for w in text.split() if len(w) <= _WHOLE}
    return max(map(len, words | prose), default=0)


def page_widths(plan: Plan, layout: Layout, shown: Sequence[int]) -> tuple[float, ...]:
    """Return the width of each of the columns that the web page shows, in per cent."""
    if is_standard(plan.columns):
        widths = [_PAGE_WIDTHS[plan.columns[place].role] for place in shown]
        least = [0.0] * len(shown)
    else:
        natural = _all_natural(plan, layout)
        widths = [natural[place] for place in shown]
        words = list(unbroken_words(plan))
        longest = [_longest(plan, place, words[place]) for place in shown]
        pills = [_PILL if plan.columns[place].role is Role.STATUS else 0.0 for place in shown]
        rooms = [min(n, 16) * _LETTER + _PADDING for n in longest]
        least = [100 * (room + pill) / _PAGE for room, pill in zip(rooms, pills, strict=True)]
    if sum(least) >= 100:
        made: Sequence[float] = [100 * width / sum(least) for width in least]
    else:
        made = with_room([100 * width / sum(widths) for width in widths], least)
    return tuple(round(width, 2) for width in made)
