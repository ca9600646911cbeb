"""A table of an OpenDocument file as rows of cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.ingest.odf.names import STYLE, TABLE, Element, number
from pipeline.ingest.odf.styles import Styles

_GROUPS = tuple(
    TABLE + name for name in ("table-header-rows", "table-rows", "table-row-group", "table-columns")
)
_COLUMN_GROUPS = tuple(
    TABLE + name for name in ("table-header-columns", "table-columns", "table-column-group")
)
_CELL, _COVERED = f"{TABLE}table-cell", f"{TABLE}covered-table-cell"
_MOST_COLUMNS = 1024
_MOST_ROWS = 1_048_576
_MOST_REPEATED = 1000
"""A cell with content that is repeated more often than this is decoration."""


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell, its column from 0, and whether another cell covers it."""

    cell: Element
    column: int
    covered: bool


def rows(table: Element) -> Iterator[tuple[Element, bool]]:
    """Yield each row of `table`, as often as it is repeated, and whether it is a heading's.

    A blank row that is repeated comes once: it ends a table like many.
    """
    yield from _rows(table, is_heading=False)


def _rows(parent: Element, *, is_heading: bool) -> Iterator[tuple[Element, bool]]:
    for part in parent:
        if part.tag == f"{TABLE}table-row":
            is_blank = not any(str(text).strip() for text in part.itertext())
            repeated = number(part, f"{TABLE}number-rows-repeated", _MOST_ROWS)
            for _ in range(1 if is_blank else min(repeated, _MOST_REPEATED)):
                yield part, is_heading
        elif part.tag in _GROUPS:
            heads = part.tag == f"{TABLE}table-header-rows"
            yield from _rows(part, is_heading=is_heading or heads)


def placed(row: Element) -> Iterator[PlacedCell]:
    """Yield the cells of `row` in their columns; blank ones at the end are left out."""
    column = 0
    for cell in row.iterchildren(_CELL, _COVERED):
        repeated = number(cell, f"{TABLE}number-columns-repeated", _MOST_COLUMNS)
        for _ in range(repeated if column + repeated < _MOST_COLUMNS else 1):
            yield PlacedCell(cell, column, cell.tag == _COVERED)
            column += 1


def span(cell: Element, what: str) -> int:
    """Return the `rows` or `columns` that a cell reaches over."""
    return number(cell, f"{TABLE}number-{what}-spanned", _MOST_COLUMNS)


def hidden_columns(table: Element, styles: Styles) -> set[int]:
    """Return the columns of `table` that are hidden or have no width."""
    found: set[int] = set()
    at = 0
    for column in _columns(table):
        width = number(column, f"{TABLE}number-columns-repeated", _MOST_COLUMNS)
        if not styles.is_sized(column, "table-column", f"{STYLE}column-width"):
            found.update(range(at, at + width))
        at += width
    return found


def is_hidden_row(row: Element, styles: Styles) -> bool:
    """Return whether a row is hidden or has no height."""
    return not styles.is_sized(row, "table-row", f"{STYLE}row-height")


def _columns(parent: Element) -> Iterator[Element]:
    for part in parent:
        if part.tag == f"{TABLE}table-column":
            yield part
        elif part.tag in _COLUMN_GROUPS:
            yield from _columns(part)
