"""Pages of a PDF, read one at a time through pdfium."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.errors import TooLargeError
from pipeline.ingest.pdf.file.overlays import Overlay, with_overlays
from pipeline.ingest.pdf.page import MOST_LINKS, Box, Page
from pipeline.ingest.pdf.page.characters import Characters
from pipeline.ingest.pdf.page.clips import Matrix, around
from pipeline.ingest.pdf.page.doubles import once
from pipeline.ingest.pdf.page.drawing import drawing
from pipeline.ingest.pdf.page.fractions import with_fractions
from pipeline.ingest.pdf.page.looks import is_ours, states_stems
from pipeline.ingest.pdf.page.markers import with_bullets, with_signs
from pipeline.ingest.pdf.page.paints import paints_of
from pipeline.ingest.pdf.page.placed import Sheet
from pipeline.ingest.pdf.text.vocabulary import whole_words

_UNPAINTED = (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP)
"""Annotations of which a page shows nothing."""
_MOST_CHARACTERS = 500_000
"""A hundred full pages of A4; pdfium takes 100 bytes for each."""


class _Loaded:
    """A page open in pdfium, upright and with its annotations painted on it."""

    def __init__(
        self, document: Any, index: int, overlays: Callable[[], Sequence[Overlay]]
    ) -> None:
        self._document, self._index = document, index
        self.own: int | None = None
        """How many of its objects the page has without its annotations, where it has any."""
        self.page = raw.FPDF_LoadPage(document, index)
        if raw.FPDFPage_GetRotation(self.page):  # pdfium orders the letters by it
            raw.FPDFPage_SetRotation(self.page, 0)
            self._again()
        self.links = list(_links(document, self.page))
        marks = list(_annotations(self.page))
        self.redacted = [box for kind, box in marks if kind == raw.FPDF_ANNOT_REDACT]
        self.overlays: list[Overlay] = []
        if any(kind not in _UNPAINTED for kind, _ in marks):
            self._paint_annotations()
            self.overlays.extend(overlays())
        self.matrix = Matrix()
        """What has turned the page upright."""

    def _again(self) -> None:
        """Load the page anew: what was changed shows then."""
        raw.FPDF_ClosePage(self.page)
        self.page = raw.FPDF_LoadPage(self._document, self._index)

    def _paint_annotations(self) -> None:
        """Make what a viewer paints of the annotations a part of the page."""
        self.own = raw.FPDFPage_CountObjects(self.page)
        for index in reversed(range(raw.FPDFPage_GetAnnotCount(self.page))):
            if _is_off(self.page, index):
                raw.FPDFPage_RemoveAnnot(self.page, index)
        bitmap = raw.FPDFBitmap_Create(1, 1, 0)
        # Painting them once makes the appearances that the file lacks.
        raw.FPDF_RenderPageBitmap(bitmap, self.page, 0, 0, 1, 1, 0, raw.FPDF_ANNOT)
        raw.FPDFBitmap_Destroy(bitmap)
        raw.FPDFPage_Flatten(self.page, raw.FLAT_NORMALDISPLAY)
        self._again()

    def turn(self, turns: int) -> None:
        """Load the page anew with its content turned back, so that its text is level."""
        box, shown = _media_box(self.page), _shown_box(self.page)
        width, height = box.x1 - box.x0, box.bottom - box.top
        matrix = {
            3: Matrix(0, -1, 1, 0, -box.top, box.x1),
            2: Matrix(-1, 0, 0, -1, box.x1, box.bottom),
            1: Matrix(0, 1, -1, 0, box.bottom, -box.x0),
        }[turns]
        raw.FPDFPage_TransFormWithClip(self.page, raw.FS_MATRIX(*matrix), None)
        raw.FPDFPage_SetMediaBox(self.page, 0, 0, *((width, height)[:: 1 if turns == 2 else -1]))
        raw.FPDFPage_SetCropBox(self.page, *_turned(matrix, shown))
        self.links = [(_turned(matrix, link), address) for link, address in self.links]
        self.redacted = [_turned(matrix, area) for area in self.redacted]
        self.matrix = matrix
        self._again()

    def close(self) -> None:
        """Give the page back to pdfium."""
        raw.FPDF_ClosePage(self.page)


def read_page(
    document: pdfium.PdfDocument,
    index: int,
    name: str,
    *,
    has_layers: bool = False,
    overlays: Callable[[], Sequence[Overlay]] = tuple,
) -> Page:
    """Return page `index` of `document`, from 0, turned upright whatever way it lies.

    `overlays` is asked for what its annotations say, in the page's own measure, where it has any.
    Raises TooLargeError, which calls the page `name`, where it holds a book's worth of text.
    """
    loaded = _Loaded(document, index, overlays)
    has_stems, ours = states_stems(document), is_ours(document)
    text = Characters(loaded.page, has_stems=has_stems)
    try:
        if text.count > _MOST_CHARACTERS:
            message = f"{name} holds {text.count:,} characters; the limit is {_MOST_CHARACTERS:,}"
            raise TooLargeError(message, hint="This is not a plan; check where the file came from.")
        if turns := text.quarter_turns():
            text.close()
            loaded.turn(turns)
            text = Characters(loaded.page, has_stems=has_stems)
        return _read(loaded, text, index, has_layers=has_layers, is_ours=ours)
    finally:
        text.close()
        loaded.close()


def _turned(matrix: Matrix, box: Box) -> Box:
    return around([matrix.point(box.x0, box.top), matrix.point(box.x1, box.bottom)])


def _read(
    loaded: _Loaded, text: Characters, index: int, *, has_layers: bool, is_ours: bool
) -> Page:
    page, box = loaded.page, _media_box(loaded.page)
    down = Matrix(1, 0, 0, -1, -box.x0, box.bottom)
    drawn = drawing(page, down, loaded.own)
    redacted = tuple(_turned(down, area) for area in loaded.redacted)
    sheet = Sheet(page, box, _shown_box(page), has_layers, redacted)
    links = [(_turned(down, link), address) for link, address in loaded.links]
    found = once(text.words(sheet, drawn, links))
    words, bullets = with_bullets(found if is_ours else with_signs(found), drawn.spots)
    rules, fills = (
        tuple(box for box in boxes if box not in bullets) for boxes in (drawn.rules, drawn.fills)
    )
    words, rules = with_fractions(words, rules)
    frame = down.after(loaded.matrix)
    words = with_overlays(words, (o._replace(box=_turned(frame, o.box)) for o in loaded.overlays))
    return Page(
        number=index + 1,
        width=box.x1 - box.x0,
        height=box.bottom - box.top,
        words=words,
        rules=rules,
        fills=fills,
        unmapped=text.unmapped,
        images=len(drawn.images),
        whole=frozenset(whole_words(words)),
        hidden=tuple(text.hidden),
        stamps=tuple(text.stamps),
        is_picture=drawn.is_picture,
        paints=(*paints_of(drawn.grounds), *text.dots),
        frame=frame,
    )


def _media_box(page: Any) -> Box:
    """Return the page's box in its own measure, where `bottom` is the larger number."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPage_GetMediaBox(page, left, bottom, right, top)
    xs, ys = sorted((left.value, right.value)), sorted((bottom.value, top.value))
    if xs[1] - xs[0] < 1 or ys[1] - ys[0] < 1:
        return _shown_box(page)
    return Box(xs[0], ys[0], xs[1], ys[1])


