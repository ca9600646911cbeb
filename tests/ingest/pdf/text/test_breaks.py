"""What is between two lines: a space, nothing, or a doubt for the document's words."""

from __future__ import annotations

import pytest

from pipeline.ingest.pdf.text.breaks import CUT, HYPHENED, PARTED, joint
from tests.ingest.pdf.text.test_flow import lines


def between(
    above: str, below: str, right: float, *, tail: bool = False, drawn: bool = False
) -> str:
    """Return the joint of two lines whose letters are 5 points wide, in a column to `right`."""
    first, second = lines(above, below)
    if tail:
        words = (*first.words[:-1], first.words[-1]._replace(tail=True))
        first = first._replace(words=words)
    return joint(first, second, right, draws_ends=drawn)


@pytest.mark.parametrize(
    ("above", "below", "right", "wanted"),
    [
        ("7.", "1", 12, ""),  # a number's column that is too narrow
        ("10", ".2", 12, ""),
        ("districts", ".", 46, ""),  # no line begins with a stop
        ("partnershi", "p has", 54, ""),  # no word has this one letter
        ("protecti", "on of", 42, CUT),
        ("assessment", "form by", 52, CUT),
        ("recommendation", "numbers", 72, PARTED),  # too long together, unless more follows
        ("supervisor", "has", 56, CUT),  # the column's edge is not known more exactly
        ("supervisor", "has", 57, PARTED),  # its next letter may have had room
        ("supervisor", "has", 58, " "),  # and here it had
        ("planning.offi", "ce@example.org", 68, CUT),
        ("Vice-Chancell", "or", 67, PARTED),  # a compound is mostly broken at its hyphen
        ("Vice-Chancello", "r", 72, ""),
        ("Rec", "No.", 18, " "),  # no word goes on with a capital
        ("RECOMM", "ENDED", 32, CUT),
        ("the supervisor", "has", 72, " "),  # only what begins its line is cut
        ("see https://www.exam", "ple.org/a", 102, CUT),  # but an address anywhere
        ("see https:/", "/www.example.org", 57, CUT),
        ("seen at", "www.example.org", 37, " "),  # where one begins, none is cut
        ("write to", "office@example.org", 42, " "),
    ],
)
def test_a_word_is_cut_where_its_next_letter_had_no_room(
    above: str, below: str, right: float, wanted: str
) -> None:
    """What one line and the next can tell is told; the rest stays in doubt."""
    assert between(above, below, right) == wanted


@pytest.mark.parametrize(("first", "wanted"), [(8.0, CUT), (2.0, " "), (0.0, PARTED)])
def test_the_room_that_counts_is_the_next_letters_own(first: float, wanted: str) -> None:
    """An m needs more than an i; where its width is not known, the usual letter's does."""
    above, below = lines("supervisor", "mayor")
    words = tuple(word._replace(first=first) for word in below.words)
    assert joint(above, below._replace(words=words), 57) == wanted


def test_a_drawn_space_is_a_space() -> None:
    """White space that the file has at the end of the line is in the sentence."""
    assert between("short-", "term", 30, tail=True) == " "


def test_a_space_that_had_room_and_was_not_drawn_is_none() -> None:
    """Where a file draws the spaces at the ends of lines, a missing one that fits is none."""
    assert between("assess", "mentally", 34, drawn=True) == ""
    assert between("assess", "mentally", 31, drawn=True) == CUT  # a space would not have fitted
    assert between("assess", "it", 60, drawn=True) == " "  # the line was ended by hand


def test_a_missing_space_cuts_no_word_that_had_room() -> None:
    """LibreOffice draws no space in headings whose letters are apart; no line cuts them."""
    assert between("evidence", "requirement", 60, drawn=True) != ""


@pytest.mark.parametrize(
    ("above", "below", "wanted"),
    [
        ("recom-", "mendation", HYPHENED),
        ("Anglo-", "Welsh", ""),  # no word goes on with a capital
        ("2025-", "26", ""),
        ("www.force-", "name.org", ""),
    ],
)
def test_a_hyphen_that_ends_a_line_stays_in_doubt(above: str, below: str, wanted: str) -> None:
    """It may be there because the line ends; not where no word is split."""
    assert between(above, below, 60) == wanted


def test_looks_change_between_words() -> None:
    """A long word that is cut looks the same on both lines."""
    first, second = lines("protecti", "on of")
    bold = tuple(word._replace(bold=True) for word in second.words)
    assert joint(first, second._replace(words=bold), 42) == " "
