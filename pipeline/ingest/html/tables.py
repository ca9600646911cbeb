"""A table element as rows of cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from pipeline.errors import TooLargeError
from pipeline.ingest.html.content import Content, Special
from pipeline.ingest.html.elements import (
    Element,
    Notes,
    all_text,
    colour,
    inner_tables,
    is_cell,
    is_heading_cell,
    is_row,
    is_table,
    span,
    tag,
)
from pipeline.ingest.html.history import CellRead, with_history
from pipeline.ingest.html.labels import repeated_headings
from pipeline.richtext import RichText, clean_text
from pipeline.table import RawCell, RawTable

_WIDEST = 1000
"""Columns that a cell may reach over (HTML, 4.9.11)."""
_MOST_PLACES = 1_000_000
"""Places in the grid of one table; a few cells with large spans would fill any memory."""
_MOST_CELLS = 1_000
"""Cells of one row."""
_MOST_ELEMENTS = 50_000
"""Elements inside one cell."""
_ARRANGED = 0.5
"""The share of a table's words beyond which the tables inside it are what the page is about."""
_SECTIONS = ("thead", "tbody", "tfoot")


def is_layout(element: Element) -> bool:
    """Return whether a table only arranges the page: most of its words are in tables inside it.

    One of one column with another in it is a frame, however much stands around that.
    """
    inner = [table for table in inner_tables(element) if _outer_table(table) is element]
    if not inner:
        return False
    if all(len(list(_cells(row))) < 2 for rows in _sections(element) for row in rows):
        return True
    words = sum(len(all_text(table).split()) for table in inner)
    return words > _ARRANGED * len(all_text(element).split())


def _elements(element: Element) -> int:
    """Return how many elements stand inside `element`."""
    return int(element.xpath("count(.//*)"))


def _outer_table(element: Element) -> Element | None:
    return next((e for e in element.iterancestors() if is_table(e)), None)


