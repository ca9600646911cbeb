"""Paragraphs and tables in their order, wherever Word wraps them up."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.ingest.docx.names import (
    ALTERNATES,
    CELL,
    CONTROL,
    FORMULA,
    FORMULAS,
    PARAGRAPH,
    ROW,
    TABLE,
    Element,
    W,
    child,
    chosen,
)

_WRAPPERS = tuple(
    W + name for name in ("customXml", "smartTag", "ins", "del", "moveTo", "moveFrom", "sdtContent")
)
LINES = (PARAGRAPH, FORMULA, FORMULAS)
"""What is read as a paragraph."""
IMPORTS = (f"{W}altChunk", f"{W}subDoc")


def blocks(container: Element) -> Iterator[Element]:
    """Yield the paragraphs, formulas, tables and imported documents of a body or a cell."""
    return _unwrapped(container, (*LINES, TABLE, *IMPORTS))


def rows(table: Element) -> list[Element]:
    """Return the rows of `table`."""
    return list(_unwrapped(table, (ROW,)))


def cells(row: Element) -> list[Element]:
    """Return the cells of `row`, which need not be one for each column."""
    return list(_unwrapped(row, (CELL,)))


def _unwrapped(container: Element, wanted: tuple[str, ...]) -> Iterator[Element]:
    for part in container:
        if part.tag in wanted:
            yield part
        elif part.tag in _WRAPPERS:
            yield from _unwrapped(part, wanted)
        elif part.tag == CONTROL and (content := child(part, "sdtContent")) is not None:
            yield from _unwrapped(content, wanted)
        elif part.tag == ALTERNATES and (branch := chosen(part)) is not None:
            yield from _unwrapped(branch, wanted)
