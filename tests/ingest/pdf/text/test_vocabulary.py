"""The words that no line's end has cut."""

from __future__ import annotations

import pytest

from pipeline.ingest.pdf.page import Word
from pipeline.ingest.pdf.text.vocabulary import draws_ends, whole_words
from tests.ingest.pdf.text.test_flow import lines


def words(*texts: str) -> list[Word]:
    """Return the words of lines one below the other."""
    return [word for line in lines(*texts) for word in line.words]


def test_a_word_alone_on_its_line_and_the_next_one_may_be_cut() -> None:
    """A long word begins its line, fills it, and goes on at the start of the next."""
    found = whole_words(words("It has", "assessmen", "t forms for all"))
    assert found == {"it", "has", "forms", "for", "all"}


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (("ness unit",), {"unit"}),  # the rest of a word on the page before
        (("The victim/wit",), {"the", "victim/wit", "victim", "wit"}),  # not cut behind a word
        (("The new", "victim/wit"), {"the", "new"}),
        (("Complete",), {"complete"}),
        (("It has", "ended."), {"it", "has", "ended"}),  # no word is cut behind its stop
    ],
)
def test_a_page_end_may_cut_a_word_at_the_edge_of_a_column(
    texts: tuple[str, ...], wanted: set[str]
) -> None:
    """A small first word of the first line may be a rest, one alone on the last line a start."""
    assert whole_words(words(*texts)) == wanted


def test_the_parts_of_a_compound_are_words() -> None:
    """What is between hyphens and slashes is known as well; a broken compound is not."""
    assert whole_words(words("The risk-assessment and/or", "day-to-")) == {
        *("the", "risk-assessment", "risk", "assessment", "and/or", "and", "or")
    }


def test_columns_side_by_side_are_not_one_line() -> None:
    """A word at the right of another column is not behind a word."""
    left, right = (
        words("Head"),
        [w._replace(x0=w.x0 + 40, x1=w.x1 + 40) for w in words("Comp", "lete")],
    )
    assert whole_words([*left, *right]) == {"head"}


def test_spaces_at_the_ends_of_lines_are_a_habit_of_the_file() -> None:
    """Most line ends inside sentences tell whether the file draws them."""
    plain = words("all of", "the forms", "are new")
    assert not draws_ends(plain)
    assert draws_ends([word._replace(tail=True) for word in plain])
