"""Words are British, or names, or known to the plan."""

from __future__ import annotations

import pytest

from pipeline.check.vocabulary import british, is_word, suggestions
from pipeline.settings import CheckSettings
from tests.check.found import checked, messages, update


@pytest.mark.parametrize(
    ("american", "expected"),
    [
        *(("organize", "organise"), ("analyzing", "analysing"), ("color", "colour")),
        *(("centers", "centres"), ("defense", "defence"), ("labeled", "labelled")),
        *(("enrollment", "enrolment"), ("catalog", "catalogue"), ("fulfill", "fulfil")),
        *(("behavioral", "behavioural"), ("gray", "grey"), ("pediatric", "paediatric")),
        *(("organise", ""), ("license", ""), ("officer", ""), ("doctor", ""), ("xyzize", "")),
    ],
)
def test_american_words_have_a_british_spelling(american: str, expected: str) -> None:
    """A changed ending counts only where it makes a British word."""
    assert british(american) == expected


@pytest.mark.parametrize(
    "word",
    ["review", "multi-agency", "co-ordinator", "don't", "café", "cyber", "organisation's"],
)
def test_words_of_a_plan_are_known(word: str) -> None:
    """Hyphens, apostrophes and words of public work are not faults."""
    assert messages("unknown-word", update(f"The {word} is here.")) == []


@pytest.mark.parametrize(
    "text",
    [
        *("See www.exmaple.org/reveiw.", "Write to reveiw@exmaple.org.", "On 22nd and 3rd."),
        *("Reveiw and Qlik.", "Op Hibiskus.", "see reveiw.docx", "the iPhone", "an xyz"),
    ],
)
def test_addresses_names_and_codes_are_left(text: str) -> None:
    """Only a word in small letters can be misspelled."""
    assert messages("unknown-word", update(text)) == []


def test_a_slip_has_suggestions() -> None:
    """One letter swapped, missing, doubled or wrong."""
    assert suggestions("seperate") == ["separate"]
    assert "the" in suggestions("teh")
    assert not is_word("seperate")


def test_the_plan_has_its_own_word_list() -> None:
    """`words` in `publish.toml` are spelled right, whatever the dictionary says."""
    settings = CheckSettings(words=("Qlikked", "organizer"))
    assert checked(update("It was qlikked by the organizer."), settings) == ()


def test_a_word_is_said_once_with_its_count() -> None:
    """Three times in the plan is one finding."""
    example = update("A reveiw, a reveiw and a reveiw.")
    assert messages("unknown-word", example) == [
        "“reveiw” appears 3 times and is not in the dictionary; perhaps “review”."
    ]
