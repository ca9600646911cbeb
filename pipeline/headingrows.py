"""The heading rows of a table, as the renderers print them and the proof expects them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.columns import Column, Columns, Role


@dataclass(frozen=True, slots=True)
class HeadingCell:
    """A cell of a heading row; places are counted from 0."""

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


HeadingRow = tuple[HeadingCell, ...]


def heading_rows(columns: Sequence[Column]) -> tuple[HeadingRow, ...]:
    """Return the heading of a table: one row, or two where a spanner has headings below it."""
    columns = Columns(columns)
    rows: tuple[list[HeadingCell], list[HeadingCell]] = ([], [])
    depth = 1 + any(c.spanner and c.heading for c in columns)
    place = 0
    for spanner, count in columns.spans:
        below = columns[place : place + count]
        if spanner and any(c.heading for c in below):
            rows[0].append(HeadingCell(spanner, 0, place, 1, count))
            rows[1].extend(HeadingCell(c.heading, 1, place + i) for i, c in enumerate(below))
        else:
            text = spanner or below[0].heading
            rows[0].append(HeadingCell(text, 0, place, depth, count))
        place += count
    return tuple(map(tuple, rows[:depth]))


def heading_texts(columns: Sequence[Column]) -> tuple[tuple[str, ...], ...]:
    """Return the text of each heading row above each column; spanning texts are repeated."""
    rows = heading_rows(columns)
    texts = [[""] * len(columns) for _ in rows]
    for cell in (cell for row in rows for cell in row):
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                texts[row][column] = cell.text
    return tuple(map(tuple, texts))


def flat_headings(columns: Sequence[Column], reference: str) -> tuple[str, ...]:
    """Return one heading for each column, its spanner before it.

    `reference` heads a reference that shares its spanner with the requirement and has no heading.
    """
    return tuple(
        reference if c.role is Role.REFERENCE and c.spanner and not c.heading else c.name
        for c in columns
    )


def transcript_headings(columns: Sequence[Column]) -> tuple[str, ...]:
    """Return the heading of each column; a spanner without headings below it is printed once."""
    return tuple(_transcript(Columns(columns)))


def _transcript(columns: Columns) -> Iterator[str]:
    place = 0
    for spanner, count in columns.spans:
        below = columns[place : place + count]
        if spanner and not any(c.heading for c in below):
            yield spanner
        else:
            yield from (c.name for c in below)
        place += count


def host(columns: Columns) -> int | None:
    """Return the column of the web page whose cells list the earlier periods.

    It is the newest period's update, or its first column; None if there is no earlier period.
    """
    if len(columns.periods) < 2:
        return None
    newest = columns.periods[-1]
    update = columns.first(Role.UPDATE, newest)
    return columns.of(newest)[0] if update is None else update


def page_order(columns: Columns) -> tuple[int, ...]:
    """Return the places of the columns in the order in which the web page is read back.

    The earlier periods' columns come before the one whose cells list them.
    """
    at = host(columns)
    newest = columns.periods[-1] if columns.periods else None
    shown = [i for i, c in enumerate(columns) if c.period in (None, newest)]
    if at is None:
        return tuple(shown)
    before = shown.index(at)
    earlier = [i for period in columns.periods[:-1] for i in columns.of(period)]
    return (*shown[:before], *earlier, *shown[before:])
