"""Signs without a glyph: every plan can be published, and what is replaced is announced."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.fonts import load_faces
from pipeline.layout import load_layout
from pipeline.load import load_bytes
from pipeline.model import Plan
from pipeline.publication import Publication
from pipeline.render import renderer
from pipeline.richtext import plain_text
from pipeline.signs import SURE, printed_plan, printed_text, replaced_signs
from pipeline.verify.pdf import pdf_faults
from tests.plans import SMALL

LAYOUT = load_layout("devon-and-cornwall")
FACES = load_faces(LAYOUT)

TEXTS = (
    "Rate ◦ ▪ ● ■ ‣ ⁃ ➢ ○ ∙ high",
    "● high",
    "➢ go",
    "ﬁ ﬂ ﬃ ofﬁce",
    "ok ✔\ufe0f and ☎\ufe0f",
    "a\u200bb c\u200cd e\u200df",
    "\u2060",
    "\ufeffBegin",
    "Tom &amp; co",
    "- begins",
    "✅ 🟢 🔴 done 🚀",
    "\uf0fc yes \uf0a7 no \uf0ff",
    "สวัสดี",
    "漢字",
    "नमस्ते",
    "a\u3000b",
)


def with_text(text: str) -> Plan:
    """Return the small plan with `text` as an owner, in updates, a detail and a note."""
    first, *rest = SMALL.recommendations
    updates = (plain_text(text), plain_text(f"See {text}."))
    action = first.actions[0].replaced(owner=text, updates=updates)
    first = replace(first, actions=(action, *first.actions[1:]))
    return replace(SMALL, recommendations=(first, *rest), notes=(f"Note {text}.",))


@pytest.mark.parametrize("text", TEXTS)
def test_every_plan_can_be_published(text: str) -> None:
    """The PDF is proved with any of the signs, and the plan comes back out of it."""
    plan = with_text(text)
    data = renderer("pdf")(Publication(plan, LAYOUT, "plan"))
    assert list(pdf_faults(plan, "plan.pdf", data, LAYOUT, b"")) == []
    assert load_bytes(data, "plan.pdf").plan == plan


@pytest.mark.parametrize(("text", "other"), [("● high", "○ high"), ("✅ done", "❌ done")])
def test_another_sign_is_a_fault(text: str, other: str) -> None:
    """The proof tells bullets, and what stands for a sign, from each other."""
    data = renderer("pdf")(Publication(with_text(text), LAYOUT, "plan"))
    assert list(pdf_faults(with_text(other), "plan.pdf", data, LAYOUT, b""))


@pytest.mark.parametrize(
    ("sign", "printed"),
    [
        ("✅", "✔"),
        ("🟢", "[green]"),
        ("🚀", "[rocket]"),
        ("\uf0fc", "✓"),
        ("\uf0ff", "[U+F0FF]"),
        ("漢", "[U+6F22]"),
        ("㎏", "kg"),
    ],
)
def test_replacements(sign: str, printed: str) -> None:
    """A like sign, else the sign's letters, its name, its number."""
    assert replaced_signs(f"a {sign}", LAYOUT) == {sign: printed}


def test_what_the_fonts_show_is_never_replaced() -> None:
    """Each character that some face has is printed as it is, but for ligatures."""
    text = "".join(chr(code) for face in FACES for code in face.advances if code > 0xFFFF)
    assert printed_text(text, FACES.can_show) == text


def test_sure_characters_are_in_the_fonts_that_lie_with_the_layouts() -> None:
    """The shortcut that opens no font is right for every layout."""
    sure = [chr(code) for code in range(0x21, 0x3000) if SURE.fullmatch(chr(code))]
    assert len(sure) > 300
    lent = FACES.others[-2:]
    assert [c for c in sure if not any(ord(c) in face.advances for face in lent)] == []


def test_a_plain_plan_is_printed_as_it_is() -> None:
    """A plan without such signs is not made anew."""
    assert printed_plan(SMALL, LAYOUT) is SMALL


def test_the_stand_ins_are_opened_only_if_needed() -> None:
    """Text that the layout's own fonts show needs no other font; a tick does."""
    assert len([*load_faces(LAYOUT, "Plain – “text”")]) == 4
    assert len([*load_faces(LAYOUT, "a tick ✓")]) == 6
