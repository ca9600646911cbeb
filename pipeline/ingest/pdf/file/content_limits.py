"""What pages draw, before a library follows it: nothing without end, nothing endlessly deep."""

from __future__ import annotations

import re
from decimal import Decimal

import pikepdf

from pipeline.errors import TooLargeError, UnreadableFileError
from pipeline.ingest.pdf.file.forms import HINT, Forms, Resources
from pipeline.ingest.pdf.file.streams import LARGEST, text_of

_LARGEST = 10_000_000
"""What one page may draw; a page of a plan draws 50,000 bytes. pdfium takes up to 100 for each."""
_WIDEST = 144_000
"""Points; ten times what ISO 32000-1, annex C, allows."""
_MOST_OPEN = 1000
_OPENING = re.compile(rb"(?<![^\s\])>])(?:BMC|BDC|EMC|q|Q)(?![^\s\[(</%])")
_MARKS = {b"BMC": 1, b"BDC": 1, b"EMC": -1}
_STATES = {b"q": 1, b"Q": -1}


def check_drawings(pdf: pikepdf.Pdf, path: str) -> None:
    """Raise an InputError if a page of `pdf` draws without end, or opens what it never closes.

    A drawing (a form XObject) that draws three others, which draw three others, is small in the
    file and endless on the page; pdfium follows it, and even one that draws itself.
    """
    forms = Forms(_check_depth)
    for number, page in enumerate(pdf.pages, start=1):
        name = f"{path}, page {number}"
        _check_size(page, name)
        if forms.drawn(_contents(page, name), Resources.of_page(page), name) > _LARGEST:
            raise _too_much(name)


def _check_size(page: pikepdf.Page, name: str) -> None:
    """Raise UnreadableFileError if `page` is miles wide; pdfium counts its points one by one."""
    for box in (page.mediabox, page.cropbox):
        if any(isinstance(side, int | Decimal) and abs(side) > _WIDEST for side in list(box)):
            raise UnreadableFileError(f"{name} is wider or higher than any page", hint=HINT)


def _contents(page: pikepdf.Page, name: str) -> bytes:
    """Return what `page` draws; it may name the same stream a thousand times."""
    contents = page.obj.get("/Contents")
    parts: list[bytes] = []
    for stream in contents if isinstance(contents, pikepdf.Array) else [contents]:
        if isinstance(stream, pikepdf.Stream):
            parts.append(text_of(stream, LARGEST, name))
        if sum(map(len, parts)) > _LARGEST:
            raise _too_much(name)
    return b"\n".join(parts)


def _too_much(name: str) -> TooLargeError:
    return TooLargeError(f"{name} draws more than {_LARGEST:,} bytes", hint=HINT)


def _check_depth(text: bytes, name: str) -> None:
    """Raise UnreadableFileError if `text` opens marks or states without closing them.

    pdfium copies all that are open with each that opens.
    """
    if sum(map(text.count, (b"BMC", b"BDC", b"q"))) <= _MOST_OPEN:
        return
    marks = states = 0
    for match in _OPENING.finditer(text):
        marks = max(marks + _MARKS.get(match[0], 0), 0)
        states = max(states + _STATES.get(match[0], 0), 0)
        if max(marks, states) > _MOST_OPEN:
            message = f"{name} opens more than {_MOST_OPEN:,} marks within each other"
            raise UnreadableFileError(message, hint=HINT)
