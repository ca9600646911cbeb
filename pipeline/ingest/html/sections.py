"""A table element's rows, cells and columns, and what is between them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from pipeline.ingest.html.elements import (
    Element,
    all_text,
    inner_tables,
    is_cell,
    is_row,
    is_table,
    span,
    tag,
)

_SECTIONS = ("thead", "tbody", "tfoot")
_ARRANGED = 0.5
"""The share of a table's words beyond which the tables inside it are what the page is about."""
_OF_TABLES = frozenset((*_SECTIONS, "caption", "colgroup", "col"))


def is_layout(element: Element) -> bool:
    """Return whether a table only arranges the page: most of its words are in tables inside it.

    One of one column with another in it is a frame, whatever is around that.
    """
    inner = [table for table in inner_tables(element) if _outer_table(table) is element]
    if not inner:
        return False
    if all(len(list(cells(row))) < 2 for rows in sections(element) for row in rows):
        return True
    words = sum(len(all_text(table).split()) for table in inner)
    return words > _ARRANGED * len(all_text(element).split())


def _outer_table(element: Element) -> Element | None:
    return next((e for e in element.iterancestors() if is_table(e)), None)


def sections(table: Element) -> list[list[Element]]:
    """Return the rows of each section as a browser draws them: `thead` first, `tfoot` last.

    Rows outside the sections are one section together.
    """
    found: dict[Element | None, list[Element]] = {}
    for row in _inside(table, is_row):
        above = next((e for e in row.iterancestors() if tag(e) in _SECTIONS or e is table), table)
        found.setdefault(above, []).append(row)
    # Only the first thead and the first tfoot move (CSS 2.2, 17.2).
    head = next((s for s in found if tag(s) == "thead"), None)
    foot = next((s for s in found if tag(s) == "tfoot"), None)
    order = sorted(found, key=lambda s: -1 if s is head else 1 if s is foot else 0)
    return [found[section] for section in order]


def cells(row: Element) -> Iterator[Element]:
    """Yield the cells of `row`, not those of a table inside it."""
    return _inside(row, is_cell)


def columns(table: Element) -> Iterator[tuple[Element, range]]:
    """Yield each `col` of `table`, or its group where that has none, with the columns it is of."""
    at = 0
    for group in table.iterchildren("colgroup", "col"):
        parts = list(group.iterchildren("col")) or [group]
        for part in parts:
            width = min(max(span(part, "span"), 1), 1000)
            yield part, range(at, at + width)
            at += width


def placed(rows: Sequence[Iterable[Element]]) -> Iterator[tuple[Element, range]]:
    """Yield the cells of one section's `rows` with the columns that each reaches over."""
    open_rows: dict[int, int] = {}
    for row in rows:
        column = 0
        taken = {place for place, left in open_rows.items() if left > 0}
        open_rows = {place: left - 1 for place, left in open_rows.items() if left > 1}
        for cell in row:
            while column in taken:
                column += 1
            reached = range(column, column + min(max(span(cell, "colspan"), 1), 1000))
            below = span(cell, "rowspan") or len(rows)
            open_rows.update({place: below - 1 for place in reached if below > 1})
            yield cell, reached
            column = reached.stop


def stray_texts(table: Element) -> list[str]:
    """Return the texts of `table` that are in no cell: browsers show them above it."""
    return [text for text in _strays(table) if text.strip()]


def _strays(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = tag(child)
        if is_row(child) or name in _OF_TABLES:
            if name != "caption" and not is_cell(child):
                yield from _strays(child)
        elif name and not is_cell(child) and not is_table(child):
            yield from _strays_or_text(child)
        yield child.tail or ""


def _strays_or_text(child: Element) -> Iterator[str]:
    """Yield the text of an element between cells; one that holds rows or cells is only a frame."""
    if tag(child) not in ("script", "style"):
        yield from _strays(child)


def _inside(element: Element, wanted: Callable[[Element], bool]) -> Iterator[Element]:
    """Yield what is `wanted` inside `element`, not inside another table."""
    for child in element:
        if not tag(child):
            continue
        if wanted(child):
            yield child
        elif not is_table(child):
            yield from _inside(child, wanted)
