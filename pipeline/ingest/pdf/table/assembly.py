"""A document from its pages: running titles aside, tables joined over the pages, text between."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.findings import Finding, Place, Severity, Source
from pipeline.ingest.pdf.table.column_stats import Texts, habits_of, texts_of
from pipeline.ingest.pdf.table.joining import join
from pipeline.ingest.pdf.table.page_joins import UNSURE, goes_on
from pipeline.ingest.pdf.table.parts import PageCell, TablePart, is_same_row, raw_table, same_rows
from pipeline.ingest.pdf.text.flow import Para, TextColumn, rich
from pipeline.richtext import RichText
from pipeline.table import RawTable, RawText

_LABELS = 3
"""Two cards have at least so many labels in common, the first included."""
_SAME_EDGE = 4.0
"""Columns whose edges lie this close, in points, are the same."""
_SHARED = 0.6
"""Tables with fewer columns in common than this share are not the same."""


@dataclass(slots=True)
class Text:
    """A paragraph, list item or heading outside the tables."""

    para: Para
    bounds: TextColumn
    page: int
    level: int = 0
    settled: RichText | None = None

    @property
    def content(self) -> RichText:
        """The paragraph as rich text."""
        return rich([self.para], self.bounds) if self.settled is None else self.settled

    def settle(self) -> Text:
        """Return the paragraph without its lines, which nobody will ask for."""
        self.settled = self.content
        self.para = Para([])
        return self


Entry = TablePart | Text


@dataclass(slots=True)
class Assembly:
    """Entries in reading order, and what was done to them."""

    path: str
    entries: list[Entry] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)

    def add(self, entries: Iterable[Entry]) -> None:
        """Add `entries`, each table with the one before where it goes on over a page's end."""
        for entry in entries:
            last = self.entries[-1] if self.entries else None
            if (
                isinstance(entry, TablePart)
                and isinstance(last, TablePart)
                and _is_next(last, entry)
            ):
                self._continue(last, entry)
            else:
                self.entries.append(entry)

    def insert(self, entries: Iterable[Entry], page: int) -> None:
        """Add `entries`, which begin on `page`, before those of later pages."""
        later = (n for n, e in enumerate(self.entries) if _first_page(e) > page)
        place = next(later, len(self.entries))
        behind, self.entries = self.entries[place:], self.entries[:place]
        self.add([*entries, *behind])

    def _continue(self, table: TablePart, below: TablePart) -> None:
        repeated = same_rows(table, below)
        for row in range(repeated):
            self._drop_heading(table, below, row)
        below.drop_rows(repeated)
        table.last_page = below.last_page
        if below.rows:
            for cell in below.row(0):  # such as a number that says "continued"
                self.furniture.extend(cell.drop_artifacts())
            table.rest.append(below)

    def _drop_heading(self, above: TablePart, below: TablePart, row: int) -> None:
        for cell in above.row(row):
            cell.is_heading = True
        self.furniture.extend(c.content.plain for c in below.row(row) if c.row == row)

    def _drop_inner_headings(self, table: TablePart, headings: int) -> None:
        """Drop rows that repeat the heading further down, below the one that begins a page."""
        wanted = [table.row(n) for n in range(headings)]
        for part in (table, *table.rest):
            first, rows = headings if part is table else 0, part.every_row()
            for row in range(part.rows - headings, first - 1, -1):
                if all(is_same_row(wanted[n], n, rows[row + n], row + n) for n in range(headings)):
                    for n in range(headings):
                        self.furniture.extend(c.content.plain for c in part.row(row + n))
                    part.drop_rows(headings, at=row)
                    rows = part.every_row()
        table.rest = [part for part in table.rest if part.rows]

    def _joined(self, table: TablePart, texts: Texts) -> TablePart:
        """Return `table` with what later pages show of it; `texts` are the document's."""
        headings = sum(all(cell.is_heading for cell in row) for row in table.every_row())
        if headings:
            self._drop_inner_headings(table, headings)
        for part, first in ((table, headings + 1), *((part, 1) for part in table.rest)):
            for cell in [c for c in part.cells if c.undrawn and c.row >= first and c.is_blank]:
                part.give_up(cell)
        habits = habits_of([table, *table.rest], headings, texts)
        table.unfold()
        for below in table.rest:
            below.unfold()
            weight = goes_on(table, below, habits)
            if weight > 0:
                self._note(
                    "row-over-page", "a row continues on the next page; it is one row", below
                )
            if abs(weight) < UNSURE:
                self._doubt(table, below, joined=weight > 0)
            join(table, below, habits, row_goes_on=weight > 0)
            table.settle(but=(table.rows - 1,))
        table.rest = []
        return table

    def _doubt(self, table: TablePart, below: TablePart, *, joined: bool) -> None:
        """Say of the row at the end of `table`'s last page that it may go on `below`, or not."""
        begun = [cell for cell in table.row(table.rows - 1) if cell.row == table.rows - 1]
        if joined and begun:
            page, row = min(begun, key=lambda cell: cell.column).page, table.rows
            message = (
                f"the row was read on over the end of page {below.first_page - 1}; it may be two"
            )
        else:
            page, row = below.first_page, table.rows + 1
            message = f"the row may be the rest of the last one on page {below.first_page - 1}"
        place = Place(source=Source(self.path, page=page, row=row))
        hint = "Compare the row with the page."
        self.findings.append(
            Finding("row-over-page-unsure", Severity.WARNING, message, place, hint)
        )

    def _note(self, code: str, message: str, part: TablePart) -> None:
        place = Place(source=Source(self.path, page=part.first_page))
        self.findings.append(Finding(code, Severity.NOTE, message, place))

    def items(self) -> tuple[RawText | RawTable, ...]:
        """Return the entries as a reader gives them."""
        made: list[RawText | RawTable] = []
        texts = texts_of([e, *e.rest] for e in self.entries if isinstance(e, TablePart))
        for entry in self.entries:
            if isinstance(entry, TablePart):
                made.append(raw_table(self._joined(entry, texts), self.path))
            elif content := entry.content:
                made.append(RawText(content, Source(self.path, page=entry.page), entry.level))
        return tuple(made)


