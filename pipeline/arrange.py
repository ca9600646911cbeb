"""The plan as a layout prints it: its columns renamed, put in order and left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.columns import Column, Columns, Level, Role, table_columns
from pipeline.errors import LayoutError
from pipeline.layout import Layout
from pipeline.model import Action, Plan, Recommendation
from pipeline.newcolumns import heading_key
from pipeline.richtext import RichText

PERIODS = "periods"
"""What `order` calls all columns of all periods."""


@dataclass(frozen=True, slots=True)
class Arranged:
    """A plan as it is published, and what of it is not."""

    plan: Plan
    left_out: tuple[str, ...]
    """The headings of the columns that the layout leaves out."""


def arranged(plan: Plan, layout: Layout) -> Arranged:
    """Return `plan` with the columns that `layout` prints, in its order and under its headings.

    A column without a heading gets the layout's for its role. Raises LayoutError if what is
    left is not a plan.
    """
    wanted = layout.columns
    kept = [i for i, c in enumerate(plan.columns) if not _is_named(c, wanted.leave_out)]
    out = [plan.columns[i] for i in range(len(plan.columns)) if i not in kept]
    ranks = {i: _rank(plan.columns[i], wanted.order) for i in kept}
    places = sorted(kept, key=lambda i: ranks[i])
    renamed = [_renamed(plan.columns[i], wanted.rename) for i in places]
    columns = table_columns(_with_headings(renamed, layout))
    if places == list(range(len(plan.columns))) and columns == plan.columns:
        return Arranged(plan, ())
    try:
        return Arranged(_taken(plan, places, columns), tuple(c.name or str(c.role) for c in out))
    except ValueError as error:
        raise LayoutError(
            f"layout {layout.name!r}: with the columns that it leaves out, {error}",
            hint="Correct [columns] leave_out in its layout.toml.",
        ) from error


def _names(column: Column) -> Iterator[str]:
    yield str(column.role)
    yield from (heading_key(text) for text in (column.heading, column.name) if text)
    if column.period is not None:
        yield PERIODS


def _is_named(column: Column, names: Sequence[str]) -> bool:
    return not {heading_key(name) for name in names}.isdisjoint(_names(column))


def _rank(column: Column, order: Sequence[str]) -> int:
    """Return the place of `column` in `order`; what is not in it comes last."""
    names = set(_names(column))
    return next((i for i, name in enumerate(order) if heading_key(name) in names), len(order))


def _renamed(column: Column, rename: dict[str, str]) -> Column:
    """Return `column` under its new heading; a period's columns keep the name of the period."""
    own = [heading_key(text) for text in (column.heading, column.name) if text]
    roles = [] if column.period is not None else [str(column.role)]
    for name, heading in rename.items():
        if heading_key(name) in (*own, *roles):
            return replace(column, heading=heading)
    return column


def _with_headings(columns: Sequence[Column], layout: Layout) -> Iterator[Column]:
    """Yield `columns`, those without a heading under the layout's for their role."""
    words = {**layout.headings, Role.REFERENCE: layout.words["web"]["reference"]}
    bare = [not c.heading and not c.spanner for c in columns]
    for place, column in enumerate(columns):
        beside = [i for i in (place - 1, place + 1) if 0 <= i < len(columns) and bare[i]]
        pair = {column.role, *(columns[i].role for i in beside)}
        if not bare[place]:
            yield column
        elif column.role is Role.UPDATE and column.period is not None:
            yield replace(column, heading=column.period.label)
        elif column.role in _EVIDENCE and pair >= _EVIDENCE:
            yield replace(column, spanner=words[Role.REQUIREMENT])
        else:
            yield replace(column, heading=words.get(column.role, ""))


_EVIDENCE = {Role.REFERENCE, Role.REQUIREMENT}
"""What has one heading over both where neither has its own."""


def _taken(plan: Plan, places: Sequence[int], columns: Columns) -> Plan:
    """Return `plan` with the cells at `places` in that order, below `columns`."""
    at: dict[Level, list[int]] = {}
    for level in Level:
        own = [i for i, column in enumerate(plan.columns) if column.level is level]
        at[level] = [own.index(i) for i in places if plan.columns[i].level is level]
    tops, rows = columns.level(Level.RECOMMENDATION), columns.level(Level.ACTION)

    def chosen(cells: Sequence[RichText], level: Level) -> tuple[RichText, ...]:
        return tuple(cells[i] for i in at[level])

    recommendations = tuple(
        Recommendation(
            tops,
            chosen(r.cells, Level.RECOMMENDATION),
            tuple(Action(rows, chosen(a.cells, Level.ACTION)) for a in r.actions),
        )
        for r in plan.recommendations
    )
    return replace(plan, columns=columns, recommendations=recommendations)
