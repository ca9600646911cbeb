"""What a reader returns: text outside and inside tables, and where each piece came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pipeline.findings import Finding, Source
from pipeline.richtext import EMPTY, RichText

Labelled = tuple[str, RichText]
"""A label with its text."""


@dataclass(frozen=True, slots=True)
class RawCell:
    """One cell, in its place in the grid."""

    content: RichText
    source: Source
    row_span: int = 1
    column_span: int = 1
    is_heading: bool = False
    """The file marks this as a heading cell."""
    markup: str | None = None
    """The cell as it is, where the file is plain text and may hold stray markup.
    `parse` turns the markup into rich text; `content` has its words, if they are known."""
    colour: str = ""
    """What the file fills this cell with, in the file's own terms; empty for none and white."""
    disclosed: tuple[tuple[Labelled, ...], ...] = ()
    """The labels and texts of a list that a disclosure in the cell holds, by the list's groups."""


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table: rows of cells in the order of the file.

    A cell that a span covers is not in its row. Where a row has fewer cells than the table has
    columns, what is missing is for `parse` to find out.
    """

    rows: tuple[tuple[RawCell, ...], ...]
    caption: str = ""
    placed: bool = True
    """False if a row's cells may be in the wrong column (text that lost empty cells)."""
    is_sheet: bool = False
    """The rows are those of a sheet or of lines with tabs, and texts and blank rows are among
    them: `parse` finds the tables."""


@dataclass(frozen=True, slots=True)
class RawText:
    """A paragraph or heading outside the tables."""

    content: RichText
    source: Source
    level: int = 0
    """1 for the title, 2 and up for headings below it, 0 for a paragraph."""


@dataclass(frozen=True, slots=True)
class RawDocument:
    """All that a reader found in a file, in reading order."""

    items: tuple[RawText | RawTable, ...]
    method: str
    """How it was read, in words for the receipt: `tag tree`, `ruled lines`."""
    findings: tuple[Finding, ...] = ()
    furniture: tuple[str, ...] = ()
    """Text that is on the pages but not of the plan: page numbers, running titles."""
    embedded: bytes | None = field(default=None, repr=False)
    """The `plan.json` that the file carries, unread."""

    def tables(self) -> Iterator[RawTable]:
        """Yield the tables in their order."""
        for item in self.items:
            if isinstance(item, RawTable):
                yield item


def empty_cell(source: Source) -> RawCell:
    """Return a cell without content at `source`."""
    return RawCell(EMPTY, source)


def turned(table: RawTable) -> RawTable:
    """Return `table` with its columns as rows, as where headings are in the first column."""
    seen: set[int] = set()
    rows = []
    nowhere = next((cell.source for row in table.rows for cell in row), Source(""))
    for column in zip(*grid(table), strict=True):
        row = []
        for cell in column:
            if cell is None:
                row.append(empty_cell(nowhere))
            elif id(cell) not in seen:
                seen.add(id(cell))
                row.append(replace(cell, row_span=cell.column_span, column_span=cell.row_span))
        rows.append(tuple(row))
    return RawTable(tuple(rows), table.caption)


def grid(table: RawTable) -> list[list[RawCell | None]]:
    """Return `table` as a rectangle: each cell in every place it spans, None if there is none.

    Spans are cut at the table's last row, as HTML and DOCX readers do.
    """
    rows: list[dict[int, RawCell]] = [{} for _ in table.rows]
    for r, cells in enumerate(table.rows):
        column = 0
        for cell in cells:
            while column in rows[r]:
                column += 1
            for below in rows[r : r + max(cell.row_span, 1)]:
                for c in range(column, column + max(cell.column_span, 1)):
                    below.setdefault(c, cell)
            column += max(cell.column_span, 1)
    width = max((max(row, default=-1) for row in rows), default=-1) + 1
    return [[row.get(c) for c in range(width)] for row in rows]