def _first_page(entry: Entry) -> int:
    return entry.first_page if isinstance(entry, TablePart) else entry.page


def _is_next(table: TablePart, below: TablePart) -> bool:
    """Return whether `below`, with nothing between, is the rest of `table`."""
    is_beside = _is_beside(table, below)
    if not (is_beside or below.first_page == table.last_page + 1) or not conform(table, below):
        return False
    if same_rows(table, below):
        return not _has_labels_of(table, below)
    if is_beside:
        return False
    if _is_all_bold(table) and _is_all_bold(below):
        return False  # another table, with headings of its own
    # A card is a table of labels and values; the next one begins with the same label.
    first, next_first = table.row(0)[0], below.row(0)[0]
    return first.is_blank or first.content.plain != next_first.content.plain


def _is_beside(table: TablePart, right: TablePart) -> bool:
    """Return whether `right` is on the right of `table`, as where two pages are on one sheet."""
    if right.first_page != table.last_page or len(table.edges) != len(right.edges):
        return False
    return bool(table.edges) and right.edges[0] > (table.rest or [table])[-1].edges[-1]


def _has_labels_of(table: TablePart, below: TablePart) -> bool:
    """Return whether `below` is another card: its first column says what that of `table` does.

    A heading row that is repeated has other rows below it.
    """
    labels = [[row[0].content.plain for row in part.every_row()] for part in (table, below)]
    count = min(map(len, labels))
    return table.columns == 2 and count >= _LABELS and labels[0][:count] == labels[1][:count]


def _is_all_bold(part: TablePart) -> bool:
    """Return whether the first row has several texts, all of them bold, as headings are."""
    texts = [cell.content for cell in part.row(0) if not cell.is_blank]
    return len(texts) > 1 and all(
        run.bold for text in texts for line in text.lines() for run in line if run.text.strip()
    )


def conform(above: TablePart, below: TablePart) -> bool:
    """Return whether both have the same columns, after giving both the columns of either.

    A page may lack some: WeasyPrint and Chromium draw no border beside a merged cell that has no
    text left.
    """
    if not above.edges or not below.edges:
        return above.columns == below.columns
    moved = list(below.edges)
    if not _near(moved[-1], above.edges[-1:]) and not _near(moved[0], above.edges[:1]):
        shift = above.edges[0] - moved[0]  # the pages' margins differ
        moved = [edge + shift for edge in moved]
    missing = [edge for edge in moved if not _near(edge, above.edges)]
    lacking = [edge for edge in above.edges if not _near(edge, moved)]
    shared = len(moved) - len(missing)
    if (missing and lacking) or shared < _SHARED * max(len(moved), len(above.edges)):
        return False
    if missing or lacking:
        edges = above.edges if lacking else tuple(moved)
        old = above.edges
        for part in (above, *above.rest):
            _recolumn(part, old, edges)
        _recolumn(below, moved, edges)
    return True


def _near(edge: float, edges: Iterable[float]) -> bool:
    return any(abs(edge - other) <= _SAME_EDGE for other in edges)


def _recolumn(part: TablePart, old: Sequence[float], new: Sequence[float]) -> None:
    """Move the cells of `part` to the columns between the edges `new`."""
    places = [min(range(len(new)), key=lambda n: abs(new[n] - edge)) for edge in old]
    for cell in part.cells:
        end = places[cell.column + cell.column_span]
        cell.column = places[cell.column]
        cell.column_span = end - cell.column
    part.split_blank()
    outside = [*range(places[0]), *range(places[-1], len(new) - 1)]
    nothing = part.cells[0].bounds
    for column in outside:
        part.cells.append(PageCell(0, column, part.rows, 1, part.first_page, nothing))
    part.columns, part.edges = len(new) - 1, tuple(new)
