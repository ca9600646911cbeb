"""Tables of which each line is a row."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.ingest.pdf.page import Page
from pipeline.ingest.pdf.positions.whitespace_tables import aligned_grids
from pipeline.ingest.pdf.table.model import Region, TableModel
from tests.ingest.pdf.tabled import page, words

XS = (50.0, 220.0, 320.0, 420.0)
HEAD = ("Harbour", "2001", "2002", "2003")


def lines(rows: Sequence[Sequence[str]], pitch: float, top: float = 60.0) -> Page:
    """Return a page of lines, one below the other, with a text in each column."""
    return page(
        [
            word
            for n, row in enumerate(rows)
            for x, text in zip(XS, row, strict=False)
            for word in words(x, top + n * pitch, text)
        ]
    )


def only(shown: Page) -> TableModel:
    """Return the only table."""
    ((model,),) = aligned_grids([shown], 10)
    return model


def tops(model: TableModel) -> int:
    """Return how many rows it has."""
    return len(model.ys) - 1


@pytest.mark.parametrize("pitch", [10.5, 12, 15, 25])
def test_each_full_line_is_a_row(pitch: float) -> None:
    """White space that is the same between all lines is not evidence against it."""
    rows = [HEAD, *((f"Quay {n}", "Open", "Closed soon", "Open") for n in range(8))]
    assert tops(only(lines(rows, pitch))) == 9


def test_a_long_label_goes_on_beside_no_number() -> None:
    """A line in the first column alone that goes on with a sentence is of the row above."""
    rows = [HEAD, *((f"Quay {n}", "1", "2", "3") for n in range(6)), ("and its cranes",)]
    rows += [("Ferry", "4", "5", "6")]
    assert tops(only(lines(rows, 12))) == 8


def test_a_line_alone_in_the_first_column_heads_a_group() -> None:
    """It begins with a capital, as far below the line above as all rows are."""
    rows = [HEAD, *((f"Quay {n}", "1", "2", "3") for n in range(6)), ("Ferries",)]
    rows += [("Ferry", "4", "5", "6")]
    assert tops(only(lines(rows, 12))) == 9


def test_lines_of_sentences_are_no_list() -> None:
    """Cells of two lines each, side by side, are rows of two lines."""
    rows = [HEAD]
    for n in range(5):
        rows += [
            (f"Check {n} of the", "boats by", "the quay", "in May"),
            ("nets", "all", "is", "or"),
        ]
    placed = []
    for n, row in enumerate(rows):
        top = 60.0 + 11 * n + 8 * ((n + 1) // 2)
        placed += [w for x, text in zip(XS, row, strict=True) for w in words(x, top, text)]
    assert tops(only(page(placed))) == 6


def test_a_heading_in_the_middle_of_columns_is_of_all_of_them() -> None:
    """So are those of its row that are beside it."""
    placed = [*words(271, 48, "Years"), *words(420, 48, "Last")]
    rows = [HEAD, *((f"Quay {n}", "10 000", "20 000", "30 000") for n in range(6))]
    model = only(page([*placed, *lines(rows, 12).words]))
    assert Region(0, 1, 1, 2) in model.regions
    assert tops(model) == 8


def test_a_line_near_the_full_line_below_begins_its_row() -> None:
    """Where cells are at the feet of their rows, the longest begins above the others."""
    placed = [w for x, text in zip(XS, HEAD, strict=True) for w in words(x, 60, text)]
    for n in range(5):
        top = 80.0 + 40 * n
        placed += words(XS[1], top, "Mend the")
        for x, text in zip(XS, (f"Quay {n}", "nets", "Open", "May"), strict=True):
            placed += words(x, top + 11, text)
    model = only(page(placed))
    assert [model.place(XS[1] + 1, 85.0 + 40 * n) for n in range(5)] == [
        (n + 1, 1) for n in range(5)
    ]
    assert tops(model) == 6


def test_the_rest_of_sentences_is_no_row() -> None:
    """Lines that begin small, nearer than rows are, go on in most columns with the row above."""
    rows = [HEAD[:3], *((f"Quay {n}", "Open daily", "Count all") for n in range(6))]
    placed = [
        w
        for n, row in enumerate(rows)
        for x, text in zip(XS, row, strict=False)
        for w in words(x, 60 + 20 * n, text)
    ]
    for x, text in zip(XS[1:3], ("until noon", "boats"), strict=True):
        placed += words(x, 60 + 20 * 6 + 11, text)
    assert tops(only(page(placed))) == 7


def test_headings_of_a_row_share_its_columns() -> None:
    """Over numbers at the right of their columns each is in the middle of those it is over."""
    placed = [*words(265, 40, "Boats"), *words(455, 40, "Crews")]
    heads = ("Harbour", "2001", "2002", "2003", "2004")
    rows = [heads, *((f"Quay {n}", "1,250", "7", "31", "2,118") for n in range(6))]
    for n, row in enumerate(rows):
        placed += words(50, 60 + 20 * n, row[0])
        for right, text in zip((240, 340, 440, 540), row[1:], strict=True):
            placed += words(right - 5 * len(text), 60 + 20 * n, text)
    top = [region for region in only(page(placed)).regions if region.row == 0]
    assert [(r.column, r.column_span) for r in top if r.column_span > 1] == [(1, 2), (3, 2)]
