"""Stray markup in a transcript's cells."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import TooLargeError
from pipeline.findings import Place, Source
from pipeline.parse.cells import cell_text, markup_text
from pipeline.richtext import Paragraph, Run, rich_text
from pipeline.table import RawCell

# markup, what it says (a bullet before each item), codes of the repairs
CASES = [
    ("Plain words.", "Plain words.", []),
    ("<p>One.</p> <p>Two.</p>", "One.\nTwo.", []),
    ("One. <p>Two.", "One.\nTwo.", []),
    ("Learn: •first •second", "Learn:\n• first\n• second", ["running-bullets"]),
    ("•first\u00a0•second", "• first\n• second", ["running-bullets"]),
    ("<ul><li>a</li><li>b</li></ul><p>c</p>", "• a\n• b\nc", []),
    ("For: <ul> •a •b", "For:\n• a\n• b", ["list-without-end"]),
    (
        "<p>For: <ul style='x'> •a •b for: <ul> •c</p>",
        "For:\n• a\n• b for:\n• c",
        ["item-before-list", "list-without-end"],
    ),
    (
        "<p>Aims: <ul> Improve how reports are graded Share what is learned </p>",
        "Aims:\n• Improve how reports are graded Share what is learned",
        ["list-without-end", "list-without-items"],
    ),
    ("a<br>b<br/>c", "a\nb\nc", []),
    ("cost &lt; &pound;3 &amp; AT&T &notit", "cost < £3 & AT&T &notit", []),
    ("if a < b and c > d <q>", "if a < b and c > d <q>", []),
    ("<span class='x'>kept</span> <u>words</u>", "kept words", []),
]


@pytest.mark.parametrize(("markup", "plain", "codes"), CASES)
def test_markup_becomes_what_it_stands_for(markup: str, plain: str, codes: list[str]) -> None:
    """Paragraphs, lists and entities are read; each kind of repair is said once."""
    text, findings = markup_text(markup, Place())

    assert text.plain == plain
    assert [finding.code for finding in findings] == codes


def test_bold_italic_and_links_are_kept() -> None:
    """They are looks of the words, across and inside each other."""
    text, _ = markup_text(
        'a <b>b <i>c</i></b> <a href="https://example.org/?a=1&amp;b=2">d</a>', Place()
    )

    assert [(r.text.strip(), r.bold, r.italic, r.link) for r in next(text.lines())] == [
        ("a", False, False, ""),
        ("b", True, False, ""),
        ("c", True, True, ""),
        ("d", False, False, "https://example.org/?a=1&b=2"),
    ]


@given(st.text(st.sampled_from("ab <>/pulib•&;=\"'"), max_size=40))
def test_any_markup_is_read(markup: str) -> None:
    """No cell stops the reading; letters outside angle brackets are read in their order."""
    text, _ = markup_text(markup, Place())

    outside = re.sub(r"<[^<>]*>", " ", markup)
    kept = iter(re.sub(r"\W", "", text.plain))
    if "<" not in outside and "&" not in outside:
        assert all(letter in kept for letter in re.sub(r"\W", "", outside))


@pytest.mark.parametrize("unit", ["<p>", "<ul><li>a", "• ", "\n"])
def test_a_cell_of_endless_markup_is_refused_with_its_place(unit: str) -> None:
    """Ten megabytes of tags are not person's text, and are not read for half a minute."""
    with pytest.raises(TooLargeError, match=r"^a\.txt, line 2: .* the limit is 50,000$"):
        markup_text(unit * (10_000_000 // len(unit)), Place(source=Source("a.txt", line=2)))


def test_a_cell_of_endless_paragraphs_is_refused_with_its_place() -> None:
    """They come from a Word file or a web page, where they are paragraphs already."""
    book = rich_text([Paragraph((Run("Some words."),))] * 50_001)
    with pytest.raises(TooLargeError, match=r"^a\.docx, row 2: the cell holds 50,001 paragraphs"):
        cell_text(RawCell(book, Source("a.docx", row=2)))


def test_lists_within_lists_cost_no_more_than_lists() -> None:
    """Twenty-five thousand lists that never end are one list, in time."""
    start = time.process_time()
    text, _ = markup_text("<ul><li>a" * 25_000, Place())
    assert time.process_time() - start < 5
    assert len(list(text.lines())) == 25_000
