"""What a reader handed over, put in order before it is read as a plan.

sheet ─ sheets, broken_rows ─▶ texts and tables ─ histories ─▶ columns ─ page_words ─▶ furniture
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.parse.prepare.broken_rows import transcript_items
from pipeline.parse.prepare.histories import with_histories
from pipeline.parse.prepare.page_words import set_aside
from pipeline.parse.prepare.sheets import joined_sheets, sheet_items
from pipeline.table import RawDocument, RawTable, RawText

__all__ = ("prepared", "separated")


def prepared(document: RawDocument) -> RawDocument:
    """Return `document` with its texts and tables separated, and page numbers as furniture."""
    document = separated(document)
    found = joined_sheets(document.tables())
    return set_aside(replace(document, findings=(*document.findings, *found)))


def separated(document: RawDocument) -> RawDocument:
    """Return `document` with the tables and texts of its sheets, and a column for each history."""
    return replace(document, items=tuple(_items(document)))


def _items(document: RawDocument) -> Iterator[RawText | RawTable]:
    for item in document.items:
        if isinstance(item, RawText):
            yield item
        elif item.is_sheet:
            yield from sheet_items(item) if item.placed else transcript_items(item)
        else:
            yield with_histories(item)
