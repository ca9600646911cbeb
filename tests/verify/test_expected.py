"""Comparing what a page shows with the text that it must show."""

from __future__ import annotations

import pytest

from pipeline.verify.expected import shows

ACUTE = "\u0301"


def test_an_accent_may_begin_a_word() -> None:
    """It does not join the letter before the space, wherever the line ends."""
    assert shows(["and/or", f"\u25cc{ACUTE}3 <"], f"and/or {ACUTE}3 <")


def test_an_accent_painted_apart_may_come_elsewhere() -> None:
    """Pdfium gives it behind its line where it is higher than the font has it."""
    assert shows(["1/fx .7z", ACUTE], f"1/f{ACUTE}x .7z")


@pytest.mark.parametrize(
    "lines",
    [["1/xf .7z", ACUTE], ["1/fx .7z"], ["1/fx .7z", "\u0300"], ["1/fx .7z", ACUTE, "\u0300"]],
    ids=["letters", "none", "another", "more"],
)
def test_what_an_accent_does_not_excuse(lines: list[str]) -> None:
    """The letters keep their order, and the accents are those of the text."""
    assert not shows(lines, f"1/f{ACUTE}x .7z")


def test_an_accent_stays_on_its_letter() -> None:
    """Where letters with accents have shapes of their own, another letter's accent differs."""
    assert shows(["caf\u00e9"], "caf\u00e9")
    assert not shows(["c\u00e1fe"], "caf\u00e9")
