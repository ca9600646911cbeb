"""A character that cannot be printed is said, and nothing is printed without it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.errors import LayoutError
from pipeline.fonts import load_faces
from pipeline.model import Plan
from pipeline.render.pdf import render_pdf
from pipeline.render.pdf.characters import check_characters
from tests.plans import SMALL
from tests.render.pdf.conftest import LAYOUT, publication


def test_character_of_the_layout_without_a_glyph_is_named() -> None:
    """A word of the layout that cannot be printed is an error, for only its author can mend it."""
    words = {**LAYOUT.words, "document": {**LAYOUT.words["document"], "legend": "漢"}}

    with pytest.raises(LayoutError) as caught:
        render_pdf(publication(SMALL, replace(LAYOUT, words=words)))

    assert caught.value.message.startswith("U+6F22 (CJK UNIFIED IDEOGRAPH-6F22) is in no font")
    assert "the words of layout" in caught.value.message


@pytest.mark.parametrize(
    "text", ["Łódź Ñ Ω ≤ ½ → ✓", "שלום مرحبا", "joined\u200d \ufe0f\u200b", "☎ ☺ 😀"]
)
def test_rare_characters_are_shown_by_the_bundled_fallback(text: str) -> None:
    """Letters and signs of many scripts need no other font; joiners need none at all."""
    check_characters(publication(_titled(text)), load_faces(LAYOUT))


def _titled(title: str) -> Plan:
    return replace(SMALL, title=title)
