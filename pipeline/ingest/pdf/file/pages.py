"""Pages of a PDF, read one at a time through pdfium."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.errors import TooLargeError
from pipeline.ingest.pdf.page import MOST_LINKS, Box, Page
from pipeline.ingest.pdf.page.characters import Characters
from pipeline.ingest.pdf.page.drawing import Matrix, drawing
from pipeline.ingest.pdf.page.looks import states_stems
from pipeline.ingest.pdf.page.markers import with_bullets
from pipeline.ingest.pdf.text.vocabulary import whole_words

_MOST_CHARACTERS = 500_000
"""A hundred full pages of A4; pdfium takes 100 bytes for each."""


def read_page(document: pdfium.PdfDocument, index: int, name: str) -> Page:
    """Return page `index` of `document`, from 0, turned upright whatever way it lies.

    Raises TooLargeError, which calls the page `name`, where it holds a book's worth of text.
    """
    page = _unturned(document, raw.FPDF_LoadPage(document, index), index)
    has_stems = states_stems(document)
    text = Characters(page, has_stems=has_stems)
    if text.count > _MOST_CHARACTERS:
        message = f"{name} holds {text.count:,} characters; the limit is {_MOST_CHARACTERS:,}"
        text.close()
        raw.FPDF_ClosePage(page)
        raise TooLargeError(message, hint="This is no plan; check where the file came from.")
    if turns := text.quarter_turns():
        text.close()
        page = _upright(document, page, index, turns)
        text = Characters(page, has_stems=has_stems)
    try:
        return _read(document, page, text, index)
    finally:
        text.close()
        raw.FPDF_ClosePage(page)


def _unturned(document: Any, page: Any, index: int) -> Any:
    """Return `page` loaded anew without its /Rotate, by which pdfium orders the letters."""
    if not raw.FPDFPage_GetRotation(page):
        return page
    raw.FPDFPage_SetRotation(page, 0)
    raw.FPDF_ClosePage(page)
    return raw.FPDF_LoadPage(document, index)


def _upright(document: Any, page: Any, index: int, turns: int) -> Any:
    """Return `page` loaded anew with its content turned back, so that its text is level."""
    box = _media_box(page)
    width, height = box.x1 - box.x0, box.bottom - box.top
    turned = {
        3: raw.FS_MATRIX(0, -1, 1, 0, -box.top, box.x1),
        2: raw.FS_MATRIX(-1, 0, 0, -1, box.x1, box.bottom),
        1: raw.FS_MATRIX(0, 1, -1, 0, box.bottom, -box.x0),
    }[turns]
    raw.FPDFPage_TransFormWithClip(page, turned, None)
    raw.FPDFPage_TransformAnnots(page, turned.a, turned.b, turned.c, turned.d, turned.e, turned.f)
    size = (width, height) if turns == 2 else (height, width)
    raw.FPDFPage_SetMediaBox(page, 0, 0, *size)
    raw.FPDF_ClosePage(page)
    return raw.FPDF_LoadPage(document, index)


def _read(document: Any, page: Any, text: Characters, index: int) -> Page:
    box = _media_box(page)
    read = tuple(text.words(box, _links(document, page, box)))
    drawn = drawing(page, Matrix(1, 0, 0, -1, -box.x0, box.bottom))
    width, height = box.x1 - box.x0, box.bottom - box.top
    words, bullets = with_bullets(read, drawn.spots)
    rules, fills = (
        tuple(box for box in boxes if box not in bullets) for boxes in (drawn.rules, drawn.fills)
    )
    return Page(
        number=index + 1,
        width=width,
        height=height,
        words=words,
        rules=rules,
        fills=fills,
        unmapped=text.unmapped,
        images=len(drawn.images),
        whole=frozenset(whole_words(words)),
        hidden=tuple(text.hidden),
        stamps=tuple(text.stamps),
        is_picture=drawn.is_picture,
    )


def _media_box(page: Any) -> Box:
    """Return the page's box in its own measure, where `bottom` is the larger number."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPage_GetMediaBox(page, left, bottom, right, top)
    xs, ys = sorted((left.value, right.value)), sorted((bottom.value, top.value))
    if xs[1] - xs[0] < 1 or ys[1] - ys[0] < 1:
        return Box(0, 0, raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page))
    return Box(xs[0], ys[0], xs[1], ys[1])


def _links(document: Any, page: Any, box: Box) -> list[tuple[Box, str]]:
    """Return where the page's links lie and the addresses they lead to."""
    found: list[tuple[Box, str]] = []
    position, link = ctypes.c_int(0), raw.FPDF_LINK()
    rect = raw.FS_RECTF()
    while len(found) < MOST_LINKS and raw.FPDFLink_Enumerate(page, position, link):
        address = _address(document, link)
        if address and raw.FPDFLink_GetAnnotRect(link, rect):
            left, right = sorted((rect.left - box.x0, rect.right - box.x0))
            top, bottom = sorted((box.bottom - rect.top, box.bottom - rect.bottom))
            found.append((Box(left, top, right, bottom), address))
    return found


def _address(document: Any, link: Any) -> str:
    action = raw.FPDFLink_GetAction(link)
    if not action:
        return ""
    size = raw.FPDFAction_GetURIPath(document, action, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFAction_GetURIPath(document, action, buffer, size)
    return buffer.value.decode("utf-8", "replace").strip()
