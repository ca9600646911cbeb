"""Which grids are tables: each is judged by itself, whatever is around it."""

from __future__ import annotations

import pytest

from pipeline.ingest import DEFAULT_OPTIONS
from pipeline.ingest.pdf import read_pdf
from pipeline.table import RawDocument, RawTable, RawText
from tests.ingest.pdf.making import line, make_pdf, ruled, text

PROSE = [
    text(40, 20 + 12 * n, "The harbour board keeps every form in the office by the quay.")
    for n in range(25)
]
TABLE = [
    *ruled((50, 150, 350), (100, 130, 160)),
    text(55, 115, "No."),
    text(155, 115, "Action"),
    text(55, 145, "7.1"),
    text(155, 145, "Paint the boats"),
]


def read(*pages: list[str]) -> RawDocument:
    """Return what is read of pages."""
    return read_pdf(make_pdf(pages), "plan.pdf", DEFAULT_OPTIONS)


def texts(table: RawTable) -> list[list[str]]:
    """Return the texts of a table's cells."""
    return [[cell.content.plain for cell in row] for row in table.rows]


@pytest.mark.parametrize("pages", [0, 1, 30])
def test_a_ruled_table_is_read_however_much_prose_surrounds_it(pages: int) -> None:
    """No share of the file's words decides about a table."""
    (table,) = read(TABLE, *[PROSE] * pages).tables()
    assert texts(table) == [["No.", "Action"], ["7.1", "Paint the boats"]]


def test_a_frame_round_one_column_is_not_a_table() -> None:
    """Rules that frame the text of a page have words in a single column."""
    frame = [*ruled((30, 560, 580), (10, 30, 390)), *PROSE]
    document = read(frame)
    assert not list(document.tables())
    assert any("single column" in finding.message for finding in document.findings)
    assert sum(isinstance(item, RawText) for item in document.items) > 0


def test_rows_beside_the_ruled_ones_make_the_rules_incomplete() -> None:
    """Where lines above and below a grid keep to its columns, its rows are not all ruled."""
    more = [text(x, y, w) for y in (175, 195, 215) for x, w in ((55, "7.2"), (155, "Mend nets"))]
    (table,) = read([*TABLE, *more]).tables()
    assert len(table.rows) == 5


def test_a_grid_of_one_row_belongs_to_those_with_the_same_columns() -> None:
    """A page may show a single row of a table; the other pages show that it is one."""
    last = [*ruled((50, 150, 350), (100, 130)), text(55, 115, "7.2"), text(155, 115, "Mend nets")]
    (table,) = read(TABLE, last).tables()
    assert texts(table)[-1] == ["7.2", "Mend nets"]
    alone = read([*last, *[line(50, 300, 350, 300)], *PROSE[20:]])
    assert not list(alone.tables())
