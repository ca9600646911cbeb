"""The last step of the ladder: where the words stand."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence

from pipeline.findings import Finding, Place, Severity, Source
from pipeline.ingest.pdf.file.document import Document
from pipeline.ingest.pdf.page import Page
from pipeline.ingest.pdf.positions.aligned import Grid, Known, aligned_grids
from pipeline.ingest.pdf.rules.by_rules import assembled
from pipeline.ingest.pdf.rules.ruled import PageParts, page_parts
from pipeline.ingest.pdf.steps import LONG, Reading, Survey


def read_by_positions(document: Document) -> Reading:
    """Return the columns that words standing under one another make, with a warning."""
    survey = Survey()
    shown: list[PageParts] = []
    grids: list[list[Grid]] = []
    known: Known = defaultdict(list)
    before: list[Page] = []  # of the stretch above: a cell may go on from it
    for numbers in _stretches(document.count):
        pages = [survey.note(document.page(number)) for number in numbers]
        found = aligned_grids([*before, *pages], survey.body, known)[len(before) :]
        shown.extend(_parts(page, here) for page, here in zip(pages, found, strict=True))
        grids.extend(found)
        if document.count > LONG:
            for page in shown[-len(pages) :]:
                page.fold()
        before = pages[-1:]
    assembly = assembled(document.path, shown, survey.body)
    first = next((page.number for page in shown if page.parts), None)
    if first is not None:
        assembly.findings.append(
            Finding(
                "columns-by-position",
                Severity.WARNING,
                "the table has neither tags nor rules for all its cells; its columns and rows "
                "were read from where the words stand",
                Place(source=Source(document.path, page=first)),
                "Compare the cells with the page, or read the file it was made from.",
            )
        )
        assembly.findings.extend(_close_calls(document.path, grids))
    return Reading(assembly, survey)


def _stretches(count: int) -> Iterator[range]:
    """Yield the numbers of `count` pages in stretches of about the same length.

    Columns are looked for over so many pages: more would tell no more.
    """
    stretches = -(-count // LONG)
    ends = [1 + count * n // stretches for n in range(stretches + 1)]
    return (range(first, end) for first, end in itertools.pairwise(ends))


def _parts(page: Page, grids: Sequence[Grid]) -> PageParts:
    """Return the parts of `page`, each with what its grid says of its first row."""
    made = page_parts(page, [grid.lattice for grid in grids])
    for part, grid in zip(made.parts, grids, strict=True):
        part.begun = grid.begun
    return made


def _close_calls(path: str, pages: Sequence[Sequence[Grid]]) -> Iterator[Finding]:
    """Yield a finding for each row whose beginning was a close call, by its place on the page."""
    for number, grids in enumerate(pages, 1):
        before = 0
        for grid in grids:
            for row in dict.fromkeys(grid.close):
                yield Finding(
                    "row-by-position",
                    Severity.WARNING,
                    f"little tells where row {before + row + 1} of the page begins or ends",
                    Place(source=Source(path, page=number)),
                    "Compare it and the rows beside it with the page.",
                )
            before += len(grid.lattice.ys) - 1
