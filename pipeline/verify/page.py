"""Prove the visible page of a PDF: each cell shows its words, in its place, in reading order.

The tags only say which painted words belong to which cell. The words themselves are those that
pdfium finds on the page, and their places must form the table: columns side by side, rows one
below the other, words in reading order. So neither the tags nor the embedded plan can vouch for a
page that shows something else.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pipeline.findings import Place
from pipeline.ingest.pdf.page import ARTIFACT, Box, Page
from pipeline.layout import Layout
from pipeline.model import Plan
from pipeline.verify.expected import (
    ExpectedCell,
    expected_asides,
    expected_blocks,
    expected_tables,
    runs_left,
    shows,
    squeezed,
)
from pipeline.verify.fault import Fault
from pipeline.verify.places import (
    Painted,
    Shown,
    Table,
    areas,
    is_beside,
    is_in_order,
    is_inside,
    place_faults,
)
from pipeline.verify.tagged import Element, Mark, Tagged, TaggedTable

Words = dict[Mark, list[Painted]]


def page_faults(
    plan: Plan, tagged: Tagged, pages: Iterable[Page], layout: Layout
) -> Iterator[Fault]:
    """Yield where `pages` do not show `plan` as `layout` does; `tagged` is their tag tree."""
    words = _words_by_mark(pages)
    wanted = expected_tables(plan, layout)
    yield from _block_faults(expected_blocks(plan, layout), tagged.blocks, words)
    if tagged.asides:
        yield from _block_faults(expected_asides(plan, layout), tagged.asides, words)
    if len(tagged.tables) != len(wanted):
        note = f"{len(tagged.tables)} tables in the tags for {len(wanted)}"
        yield Fault(Place(), "table", note=note)
        return
    tables = []
    for expected, table in zip(wanted, tagged.tables, strict=True):
        yield from _heading_faults(expected.headings, table, words)
        if missing := _row_fault(expected.rows, table, words):
            yield missing
            return
        shown = []
        for row, elements in zip(expected.rows, table.rows, strict=True):
            shown.append([Shown(c, _words(e, words)) for c, e in zip(row, elements, strict=True)])
            for one, element in zip(shown[-1], elements, strict=True):
                yield from _cell_faults(one, element, words)
        yield from place_faults(shown)
        tables.append(shown)
    yield from _stray_faults(tagged, tables, words)


def _words_by_mark(pages: Iterable[Page]) -> Words:
    found: Words = defaultdict(list)
    for page in pages:
        for word in page.words:
            found[page.number - 1, word.mark].append(Painted(page.number - 1, word))
    return found


def _words(element: Element, words: Words) -> list[Painted]:
    return [word for mark in _marks(element) for word in words.get(mark, ())]


def _marks(element: Element) -> Iterator[Mark]:
    return (mark for piece in element for mark in piece.marks)


def _spoken(element: Element, words: Words) -> str:
    """Return what a screen reader says for `element`, without white space."""
    return "".join(
        "".join(painted.word.text for mark in piece.marks for painted in words.get(mark, ()))
        if piece.spoken is None
        else piece.spoken
        for piece in element
    )


def _lines(painted: Sequence[Painted]) -> list[str]:
    lines: list[str] = []
    for place, this in enumerate(painted):
        if place and is_beside(painted[place - 1], this):
            lines[-1] += f" {this.word.text}" if this.word.spaced else this.word.text
        else:
            lines.append(this.word.text)
    return lines


def _cell_faults(shown: Shown, element: Element, words: Words) -> Iterator[Fault]:
    cell, painted = shown
    lines = _lines(painted)
    spoken = _spoken(element, words)
    if not shows(lines, cell.text):
        yield Fault(cell.place, f"{cell.field} on the page", cell.text, "\n".join(lines))
    elif not runs_left(cell.text) and squeezed(spoken) != squeezed(cell.text):
        yield Fault(cell.place, f"{cell.field} in the tags", cell.text, spoken)
    elif not runs_left(cell.text) and not is_in_order(painted):
        yield Fault(cell.place, cell.field, note="its words are in another order on the page")


def _row_fault(
    rows: Sequence[Sequence[ExpectedCell]], table: TaggedTable, words: Words
) -> Fault | None:
    """Return the first row that is missing or has other cells than the plan's."""
    for place, row in enumerate(rows):
        found = table.rows[place] if place < len(table.rows) else ()
        if len(found) != len(row):
            shown = "\n".join(line for cell in found for line in _lines(_words(cell, words)))
            return Fault(row[-1].place, "row", "\n".join(c.text for c in row if c.text), shown)
    if len(table.rows) > len(rows):
        return Fault(Place(), "table", note=f"{len(table.rows)} rows for {len(rows)} actions")
    return None


