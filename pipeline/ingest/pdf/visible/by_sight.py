"""Reading by what the pages show: each table by its rules, or by where its words are."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from pipeline.findings import Finding, Place, Severity, Source
from pipeline.ingest.pdf.page import Box, Page
from pipeline.ingest.pdf.positions.column_sets import Known
from pipeline.ingest.pdf.positions.sections import has_cells
from pipeline.ingest.pdf.positions.whitespace_tables import aligned_grids
from pipeline.ingest.pdf.reading import LONG, Reading, Survey
from pipeline.ingest.pdf.rules.ruled import PageParts, page_parts, ruled_models
from pipeline.ingest.pdf.table.model import TableModel
from pipeline.ingest.pdf.visible.areas import areas_of, cropped, outside
from pipeline.ingest.pdf.visible.assembling import assembled
from pipeline.ingest.pdf.visible.families import refused

RULES, POSITIONS = "ruled lines", "text positions"
"""What a document's tables are read by, in words for the receipt."""


@dataclass(slots=True)
class _Sheet:
    """What is known of a page after the first look."""

    models: list[TableModel]
    page: Page | None
    """None in a long document, whose pages are read again where they are needed."""
    areas: tuple[Box, ...]
    """What is read one after the other."""
    is_refused: bool = False
    """Some of its grids are not read by their rules."""


class Pages(Protocol):
    """A document, or what is looked at of one."""

    @property
    def path(self) -> str:
        """Return what messages call it."""

    @property
    def count(self) -> int:
        """Return the number of its pages."""

    def page(self, number: int) -> Page:
        """Return page `number`, from 1."""


def read_by_sight(document: Pages) -> tuple[Reading, str]:
    """Return the tables that the pages show, and the text around them; then how they were read."""
    survey = Survey()
    sheets: list[_Sheet] = []
    shown: list[PageParts] = []
    is_long = document.count > LONG
    for number in range(1, document.count + 1):
        page = survey.note(document.page(number))
        models = ruled_models(page)
        areas = areas_of(page, models)
        sheets.append(_Sheet(models, None if is_long else page, areas))
        shown.append(page_parts(page, models, areas))
        if is_long:
            shown[-1].fold()
    notes = list(_refuse(document.path, sheets, shown))
    _add_aligned(document, sheets, shown, survey.body)
    assembly = assembled(document.path, shown, survey.body)
    assembly.findings[:0] = notes
    assembly.findings.extend(_doubts(document.path, shown, sheets))
    supports = {model.support for sheet in sheets for model in sheet.models}
    names = [RULES] if supports & {"rule", "fill"} else []
    names += [POSITIONS] if "gutter" in supports or not names else []
    seen = {number: sheet.models for number, sheet in enumerate(sheets, 1)}
    return Reading(assembly, survey, seen), " and ".join(names)


def _refuse(path: str, sheets: Sequence[_Sheet], shown: Sequence[PageParts]) -> Iterator[Finding]:
    """Take the grids away that are not read by their rules; yield a note for each reason."""
    gone: defaultdict[int, set[int]] = defaultdict(set)
    reasons: dict[str, int] = {}
    for page, part, reason in refused(shown):
        gone[page].add(part)
        reasons.setdefault(reason, page + 1)
    for place, parts in gone.items():
        sheets[place].is_refused = True
        models = sheets[place].models
        models[:] = [model for n, model in enumerate(models) if n not in parts]
    for reason, number in reasons.items():
        message = f"a table was not read by its ruled lines: {reason}"
        yield Finding(
            "reading-step", Severity.NOTE, message, Place(source=Source(path, page=number))
        )


