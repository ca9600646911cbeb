"""Contrast by the formula of WCAG 2.2."""

from __future__ import annotations

import pytest

from pipeline.layout import contrast


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
        ("#123456", "#123456", 1.0),
    ],
)
def test_contrast_is_the_formula_of_wcag(one: str, other: str, ratio: float) -> None:
    """Published values; the order of the colours makes no difference."""
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.005)
