"""What is said about the programs that set the corpus."""

from __future__ import annotations

import io

import pikepdf
import pytest

from pipeline.ingest import DEFAULT_OPTIONS
from pipeline.ingest.pdf.file.document import opened
from tests.corpus.programs import programs

FIRST = "The control room keeps the forms."
SECOND = "Incomprehensibly the partnership re-examined the handbook by the end of the year."


def page_of(height: int, *paragraphs: str) -> bytes:
    """Return a page of HTML, so many millimetres high, with the paragraphs in a cell.

    The column is as wide as the first one, so that it fills its line.
    """
    rows = f"<tr><td>7<td style='white-space:nowrap'>{FIRST}</tr>" * 3
    cell = "".join(f"<p>{text}</p>" for text in paragraphs)
    css = (
        f"@page{{size:120mm {height}mm;margin:10mm}} body{{font:9pt 'DejaVu Sans'}}"
        "table{border-collapse:collapse;width:1px} td{border:1px solid;vertical-align:top}"
        "p{margin:0 0 3pt;orphans:1;widows:1}"
    )
    page = f"<style>{css}</style><table>{rows}<tr><td>8<td>{cell}</tr></table>"
    return f'<html lang="en"><title>Plan</title>{page}</html>'.encode()


def is_cut_between(data: bytes) -> bool:
    """Return whether the second page begins with the second paragraph."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        if len(pdf.pages) != 2:
            return False
    with opened(data, "plan.pdf", DEFAULT_OPTIONS) as document:
        return document.page(2).words[0].text == SECOND.split()[0]


def test_weasyprint_hides_whether_a_page_end_cuts_a_paragraph() -> None:
    """Its two files are the same, byte for byte: no reader can tell one from two paragraphs."""
    program = programs()["weasyprint-ua"]
    if program.missing:
        pytest.skip(program.missing)
    for height in range(40, 70):
        one, two = program.make(
            [page_of(height, f"{FIRST} {SECOND}"), page_of(height, FIRST, SECOND)]
        )
        if is_cut_between(one) and is_cut_between(two):
            assert one == two
            return
    pytest.fail("no page ends between the paragraphs")


def column_of(width: int, text: str) -> bytes:
    """Return a page of HTML with the text in a column so many points wide, cutting long words."""
    css = f"body{{font:9pt 'DejaVu Sans';margin:0}} p{{width:{width}pt;overflow-wrap:anywhere}}"
    return f'<!DOCTYPE html><html lang="en"><style>{css}</style><p>{text}</p></html>'.encode()


def painted(data: bytes) -> list[bytes]:
    """Return what each page of a PDF paints."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [page.Contents.read_bytes() for page in pdf.pages]


def test_chromium_hides_whether_a_line_end_cuts_a_word() -> None:
    """Its pages are the same, byte for byte, for two words and for one that is cut there.

    So the words of English have to tell which.
    """
    program = programs()["chromium"]
    if program.missing:
        pytest.skip(program.missing)
    widths = (62, 65, 67, 69, 72)
    texts = ("victim/witness unit", "victim/witnessunit")
    made = program.make([column_of(width, text) for width in widths for text in texts])
    pairs = zip(made[::2], made[1::2], strict=True)
    assert any(painted(one) == painted(other) for one, other in pairs)
