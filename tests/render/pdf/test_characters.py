"""A character that cannot be printed is said, and nothing is printed without it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.errors import LayoutError
from pipeline.model import Plan
from pipeline.render.pdf import render_pdf
from pipeline.render.pdf.characters import check_characters
from pipeline.render.pdf.fonts import load_faces
from pipeline.richtext import plain_text
from tests.plans import SMALL
from tests.render.pdf.conftest import LAYOUT, publication


def test_character_without_a_glyph_is_named_with_its_places() -> None:
    """The message has every place, so that one run is enough to find them all."""
    first, *rest = SMALL.recommendations
    action = first.actions[0].replaced(updates=(plain_text("A 漢 sign."), plain_text("🚀 and 漢")))
    plan = replace(
        SMALL,
        recommendations=(replace(first, actions=(action, *first.actions[1:])), *rest),
        notes=("Note 漢",),
    )

    with pytest.raises(LayoutError) as caught:
        render_pdf(publication(plan))

    lines = caught.value.message.splitlines()
    assert 4 == len(lines)
    assert lines[0].startswith("U+6F22 (CJK UNIFIED IDEOGRAPH-6F22) is in no font of layout")
    assert lines[0].endswith("action 7.1, Force Update: Published November 22nd 2024")
    assert "ROCKET" in lines[2]
    assert lines[3].endswith("note below the table")


@pytest.mark.parametrize(
    "text", ["Łódź Ñ Ω ≤ ½ → ✓", "שלום مرحبا", "joined\u200d \ufe0f\u200b", "☎ ☺ 😀"]
)
def test_rare_characters_are_shown_by_the_bundled_fallback(text: str) -> None:
    """Letters and signs of many scripts need no other font; joiners need none at all."""
    check_characters(publication(_titled(text)), load_faces(LAYOUT))


def _titled(title: str) -> Plan:
    return replace(SMALL, title=title)
