"""The columns that a new period adds to a plan, and columns found by their headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.columns import Column, Columns, Level, Period, Role
from pipeline.dates import find_dates
from pipeline.errors import UnknownColumnError
from pipeline.model import Action, Plan, Recommendation
from pipeline.richtext import EMPTY, RichText, clean_text

_Insert = tuple[Column | None, Column]
"""A column of the plan, or a new one: where the first is None, the cells are blank."""


def with_period(plan: Plan, period: Period) -> Plan:
    """Return `plan` with the columns of `period`, all blank.

    They are the newest period's set again, behind it, or before it in a plan that prints its
    newest period first: the same roles in the same order. A plan without periods gets a column of
    updates, before its first status or else at the end.
    """
    newest = plan.periods[-1] if plan.periods else None
    places = plan.columns.of(newest) if newest else ()
    if newest is None or plan.columns.first(Role.UPDATE, newest) is None:
        added = {_end(plan.columns): [Column(period.label, Role.UPDATE, period)]}
    else:
        new = _renewed(plan.columns, places, newest, period)
        added = dict(_blocks(places, new, is_before=plan.columns.is_newest_first))
    columns = list(plan.columns)
    sources: list[int | None] = list(range(len(columns)))
    for place in sorted(added, reverse=True):
        columns[place:place] = added[place]
        sources[place:place] = [None] * len(added[place])
    return _widened(plan, Columns(columns), sources)


def without_period(plan: Plan, period: Period) -> Plan:
    """Return `plan` without the columns of `period`."""
    columns = Columns(column for column in plan.columns if column.period != period)
    recommendations = tuple(
        Recommendation(
            columns.level(Level.RECOMMENDATION),
            _kept(part, period),
            tuple(Action(columns.level(Level.ACTION), _kept(a, period)) for a in part.actions),
        )
        for part in plan.recommendations
    )
    return replace(plan, columns=columns, recommendations=recommendations)


def _kept(row: Action | Recommendation, period: Period) -> tuple[RichText, ...]:
    pairs = zip(row.columns, row.cells, strict=True)
    return tuple(cell for column, cell in pairs if column.period != period)


def _end(columns: Columns) -> int:
    """Return where a first column of updates goes."""
    if columns.periods:
        places = columns.of(columns.periods[-1])
        return places[0] if columns.is_newest_first else places[-1] + 1
    status = columns.first(Role.STATUS)
    return len(columns) if status is None else status


def _blocks(
    places: Sequence[int], new: Sequence[Column], *, is_before: bool
) -> Iterator[tuple[int, list[Column]]]:
    """Yield where each run of neighbours in `places` begins or ends, with its new columns."""
    block: list[Column] = []
    for i, (place, column) in enumerate(zip(places, new, strict=True)):
        block.append(column)
        if i + 1 == len(places) or places[i + 1] != place + 1:
            yield place + 1 - (len(block) if is_before else 0), block
            block = []


def _renewed(columns: Columns, places: Sequence[int], old: Period, period: Period) -> list[Column]:
    """Return the columns at `places`, which are those of `old`, as those of `period`."""
    others = {c.spanner for i, c in enumerate(columns) if i not in places}
    made = []
    for place in places:
        column = columns[place]
        spanner, heading = column.spanner, _named(column.heading, old, period)
        if spanner and spanner not in others:
            spanner, heading = period.label, column.heading
        elif spanner:
            spanner = _named(spanner, old, period) if _names(spanner, old) else spanner
        made.append(replace(column, heading=heading, spanner=spanner, period=period))
    if not any(_names(column.name, period) for column in made):
        first = next(i for i, column in enumerate(made) if column.role is Role.UPDATE)
        made[first] = replace(made[first], heading=period.label)
    return made


def _names(heading: str, period: Period) -> bool:
    return period.label in heading or any(
        period.date is not None and found.date == period.date for found in find_dates(heading)
    )


def _named(heading: str, old: Period, period: Period) -> str:
    """Return `heading` with the label or the date of `old` replaced by the label of `period`."""
    if old.label and old.label in heading:
        return heading.replace(old.label, period.label)
    days = {f.date for f in find_dates(old.label)} | {old.date}
    named = heading
    for found in reversed(find_dates(heading)):
        if found.date is not None and found.date in days:
            named = named[: found.start] + period.label + named[found.end :]
    return named if named != heading else _renumbered(heading, old, period)


def _renumbered(heading: str, old: Period, period: Period) -> str:
    """Return `heading` with a number of the old label, such as Q1, replaced by the new label."""
    numbers = {word for word in _WORD.findall(old.label) if any(map(str.isdigit, word))}
    shared = [match for match in _WORD.finditer(heading) if match[0] in numbers]
    if not shared:
        return heading
    return heading[: shared[0].start()] + period.label + heading[shared[-1].end() :]


_WORD = re.compile(r"[^\s()\[\],;:]+")
"""A word without the brackets and points around it: Q1, 2026/27."""


def _widened(plan: Plan, columns: Columns, sources: Sequence[int | None]) -> Plan:
    """Return `plan` with `columns`; `sources` are the places of those that it had."""
    rows = columns.level(Level.ACTION)
    old = iter(range(len(plan.columns.level(Level.ACTION))))
    taken = [
        None if source is None else next(old)
        for column, source in zip(columns, sources, strict=True)
        if column.level is Level.ACTION
    ]
    recommendations = tuple(
        replace(
            r,
            columns=columns.level(Level.RECOMMENDATION),
            actions=tuple(Action(rows, _cells(action.cells, taken)) for action in r.actions),
        )
        for r in plan.recommendations
    )
    return replace(plan, columns=columns, recommendations=recommendations)


def _cells(cells: Sequence[RichText], taken: Sequence[int | None]) -> tuple[RichText, ...]:
    return tuple(EMPTY if place is None else cells[place] for place in taken)


@dataclass(frozen=True, slots=True)
class NamedColumn:
    """A column, and the place of its cells among those of its level."""

    column: Column
    place: int


def fillable(columns: Columns, period: Period) -> tuple[NamedColumn, ...]:
    """Return the columns that updates of `period` may fill: all but those of earlier periods."""
    return tuple(
        NamedColumn(column, place)
        for level in Level
        for place, column in enumerate(columns.level(level))
        if column.period in (None, period)
    )


def find_column(columns: Sequence[NamedColumn], heading: str) -> NamedColumn:
    """Return the column that `heading` names, a period's own before one that lasts.

    Raises UnknownColumnError if there is none or more than one.
    """
    wanted = heading_key(heading)
    fits = [c for c in columns if wanted in map(heading_key, (c.column.heading, c.column.name))]
    own = [c for c in fits if c.column.period is not None] or fits
    if len(own) != 1:
        known = ", ".join(f'"{c.column.name}"' for c in columns if c.column.name)
        raise UnknownColumnError(
            f"{'several columns are' if own else 'no column is'} headed {heading!r}",
            hint=f"The plan's headings are: {known}.",
        )
    return own[0]


def heading_key(heading: str) -> str:
    """Return `heading` as it is compared: without case and without a colon at its end."""
    return clean_text(heading).casefold().rstrip(" :.")


def named_cells(
    columns: Sequence[NamedColumn], cells: Mapping[str, RichText]
) -> Iterator[tuple[NamedColumn, RichText]]:
    """Yield each of `cells` with the column that its heading names; see `find_column()`."""
    for heading, text in cells.items():
        yield find_column(columns, heading), text
