"""The words in cells that a merged cell covers: a sheet keeps them and shows none of them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from openpyxl.utils import range_boundaries
from openpyxl.utils.cell import coordinate_to_tuple

from pipeline.findings import Finding, Source
from pipeline.ingest.archive import DAMAGE, Archive, Element
from pipeline.ingest.hidden import Cause, hidden_text

_BOOK = "xl/workbook.xml"
_STRINGS = "xl/sharedStrings.xml"

Places = set[tuple[int, int]]


def covered_findings(archive: Archive) -> Iterator[Finding]:
    """Yield a finding for each sheet with words that its merged cells cover.

    openpyxl empties such cells when it reads them, so they are looked up in the file itself.
    """
    for title, name in _sheets(archive):
        if name not in archive or b"mergeCell" not in archive.read(name):
            continue
        sheet = archive.tree(name)
        try:
            texts = [] if sheet is None else list(_covered(sheet, archive))
        except DAMAGE as error:
            raise archive.damaged(error) from error
        if texts:
            yield hidden_text(texts, Cause.COVERED, Source(archive.path, sheet=title))


def _sheets(archive: Archive) -> Iterator[tuple[str, str]]:
    """Yield each sheet's title and the part that holds it."""
    book, relations = archive.tree(_BOOK), archive.tree("xl/_rels/workbook.xml.rels")
    if book is None or relations is None:
        return
    targets = {r.get("Id"): r.get("Target", "") for r in relations.iter("{*}Relationship")}
    for sheet in book.iter("{*}sheet"):
        by_relation = (str(value) for name, value in sheet.items() if str(name).endswith("}id"))
        target = targets.get(next(by_relation, ""), "")
        yield sheet.get("name", ""), posixpath.join("/xl", target).lstrip("/")


def _covered(sheet: Element, archive: Archive) -> Iterator[str]:
    """Yield the text of each cell of `sheet` that a merged cell covers."""
    places: Places = set()
    for area in sheet.iter("{*}mergeCell"):
        left, top, right, bottom = (edge or 1 for edge in range_boundaries(area.get("ref", "A1")))
        inside = {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)}
        places |= inside - {(top, left)}
    strings: list[Element] | None = None
    for cell in sheet.iter("{*}c"):
        reference = cell.get("r")
        if not reference or coordinate_to_tuple(reference) not in places:
            continue
        text = _text(cell)
        if text and cell.get("t") == "s":
            strings = _strings(archive) if strings is None else strings
            text = _text(strings[int(text)])
        if text:
            yield text


def _text(cell: Element) -> str:
    return "".join(e.text or "" for e in cell.iter("{*}v", "{*}t"))


def _strings(archive: Archive) -> list[Element]:
    strings = archive.tree(_STRINGS)
    return [] if strings is None else list(strings.iterchildren("{*}si"))
