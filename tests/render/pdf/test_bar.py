"""The bar of the summary: each number is whole, and in its own part."""

from __future__ import annotations

import io
from dataclasses import replace

import pdfplumber
import pypdfium2 as pdfium

from pipeline.capture.pdf_page import SCALE, sheet_of
from pipeline.layout import load_layout
from pipeline.publication import Publication
from pipeline.render import renderer
from pipeline.richtext import plain_text
from tests.plans import action, made_plan, recommendation

COUNTS = {"Complete": 118, "In progress": 9, "Not started": 2, "Transferred": 1}


def _publication() -> Publication:
    layout = load_layout("devon-and-cornwall")
    words = [word for word, count in COUNTS.items() for _ in range(count)]
    actions = [
        action(f"1.{n}", plain_text("Asked."), "Chief Constable", (), word)
        for n, word in enumerate(words, 1)
    ]
    rows = [recommendation("1", plain_text("Act."), actions)]
    return Publication(made_plan("Plan", (), (), rows), replace(layout, shape="wide"), "plan")


def test_small_shares_show_their_numbers() -> None:
    """Two of 130 actions have a part in which the number has room."""
    data = renderer("pdf")(_publication())
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        picture = pdfium.PdfDocument(data)[0].render(scale=SCALE).to_pil().convert("RGB")
        sheet = sheet_of(pdf.pages[0], picture, ())
    feet = [c.box.bottom for c in sheet.letters if c.text == "S" and c.size > 10]  # "Summary"
    line = min(c.box.bottom for c in sheet.letters if c.box.bottom > feet[0] + 3)
    shown = [c for c in sheet.letters if abs(c.box.bottom - line) < 1]
    grounds = [status.background for status in load_layout("devon-and-cornwall").statuses]

    assert "".join(c.text for c in sorted(shown, key=lambda c: c.x)) == "118921"
    expected = [ground for ground, n in zip(grounds, COUNTS.values(), strict=True) for _ in str(n)]
    assert [sheet.ground(c) for c in sorted(shown, key=lambda c: c.x)] == expected
