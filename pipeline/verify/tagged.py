"""The tag tree of a PDF that was rendered here: blocks, and a table of cells with their marks."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, NamedTuple

import pikepdf

Mark = tuple[int, int]
"""A page, from 0, and a marked-content id on it."""


class Piece(NamedTuple):
    """A stretch of tagged text."""

    spoken: str | None
    """What a screen reader says for it (`/ActualText`); None if it says what is painted."""
    marks: tuple[Mark, ...]


_CONTAINERS = ("/Sect", "/Div", "/L")
_ARRANGED = (*_CONTAINERS, "/Table", "/THead", "/TBody", "/TR")
Element = tuple[Piece, ...]
"""A block or a cell, in reading order."""


class TaggedTable(NamedTuple):
    """A table."""

    heading: tuple[Element, ...]
    """The cells of its heading rows."""
    rows: tuple[tuple[Element, ...], ...]
    """Its other rows; a cell that a row span covers is not in its row."""


class Tagged(NamedTuple):
    """What the tags say."""

    blocks: tuple[Element, ...]
    """Headings, paragraphs and list items outside the tables, and behind them the captions."""
    tables: tuple[TaggedTable, ...]
    asides: tuple[Element, ...]
    """Texts and cells of what is about the document, and not of the plan."""

    def elements(self) -> Iterator[Element]:
        """Yield the blocks and each cell of the tables."""
        yield from self.blocks
        yield from self.asides
        for table in self.tables:
            yield from table.heading
            for row in table.rows:
                yield from row


def read_tags(data: bytes) -> Tagged:
    """Return the tag tree in `data`, as flat as the comparison needs it.

    Raises ValueError if there is none.
    """
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return _tagged(pdf)
    except (pikepdf.PdfError, AttributeError, KeyError, TypeError, RecursionError) as error:
        raise ValueError(f"its tags cannot be read: {error}") from error


def read_attachments(data: bytes) -> dict[str, bytes]:
    """Return the files that the PDF carries, by name; raises ValueError where it is not a PDF."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()}
    except (pikepdf.PdfError, KeyError, TypeError) as error:
        raise ValueError(f"its attachments cannot be read: {error}") from error


def _tagged(pdf: pikepdf.Pdf) -> Tagged:
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    document = _kids(pdf.Root.StructTreeRoot)[0]
    outside = list(_blocks(document))
    tables = [block for block in outside if _type(block) == "/Table"]
    captions = [kid for table in tables for kid in _kids(table) if _type(kid) == "/Caption"]
    texts = (*(block for block in outside if _type(block) != "/Table"), *captions)
    return Tagged(
        tuple(tuple(_pieces(text, pages, None)) for text in texts),
        tuple(_table(table, pages) for table in tables),
        tuple(tuple(_pieces(text, pages, None)) for text in _aside_texts(document)),
    )


def _aside_texts(element: Any) -> Iterator[Any]:
    """Yield each text, list item and cell of the asides in `element`."""
    for kid in _kids(element):
        if _type(kid) == "/Aside":
            yield from _leaves(kid)


def _leaves(element: Any) -> Iterator[Any]:
    for kid in _kids(element):
        if _type(kid) in _ARRANGED:
            yield from _leaves(kid)
        elif _type(kid) == "/LI":
            yield from _kids(kid)
        else:
            yield kid


def _blocks(element: Any) -> Iterator[Any]:
    """Yield what is in `element` and in its sections and lists, in reading order."""
    for kid in _kids(element):
        if _type(kid) in _CONTAINERS:
            yield from _blocks(kid)
        elif _type(kid) != "/Aside":
            yield kid


def _table(table: Any, pages: dict[tuple[int, int], int]) -> TaggedTable:
    rows: dict[str, list[tuple[Element, ...]]] = {"/THead": [], "/TBody": []}
    for part in _kids(table):
        for row in _kids(part) if _type(part) in rows else ():
            cells = (tuple(_pieces(cell, pages, None)) for cell in _kids(row))
            rows[_type(part)].append(tuple(cells))
    return TaggedTable(tuple(cell for row in rows["/THead"] for cell in row), tuple(rows["/TBody"]))


def _pieces(element: Any, pages: dict[tuple[int, int], int], page: int | None) -> Iterator[Piece]:
    """Yield the text of `element`; one with words of its own to be spoken is one piece."""
    if "/Pg" in element:
        page = pages[element.Pg.objgen]
    if "/ActualText" in element:
        marks = (mark for piece in _painted(element, pages, page) for mark in piece.marks)
        yield Piece(str(element.ActualText), tuple(marks))
    else:
        yield from _painted(element, pages, page)


def _painted(element: Any, pages: dict[tuple[int, int], int], page: int | None) -> Iterator[Piece]:
    for kid in _kids(element):
        if isinstance(kid, int):
            yield Piece(None, ((_known(page), kid),))
        elif kid.get("/Type") == "/MCR":
            where = pages[kid.Pg.objgen] if "/Pg" in kid else _known(page)
            yield Piece(None, ((where, int(kid.MCID)),))
        elif kid.get("/Type") != "/OBJR":
            yield from _pieces(kid, pages, page)


def _known(page: int | None) -> int:
    if page is None:
        raise ValueError("its tags name marked content without its page")
    return page


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _type(element: Any) -> str:
    return str(element.get("/S", "")) if isinstance(element, pikepdf.Dictionary) else ""
