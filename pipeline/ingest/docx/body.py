"""The text of a document: its paragraphs and tables as items, its furniture aside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from pipeline.findings import Source
from pipeline.ingest.docx import asides
from pipeline.ingest.docx.blocks import LINES, blocks, cells, rows
from pipeline.ingest.docx.names import PARAGRAPH, TABLE, Element
from pipeline.ingest.docx.rawtext import raw_text
from pipeline.ingest.docx.styles import Styles
from pipeline.ingest.docx.table import read_table
from pipeline.ingest.docx.text import TextReader
from pipeline.richtext import clean_text, rich_text
from pipeline.table import RawTable, RawText


@dataclass(slots=True)
class Body:
    """What the body holds."""

    items: list[RawText | RawTable] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)


def read_body(body: Element, text: TextReader, styles: Styles, path: str) -> Body:
    """Return the paragraphs and tables of `body` in their order."""
    found = Body()
    parts = list(_unframed(blocks(body)))
    tables = sum(1 for part in parts if part.tag == TABLE and not _is_around(part, styles))
    has_title = any(styles.heading(p) == 0 for p in parts if p.tag == PARAGRAPH)
    place = Source(path)
    table = 0
    for part in parts:
        text.begin(place)
        if part.tag == TABLE and _is_around(part, styles):
            found.furniture += (
                clean_text(raw_text(cell)) for row in rows(part) for cell in cells(row)
            )
        elif part.tag == TABLE:
            table += 1
            where = replace(place, table=table) if tables > 1 else place
            found.items.append(read_table(part, text, styles, where))
        elif part.tag not in LINES:
            text.aside(asides.IMPORT, "")
        elif styles.is_furniture(part):
            found.furniture.append(clean_text(raw_text(part)))
        elif said := rich_text(text.blocks(part)):
            found.items.append(RawText(said, place, _level(part, styles, has_title=has_title)))
    text.begin(place)
    text.report_unread()
    found.furniture[:] = filter(None, found.furniture)
    return found


def _is_around(table: Element, styles: Styles) -> bool:
    """Return whether each paragraph of `table` is one of what surrounds a text."""
    inside = [p for row in rows(table) for cell in cells(row) for p in blocks(cell)]
    return bool(inside) and all(p.tag == PARAGRAPH and styles.is_furniture(p) for p in inside)


def _level(paragraph: Element, styles: Styles, *, has_title: bool) -> int:
    """Return 1 for the title; where a document has none, its first rank of headings is that."""
    heading = styles.heading(paragraph)
    return 0 if heading is None else heading + has_title


def _unframed(parts: Iterable[Element]) -> Iterator[Element]:
    """Yield `parts`, in place of a table that is a frame what it holds.

    It has one cell, or most of its words are in tables inside it: it sets the page.
    """
    for part in parts:
        inside = [c for row in rows(part) for c in cells(row)] if part.tag == TABLE else []
        if len(inside) == 1 or (inside and _arranges(part, inside)):
            yield from _unframed(below for cell in inside for below in blocks(cell))
        else:
            yield part


_ARRANGED = 0.5
"""The share of a table's words beyond which the tables inside it are what it is about."""


def _arranges(table: Element, inside: Iterable[Element]) -> bool:
    inner = [part for cell in inside for part in blocks(cell) if part.tag == TABLE]
    words = sum(len(raw_text(part).split()) for part in inner)
    return words > 0 and words > _ARRANGED * len(raw_text(table).split())
