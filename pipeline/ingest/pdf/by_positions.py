"""The last step of the ladder: where the words stand."""

from __future__ import annotations

from pipeline.ingest.pdf.by_rules import assembled
from pipeline.ingest.pdf.document import Document
from pipeline.ingest.pdf.ruled import ruled_page
from pipeline.ingest.pdf.steps import Reading, Survey


def read_by_positions(document: Document) -> Reading:
    """Return the columns that words standing under one another make."""
    survey = Survey()
    numbers = range(1, document.count + 1)
    shown = [ruled_page(survey.note(document.page(number))) for number in numbers]
    return Reading(assembled(document.path, shown, survey.body), survey)
