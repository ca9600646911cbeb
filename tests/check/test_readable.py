"""The reader's ease: links, capitals, lists and spaces."""

from __future__ import annotations

import pytest

from pipeline.check import check_plan
from pipeline.richtext import Paragraph, Run, rich_text
from pipeline.settings import CheckSettings
from tests.check.found import layout, messages, update, with_newest
from tests.plans import SMALL


@pytest.mark.parametrize(
    ("words", "vague"),
    [("here", True), ("Read more.", True), ("Click here!", True), ("the guidance", False)],
)
def test_a_link_says_where_it_leads(words: str, vague: bool) -> None:
    """The link's own words are judged, not its sentence."""
    link = Run(words, link="https://example.org/")
    text = rich_text([Paragraph((Run("See "), link, Run(" for more.")))])
    found = check_plan(with_newest(SMALL, text), layout(), CheckSettings())
    assert any(f.code == "link-text" for f in found) is vague


def test_here_without_a_link_is_a_word() -> None:
    """Text that is not a link may say "here"."""
    assert messages("link-text", update("Officers are trained here.")) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("THIS IS VERY IMPORTANT NOW", True),
        ("NPCC, HMICFRS, CPS and APCC", False),
        ("CID CPD FELU CMIT", False),
        ("RASSO and DA", False),
    ],
)
def test_capitals_are_words_and_not_abbreviations(text: str, said: bool) -> None:
    """A row of abbreviations is not shouting."""
    assert bool(messages("full-capitals", update(text))) is said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- intake", True),
        ("* intake\n* handover", True),
        ("It covers: \uf0b7 intake \uf0b7 handover", True),
        ("o Intake", True),
        ("Intake - handover", False),
        ("-5 degrees was -3", True),
        ("a · b", True),
        ("of 1/4 and more", False),
    ],
)
def test_typed_bullets_are_found(text: str, said: bool) -> None:
    """A sign at the start of a paragraph, or a bullet of another font anywhere."""
    assert bool(messages("stray-bullet", update(text))) is said


def test_a_single_no_break_space_is_no_double_space() -> None:
    """`27\u00a0March` is as it should be."""
    assert messages("double-space", update("On 27\u00a0March 2025 it ended.")) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Partners have been informed of the", True),
        ("The module was delayed,", True),
        ("It was agreed.\nA second paper will go to the board and", True),
        ("It was agreed and", True),
        ("No final stop stands here", False),
        ("The system is now relied upon", False),
        ("We trained staff,\nand wrote a guide", False),
        ("It was graded A", False),
        ("Sergeants, constables, and", True),
    ],
)
def test_a_sentence_ends(text: str, *, said: bool) -> None:
    """An end after which English goes on is told, a missing full stop is not."""
    assert bool(messages("sentence-cut", update(text))) is said
