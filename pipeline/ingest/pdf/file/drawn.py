"""What pages draw, before a library follows it: nothing without end, nothing endlessly deep."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import Any

import pikepdf

from pipeline.errors import TooLargeError, UnreadableFileError
from pipeline.ingest.pdf.file.streams import LARGEST, text_of

_DO = re.compile(rb"/([^\s/<>\[\](){}%]{1,200})(?:\s|%[^\r\n]{0,200}[\r\n]){1,50}Do\b")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_DEEPEST = 40
"""Drawings in drawings; pdfium goes no deeper."""
_WIDEST = 144_000
"""Points; ten times what ISO 32000-1, annex C, allows."""
_MOST_OPEN = 1000
_OPENING = re.compile(rb"(?<![^\s\])>])(?:BMC|BDC|EMC|q|Q)(?![^\s\[(</%])")
_MARKS = {b"BMC": 1, b"BDC": 1, b"EMC": -1}
_STATES = {b"q": 1, b"Q": -1}
_HINT = "This is no plan; check where the file came from."


def check_drawings(pdf: pikepdf.Pdf, path: str) -> None:
    """Raise an InputError where a page of `pdf` draws without end, or opens what it never closes.

    A drawing (a form XObject) that draws three others, which draw three others, is small in the
    file and endless on the page; pdfium follows it, and even one that draws itself.
    """
    forms = _Forms()
    for number, page in enumerate(pdf.pages, start=1):
        name = f"{path}, page {number}"
        _check_size(page, name)
        if forms.drawn(_contents(page, name), page.resources, name, 0) > LARGEST:
            raise _too_much(name)


def _check_size(page: pikepdf.Page, name: str) -> None:
    """Raise UnreadableFileError where `page` is miles wide; pdfium counts its points one by one."""
    for box in (page.mediabox, page.cropbox):
        if any(isinstance(side, int | Decimal) and abs(side) > _WIDEST for side in list(box)):
            raise UnreadableFileError(f"{name} is wider or higher than any page", hint=_HINT)


def _contents(page: pikepdf.Page, name: str) -> bytes:
    """Return what `page` draws; it may name the same stream a thousand times."""
    contents = page.obj.get("/Contents")
    parts: list[bytes] = []
    for stream in contents if isinstance(contents, pikepdf.Array) else [contents]:
        if isinstance(stream, pikepdf.Stream):
            parts.append(text_of(stream, LARGEST, name))
        if sum(map(len, parts)) > LARGEST:
            raise _too_much(name)
    return b"\n".join(parts)


def _too_much(name: str) -> TooLargeError:
    return TooLargeError(f"{name} draws more than {LARGEST:,} bytes", hint=_HINT)


class _Forms:
    """What each drawing draws with all that it uses, in bytes."""

    def __init__(self) -> None:
        self._drawn: dict[tuple[Any, Any], int] = {}
        self._open: set[tuple[Any, Any]] = set()

    def drawn(self, text: bytes, resources: Any, name: str, depth: int) -> int:
        """Return how many bytes `text` draws, with the drawings of `resources` that it uses."""
        _check_depth(text, name)
        forms = _forms(resources)
        if not forms:
            return len(text)
        used = Counter(_ESCAPE.sub(_sign, match[1]) for match in _DO.finditer(text))
        return len(text) + sum(
            count * self._form(forms[form], resources, name, depth + 1)
            for form, count in used.items()
            if form in forms
        )

    def _form(self, form: Any, above: Any, name: str, depth: int) -> int:
        resources = form.get("/Resources", above)  # one without its own has those of its user
        key = (form.objgen, resources.objgen if resources.is_indirect else form.objgen)
        if key in self._open or depth > _DEEPEST:
            raise UnreadableFileError(f"{name} holds a drawing that draws itself", hint=_HINT)
        if key not in self._drawn:
            self._open.add(key)
            text = text_of(form, LARGEST, name)
            self._drawn[key] = self.drawn(text, resources, name, depth)
            self._open.discard(key)
        return self._drawn[key]


def _check_depth(text: bytes, name: str) -> None:
    """Raise UnreadableFileError where `text` opens marks or states without closing them.

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
            raise UnreadableFileError(message, hint=_HINT)


def _forms(resources: Any) -> dict[bytes, Any]:
    """Return the drawings in `resources` by their names, without the stroke before them."""
    found = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
    if not isinstance(found, pikepdf.Dictionary):
        return {}
    return {
        name[1:].encode("utf-8", "surrogateescape"): form
        for name, form in found.items()
        if isinstance(form, pikepdf.Stream) and form.get("/Subtype") == "/Form"
    }


def _sign(match: re.Match[bytes]) -> bytes:
    return bytes((int(match[1], 16),))
