"""Names of typefaces."""

from __future__ import annotations

import pytest

from pipeline.capture.type import family_name


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("ABCDEF+LiberationSans-Bold", "liberationsans"),
        ("Liberation-Sans-Bold-Italic", "liberationsans"),
        ("Arial-BoldMT", "liberationsans"),
        ("Arial,Bold", "liberationsans"),
        ("ArialMT", "liberationsans"),
        ("Liberation Sans", "liberationsans"),
        ("Calibri-Light", "calibrilight"),
        ("Georgia", "georgia"),
    ],
)
def test_a_familys_faces_have_one_name(name: str, family: str) -> None:
    """Subset prefix, weight and slant are no part of a family's name."""
    assert family_name(name) == family
