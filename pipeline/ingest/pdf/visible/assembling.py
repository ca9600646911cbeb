"""The pages of a document put together: what they repeat aside, tables between their texts."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from pipeline.findings import Finding, Place, Severity, Source
from pipeline.ingest.pdf.page import Box
from pipeline.ingest.pdf.rules.ruled import PageParts
from pipeline.ingest.pdf.rules.wide_sheets import put_beside
from pipeline.ingest.pdf.table.assembly import Assembly, Text
from pipeline.ingest.pdf.table.outside import Loose, arranged, furniture, running_height
from pipeline.ingest.pdf.table.parts import TablePart
from pipeline.ingest.pdf.text.lines import Line, middle, segments

_MOST = 8
"""So many page numbers are named."""
_NAMED = 3
"""So many pages that were put beside others are named."""


def _beside_each_other(path: str, pairs: Sequence[tuple[int, int]]) -> Iterator[Finding]:
    """Yield what is said about pages whose columns were put beside those of other pages."""
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
    numbers: list[int] = []
    for page in shown:
        kept, left = _parted(page, running)
        numbers.extend(_numbers(left))
        assembly.furniture.extend(line.text for line in left)
        for area in page.areas:
            lines = [line for line in kept if area.holds(*middle(line))]
            parts = [part for part in page.parts if area.holds(*middle(_box(part)))]
            entries = arranged(lines, parts, body)
            assembly.add(entry.settle() if isinstance(entry, Text) else entry for entry in entries)
    assembly.findings.extend(_out_of_order(path, numbers))
    return assembly


def _numbers(lines: Sequence[Line]) -> Iterator[int]:
    """Yield the first number of each text in what a page repeats, from left to right."""
    for text in sorted((text for line in lines for text in segments(line)), key=lambda t: t.x0):
        words = (w.text for line in lines for w in line.words if text.holds(*middle(w)))
        yield from [int(word) for word in words if word.isdecimal()][:1]


def _out_of_order(path: str, numbers: Sequence[int]) -> Iterator[Finding]:
    """Yield a warning where pages are numbered, but not in the order in which they are."""
    wanted = sorted(numbers)
    if wanted != list(numbers) and wanted == list(range(wanted[0], wanted[0] + len(wanted))):
        yield Finding(
            "pages-out-of-order",
            Severity.WARNING,
            f"the pages are numbered {', '.join(map(str, numbers[:_MOST]))}, in that order, "
            "as in a booklet; they were read as they are",
            Place(source=Source(path)),
            "Put the pages in order, each by itself, or read the file that it was made from.",
        )


def _box(part: TablePart) -> Box:
    return Box(part.edges[0], part.top, part.edges[-1], part.bottom)


def _parted(page: PageParts, running: Container[tuple[int, int]]) -> tuple[list[Line], list[Line]]:
    """Return the lines outside the tables of `page`: those of the document, and its furniture."""
    kept: list[Line] = []
    left: list[Line] = []
    for place, line in enumerate(page.loose):
        is_left = line.is_artifact or (page.number, place) in running
        (left if is_left else kept).append(line)
    return kept, left