def _add_aligned(
    document: Pages, sheets: Sequence[_Sheet], shown: list[PageParts], body: float
) -> None:
    """Add the tables that words outside the ruled ones make by where they are."""
    known: Known = defaultdict(list)
    before: list[Page] = []  # of the stretch above: a cell may go on from it
    for numbers in _stretches(list(_wanted(sheets, shown))):
        pages = [sheets[n - 1].page or document.page(n) for n in numbers]
        if before and before[0].number != numbers[0] - 1:
            before = []
        parted = [area for page in pages for area in _areas(page, sheets[page.number - 1])]
        areas = [area for area, _ in parted]
        barriers = _barriers([*before, *areas], sheets)
        found = aligned_grids([*before, *areas], body, known, barriers)[len(before) :]
        here: defaultdict[int, list[TableModel]] = defaultdict(list)
        for (area, box), models in zip(parted, found, strict=True):
            here[area.number].extend(model.within(box) for model in models)
        for page in pages:
            sheet = sheets[page.number - 1]
            if here[page.number] or sheet.is_refused:
                sheet.models.extend(here[page.number])
                _show(page, sheet, shown)
                if document.count > LONG:
                    shown[page.number - 1].fold()
        before = areas[-1:]


def _areas(page: Page, sheet: _Sheet) -> Iterator[tuple[Page, Box]]:
    """Yield what each area of `page` has outside the tables that are known, and the area."""
    if sheet.is_refused:
        sheet.areas = areas_of(page, sheet.models)
    left = outside(page, sheet.models)
    return ((cropped(left, area), area) for area in sheet.areas)


def _show(page: Page, sheet: _Sheet, shown: list[PageParts]) -> None:
    """Put the words of `page` into the cells of its tables."""
    made = page_parts(page, sheet.models, sheet.areas)
    for part, model in zip(made.parts, sheet.models, strict=True):
        part.begun = model.begun
    shown[page.number - 1] = made


def _wanted(sheets: Sequence[_Sheet], shown: Sequence[PageParts]) -> Iterator[int]:
    """Yield the numbers of the pages on which words outside the ruled tables may be one.

    The page behind such a page may hold the end of one cell only.
    """
    is_next = False
    for number, (sheet, page) in enumerate(zip(sheets, shown, strict=True), 1):
        is_wanted = sheet.is_refused or any(map(has_cells, page.loose))
        if is_wanted or (is_next and not sheet.models):
            yield number
        is_next = is_wanted or (is_next and not sheet.models)


def _stretches(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield the `numbers` of pages in stretches of about the same length.

    Columns are looked for over so many pages: more would tell no more.
    """
    stretches = -(-len(numbers) // LONG)
    ends = [len(numbers) * n // stretches for n in range(stretches + 1)] if numbers else []
    return (numbers[first:end] for first, end in itertools.pairwise(ends))


def _barriers(pages: Sequence[Page], sheets: Sequence[_Sheet]) -> list[list[float]]:
    """Return the heights at which each page's ruled tables begin."""
    return [[model.ys[0] for model in sheets[page.number - 1].models] for page in pages]


def _doubts(path: str, shown: Sequence[PageParts], sheets: Sequence[_Sheet]) -> Iterator[Finding]:
    """Yield what is unsure of the tables read by where their words are."""
    first = next(
        (n for n, s in enumerate(sheets, 1) if any(m.support == "gutter" for m in s.models)), None
    )
    if first is None:
        return
    yield Finding(
        "columns-by-position",
        Severity.WARNING,
        "the table has neither tags nor rules for all its cells; its columns and rows "
        "were read from the positions of the words",
        Place(source=Source(path, page=first)),
        "Compare the cells with the page, or read the file it was made from.",
    )
    for number, sheet in enumerate(sheets, 1):
        before = 0
        for model in sheet.models:
            for row in dict.fromkeys(model.close):
                yield Finding(
                    "row-by-position",
                    Severity.WARNING,
                    f"the boundaries of row {before + row + 1} of the page are unclear",
                    Place(source=Source(path, page=number)),
                    "Compare it and the rows beside it with the page.",
                )
            before += len(model.ys) - 1
