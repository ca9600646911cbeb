"""Read a plan out of a PDF: by its tags, its ruled lines or the places of its words."""

from __future__ import annotations

from pipeline.ingest import ReadOptions
from pipeline.ingest.pdf.document import opened
from pipeline.ingest.pdf.ladder import read_document
from pipeline.table import RawDocument

__all__ = ("read_pdf",)


def read_pdf(data: bytes, path: str, options: ReadOptions) -> RawDocument:
    """Return the tables and text of the PDF in `data`; `method` names how they were read.

    Raises an InputError where the file is damaged, encrypted, too large, a scan, a form or no PDF.
    """
    with opened(data, path, options) as document:
        return read_document(document)
