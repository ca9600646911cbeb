"""A table element as rows of cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.errors import TooLargeError
from pipeline.ingest.hidden import Cause
from pipeline.ingest.html.carriers import is_unlabelled_picture, lone_label
from pipeline.ingest.html.content import Content, Special
from pipeline.ingest.html.elements import (
    Element,
    Notes,
    all_text,
    colour,
    heading_level,
    is_control,
    is_heading_cell,
    is_table,
    span,
    tag,
)
from pipeline.ingest.html.labels import repeated_headings
from pipeline.ingest.html.painted import Painted
from pipeline.ingest.html.sections import cells, columns, placed, sections, stray_texts
from pipeline.richtext import Paragraph, RichText, Run, clean_text, plain_text, rich_text
from pipeline.table import Labelled, RawCell, RawTable, empty_cell

_WIDEST = 1000
"""Columns that a cell may reach over (HTML, 4.9.11)."""
_MOST_PLACES = 1_000_000
"""Places in the grid of one table; a few cells with large spans would fill any memory."""
_MOST_CELLS = 1_000
"""Cells of one row."""
_MOST_ELEMENTS = 50_000
"""Elements inside one cell."""


def is_outline(element: Element) -> bool:
    """Return whether a description list arranges the page: its values have tables or headings."""
    inside = (below for dd in element.iter("dd") for below in dd.iterdescendants() if tag(below))
    return any(is_table(e) or tag(e) == "dl" or heading_level(e) for e in inside)


def _elements(element: Element) -> int:
    """Return the number of elements inside `element`."""
    return int(element.xpath("count(.//*)"))


def _is_second(value: Element) -> bool:
    """Return whether the label of `value` has one before it."""
    former = value.getprevious()
    return former is not None and tag(former) == "dd"


def _lone_link(element: Element) -> Element | None:
    """Return the link that is all of `element`, None if it says more."""
    links = list(element.iter("a"))
    is_all = len(links) == 1 and clean_text(all_text(links[0])) == clean_text(all_text(element))
    return links[0] if is_all else None


@dataclass(frozen=True, slots=True)
class TableReader:
    """Reads the tables of one page."""

    notes: Notes
    painted: Painted
    base: str
    """The address that relative links are relative to; empty if the page does not say."""

    def read(self, element: Element) -> RawTable:
        """Return the table that `element` is; what a cell discloses is beside its content."""
        self._check_cells(element)
        rows = []
        parts = sections(element)
        self._take_out(repeated_headings([list(cells(r)) for part in parts for r in part]))
        hidden = self._hidden_columns(element)
        for part in parts:
            shown = [row for row in part if not self._is_hidden(row)]
            left = self._hidden_cells(shown, hidden)
            rows += [self._row(row, len(shown) - at, left) for at, row in enumerate(shown)]
        area = sum(r.row_span * r.column_span for row in rows for r in row)
        if area > _MOST_PLACES:
            raise TooLargeError(
                f"{self.notes.source(element)}: a table spans {area:,} cells; "
                f"the limit is {_MOST_PLACES:,}",
                hint="Save the page again, or give the plan in another format.",
            )
        numbered = [_numbered(row, number) for number, row in enumerate(rows, 1)]
        return RawTable(tuple(numbered), self._caption(element))

    def stray_texts(self, element: Element) -> RichText:
        """Return the texts of a table that are in no cell."""
        return rich_text([Paragraph((Run(text),)) for text in stray_texts(element)])

    def read_list(self, element: Element) -> RawTable:
        """Return a description list as a table of labels and values.

        A label's second value is below an empty label: it goes on with the first.
        """
        self._check_cells(element)
        rows: list[list[RawCell]] = []
        controls = self._controls(element)
        for part in element.iterdescendants("dt", "dd"):
            if part in controls or self._is_hidden(part):
                continue
            cell = self._cell(part, 1)
            if tag(part) == "dt":
                rows.append([replace(cell, is_heading=True)])
            elif not rows:
                rows.append([cell])
            elif len(rows[-1]) > 1:
                rows.append([empty_cell(cell.source), cell])
            else:
                rows[-1].append(cell)
        return RawTable(tuple(map(tuple, rows)))

    def _controls(self, element: Element) -> set[Element]:
        """Return the values of a list that are one link behind each value: `Change`."""
        last = [dd for dd in element.iterdescendants("dd") if _is_second(dd)]
        links = [link for dd in last if (link := _lone_link(dd)) is not None]
        said = {clean_text(link.text or "") for link in links}
        if len(last) < 2 or len(links) < len(last) or len(said) > 1:
            return set()
        self.notes.furniture.extend(clean_text(all_text(dd)) for dd in last)
        return set(last)

    def _check_cells(self, table: Element) -> None:
        """Raise TooLargeError if a cell of `table` holds a book, before it is read."""
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
        if (cause := self.painted.cause(element)) is None:
            return False
        self.notes.hide(element, all_text(element), cause)
        return True

    def _hidden_columns(self, table: Element) -> dict[int, Cause]:
        """Return why the columns of `table` that its `col` elements hide are not seen."""
        causes = ((self.painted.cause(column), places) for column, places in columns(table))
        return {place: cause for cause, places in causes if cause for place in places}

    def _hidden_cells(self, rows: list[Element], hidden: dict[int, Cause]) -> set[Element]:
        """Return the cells of a section's `rows` that are in `hidden` columns alone."""
        if not hidden:
            return set()
        found = set()
        for cell, reached in placed([list(cells(row)) for row in rows]):
            if all(place in hidden for place in reached):
                found.add(cell)
                self.notes.hide(cell, all_text(cell), hidden[reached.start])
        return found

    def _row(self, row: Element, below: int, left_out: set[Element]) -> list[RawCell]:
        """Return the cells of `row`; none reaches beyond the `below` rows of its section."""
        shown = [c for c in cells(row) if c not in left_out and not self._is_hidden(c)]
        if len(shown) > _MOST_CELLS:
            raise TooLargeError(
                f"{self.notes.source(row)}: a row has {len(shown):,} cells; "
                f"the limit is {_MOST_CELLS:,}",
                hint="Save the page again, or give the plan in another format.",
            )
        return [self._cell(cell, below) for cell in shown]

    def _cell(self, element: Element, below: int) -> RawCell:
        disclosed: list[tuple[Labelled, ...]] = []
        controls = _beside_text(element)

        def special(inner: Element) -> bool:
            if inner in controls:
                self.notes.furniture.append(clean_text(all_text(inner)))
                return True
            above = inner.getparent()
            if tag(above) == "details" and tag(inner) in ("dl", "summary") and _has_list(above):
                disclosed.extend(self._disclosed(inner))
                return True
            if is_table(inner):
                self._nested(inner)
            return False

        content = self._content(special, element) or plain_text(lone_label(element))
        if not content and is_unlabelled_picture(element):
            self.notes.left_out(
                "picture", element, "A cell shows a picture or a colour and no words; it is blank."
            )
        rows = span(element, "rowspan") or below
        return RawCell(
            content,
            self.notes.source(element),
            min(rows, below),
            min(max(span(element, "colspan"), 1), _WIDEST),
            is_heading_cell(element),
            colour=colour(element),
            disclosed=tuple(disclosed),
        )

    def _content(self, special: Special, element: Element) -> RichText:
        content = Content(self.notes, self.painted, self.base, special)
        content.add(element)
        return content.take()

    def _disclosed(self, part: Element) -> Iterator[tuple[Labelled, ...]]:
        """Yield each group of labels and texts of a list that a disclosure holds."""
        if tag(part) == "summary":
            self.notes.furniture.append(clean_text(all_text(part)))
            return
        for group in _groups(part):
            label, pairs = "", []
            for inner in group:
                if tag(inner) == "dt":
                    label = clean_text(all_text(inner))
                else:
                    pairs.append((label, self._content(_nothing, inner)))
            if tag(group[0].getparent()) == "div":
                yield tuple(pairs)
            else:
                yield from ((pair,) for pair in pairs)

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


def _groups(inner: Element) -> list[list[Element]]:
    """Return the headings and values of a list, those of one `<div>` (one period) together."""
    groups: dict[Element | None, list[Element]] = {}
    for part in inner.iterdescendants("dt", "dd"):
        groups.setdefault(part.getparent(), []).append(part)
    return [*groups.values()]


def _beside_text(cell: Element) -> set[Element]:
    """Return the buttons of a cell that says more than they do; alone they are what it says."""
    controls = {e for e in cell.iterdescendants() if tag(e) and is_control(e)}
    said = sum(_letters(e) for e in controls)
    return controls if said and _letters(cell) > said else set()


def _has_list(details: Element) -> bool:
    return next(details.iterchildren("dl"), None) is not None


def _letters(element: Element) -> int:
    return len("".join(all_text(element).split()))


def _nothing(element: Element) -> bool:
    return False


def _numbered(row: list[RawCell], number: int) -> tuple[RawCell, ...]:
    """Return `row` with its place in the table in each cell's source."""
    return tuple(
        replace(cell, source=replace(cell.source, row=number, column=column))
        for column, cell in enumerate(row, 1)
    )
