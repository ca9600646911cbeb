"""Error values and misread signs."""

from __future__ import annotations

import pytest

from pipeline.check.damaged import _errors, _misread


@pytest.mark.parametrize(
    "text",
    [
        *("#REF!", "Total #N/A", "#DIV/0!", "#NAME?", "#SPILL!", "Err:502"),
        *("See Error! Reference source not found.", "Error! Bookmark not defined."),
        "Error: Reference source not found",
    ],
)
def test_error_values(text: str) -> None:
    """What Excel, LibreOffice and Word print where they found nothing."""
    assert len(_errors(text)) == 1


@pytest.mark.parametrize("text", ["N/A", "#1 of 3", "Error! Please call", "Ref! A", "#REFORM"])
def test_words_that_are_no_error_values(text: str) -> None:
    """Words and numbers that look a little like one."""
    assert _errors(text) == []


@pytest.mark.parametrize(
    "text", ["the lampâ€™s", "â€“", "Â£5", "cafÃ©", "KrakÃ³w", "â€œwell", "1 Â½", "a\ufffdb"]
)
def test_misread_signs(text: str) -> None:
    """UTF-8 that was read as Windows-1252, and signs that were lost."""
    assert len(_misread(text)) == 1


@pytest.mark.parametrize(
    "text",
    ["the lamp’s “well”…", "café–bar", "£5 – €6", "Ŵyl yr ŷd", "naïve’s", "ÀÉÎ", "10²³"],
)
def test_signs_as_people_type_them(text: str) -> None:
    """Accents, quotation marks and dashes beside each other are sound."""
    assert _misread(text) == []
