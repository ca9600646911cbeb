"""The plan that a PDF of ours carries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from pipeline.errors import TooLargeError
from pipeline.ingest.pdf.file.streams import unpacked

NAME = "plan.json"
_RELATIONSHIP = "/Source"
_MOST_FILES = 100


def embedded_plan(pdf: pikepdf.Pdf, path: str) -> bytes | None:
    """Return the attachment that is the document's source, unread; None if there is none."""
    for specification in _specifications(pdf):
        if not isinstance(specification, pikepdf.Dictionary):
            continue
        names = (str(specification.get(key)) for key in ("/UF", "/F"))
        if NAME in names and str(specification.get("/AFRelationship")) == _RELATIONSHIP:
            return _bytes(specification, path)
    return None


def _specifications(pdf: pikepdf.Pdf) -> Iterator[Any]:
    files = pdf.Root.get("/AF")
    if isinstance(files, pikepdf.Array):
        yield from list(files)[:_MOST_FILES]


def _bytes(specification: pikepdf.Dictionary, path: str) -> bytes | None:
    files = specification.get("/EF")
    if not isinstance(files, pikepdf.Dictionary):
        return None
    for key in ("/UF", "/F"):
        if isinstance(stream := files.get(key), pikepdf.Stream):
            try:
                return unpacked(stream, f"{path}, attachment {NAME}")
            except (pikepdf.PdfError, TooLargeError):
                return None  # the page still tells what the plan is
    return None
