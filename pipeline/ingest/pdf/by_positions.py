"""The last step of the ladder: where the words stand."""

from __future__ import annotations

from pipeline.findings import Finding, Place, Severity, Source
from pipeline.ingest.pdf.aligned import aligned_grids
from pipeline.ingest.pdf.by_rules import assembled
from pipeline.ingest.pdf.document import Document
from pipeline.ingest.pdf.ruled import page_parts
from pipeline.ingest.pdf.steps import Reading, Survey


def read_by_positions(document: Document) -> Reading:
    """Return the columns that words standing under one another make, with a warning."""
    survey = Survey()
    pages = [survey.note(document.page(n)) for n in range(1, document.count + 1)]
    grids = aligned_grids(pages)
    shown = [page_parts(page, here) for page, here in zip(pages, grids, strict=True)]
    assembly = assembled(document.path, shown, survey.body)
    first = next((page.number for page in shown if page.parts), None)
    if first is not None:
        assembly.findings.append(
            Finding(
                "columns-by-position",
                Severity.WARNING,
                "the table has neither tags nor rules; its columns and rows were read from "
                "where the words stand",
                Place(source=Source(document.path, page=first)),
                "Compare the cells with the page, or read the file it was made from.",
            )
        )
    return Reading(assembly, survey)
