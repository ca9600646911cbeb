"""Soft line breaks, paragraphs and bullets, by geometry alone."""

from __future__ import annotations

import pytest

from pipeline.ingest import DEFAULT_OPTIONS
from pipeline.ingest.pdf import read_pdf
from pipeline.ingest.pdf.page import UNMARKED, Word
from pipeline.ingest.pdf.text.flow import Para, TextColumn, may_go_on, paragraphs, rich
from pipeline.ingest.pdf.text.hyphenation import decided_text
from pipeline.ingest.pdf.text.lines import Line, lines_of
from pipeline.richtext import Paragraph, RichText, Run, plain_text, rich_text
from pipeline.table import RawText
from tests.ingest.pdf.making import printed

LETTER = 5.0
COLUMN = TextColumn(0, 100, 1.1)


def lines(*texts: str, gap: float = 11) -> list[Line]:
    """Return lines of letters that are all 5 points wide, 10 high."""
    words = []
    for number, text in enumerate(texts):
        x, top = 0.0, gap * number
        for word in text.split(" "):
            end = x + LETTER * len(word)
            words.append(Word(word, x, top, end, top + 10, False, False, "", UNMARKED, True, False))
            x = end + 2.5
    return lines_of(words, 1)


def joined(*texts: str) -> RichText:
    """Return `texts` as one paragraph, where no other word of the document is known."""
    return decided_text(rich([Para(lines(*texts))], COLUMN), frozenset())


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (("review the short-", "term fund"), "review the short-term fund"),
        (("all victims and/", "or witnesses"), "all victims and/or witnesses"),
        (("see the pre -", "and more"), "see the pre - and more"),
        (("see www.example.", "org/advice now"), "see www.example.org/advice now"),
        (("at www.example.org/", "about-us/abcdefghij", "klmn/opqrstuvwxyzab", "cde. The next"),
         "at www.example.org/about-us/abcdefghijklmn/opqrstuvwxyzabcde. The next"),
        (("see www.example.org.", "The next"), "see www.example.org. The next"),
        (("abcdefghijklmnopqrs", "tuvwxyzabcdefghijkl", "mnop"),
         "abcdefghijklmnopqrstuvwxyzabcdefghijklmnop"),
        (("of long words", "and short"), "of long words and short"),
    ],
)  # fmt: skip
def test_a_soft_break_is_joined_as_the_sentence_had_it(texts: tuple[str, ...], wanted: str) -> None:
    """A space where the line could break at one, none inside a word or an address."""
    assert joined(*texts) == plain_text(wanted)


@pytest.mark.parametrize(
    ("last", "first", "wanted"),
    [
        ("all of", "the wards", True),
        ("all wards.", "the next", False),
        ("all of", "The next", False),
    ],
)
def test_a_sentence_goes_on_over_a_page_end_whatever_the_room(
    last: str, first: str, wanted: bool
) -> None:
    """WeasyPrint cuts a line short there at times; on one page so short a line is the last."""
    above, below = lines(last)[0], lines(first)[0]
    assert may_go_on(above, below._replace(page=2), COLUMN) is wanted
    assert not may_go_on(above, below, COLUMN)


def test_a_line_with_room_to_spare_ends_its_paragraph() -> None:
    """The next word would have fitted: it was meant to begin a line."""
    made = paragraphs(lines("Done.", "More to do with all", "partners next year"), COLUMN)
    assert [len(para.lines) for para in made] == [1, 2]


def test_bullets_begin_items_and_outdents_end_them() -> None:
    """A bullet sign is structure."""
    made = paragraphs(lines("It covers each of:", "• intake", "• handover"), COLUMN)
    assert rich(made, COLUMN) == plain_text("It covers each of:\n•intake\n•handover")


@pytest.mark.parametrize(
    ("above", "below", "tail", "count"),
    [
        ("It was done.", "Every", False, 2),
        ("It was done.", "Every", True, 1),  # the space is drawn: the next sentence
        ("It was done", "Every", False, 1),  # no sentence ends
        ("www.force.", "org/advice", False, 1),  # an address goes on
        ("It was all done by us.", "Every", False, 1),  # a space would not have fitted
    ],
)
def test_a_sentence_without_its_drawn_space_ends_a_paragraph(
    above: str, below: str, tail: bool, count: int
) -> None:
    """Where the file draws the spaces at the ends of lines, one that is missing tells."""
    first, second = lines(above, below)
    words = (*first.words[:-1], first.words[-1]._replace(tail=tail))
    column = TextColumn(0, max(first.x1 + 1, 75), 1.1, draws_ends=True)
    assert len(paragraphs([first._replace(words=words), second], column)) == count


def test_bold_italic_and_links_are_kept() -> None:
    """Looks come from the fonts, addresses from the link annotations."""
    html = '<p>See <b>May</b>, <i>June</i> or <a href="https://example.org/a">here</a>.</p>'
    (item,) = read_pdf(printed(html), "plan.pdf", DEFAULT_OPTIONS).items
    assert isinstance(item, RawText)
    assert item.content == rich_text(
        [
            Paragraph(
                (
                    Run("See "),
                    Run("May", bold=True),
                    Run(", "),
                    Run("June", italic=True),
                    Run(" or "),
                    Run("here", link="https://example.org/a"),
                    Run("."),
                )
            )
        ]
    )
