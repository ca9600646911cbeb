"""A page of pdfplumber's whose objects come from pdfium: the same methods, sooner."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, Self

import pypdfium2.raw as raw
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser, PDFStreamParser, PDFSyntaxError
from pdfminer.pdftypes import PDFStream, int_value
from pdfminer.psexceptions import PSException
from pdfplumber.page import Page as PlumberPage
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from pipeline.ingest.pdf.page import Box
from pipeline.ingest.pdf.page.clips import Matrix, around
from pipeline.ingest.pdf.page.drawing import drawing
from pipeline.ingest.pdf.page.letters import read_letters


class PdfPage(PlumberPage):
    """A page; `crop()`, `extract_words()`, `find_tables()` and `to_image()` use pdfium's objects.

    Letters have no font name, and areas and rules are `rect` and `line` objects.
    """

    @property
    def objects(self) -> dict[str, list[dict[str, Any]]]:
        """Return the letters, rules, areas and images, in pdfplumber's own form."""
        if not hasattr(self, "_objects"):
            self._objects = self._read()
        return self._objects

    def place(self, box: Box) -> Box:
        """Return where `box`, in the file's own measure, is on the page as it is shown."""
        x0, y0, x1, y1 = self._media()
        matrix = {
            0: Matrix(1, 0, 0, 1, -x0, -y0),
            90: Matrix(0, -1, 1, 0, -y0, x1),
            180: Matrix(-1, 0, 0, -1, x1, y1),
            270: Matrix(0, 1, -1, 0, y1, -x0),
        }[self.rotation]
        left, top = self.mediabox[:2]
        down = Matrix(1, 0, 0, -1, left, top + self.height).after(matrix)
        return around([down.point(box.x0, box.top), down.point(box.x1, box.bottom)])

    def _media(self) -> tuple[float, float, float, float]:
        a, b, c, d = map(float, self.page_obj.mediabox)
        return min(a, c), min(b, d), max(a, c), max(b, d)

    def _read(self) -> dict[str, list[dict[str, Any]]]:
        self.pdf.stream.seek(0)
        data = self.pdf.stream.read()
        document = raw.FPDF_LoadMemDocument64(data, len(data), None)
        page = raw.FPDF_LoadPage(document, self.page_number - 1)
        text = raw.FPDFText_LoadPage(page)
        try:
            drawn = drawing(page, Matrix())
            return {
                "char": list(self._letters(text)),
                "line": [self._object("line", _middle(box)) for box in drawn.rules],
                "rect": [self._object("rect", box) for box in drawn.fills],
                "image": [self._object("image", box) for box in drawn.images],
            }
        finally:
            raw.FPDFText_ClosePage(text)
            raw.FPDF_ClosePage(page)
            raw.FPDF_CloseDocument(document)

    def _letters(self, text: Any) -> Iterator[dict[str, Any]]:
        letters = read_letters(text, 0)
        for stretch in letters.stretches:
            for n in range(stretch.start, stretch.end):
                box = Box(letters.x0s[n], letters.lows[n], letters.x1s[n], letters.highs[n])
                more = {"text": letters.text[n], "size": stretch.size, "upright": stretch.is_level}
                yield {**self._object("char", box), **more, "fontname": ""}

    def _object(self, kind: str, box: Box) -> dict[str, Any]:
        x0, top, x1, bottom = self.place(box)
        foot = float(self.height) + float(self.mediabox[1])
        return {
            "object_type": kind,
            "page_number": self.page_number,
            "x0": x0,
            "x1": x1,
            "top": top,
            "bottom": bottom,
            "y0": foot - bottom,
            "y1": foot - top,
            "doctop": float(self.initial_doctop) + top,
            "width": x1 - x0,
            "height": bottom - top,
        }


def _middle(rule: Box) -> Box:
    """Return `rule` without its thickness."""
    if rule.x1 - rule.x0 > rule.bottom - rule.top:
        y = (rule.top + rule.bottom) / 2
        return rule._replace(top=y, bottom=y)
    x = (rule.x0 + rule.x1) / 2
    return rule._replace(x0=x, x1=x)


class _Objects(PDFDocument):
    """pdfminer's document, which reads of a stream of objects the one that is asked for.

    Of itself it reads all of them: a tagged file of five pages has 5,000 in one stream.
    """

    def _getobj_objstm(self, stream: PDFStream, index: int, objid: int) -> object:
        data, first = stream.get_data(), int_value(stream.get("First", 0))
        known: dict[int | None, list[bytes]] = self.__dict__.setdefault("_places", {})
        if (places := known.get(stream.objid)) is None:
            # Pairs of a number and an offset (ISO 32000-2, 7.5.7).
            places = known[stream.objid] = data[:first].split()[1::2]
        if index >= len(places):
            raise PDFSyntaxError(f"index too big: {index}")
        start = first + int(places[index])
        after = [first + int(place) for place in places[index + 1 : index + 2]]
        end = after[0] if after and after[0] > start else len(data)
        parser = PDFStreamParser(data[start:end])
        parser.set_document(self)
        _, found = parser.nextobject()
        return found


class PlumbedPdf(PDF):
    """A PDF in pdfplumber whose pages are of the class above."""

    def __init__(self, data: bytes) -> None:
        self.stream, self.stream_is_external, self.path = io.BytesIO(data), True, None
        self.pages_to_parse = self.laparams = self.unicode_norm = self.password = None
        self.raise_unicode_errors = False
        self.rsrcmgr, self.metadata = PDFResourceManager(), {}
        try:
            self.doc = _Objects(PDFParser(self.stream))
            for info in self.doc.info:
                self.metadata.update(info)
        except (PSException, ValueError, TypeError, KeyError, RecursionError) as error:
            raise PdfminerException(error) from error

    def __enter__(self) -> Self:
        return self

    @property
    def pages(self) -> list[Any]:
        """Return the pages, each a `PdfPage`."""
        if not hasattr(self, "_own_pages"):
            self._own_pages: list[Any] = []
            top = 0.0
            for number, page in enumerate(PDFPage.create_pages(self.doc), start=1):
                self._own_pages.append(PdfPage(self, page, number, top))
                top += float(self._own_pages[-1].height)
        return self._own_pages


def plumbed(data: bytes) -> PlumbedPdf:
    """Return the PDF in `data` open in pdfplumber. Raises PdfminerException where it cannot be."""
    return PlumbedPdf(data)
