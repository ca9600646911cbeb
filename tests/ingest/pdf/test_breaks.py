"""Where a line ends: a space, or the middle of a word or an address."""

from __future__ import annotations

import pytest

from pipeline.ingest.pdf.breaks import Vocabulary, bare, glued, is_doubtful
from pipeline.ingest.pdf.lines import Line
from tests.ingest.pdf.test_flow import lines

NARROW = 62.0
"""Room for twelve letters."""


def known(*texts: str) -> Vocabulary:
    """Return a vocabulary that has read `texts`."""
    made = Vocabulary()
    for _ in range(3):
        made.note(word for text in texts for word in text.split())
    return made


def tailed(made: list[Line]) -> list[Line]:
    """Return `made`, every line ended with a space of its own."""
    return [
        line._replace(words=(*line.words[:-1], line.words[-1]._replace(tail=True))) for line in made
    ]


def test_words_known_from_elsewhere_stay_apart() -> None:
    """Two words that fill a line each are not one, where the document shows them whole."""
    above, line = lines("partnerships", "unit")
    assert is_doubtful(above, line, NARROW)
    assert glued(above, line, NARROW, Vocabulary())
    assert not glued(above, line, NARROW, known("partnerships and a unit"))


def test_a_word_known_whole_is_put_together() -> None:
    """The two pieces make a word that stands in another cell."""
    above, line = lines("investigatio", "n")
    assert glued(above, line, NARROW, known("the investigation of a n")) == "investigatio"


def test_parts_of_a_compound_are_words() -> None:
    """What stands between hyphens is known as well."""
    above, line = lines("reassessment", "form")
    assert not glued(above, line, NARROW, known("risk-reassessment and form"))


def test_a_producer_that_ends_its_lines_with_spaces_cuts_where_none_is() -> None:
    """A missing space says more, the more regularly lines end with one."""
    above, line = lines("partnerships", "unit")
    words = known("the unit and what it does")
    assert not glued(above, line, NARROW, words)
    words.read_lines(tailed(lines(*["the unit and"] * 90)), NARROW)
    assert words.tailless < 0.02


def test_spaces_at_every_line_end_mean_nothing_behind_a_hyphen() -> None:
    """Some producers put a space at each line's end, even inside a compound."""
    above, line = tailed(lines("the short-", "term fund"))
    assert not glued(above, line, NARROW, Vocabulary())
    words = Vocabulary()
    words.read_lines(tailed(lines(*["a long-", "term plan"] * 9)), NARROW)
    assert glued(above, line, NARROW, words)


@pytest.mark.parametrize(
    ("above", "line", "joined"),
    [
        ("at https://www", "weald.example/a", True),
        ("see at ht", "tps://weald.example", True),
        ("(contact:", "office@weald.example", False),
        ("the office", "@weald.example", True),
        ("the report", "www.weald.example", False),
        ("is www.abcde.", "The next", False),
    ],
)
def test_addresses_are_cut_anywhere(above: str, line: str, joined: bool) -> None:
    """A piece of an address goes on; an address of its own does not."""
    first, second = lines(above, line)
    assert bool(glued(first, second, first.x1 + 2, Vocabulary())) is joined


def test_an_address_over_three_lines_is_one() -> None:
    """The middle line shows no sign of an address; the ones before it do."""
    first, second, third = lines("www.weald.ex", "amplefolders", "pagesandmore")
    head = glued(first, second, NARROW, Vocabulary())
    assert glued(second, third, NARROW, Vocabulary(), head) == "www.weald.examplefolders"


def test_closing_signs_begin_no_line() -> None:
    """A colon that fell to the next line belongs to its word."""
    above, line = lines("Recommending", ":")
    assert glued(above, line, NARROW, known("Recommending"))


def test_a_number_in_two_pieces_is_one() -> None:
    """A column of references may be too narrow for `10.1`."""
    above, line = lines("10", "0.1")
    assert glued(above, line, above.x1 + 2, known("10 and 0.1"))


def test_bare_words_have_no_signs() -> None:
    """Signs round a word and capitals do not count."""
    assert bare("“Recommendation:") == "recommendation"
