"""The place of an element in a document, in the words of its table."""

from __future__ import annotations

from itertools import islice

from pipeline.ingest.docx.blocks import rows
from pipeline.ingest.docx.grid import Placed, placed_rows
from pipeline.ingest.docx.names import CELL, PARAGRAPH, ROW, TABLE, Element, W
from pipeline.ingest.docx.rawtext import raw_text

_STORIES = {
    f"{W}hdr": "header",
    f"{W}ftr": "footer",
    f"{W}footnotes": "footnotes",
    f"{W}endnotes": "endnotes",
    f"{W}comments": "comments",
}
_SHOWN = 40
_LABELS, _LABEL = 2, 20
"""A row is named by its first two short texts: the recommendation's number and the reference."""


class Places:
    """The places of one part, with the tables it has already looked through."""

    def __init__(self, story: Element) -> None:
        self._story = story
        outer = (t for t in story.iter(TABLE) if next(t.iterancestors(TABLE), None) is None)
        self._tables = {table: place for place, table in enumerate(outer, start=1)}
        self._known: dict[Element, _Table] = {}
        self._paragraphs: dict[Element, str] = {}

    def describe(self, element: Element) -> str:
        """Return the place of `element`: `row 5 (7, 7.2), column 7 (March 27th 2025)`."""
        table = next(iter([*element.iterancestors(TABLE)][-1:]), None)
        if table is None:
            return self._outside(element)
        if table not in self._known:
            self._known[table] = _Table(table)
        name = f"table {self._tables[table]}, " if len(self._tables) > 1 else ""
        return name + self._known[table].describe(element)

    def _outside(self, element: Element) -> str:
        if (story := _STORIES.get(self._story.tag)) is not None:
            return story
        paragraph = next(element.iterancestors(PARAGRAPH), element)
        if paragraph not in self._paragraphs:
            self._paragraphs[paragraph] = _short(raw_text(paragraph), _SHOWN)
        return f"the paragraph “{self._paragraphs[paragraph]}”"


class _Table:
    """The names of a table's rows and columns."""

    def __init__(self, table: Element) -> None:
        self._placed = placed_rows(table)
        self._rows = {row: place for place, row in enumerate(rows(table))}
        first = self._placed[0] if self._placed else []
        self._headings = [(c.start, c.end, _short(_words(c), _SHOWN)) for c in first]
        self._names: list[list[str]] = []
        above: dict[int, str] = {}
        for row in self._placed:
            above = {c.start: above.get(c.start, "") if c.goes_on else _words(c) for c in row}
            self._names.append([above[column] for column in sorted(above)])

    def describe(self, element: Element) -> str:
        known = (self._rows[r] for r in element.iterancestors(ROW) if r in self._rows)
        if (row := next(known, None)) is None:  # it is where no row can be
            return "a table"
        texts = (text for text in islice(self._names[row], 4) if 0 < len(text) <= _LABEL)
        labels = ", ".join(islice(texts, _LABELS))
        place = f"row {row + 1} ({labels})" if labels and row else f"row {row + 1}"
        around = set(element.iterancestors(CELL))
        cell = next((c for c in self._placed[row] if c.cell in around), None)
        return place if cell is None else f"{place}, {self._column(cell)}"

    def _column(self, cell: Placed) -> str:
        at = cell.start
        name = next((name for start, end, name in self._headings if start <= at < end), "")
        return f"column {cell.start + 1} ({name})" if name else f"column {cell.start + 1}"


def _words(cell: Placed) -> str:
    return "" if cell.cell is None else " ".join(raw_text(cell.cell).split())


def _short(text: str, size: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= size else f"{text[:size]}…"