def _block_faults(
    texts: Iterable[str], elements: Iterable[Element], words: Words
) -> Iterator[Fault]:
    """Yield the first of `texts`, such as title, details and notes, not shown in its order."""
    blocks = iter([_lines(_words(block, words)) for block in elements])
    for text in texts:
        if not any(shows(lines, text) for lines in blocks):
            yield Fault(Place(), "text outside the tables", text)
            return


def _heading_faults(headings: Sequence[str], table: TaggedTable, words: Words) -> Iterator[Fault]:
    """Yield wrong column headings, in the tags' heading rows and in each repetition."""
    cells = [_words(cell, words) for cell in table.heading]
    if len(headings) != len(cells):
        yield Fault(Place(), "heading", note=f"{len(cells)} cells for {len(headings)} headings")
    for heading, painted in zip(headings, cells, strict=False):
        if not shows(lines := _lines(painted), heading):
            yield Fault(Place(), "heading on the page", heading, "\n".join(lines))
    wanted = _at_their_side(word for cell in cells for word in cell)
    first = min((word.page for cell in cells for word in cell), default=0)
    for page in sorted({page for row in table.rows for cell in row for page, _ in _marks(cell)}):
        repeated = _at_their_side(words.get((page, ARTIFACT), ()))
        if page != first and (missing := wanted - repeated):
            shown = " ".join(text for text, _ in missing)
            yield Fault(Place(), f"heading row on page {page + 1}", shown)


def _at_their_side(painted: Iterable[Painted]) -> Counter[tuple[str, int]]:
    """Return the words with how far from the left they are: a heading's are the same again."""
    return Counter((this.word.text, round(this.word.x0)) for this in painted)


def _repeated(tables: Sequence[Table]) -> dict[int, set[str]]:
    """Return for each page the names of the rows that began on pages before, without spaces."""
    found: dict[int, set[str]] = defaultdict(set)
    for row in (row for table in tables for row in table):
        pages = {this.page for shown in row for this in shown.words}
        names = {squeezed(shown.cell.text) for shown in row if shown.cell.names}
        for page in pages - {min(pages, default=0)}:
            found[page] |= names
    return found


def _stray_faults(tagged: Tagged, tables: Sequence[Table], words: Words) -> Iterator[Fault]:
    """Yield words that the tags do not know, and artifacts that are among the cells."""
    repeated = _repeated(tables)
    known = {mark for element in tagged.elements() for mark in _marks(element)}
    cells: dict[int, list[Box]] = defaultdict(list)
    for table in tables:
        for page, boxes in areas(table).items():
            cells[page] += boxes
    for (page, mark), painted in words.items():
        if mark == ARTIFACT and page in cells:
            inside = (this for this in painted if is_inside(this.word, cells[page]))
            # A narrow column may break a name in pieces.
            painted = [
                this
                for this in inside
                if not any(squeezed(this.word.text) in name for name in repeated[page])
            ]
        elif mark == ARTIFACT or (page, mark) in known:
            continue
        if painted:
            text = " ".join(_lines(painted))
            yield Fault(Place(), f"words on page {page + 1} that the plan does not have", "", text)
