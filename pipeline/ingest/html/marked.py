"""Our own web page, by its marks: a table below each recommendation, and all of them one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pipeline import pagemarks as marks
from pipeline.columns import Column, Level
from pipeline.headingrows import heading_rows
from pipeline.ingest.html.content import Content
from pipeline.ingest.html.elements import (
    WITHOUT_TEXT,
    Element,
    Notes,
    all_text,
    is_furniture,
    tag,
)
from pipeline.ingest.html.painted import Painted
from pipeline.richtext import RichText, clean_text, plain_text
from pipeline.table import RawCell, RawTable, RawText, empty_cell

_MOST_COLUMNS = 1_000


class MarkError(ValueError):
    """The page says something that its marks do not: somebody changed it."""


@dataclass(slots=True)
class _Record:
    """A recommendation or an action: the cells that were found, by their column's place."""

    cells: dict[int, RawCell] = field(default_factory=dict)
    actions: list[_Record] = field(default_factory=list)


def marked_part(root: Element) -> Element | None:
    """Return the part of a page that has our marks, None if there is none or several."""
    found = [e for e in root.iter() if tag(e) and e.get(marks.PLAN)]
    return found[0] if len(found) == 1 else None


class MarkedReader:
    """Reads the part of a page that has our marks; the result is in `items` and `notes`."""

    def __init__(self, part: Element, path: str, painted: Painted) -> None:
        """Raise MarkError if the page and its marks disagree."""
        self.notes = Notes(path)
        self._painted = painted
        try:
            self._columns = marks.marked_columns(part.get(marks.PLAN))
        except ValueError as error:
            raise MarkError("its list of columns cannot be read") from error
        if not 0 < len(self._columns) <= _MOST_COLUMNS:
            raise MarkError("its list of columns is empty or too long")
        self._part = part
        self._above: list[RawText] = []
        self._below: list[RawText] = []
        self._records: list[_Record] = []
        self._walk(part)
        self._outside(part.getroottree().getroot())
        self.items: list[RawText | RawTable] = [*self._above, self._table(), *self._below]

    def _outside(self, element: Element) -> None:
        """Note what is around the marked part: banner, footer and links."""
        for child in element:
            if child is self._part or not tag(child) or tag(child) in WITHOUT_TEXT:
                continue
            if self._part in child.iterdescendants():
                self._stray(child.text, child)
                self._outside(child)
            elif tag(child) != "a" and not is_furniture(child) and all_text(child).strip():
                raise MarkError(f'"{clean_text(all_text(child))[:60]}" has no mark')
            else:
                self._furniture(child)
            self._stray(child.tail, child)

    def _walk(self, element: Element) -> None:
        self._stray(element.text, element)
        for child in element:
            if tag(child) and tag(child) not in WITHOUT_TEXT:
                self._visit(child)
            self._stray(child.tail, child)

    def _visit(self, element: Element) -> None:
        if (cause := self._painted.cause(element)) is not None:
            self.notes.hide(element, all_text(element), cause)
        elif element.get(marks.CELL) is not None:
            self._cell(element)
        elif element.get(marks.LABEL) is not None:
            self._label(element)
        elif element.get(marks.TITLE) is not None or element.get(marks.TEXT) is not None:
            self._text(element)
        elif _is_of_the_page(element):
            self._furniture(element)
        else:
            if element.get(marks.GROUP) is not None:
                self._records.append(_Record())
            elif element.get(marks.ROW) is not None:
                self._last(element).actions.append(_Record())
            self._walk(element)

    def _last(self, element: Element) -> _Record:
        if not self._records:
            raise MarkError(f"line {element.sourceline} is in no recommendation")
        return self._records[-1]

    def _column(self, text: str) -> tuple[int, Column]:
        try:
            place = int(text)
            return place, self._columns[place]
        except (ValueError, IndexError) as error:
            raise MarkError(f"there is no column {text[:20]!r}") from error

    def _cell(self, element: Element) -> None:
        place, column = self._column(element.get(marks.CELL))
        record = self._last(element)
        if column.level is Level.ACTION:
            if not record.actions:
                raise MarkError(f"line {element.sourceline} is in no action")
            record = record.actions[-1]
        if place in record.cells:
            raise MarkError(f"line {element.sourceline} has a second cell of the same column")
        record.cells[place] = RawCell(self._content(element), self.notes.source(element))

    def _label(self, element: Element) -> None:
        """Check that what is printed before a cell is the heading of its column."""
        _, column = self._column(element.get(marks.LABEL))
        label = clean_text(all_text(element))
        # Of columns below one spanner, none with a heading of its own, each has a layout's word.
        printed = {name.rstrip(" :") for name in (column.name, column.heading, column.spanner)}
        if column.heading and label.rstrip(" :") not in printed:
            raise MarkError(f'the label "{label[:60]}" is not its column\'s heading')
        self.notes.furniture.append(label)

    def _text(self, element: Element) -> None:
        level = int(element.get(marks.TITLE) is not None)
        text = RawText(self._content(element), self.notes.source(element), level)
        (self._below if self._records else self._above).append(text)

    def _furniture(self, element: Element) -> None:
        if text := clean_text(all_text(element)):
            self.notes.furniture.append(text)

    def _content(self, element: Element) -> RichText:
        content = Content(self.notes, self._painted, "", lambda _: False)
        content.add(element)
        return content.take()

    def _stray(self, text: str | None, element: Element) -> None:
        if text and text.strip():
            raise MarkError(f'"{clean_text(text)[:60]}" (line {element.sourceline}) has no mark')

    def _table(self) -> RawTable:
        rows = [tuple(row) for row in self._headings()]
        for record in self._records:
            if not record.actions:
                raise MarkError("a recommendation has no action")
            for number, action in enumerate(record.actions):
                rows.append(tuple(self._row(record, action, len(rows) + 1, is_first=not number)))
        if not self._records:
            raise MarkError("there is no recommendation")
        return RawTable(tuple(rows))

    def _headings(self) -> Iterator[Iterator[RawCell]]:
        source = self.notes.source(self._part)
        for row in heading_rows(self._columns):
            yield (
                RawCell(plain_text(c.text), source, c.row_span, c.column_span, is_heading=True)
                for c in row
            )

    def _row(
        self, record: _Record, action: _Record, number: int, *, is_first: bool
    ) -> Iterator[RawCell]:
        source = replace(self.notes.source(self._part), row=number)
        for place, column in enumerate(self._columns):
            is_top = column.level is Level.RECOMMENDATION
            if is_top and not is_first:
                continue
            blank = empty_cell(replace(source, column=place + 1))
            cell = (record if is_top else action).cells.get(place, blank)
            at = replace(cell.source, row=number, column=place + 1)
            yield replace(cell, source=at, row_span=len(record.actions) if is_top else 1)


def _is_of_the_page(element: Element) -> bool:
    return is_furniture(element) or element.get(marks.FURNITURE) is not None
