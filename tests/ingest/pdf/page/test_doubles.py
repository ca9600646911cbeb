"""What a page draws twice in one place is there once."""

from __future__ import annotations

import pytest

from pipeline.ingest import DEFAULT_OPTIONS
from pipeline.ingest.pdf import read_pdf
from pipeline.ingest.pdf.page import UNMARKED
from pipeline.ingest.pdf.page.doubles import once
from tests.ingest.pdf.making import make_pdf, ruled, text
from tests.ingest.pdf.tabled import words

TABLE = [
    *ruled((50, 200, 400), (60, 90, 120)),
    *(text(60, 75, "No."), text(210, 75, "Latest update"), text(60, 105, "7")),
    text(210, 105, "All of it is done."),
]


@pytest.mark.parametrize("shift", [(0, 0), (0.25, 0), (0, -0.25), (0.8, 0.8)])
def test_a_page_laid_over_itself_is_read_once(shift: tuple[float, float]) -> None:
    """A driver's bold or a shadow doubles no word."""
    again = f"q 1 0 0 1 {shift[0]} {shift[1]} cm " + "\n".join(TABLE) + " Q"
    document = read_pdf(make_pdf([[*TABLE, again]]), "plan.pdf", DEFAULT_OPTIONS)
    (table,) = document.tables()
    assert [cell.content.plain for row in table.rows for cell in row] == [
        *("No.", "Latest update", "7", "All of it is done."),
    ]


@pytest.mark.parametrize(("apart", "count"), [(1.9, 1), (2.1, 2)])
def test_words_that_are_further_apart_are_two(apart: float, count: int) -> None:
    """A fifth of the line's height is the limit."""
    assert len(once([*words(10, 10, "very"), *words(10 + apart, 10, "very")])) == count


def test_the_word_that_the_tags_know_is_kept() -> None:
    """Of an untagged shadow and its tagged text the text stays."""
    (word,) = words(10, 10, "very")
    assert word.mark == UNMARKED
    tagged = word._replace(mark=4)
    assert once([word, tagged]) == once([tagged, word]) == [tagged]
