"""Tables that print the same headings: what a column holds is the same in all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from pipeline.parse.column_shapes import Grid
from pipeline.parse.columns import Columns, find_columns
from pipeline.parse.headings import Heading, Role
from pipeline.table import RawTable, grid

Families = Mapping[tuple[str, ...], tuple[Heading, ...]]
"""The headings of tables that print the same, with the roles that all their rows tell."""


def families(tables: Iterable[RawTable], mapping: Mapping[str, Role]) -> Families:
    """Return the headings that several of `tables` print, decided by the rows of all of them.

    A table for each theme may have a single row, and `3.1` alone may be the reference of an action
    as well as a recommendation's number. A table without headings, as wide as the one before, goes
    on with its columns: a sheet's blank row ends a table.
    """
    former: Columns | None = None
    heads: dict[tuple[str, ...], Grid] = {}
    bodies: dict[tuple[str, ...], list[Grid]] = defaultdict(list)
    for table in tables:
        cells = grid(table) if table.placed else []
        columns = find_columns(cells, mapping)
        if columns is not None and columns.first_row:
            heads.setdefault(printed(columns), cells[: columns.first_row])
            bodies[printed(columns)].append(cells[columns.first_row :])
            former = columns
        elif former is not None and cells and len(cells[0]) == former.width:
            bodies[printed(former)].append(cells)
    made = {}
    for key, head in heads.items():
        rows = [row for body in bodies[key] for row in body]
        if len(bodies[key]) > 1 and (columns := find_columns([*head, *rows], mapping)):
            made[key] = columns.headings
    return made


def printed(columns: Columns) -> tuple[str, ...]:
    """Return the headings of a table as they are in it."""
    return tuple(heading.text for heading in columns.headings)
