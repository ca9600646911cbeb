"""Raised and lowered text as plain characters."""

from __future__ import annotations

import pytest

from pipeline.ingest.raised import marked


@pytest.mark.parametrize(
    ("text", "up", "down"),
    [
        ("6", "⁶", "₆"),
        ("10", "¹⁰", "₁₀"),
        ("-2", "⁻²", "₋₂"),
        (" 2 ", " ² ", " ₂ "),
        ("n", "^n", "_n"),
        ("nd", "nd", "nd"),
        ("†", "†", "†"),
        ("", "", ""),
    ],
)
def test_raised_and_lowered_text_keeps_its_meaning(text: str, up: str, down: str) -> None:
    """Figures have a form of their own, a letter gets a sign, the ending of 22nd stays."""
    assert (marked(text, is_raised=True), marked(text, is_raised=False)) == (up, down)
