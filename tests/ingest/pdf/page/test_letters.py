"""The characters of a page: asked for all at once, or one by one where that leaves some out."""

from __future__ import annotations

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest

from pipeline.ingest.pdf.page.letters import read_letters
from tests.ingest.pdf.making import make_pdf, text


@pytest.mark.parametrize("words", ["Sub-recommendation", "A  (b) fi \\267 c", "Café"])
def test_a_page_is_read_as_its_characters_are(words: str) -> None:
    """The text of the whole page is that of its characters, one after the other."""
    lines = (words, "A line that ends in a hy-", "phen goes on.")
    data = make_pdf([[text(60, 75 + 15 * n, line) for n, line in enumerate(lines)]])
    with pdfium.PdfDocument(data) as document:
        page = raw.FPDF_LoadPage(document.raw, 0)
        characters = raw.FPDFText_LoadPage(page)
        count = raw.FPDFText_CountChars(characters)
        asked = [
            chr(raw.FPDFText_GetUnicode(characters, n))
            for n in range(count)
            if not raw.FPDFText_IsGenerated(characters, n)
        ]
        read = read_letters(characters, 0).text
        raw.FPDFText_ClosePage(characters)
        raw.FPDF_ClosePage(page)
    assert read == "".join(asked).replace("\x02", "-")
    assert "\x02" in asked
