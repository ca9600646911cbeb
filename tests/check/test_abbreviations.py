"""An abbreviation is explained where it is beside its words."""

from __future__ import annotations

import pytest

from pipeline.settings import CheckSettings
from tests.check.found import checked, messages, update


@pytest.mark.parametrize(
    "text",
    [
        "The Independent Advisory Group (IAG) met.",
        "The IAG (Independent Advisory Group) met.",
        "Both Independent Advisory Groups (IAGs) met. The IAG's view is known.",
        "The NHS, the UK and CCTV.",
        "IMPORTANT: part II of it.",
        "Patrol A and patrol B.",
    ],
)
def test_what_is_explained_or_known_is_left(text: str) -> None:
    """Written out once is enough; what everybody knows needs nothing."""
    assert messages("abbreviation", update(text)) == []


def test_the_list_has_counts_and_first_places_the_commonest_first() -> None:
    """Plural and owned forms count as the abbreviation itself."""
    example = update("The IAG met. IAGs, the IAG's view, P&A and the VCU.")
    assert messages("abbreviation", example) == [
        "Never written out: IAG (3, first in 7.1), P&A (1, first in 7.1), VCU (1, first in 7.1)."
    ]


def test_the_settings_name_what_is_known() -> None:
    """`abbreviations` in `publish.toml` are left."""
    settings = CheckSettings(abbreviations=("IAG",))
    assert checked(update("The IAG met."), settings) == ()


def test_brackets_behind_other_words_explain_nothing() -> None:
    """`(DCU)` behind words that begin otherwise is not an explanation."""
    assert messages("abbreviation", update("It was reported (DCU)."))


def test_a_stressed_word_is_none() -> None:
    """A word in capitals is not an abbreviation, but what has no vowel is not said as a word."""
    assert messages("abbreviation", update("It must NOT be in the RMS.")) == [
        "Never written out: RMS (1, first in 7.1)."
    ]
