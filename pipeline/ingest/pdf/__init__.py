"""Read a plan out of a PDF: by its tags, its ruled lines or the places of its words.

    file ─▶ page ─▶ text ─▶ tags, rules or positions ─▶ table

`ladder` takes the tags where they describe the file; else each table is read by what shows it.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.errors import UnreadableFileError
from pipeline.ingest import ReadOptions
from pipeline.ingest.furniture import without_captions
from pipeline.ingest.pdf.file.document import opened
from pipeline.ingest.pdf.ladder import read_document
from pipeline.table import RawDocument

__all__ = ("read_pdf",)


def read_pdf(data: bytes, path: str, options: ReadOptions) -> RawDocument:
    """Return the tables and text of the PDF in `data`; `method` names how they were read.

    Raises an InputError if the file is damaged, encrypted, too large, a scan, a form or no PDF.
    """
    try:
        with opened(data, path, options) as document:
            read = read_document(document)
            if document.is_ours:
                read = without_captions(read)
                if not document.has_remarks():
                    return read
            from pipeline.ingest.pdf.marks import mark_findings  # pdfplumber is slow to import

            return replace(read, findings=(*read.findings, *mark_findings(document)))
    except UnicodeDecodeError as error:  # pikepdf decodes a name when it is looked at
        raise UnreadableFileError(
            f"{path} is damaged: a name in it is not UTF-8",
            hint="Get the file again, or open it in a viewer and print it to a new PDF.",
        ) from error
