"""The second step of the ladder: ruled lines."""

from __future__ import annotations

from pipeline.ingest.pdf.assembly import Assembly
from pipeline.ingest.pdf.breaks import Vocabulary
from pipeline.ingest.pdf.document import Document
from pipeline.ingest.pdf.outside import Loose, arranged, furniture
from pipeline.ingest.pdf.ruled import PageParts, ruled_page
from pipeline.ingest.pdf.steps import Reading, StepLeft, Survey

_FEWEST_WORDS = 0.3
"""Where less than this share of the words stands in the tables, the rules are no table's."""


def read_by_rules(document: Document) -> Reading:
    """Return the tables that rules draw. Raises StepLeft where they draw none."""
    survey, known = Survey(), Vocabulary()
    numbers = range(1, document.count + 1)
    shown = [ruled_page(survey.note(document.page(number)), known) for number in numbers]
    tabled = sum(page.tabled for page in shown)
    if not any(page.parts for page in shown):
        raise StepLeft("no page has a ruled table")
    if tabled < _FEWEST_WORDS * survey.total:
        raise StepLeft(f"only {tabled:,} of {survey.total:,} words stand in ruled tables")
    return Reading(assembled(document.path, shown, survey.body), survey)


def assembled(path: str, shown: list[PageParts], body: float) -> Assembly:
    """Return the pages put together, what they repeat set aside."""
    running = furniture([Loose(page.number, page.height, page.loose) for page in shown])
    assembly = Assembly(path)
    for page in shown:
        is_left = [
            line.is_artifact or (page.number, n) in running for n, line in enumerate(page.loose)
        ]
        kept = [line for line, out in zip(page.loose, is_left, strict=True) if not out]
        left = [line for line, out in zip(page.loose, is_left, strict=True) if out]
        assembly.furniture.extend(line.text for line in left)
        assembly.add(arranged(kept, page.parts, body))
    return assembly
