"""Merged cells over a page's end: what goes on with what."""

from __future__ import annotations

from pipeline.ingest.pdf.table.column_stats import habits_of
from pipeline.ingest.pdf.table.joining import join
from pipeline.ingest.pdf.table.parts import PageCell, TablePart
from tests.ingest.pdf.table.test_page_joins import cell


def stacked(page: int, number: str, text: str, *references: str) -> TablePart:
    """Return what a page shows of one recommendation: merged cells beside its references."""
    rows = len(references)
    merged = [cell(number, 0, 0, page, 10), cell(text, 0, 1, page, 10)]
    for each in merged:
        each.row_span = rows
    cells: list[PageCell] = [*merged]
    cells += [cell(name, n, 2, page, 10 + 20 * n) for n, name in enumerate(references)]
    return TablePart(rows, 3, cells, page, page, 0, 0)


def spans(*parts: TablePart) -> list[tuple[str, int]]:
    """Return the text and span of each merged cell after joining, none of the rows cut."""
    table, *rest = parts
    habits = habits_of(parts, 0)
    for below in rest:
        join(table, below, habits, row_goes_on=False)
    return [(c.content.plain, c.row_span) for c in table.cells if c.column < 2]


def test_blank_merged_cells_go_on_from_the_page_before() -> None:
    """A browser draws them again, though one row alone is on the next page."""
    first, second = stacked(1, "7", "Review it.", "7.1", "7.2"), stacked(2, "", "", "7.3")
    assert spans(first, second) == [("7", 3), ("Review it.", 3)]


def test_a_new_number_ends_the_group() -> None:
    """A blank text beside a new number is the new recommendation's own."""
    first, second = stacked(1, "7", "Review it.", "7.1", "7.2"), stacked(2, "8", "", "8.1")
    assert spans(first, second) == [("7", 2), ("Review it.", 2), ("8", 1), ("", 1)]


def test_a_text_that_did_not_fit_stands_on_the_next_page() -> None:
    """Typst moves the text of a merged cell that may not split and leaves the first part blank."""
    first, second = stacked(1, "", "", "7.1", "7.2"), stacked(2, "7", "Review it.", "7.3")
    assert spans(first, second) == [("7", 3), ("Review it.", 3)]


def test_a_wide_cell_that_has_ended_leaves_no_cells_beside_its_rest() -> None:
    """A blank cell over several columns is one for each, until the page before says otherwise."""
    above = TablePart(
        1, 4, [cell("Update", 0, 0, 1, 10), cell("Forms are out.", 0, 1, 1, 10)], 1, 1, 0, 0
    )
    above.cells[1].column_span = 3
    rest = [cell(text, 0, n, 2, 10) for n, text in enumerate(("in full", "", "", ""))]
    join(above, TablePart(1, 4, rest, 2, 2, 0, 0), habits_of([above], 0), row_goes_on=True)
    assert [(c.content.plain, c.column_span) for c in above.cells] == [
        ("Update in full", 1),
        ("Forms are out.", 3),
    ]
