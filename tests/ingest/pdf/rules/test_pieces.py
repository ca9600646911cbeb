"""Level rules drawn cell by cell: rows that have no rule above, or none below."""

from __future__ import annotations

import pytest

from pipeline.ingest.pdf.page import Box, Word
from pipeline.ingest.pdf.rules.bands import grids_of
from tests.ingest.pdf.rules.test_bands import page, pieces, row, word


@pytest.mark.parametrize(
    ("last", "is_row"),
    [
        (row(145, "4", "Chief", "Cut here"), True),
        ([word("4", 53, 145), word("x" * 38, 103, 145), word("Cut", 303, 145)], True),
        (row(145, "Published in June"), False),
        ([word("Read with care the", 53, 145), word("whole list", 180, 145)], False),
        (row(180, "4", "Chief", "Far"), False),
    ],
)
def test_a_row_that_a_page_end_cuts_has_no_rule_below(last: list[Word], is_row: bool) -> None:
    """Its texts keep to the columns, however close they come to each other; a sentence does not."""
    words = [w for n in range(3) for w in row(85 + 20 * n, str(n), "Chief", "Done.")]
    rules = [box for n in range(4) for box in pieces(80 + 20 * n)]
    (grid,) = grids_of(page([*words, *last], rules, []))
    assert (len(grid.ys) == 5) is is_row


def test_each_table_of_a_page_has_a_row_without_a_rule_above() -> None:
    """Cards that a rule below each row parts: a paragraph between them is of neither."""

    def card(top: float) -> tuple[list[Word], list[Box]]:
        texts = ["Owner", "Update", "Status"]
        words = [w for n, text in enumerate(texts) for w in row(top + 20 * n, text, "Done.")]
        return words, [box for n in range(3) for box in pieces(top + 15 + 20 * n)]

    between = [word("x" * 60, 53, 140), word("Due", 53, 152)]
    (first, rules), (second, more) = card(60), card(172)
    one, other = grids_of(page([*first, *between, *second], [*rules, *more], []))
    assert (len(one.ys), len(other.ys)) == (4, 4)
    assert one.box.bottom < 140
    assert 162 < other.box.top <= 172


def test_the_foot_of_a_page_is_no_row() -> None:
    """A row that a page's end cuts reaches into the margin, where a foot begins nowhere."""
    words = [w for n in range(13) for w in row(85 + 20 * n, str(n), "Chief", "Done.")]
    rules = [box for n in range(14) for box in pieces(80 + 20 * n)]
    cut = row(345, "13", "Chief", "Cut")
    (grid,) = grids_of(page([*words, *cut, word("Page", 150, 358)], rules, []))
    assert 355 <= grid.ys[-1] <= 357
