"""Prove a PDF: its page, its tags, and what it carries; each page is read once for all three."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress

import pypdfium2 as pdfium

from pipeline.errors import ProofError, PublishError
from pipeline.findings import Place
from pipeline.ingest import UNLIMITED
from pipeline.ingest.pdf.file.document import Document, opened
from pipeline.ingest.pdf.file.page_pool import SharedPages, may_share
from pipeline.ingest.pdf.ladder import read_document
from pipeline.ingest.pdf.page import Page
from pipeline.layout import Layout
from pipeline.model import Plan
from pipeline.parse import parse
from pipeline.parse.headings import own_headings
from pipeline.parse.known import read_own
from pipeline.planfile import plan_from_json
from pipeline.publication import Publication, edition_line
from pipeline.signs import printed_plan
from pipeline.verify.fault import Fault, plan_faults, shown
from pipeline.verify.margins import margin_faults
from pipeline.verify.page import page_faults
from pipeline.verify.tagged import read_attachments, read_tags


def second_reader() -> SharedPages | None:
    """Return a process that will read pages, where the machine has a processor for it."""
    return SharedPages() if may_share() else None


def begin_reading(second: SharedPages, name: str, data: bytes) -> None:
    """Have the process `second` read the pages of the PDF `name`, while others are proved."""
    with suppress(pdfium.PdfiumError):  # the proof will say why it cannot be read
        document = pdfium.PdfDocument(data)
        second.begin(data, name, list(range(1, len(document) + 1)))
        document.close()


def pdf_faults(
    plan: Plan,
    name: str,
    data: bytes,
    layout: Layout,
    record: bytes,
    correction: str = "",
    second: SharedPages | None = None,
) -> Iterator[Fault]:
    """Yield where the PDF `name` is not `plan`; `record` is what it must carry, if anything.

    `second` is a process that reads its pages already. Raises a PublishError if the PDF cannot
    be read at all.
    """
    with opened(data, name, UNLIMITED, share=second is None) as open_:
        document = _Remembered(open_, second)
        raw = read_document(document)
        pages = [document.page(number) for number in range(1, document.count + 1)]
    printed = printed_plan(plan, layout)
    try:
        yield from page_faults(printed, read_tags(data), pages, layout)
    except ValueError as error:
        yield Fault(Place(), "page", note=str(error))
    line = edition_line(Publication(plan, layout, "", correction=correction))
    yield from margin_faults(pages, layout, line)
    yield from _hidden_faults(pages)
    yield from _carried_faults(plan, name, data, record)
    if (found := read_own(raw, printed, layout)) is not None:
        yield from plan_faults(printed, found, "in the tags")
    else:
        parsed = parse(raw, name, own_headings(layout, printed)).plan
        yield from plan_faults(shown(printed), parsed, "in the tags")


def _hidden_faults(pages: Sequence[Page]) -> Iterator[Fault]:
    for page in pages:
        for hidden in page.hidden:
            note = f"nobody can see {hidden.text!r}"
            yield Fault(Place(), f"words on page {page.number}", note=note)


def carried_files(name: str, data: bytes) -> dict[str, bytes]:
    """Return the files that a PDF carries; raises ProofError where no plan is among them."""
    try:
        carried = read_attachments(data)
    except ValueError as error:
        raise ProofError(f"{name}: {error}") from error
    if "plan.json" not in carried:
        raise ProofError(f"{name} carries no plan")
    return carried


def _carried_faults(plan: Plan, name: str, data: bytes, record: bytes) -> Iterator[Fault]:
    try:
        carried = carried_files(name, data)
        yield from plan_faults(plan, plan_from_json(carried["plan.json"], name), "embedded")
    except PublishError as error:
        yield Fault(Place(), "embedded plan", note=error.message)
        return
    if record and carried.get("edition.json") != record:
        yield Fault(Place(), "edition record", note="the file carries another, or none")


class _Remembered(Document):
    """A document that keeps the pages that were read of it."""

    def __init__(self, document: Document, second: SharedPages | None) -> None:
        self.pdf, self.path, self.count = document.pdf, document.path, document.count
        self.data = document.data
        self._document, self._second = document, second
        self._read: dict[int, Page] = {}

    def page(self, number: int) -> Page:
        """Return page `number`, from 1, read once."""
        if number not in self._read:
            page = self._second.take(number) if self._second else None
            self._read[number] = page or self._document.page(number)
        return self._read[number]
