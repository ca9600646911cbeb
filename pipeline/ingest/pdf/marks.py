"""What the annotations of a PDF say beside its pages: a finding for each, with its words."""

from __future__ import annotations

from collections.abc import Iterator

from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from pipeline.findings import Finding, Place, Severity, Source
from pipeline.ingest.hidden import Cause, hidden_text
from pipeline.ingest.pdf.file.annotated import Annotation, annotations_of
from pipeline.ingest.pdf.file.document import Document
from pipeline.ingest.pdf.file.pdfpage import plumbed
from pipeline.ingest.pdf.page import Page

_ON_THE_PAGE = ("FreeText", "Widget", "Redact")
"""Annotations whose text is the page's, where they are shown."""
_SHOWN = 80


def mark_findings(document: Document) -> Iterator[Finding]:
    """Yield a finding for each note, struck text and hidden field of `document`."""
    try:
        with plumbed(document.data) as pdf:
            for number in range(1, document.count + 1):
                yield from _of_page(document, pdf, number)
    except PdfminerException:
        yield Finding(
            "annotations-unread",
            Severity.WARNING,
            "the file's annotations and form fields cannot be read",
            Place(source=Source(document.path)),
            "Open it in a viewer and compare: notes and fields may be missing.",
        )


def _of_page(document: Document, pdf: PDF, number: int) -> Iterator[Finding]:
    source = Source(document.path, page=number)
    for mark in annotations_of(pdf, number):
        if mark.text and mark.is_hidden:
            yield hidden_text([mark.text], Cause.INVISIBLE, source)
        elif mark.kind == "StrikeOut":
            yield _struck(document.page(number), mark, source)
            if mark.text:
                yield _note(mark, source)
        elif mark.text and mark.kind not in _ON_THE_PAGE:
            yield _note(mark, source)


def _note(mark: Annotation, source: Source) -> Finding:
    return Finding(
        "comment",
        Severity.NOTE,
        f'A comment was not read: "{_quoted(mark.text)}"',
        Place(source=source),
        words=tuple(mark.text.split()),
    )


def _struck(page: Page, mark: Annotation, source: Source) -> Finding:
    box = page.placed(mark.box)
    words = [
        word.text
        for word in page.words
        if word.x0 < box.x1
        and word.x1 > box.x0
        and box.top <= (word.top + word.bottom) / 2 <= box.bottom
    ]
    return Finding(
        "struck-text",
        Severity.WARNING,
        f'Struck-through text was read as ordinary text: "{_quoted(" ".join(words))}"',
        Place(source=source),
        "Delete it from the document if it should not be published.",
    )


def _quoted(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1].rstrip()}…"
