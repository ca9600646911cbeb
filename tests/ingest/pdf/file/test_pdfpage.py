"""pdfplumber's methods on the objects that pdfium gives."""

from __future__ import annotations

import io
import time
from typing import Any

import pdfplumber
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from pipeline.ingest.pdf.file.pdfpage import PdfPage, plumbed
from tests.ingest.pdf.making import make_pdf, ruled, saved, text

TABLE = [
    *ruled((50, 200, 400), (60, 90, 130)),
    *(
        text(60, 75, "No."),
        text(210, 75, "Update"),
        text(60, 105, "7"),
        text(210, 105, "All done."),
    ),
]


def made(rotate: int = 0, box: tuple[int, ...] = (0, 0, 600, 400)) -> bytes:
    """Return a page with a table, turned and with another media box."""
    pdf = pikepdf.open(io.BytesIO(make_pdf([TABLE])))
    page = pdf.pages[0].obj
    page.MediaBox = Array(box)
    if rotate:
        page.Rotate = rotate
    return saved(pdf)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("box", [(0, 0, 600, 400), (-20, -30, 600, 400)])
def test_objects_are_where_pdfplumber_has_them(rotate: int, box: tuple[int, ...]) -> None:
    """Letters and rules of a turned page, or one that begins elsewhere, are in the same place."""
    data = made(rotate, box)
    with plumbed(data) as ours, pdfplumber.open(io.BytesIO(data)) as theirs:
        (page,), (stock,) = ours.pages, theirs.pages
        assert isinstance(page, PdfPage)
        for mine, other in ((page.chars, stock.chars), (page.edges, stock.edges)):
            assert len(mine) == len(other) > 0
            for item in mine:
                assert any(are_one(item, twin) for twin in other), item


def are_one(a: dict[str, Any], b: dict[str, Any]) -> bool:
    """Return whether two objects are the same letter, or an edge, in one place."""
    centres = [(o["x0"] + o["x1"] + o["top"] + o["bottom"]) / 2 for o in (a, b)]
    sides = [o["x0"] + o["x1"] - o["top"] - o["bottom"] for o in (a, b)]
    return (
        a.get("text") == b.get("text")
        and centres[0] == pytest.approx(centres[1], abs=4)
        and sides[0] == pytest.approx(sides[1], abs=8)
    )


def test_its_tables_words_and_crops_are_found() -> None:
    """`find_tables()`, `extract_words()` and `crop()` work without pdfminer's objects."""
    with plumbed(made()) as pdf:
        (page,) = pdf.pages
        (table,) = page.find_tables()
        assert table.extract() == [["No.", "Update"], ["7", "All done."]]
        assert [w["text"] for w in page.extract_words()] == ["No.", "Update", "7", "All", "done."]
        part = page.crop((200, 90, 400, 130))
        assert part.extract_text() == "All done."
        assert not hasattr(page, "_layout")


def test_its_image_shows_the_page() -> None:
    """`to_image()` is what the pictures of a reading are drawn on."""
    with plumbed(made()) as pdf:
        image = pdf.pages[0].to_image(resolution=72)
        image.draw_rects([pdf.pages[0].find_tables()[0].bbox])
        assert image.annotated.size == (600, 400)
        assert image.annotated.tobytes() != image.original.tobytes()


def test_its_objects_cost_less_than_pdfminers() -> None:
    """The reason for the class: letters from pdfium, a call for all of them."""
    data = make_pdf([[text(9, 9 + n * 4, f"word{n:04} " * 12) for n in range(95)]])
    times = []
    for opened in (plumbed, lambda data: pdfplumber.open(io.BytesIO(data))):
        with opened(data) as pdf:
            begun = time.process_time()
            assert len(pdf.pages[0].chars) > 10_000
            times.append(time.process_time() - begun)
    assert times[0] < times[1]


def test_objects_in_streams_are_read_one_by_one() -> None:
    """Pages, fonts and annotations packed together are the same as apart."""
    pdf = pikepdf.open(io.BytesIO(made()))
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([1, 2, 30, 40]))
    note.Contents = String("Ask again.")
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])
    pdf.docinfo["/Title"] = "Plan"
    modes = (pikepdf.ObjectStreamMode.generate, pikepdf.ObjectStreamMode.disable)
    for mode in modes:
        with plumbed(saved(pdf, object_stream_mode=mode)) as opened:
            (page,) = opened.pages
            assert [a["contents"] for a in page.annots] == ["Ask again."]
            assert (page.width, page.height) == (600, 400)
            assert opened.metadata["Title"] == b"Plan"
