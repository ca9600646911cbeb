"""The second step of the ladder: ruled lines."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from pipeline.findings import Finding, Place, Severity, Source
from pipeline.ingest.pdf.file.document import Document
from pipeline.ingest.pdf.rules.ruled import PageParts, ruled_page
from pipeline.ingest.pdf.rules.wide_sheets import put_beside
from pipeline.ingest.pdf.steps import LONG, Reading, StepLeft, Survey
from pipeline.ingest.pdf.table.assembly import Assembly, Text
from pipeline.ingest.pdf.table.outside import Loose, arranged, furniture, running_height
from pipeline.ingest.pdf.text.lines import Line, is_gapped

_MOST_BESIDE = 0.1
"""Where more of the words stand in the columns of a table, but outside it, rules are missing."""
_MOST_CROWDED = 0.5
"""Where more of the tables' words stand in rows that seem to be several, upright rules alone are
drawn."""
_NAMED = 3
"""So many pages that were put beside others are named."""
_FEWEST_WORDS = 0.3
"""Where less than this share of the words stands in the tables, the rules are no table's."""


def read_by_rules(document: Document) -> Reading:
    """Return the tables that rules draw. Raises StepLeft where they draw none."""
    survey = Survey()
    shown: list[PageParts] = []
    for number in range(1, document.count + 1):
        shown.append(ruled_page(survey.note(document.page(number))))
        if document.count > LONG:
            shown[-1].fold()
    tabled, beside = sum(page.tabled for page in shown), _beside(shown)
    if not any(page.parts for page in shown):
        raise StepLeft("no page has a ruled table")
    if tabled < _FEWEST_WORDS * survey.total:
        raise StepLeft(f"only {tabled:,} of {survey.total:,} words stand in ruled tables")
    if beside > _MOST_BESIDE * survey.total:
        raise StepLeft(
            f"{beside:,} of {survey.total:,} words stand beside the ruled tables in rows"
        )
    crowded = sum(page.crowded for page in shown)
    if crowded > _MOST_CROWDED * tabled:
        raise StepLeft(f"{crowded:,} of {tabled:,} words stand in several rows that no rule parts")
    return Reading(assembled(document.path, shown, survey.body), survey)


def _beside(shown: Sequence[PageParts]) -> int:
    """Return how many words stand in gapped lines outside the tables, in columns of theirs.

    So does every second row of a table whose others are shaded, and nothing else rules it.
    """
    edges: tuple[float, ...] = ()
    count = 0
    for page in shown:
        edges = next((part.edges for part in page.parts), edges)
        count += sum(len(line.words) for line in page.loose if _fits(line, edges))
    return count


def _fits(line: Line, edges: Sequence[float]) -> bool:
    """Return whether `line` has words in several of the columns, and none across an edge."""
    if not is_gapped(line):
        return False
    inside = [x for x in edges if line.x0 < x < line.x1]
    return bool(inside) and not any(w.x0 < x < w.x1 for w in line.words for x in inside)


def _beside_each_other(path: str, pairs: Sequence[tuple[int, int]]) -> Iterator[Finding]:
    """Yield what is said of pages whose columns were put beside those of other pages."""
    if pairs:
        named = ", ".join(f"page {right} beside page {left}" for left, right in pairs[:_NAMED])
        more = f" and {len(pairs) - _NAMED} more" if len(pairs) > _NAMED else ""
        yield Finding(
            "pages-side-by-side",
            Severity.WARNING,
            f"the table is wider than its pages; its columns were put together: {named}{more}",
            Place(source=Source(path, page=pairs[0][0])),
            "Compare the rows with the pages, or read the spreadsheet itself.",
        )


def assembled(path: str, shown: list[PageParts], body: float) -> Assembly:
    """Return the pages put together, what they repeat set aside.

    `body` is the height of most words; those of tables are often smaller than the text around.
    """
    running = furniture((Loose(page.number, page.height, page.loose) for page in shown), body)
    assembly = Assembly(path)
    assembly.findings.extend(_beside_each_other(path, put_beside(shown)))
    body = running_height((line for page in shown for line in _parted(page, running)[0]), body)
    for page in shown:
        kept, left = _parted(page, running)
        assembly.furniture.extend(line.text for line in left)
        entries = arranged(kept, page.parts, body)
        assembly.add(entry.settle() if isinstance(entry, Text) else entry for entry in entries)
    return assembly


def _parted(page: PageParts, running: Container[tuple[int, int]]) -> tuple[list[Line], list[Line]]:
    """Return the lines outside the tables of `page`: those of the document, and its furniture."""
    kept: list[Line] = []
    left: list[Line] = []
    for place, line in enumerate(page.loose):
        is_left = line.is_artifact or (page.number, place) in running
        (left if is_left else kept).append(line)
    return kept, left
