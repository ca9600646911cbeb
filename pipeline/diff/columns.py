"""What changed in the table's columns, and what a cell of each is called."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diff.change import Change
from pipeline.diff.match import Matching
from pipeline.findings import Place
from pipeline.model import Column, Columns, Level, Period, Role

_NAMES = {
    Role.NUMBER: "number",
    Role.RECOMMENDATION: "recommendation text",
    Role.REFERENCE: "reference",
    Role.REQUIREMENT: "requirement",
    Role.OWNER: "owner",
}


def field_names(columns: Columns) -> tuple[str, ...]:
    """Return what a cell of each column is called: its role where it is the first of it.

    Any other column is called by its heading, and by its role where it has none.
    """
    plain = {columns.first(role): name for role, name in _NAMES.items()}
    rows = columns.level(Level.ACTION)
    if rows.status_place is not None:
        plain[columns.index(rows[rows.status_place])] = "status"
    for period in columns.periods:
        plain[columns.first(Role.UPDATE, period)] = "update"
    return tuple(plain.get(i) or c.name or str(c.role) for i, c in enumerate(columns))


def column_place(column: Column) -> Place:
    """Return the place of a column: its period, where it has one."""
    return Place(period=column.period.label if column.period else "")


def column_changes(old: Columns, new: Columns, matching: Matching) -> Iterator[Change]:
    """Yield the columns that came, went, moved, or have another heading or role.

    The columns of a period that came, went, moved or was renamed are not mentioned beside it.
    """
    came = {new.periods[j] for j in matching.periods.added}
    went = {old.periods[i] for i in matching.periods.removed}
    moved = {old.periods[i] for i, _ in matching.periods.moved()}
    pairs = matching.columns
    for i in pairs.removed:
        if old[i].period not in went:
            yield Change("removed", "column", column_place(old[i]), _described(old[i]))
    for i, j in pairs.matched:
        yield from _renamed(old[i], new[j], dict(_periods(old, new, matching)))
    for j in pairs.added:
        if new[j].period not in came:
            yield Change("added", "column", column_place(new[j]), new=_described(new[j]))
    for i, _ in pairs.moved():
        if old[i].period is None or old[i].period not in moved:
            yield Change("moved", "column", column_place(old[i]), old[i].name, old[i].name)


def _periods(old: Columns, new: Columns, matching: Matching) -> Iterator[tuple[Period, Period]]:
    for i, j in matching.periods.matched:
        yield old.periods[i], new.periods[j]


def _renamed(before: Column, after: Column, periods: dict[Period, Period]) -> Iterator[Change]:
    was, now = _described(before), _described(after)
    if before.period is not None:
        period = periods.get(before.period)
        if period is not None:
            was = was.replace(before.period.label, period.label) if before.period.label else was
        if period != after.period:
            was, now = f"{was}, {before.period.label}", f"{now}, {_label(after.period)}"
    elif after.period is not None:
        now = f"{now}, {after.period.label}"
    if was != now:
        yield Change("changed", "column", column_place(before), was, now)


def _label(period: Period | None) -> str:
    return period.label if period else "no period"


def _described(column: Column) -> str:
    """Return all that a column is, but its period: two unlike columns have unlike words."""
    heading = " / ".join(filter(None, (column.spanner, column.heading))) or "(no heading)"
    return f"{heading} ({column.role} of the {column.level})"
