"""Name where one PDF differs from another: its pages first, then all else that it holds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import zip_longest
from typing import Any

import pikepdf

_UP = frozenset(("/Parent", "/P", "/Pg", "/StructParent", "/StructParents"))
"""Ways from a part back to the whole."""
_PACKING = frozenset(("/Length", "/Filter", "/DecodeParms"))
_PAGE = {
    "/Contents": "words and lines",
    "/Annots": "annotations",
    "/MediaBox": "page box",
    "/CropBox": "page box",
    "/TrimBox": "page box",
    "/BleedBox": "page box",
    "/ArtBox": "page box",
    "/Rotate": "rotation",
    "/UserUnit": "scale",
    "/Font": "fonts",
    "/XObject": "images",
    "/ExtGState": "drawing states",
}
_ROOT = {
    "/Metadata": "metadata (XMP)",
    "/StructTreeRoot": "tags",
    "/Outlines": "outline",
    "/Names": "names, scripts or attachments",
    "/AF": "associated files",
    "/OpenAction": "an action on opening",
    "/AA": "actions",
    "/AcroForm": "form fields",
    "/OCProperties": "layers",
    "/Lang": "language",
    "/PageLabels": "page labels",
    "/PageMode": "way of opening",
    "/PageLayout": "way of opening",
    "/ViewerPreferences": "viewer preferences",
    "/OutputIntents": "colour profile",
}
_ASIDE = frozenset(("/Pages", "/Type"))
_DEEPEST = 200
"""Levels of objects; a tag tree of ours has about ten."""


def differences(wanted: bytes, found: bytes) -> list[str]:
    """Return where the PDF `found` is not `wanted`, in words, the first page first.

    Raises ValueError if one of them cannot be read.
    """
    if wanted == found:
        return []
    try:
        with pikepdf.open(BytesIO(wanted)) as one, pikepdf.open(BytesIO(found)) as two:
            files = _File(one), _File(two)
            named = list(dict.fromkeys((*_in_pages(*files), *_around(*files))))
    except (pikepdf.PdfError, AttributeError, KeyError, TypeError, RecursionError) as error:
        raise ValueError(f"it cannot be compared: {error}") from error
    return named or ["its bytes, though what it holds is the same: another program saved it"]


class _File:
    """A PDF, with the digests of its parts."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pages = [page.obj for page in pdf.pages]
        self._numbers = {page.objgen: number for number, page in enumerate(self.pages)}
        self.root = pdf.Root
        self.information: Any = pdf.trailer.get("/Info", {})
        self.attached = {name: self.digest(spec.obj) for name, spec in pdf.attachments.items()}

    def parts(self, page: Any) -> dict[str, str]:
        """Return the digest of each part of a page, resources by their kind."""
        own = {key: page[key] for key in page.keys() if key not in _UP and key != "/Resources"}
        own |= dict(page.get("/Resources", {}).items())
        return {key: self.digest(value) for key, value in own.items()}

    def digest(self, value: Any) -> str:
        """Return the digest of an object with all that it refers to, but for what it is part of."""
        digest = hashlib.sha256()
        self._feed(digest, value, ())
        return digest.hexdigest()

    def _feed(self, digest: Any, value: Any, above: tuple[tuple[int, int], ...]) -> None:
        where = value.objgen if isinstance(value, pikepdf.Object) else (0, 0)
        if where in above or where in self._numbers:
            digest.update(f"page {self._numbers.get(where)}".encode())
            return
        above = (*above, where) if where != (0, 0) else above
        if len(above) > _DEEPEST:
            raise TypeError("its objects refer to each other without end")
        if isinstance(value, (pikepdf.Dictionary, pikepdf.Stream, dict)):
            for key in sorted(set(value.keys()) - _UP - _PACKING):
                digest.update(f"\0{key}\0".encode())
                self._feed(digest, value[key], above)
            if isinstance(value, pikepdf.Stream):
                digest.update(_content(value))
        elif isinstance(value, pikepdf.Array):
            digest.update(f"[{len(value)}".encode())
            for item in value:
                self._feed(digest, item, above)
        else:
            digest.update(f"{type(value).__name__}\0{_plain(value)}\0".encode("utf-8", "replace"))


def _in_pages(one: _File, two: _File) -> Iterator[str]:
    for number, (wanted, found) in enumerate(zip_longest(one.pages, two.pages), start=1):
        if wanted is None:
            yield f"page {number}: it is one more than was published"
        elif found is None:
            yield f"page {number}: it is missing"
        else:
            unlike = _unlike(one.parts(wanted), two.parts(found))
            if kinds := dict.fromkeys(_PAGE.get(key, f"the entry {key}") for key in unlike):
                yield f"page {number}: {', '.join(kinds)}"


def _around(one: _File, two: _File) -> Iterator[str]:
    for name in _unlike(one.attached, two.attached):
        was = "changed" if name in one.attached and name in two.attached else "added"
        yield f"its attachment {name[:80]!r} ({was if name in two.attached else 'missing'})"
    wanted, found = (
        {key: file.digest(file.root[key]) for key in file.root.keys() if key not in _ASIDE}
        for file in (one, two)
    )
    for key in _unlike(wanted, found):
        yield f"its {_ROOT.get(key, f'entry {key}')}"
    if one.digest(one.information) != two.digest(two.information):
        yield "its document information"


def _unlike(one: Mapping[str, str], two: Mapping[str, str]) -> list[str]:
    """Return the keys of what differs."""
    keys = (*one, *(key for key in two if key not in one))
    return [key for key in keys if one.get(key) != two.get(key)]


def _content(stream: pikepdf.Stream) -> bytes:
    try:
        return bytes(stream.read_bytes())
    except pikepdf.PdfError:
        return bytes(stream.read_raw_bytes())


def _plain(value: Any) -> str:
    return bytes(value).hex() if isinstance(value, pikepdf.String) else str(value)
