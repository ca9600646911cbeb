"""What a page draws is weighed before a library follows it."""

from __future__ import annotations

import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from pipeline.errors import TooLargeError, UnreadableFileError
from pipeline.ingest.pdf.file.drawn import check_drawings


def _pdf(contents: bytes, *forms: bytes, own: bool = True) -> pikepdf.Pdf:
    """Return a page with `contents`; form `n` may draw form `n + 1` as `/N`, the last the first."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    made = [pdf.make_stream(text, Type=Name.XObject, Subtype=Name.Form) for text in forms]
    for form, following in zip(made, [*made[1:], *made[:1]], strict=True):
        form.BBox = Array([0, 0, 99, 99])
        if own:
            form.Resources = Dictionary(XObject=Dictionary(N=following))
    page = pdf.pages[0].obj
    page.Resources = Dictionary(XObject=Dictionary(N=made[0]) if made else Dictionary())
    page.Contents = pdf.make_stream(contents)
    return pdf


@pytest.mark.parametrize(
    ("contents", "forms"),
    [
        (b"/N Do", (b"/N Do",)),
        (b"/N Do", (b"/N Do /N Do", b"/N Do")),
        (b"/#4E Do", (b"/#4e%hidden\nDo",)),
        (b"/N Do", (b"/N Do",) * 60),
    ],
    ids=["itself", "each other", "spelled in another way", "sixty in each other"],
)
def test_a_drawing_that_draws_itself_is_refused(contents: bytes, forms: tuple[bytes, ...]) -> None:
    """However it comes back to itself, and however its name is written."""
    with pytest.raises(UnreadableFileError, match="page 1 holds a drawing that draws itself"):
        check_drawings(_pdf(contents, *forms), "a.pdf")


def test_a_drawing_without_resources_has_its_user_s() -> None:
    """So it finds itself there."""
    with pytest.raises(UnreadableFileError, match="draws itself"):
        check_drawings(_pdf(b"/N Do", b"/N Do", own=False), "a.pdf")


def test_drawings_that_multiply_are_refused() -> None:
    """Ten of ten of ten: each is small, and the page would draw a billion."""
    forms = (*(b"/N Do " * 10 for _ in range(9)), b"0 0 m")
    with pytest.raises(TooLargeError, match="page 1 draws more than 64,000,000 bytes"):
        check_drawings(_pdf(b"/N Do", *forms), "a.pdf")


def test_contents_that_stand_a_thousand_times_are_refused() -> None:
    """A page may name one stream as often as it likes."""
    pdf = _pdf(b"")
    stream = pdf.make_stream(b"")
    stream.write(zlib.compress(b" " * 1_000_000), filter=Name.FlateDecode)
    pdf.pages[0].obj.Contents = Array([stream] * 1000)
    with pytest.raises(TooLargeError, match="draws more than"):
        check_drawings(pdf, "a.pdf")


@pytest.mark.parametrize("opening", [b"/P BMC ", b"/P<</MCID 0>>BDC\n", b"q "])
def test_what_opens_and_never_closes_is_refused(opening: bytes) -> None:
    """Marks and states within each other, on the page or in a drawing, in a damaged stream too."""
    for pdf in (_pdf(opening * 1001), _pdf(b"/N Do", opening * 1001)):
        with pytest.raises(UnreadableFileError, match="opens more than 1,000 marks"):
            check_drawings(pdf, "a.pdf")
    damaged = _pdf(b"")
    damaged.pages[0].obj.Contents.write(
        zlib.compress(opening * 5000)[:-6] + b"\xff" * 9, filter=Name.FlateDecode
    )
    with pytest.raises(UnreadableFileError, match="opens more than 1,000 marks"):
        check_drawings(damaged, "a.pdf")


@pytest.mark.parametrize("box", [[0, 0, 10**9, 800], [0, -(10**9), 600, 1]])
def test_a_page_miles_wide_is_refused(box: list[int]) -> None:
    """A side that no page has is no page's, whether the page or the whole file says it."""
    pdf = _pdf(b"")
    pdf.pages[0].obj.MediaBox = Array(box)
    with pytest.raises(UnreadableFileError, match="page 1 is wider or higher than any page"):
        check_drawings(pdf, "a.pdf")
    del pdf.pages[0].obj.MediaBox
    pdf.Root.Pages.MediaBox = Array(box)
    with pytest.raises(UnreadableFileError, match="wider or higher"):
        check_drawings(pdf, "a.pdf")


@pytest.mark.parametrize(
    "pdf",
    [
        lambda: _pdf(b"/N Do /N Do /M Do", b"0 0 m", own=False),
        lambda: _pdf(b"0 0 m", b"/N Do"),
        lambda: _pdf(b"(/N Do) Tj", b"0 0 m"),
        lambda: _pdf(b"/P BMC EMC q Q " * 5000),
        lambda: _pdf(b"(BMC BMC q) Tj " * 300),
        lambda: _pdf(b""),
    ],
    ids=["twice", "not used", "in a text", "closed again", "words", "nothing"],
)
def test_sound_pages_are_left(pdf: object) -> None:
    """Drawings are used often, many marks are opened and closed; a loop nobody enters is none."""
    assert callable(pdf)
    check_drawings(pdf(), "a.pdf")