def _shown_box(page: Any) -> Box:
    """Return what of the page's box is shown, in the page's own measure."""
    rect = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, rect)
    return Box(rect.left, rect.bottom, rect.right, rect.top)


def _links(document: Any, page: Any) -> Iterator[tuple[Box, str]]:
    """Yield where the page's links lie, in the page's own measure, and where they lead."""
    position, link = ctypes.c_int(0), raw.FPDF_LINK()
    rect = raw.FS_RECTF()
    count = 0
    while count < MOST_LINKS and raw.FPDFLink_Enumerate(page, position, link):
        address = _address(document, link)
        if address and raw.FPDFLink_GetAnnotRect(link, rect):
            count += 1
            yield _upright_box(rect), address


def _annotations(page: Any) -> Iterator[tuple[int, Box]]:
    """Yield the kind of each annotation of `page` and where it lies."""
    rect = raw.FS_RECTF()
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), MOST_LINKS)):
        if annotation := raw.FPDFPage_GetAnnot(page, index):
            raw.FPDFAnnot_GetRect(annotation, rect)
            yield raw.FPDFAnnot_GetSubtype(annotation), _upright_box(rect)
            raw.FPDFPage_CloseAnnot(annotation)


def _is_off(page: Any, index: int) -> bool:
    """Return whether no screen shows an annotation, which painting it would."""
    annotation = raw.FPDFPage_GetAnnot(page, index)
    flags = raw.FPDFAnnot_GetFlags(annotation)
    raw.FPDFPage_CloseAnnot(annotation)
    return bool(flags & (raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW))


def _upright_box(rect: Any) -> Box:
    return around([(rect.left, rect.bottom), (rect.right, rect.top)])


def _address(document: Any, link: Any) -> str:
    action = raw.FPDFLink_GetAction(link)
    if not action:
        return ""
    size = raw.FPDFAction_GetURIPath(document, action, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFAction_GetURIPath(document, action, buffer, size)
    return buffer.value.decode("utf-8", "replace").strip()
