"""Readers: a file's bytes in, text with its places out. They interpret nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Literal, cast

from pipeline.table import RawDocument

Revisions = Literal["refuse", "accept", "reject"]


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a user may decide about reading."""

    revisions: Revisions = "refuse"
    """What to do with tracked changes in a DOCX."""
    max_pages: int = 1000
    """A PDF with more pages is refused."""
    max_bytes: int = 200_000_000
    """A file, or an archive's unpacked contents, beyond this is refused."""


DEFAULT_OPTIONS = ReadOptions()
UNLIMITED = ReadOptions(max_pages=sys.maxsize, max_bytes=sys.maxsize)
"""For artifacts of our own: they are as long as their plan."""

Reader = Callable[[bytes, str, ReadOptions], RawDocument]
"""A reader gets the file's bytes, the path for messages, and the options.
It raises an InputError that names the path, and no other exception."""

# A reader's module is imported when it is first used: reading text must not wait for pdfplumber.
READERS: dict[str, str] = {
    "txt": "pipeline.ingest.text:read_text",
    "docx": "pipeline.ingest.docx:read_docx",
    "html": "pipeline.ingest.html:read_html",
    "xlsx": "pipeline.ingest.sheet.workbook:read_xlsx",
    "odt": "pipeline.ingest.odf:read_odt",
    "ods": "pipeline.ingest.odf:read_ods",
    "csv": "pipeline.ingest.sheet.delimited:read_csv",
    "pdf": "pipeline.ingest.pdf:read_pdf",
}


def reader(format: str) -> Reader:  # noqa: A002 - the field's word
    """Return the reader for `format`, a key of `READERS`."""
    module, name = READERS[format].split(":")
    return cast(Reader, getattr(import_module(module), name))
