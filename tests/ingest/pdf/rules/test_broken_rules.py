"""Level rules drawn cell by cell: rows that have no rule above, or none below."""

from __future__ import annotations

import pytest

from pipeline.ingest.pdf.page import Box, Word
from pipeline.ingest.pdf.rules.bands import grids_of
from tests.ingest.pdf.rules.test_bands import page, pieces, row, word


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


def test_a_row_that_a_page_end_cuts_gets_no_rule_below() -> None:
    """It goes on over the page's end; what is at its foot may be the page's as well."""
    words = [w for n in range(3) for w in row(85 + 20 * n, str(n), "Chief", "Done.")]
    rules = [box for n in range(4) for box in pieces(80 + 20 * n)]
    for last in (row(145, "4", "Chief", "Cut here"), row(145, "Published in June")):
        (grid,) = grids_of(page([*words, *last], rules, []))
        assert grid.ys[-1] == pytest.approx(140, abs=1)


def test_the_upper_lines_of_headings_stand_above_the_first_rule() -> None:
    """Headings at the foot of their row; a paragraph above begins in the first column."""
    words = [word("Officer", 103, 49), *row(65, "No.", "Owner", "Update")]
    words += [w for n in range(3) for w in row(85 + 20 * n, str(n), "Chief", "Done.")]
    rules = [box for n in range(4) for box in pieces(80 + 20 * n)]
    (grid,) = grids_of(page(words, rules, []))
    assert grid.ys[0] == 48
    words[0] = word("Actions", 53, 49)
    (grid,) = grids_of(page(words, rules, []))
    assert grid.ys[0] == 64