@dataclass(frozen=True, slots=True)
class TableReader:
    """Reads the tables of one page."""

    notes: Notes
    base: str
    """The address that relative links are relative to; empty where the page does not say."""

    def read(self, element: Element) -> RawTable:
        """Return the table that `element` is, each update of a cell's history in its own column."""
        self._check_cells(element)
        rows = []
        sections = _sections(element)
        self._take_out(repeated_headings([list(_cells(r)) for rows in sections for r in rows]))
        for section in sections:
            shown = [row for row in section if not self._is_hidden(row)]
            rows += [self._row(row, len(shown) - place) for place, row in enumerate(shown)]
        area = sum(r.cell.row_span * r.cell.column_span for row in rows for r in row)
        if area > _MOST_PLACES:
            raise TooLargeError(
                f"{self.notes.source(element)}: a table's cells reach over {area:,} places; "
                f"the limit is {_MOST_PLACES:,}",
                hint="Save the page again, or give the plan in another format.",
            )
        numbered = [_numbered(row, number) for number, row in enumerate(rows, 1)]
        return RawTable(with_history(numbered), self._caption(element))

    def read_list(self, element: Element) -> RawTable:
        """Return a description list as a table of labels and values."""
        self._check_cells(element)
        rows: list[list[CellRead]] = []
        for part in element.iterdescendants("dt", "dd"):
            if self._is_hidden(part):
                continue
            read = self._cell(part, 1)
            if tag(part) == "dt" or not rows or len(rows[-1]) > 1:
                label = replace(read, cell=replace(read.cell, is_heading=tag(part) == "dt"))
                rows.append([label])
            else:
                rows[-1].append(read)
        return RawTable(tuple(tuple(read.cell for read in row) for row in rows))

    def _check_cells(self, table: Element) -> None:
        """Raise TooLargeError where a cell of `table` holds a book, before it is read."""
        if _elements(table) <= _MOST_ELEMENTS:
            return
        for cell in table.iterdescendants("td", "th", "dt", "dd"):
            inside = _elements(cell)
            if inside > _MOST_ELEMENTS and next(cell.iter("table", "dl"), None) is None:
                raise TooLargeError(
                    f"{self.notes.source(cell)}: the cell holds {inside:,} elements; "
                    f"the limit is {_MOST_ELEMENTS:,}",
                    hint="Look at the cell, and keep the words that are the plan's.",
                )

    def _take_out(self, labels: list[Element]) -> None:
        """Take what a page repeats for narrow screens out of its cells."""
        for label in labels:
            self.notes.furniture.append(clean_text(all_text(label)))
            label.clear(keep_tail=True)

    def _is_hidden(self, element: Element) -> bool:
        if not self.notes.is_hidden(element):
            return False
        if all_text(element).strip():
            self.notes.add(
                "hidden-text",
                element,
                "The page holds part of a table that it does not show; it was not read.",
                "Look at the words; they may not be meant for the public.",
                words=True,
            )
        return True

    def _row(self, row: Element, below: int) -> list[CellRead]:
        """Return the cells of `row`; none reaches beyond the `below` rows of its section."""
        cells = [cell for cell in _cells(row) if not self._is_hidden(cell)]
        if len(cells) > _MOST_CELLS:
            raise TooLargeError(
                f"{self.notes.source(row)}: a row has {len(cells):,} cells; "
                f"the limit is {_MOST_CELLS:,}",
                hint="Save the page again, or give the plan in another format.",
            )
        return [self._cell(cell, below) for cell in cells]

    def _cell(self, element: Element, below: int) -> CellRead:
        history: list[tuple[str, Element]] = []

        def special(inner: Element) -> bool:
            if tag(inner) == "details" and (lists := list(inner.iterchildren("dl"))):
                history.extend(self._history(inner, lists))
                return True
            if is_table(inner):
                self._nested(inner)
            return False

        content = self._content(special, element)
        rows = span(element, "rowspan") or below
        cell = RawCell(
            content,
            self.notes.source(element),
            min(rows, below),
            min(max(span(element, "colspan"), 1), _WIDEST),
            is_heading_cell(element),
            colour=colour(element),
        )
        return CellRead(cell, tuple((label, self._content(_nothing, e)) for label, e in history))

    def _content(self, special: Special, element: Element) -> RichText:
        content = Content(self.notes, self.base, special, images=True)
        content.add(element)
        return content.take()

    def _history(self, element: Element, lists: list[Element]) -> Iterator[tuple[str, Element]]:
        """Yield each heading of a disclosed list with the element that stands under it."""
        self.notes.furniture.extend(
            clean_text(all_text(summary)) for summary in element.iterchildren("summary")
        )
        label = ""
        for part in (part for inner in lists for part in inner.iterdescendants("dt", "dd")):
            if tag(part) == "dt":
                label = clean_text(all_text(part))
            else:
                yield label, part

    def _nested(self, element: Element) -> None:
        self.notes.add(
            "nested-table",
            element,
            "A cell holds a table of its own; its cells were read as paragraphs of the cell.",
            "Look at the cell; a list may serve it better.",
            words=False,
        )

    def _caption(self, element: Element) -> str:
        return clean_text(" ".join(all_text(c) for c in element.iterchildren("caption")))


def _nothing(element: Element) -> bool:
    return False


def _numbered(row: list[CellRead], number: int) -> list[CellRead]:
    """Return `row` with its place in the table in each cell's source."""
    return [
        replace(r, cell=replace(r.cell, source=replace(r.cell.source, row=number, column=column)))
        for column, r in enumerate(row, 1)
    ]


def _sections(table: Element) -> list[list[Element]]:
    """Return the rows of each section; rows outside the sections are one section together."""
    sections: dict[Element | None, list[Element]] = {}
    for row in _inside(table, is_row):
        above = next((e for e in row.iterancestors() if tag(e) in _SECTIONS or e is table), table)
        sections.setdefault(above, []).append(row)
    return list(sections.values())


def _cells(row: Element) -> Iterator[Element]:
    return _inside(row, is_cell)


def _inside(element: Element, wanted: Callable[[Element], bool]) -> Iterator[Element]:
    """Yield what is `wanted` inside `element`, not inside another table."""
    for child in element:
        if not tag(child):
            continue
        if wanted(child):
            yield child
        elif not is_table(child):
            yield from _inside(child, wanted)
