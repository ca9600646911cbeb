"""Colours of a PDF as a layout writes them."""

from __future__ import annotations

import pytest

from pipeline.capture.pdf_page import colour_code


@pytest.mark.parametrize(
    ("colour", "code"),
    [
        (None, "#000000"),
        (0.5, "#808080"),
        ((1,), "#ffffff"),
        ((1, 0, 0.2), "#ff0033"),
        ((0, 1, 1, 0), "#ff0000"),
        ((0, 0, 0, 1), "#000000"),
        (("/P1",), "#000000"),
    ],
)
def test_colours_of_each_space(colour: object, code: str) -> None:
    """Grey, RGB and CMYK come to RGB; a pattern is black (ISO 32000-2, 8.6)."""
    assert colour_code(colour) == code
