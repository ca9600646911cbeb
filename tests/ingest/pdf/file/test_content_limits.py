"""What a page draws is weighed before a library follows it."""

from __future__ import annotations

import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from pipeline.errors import TooLargeError, UnreadableFileError
from pipeline.ingest.pdf.file.content_limits import check_drawings


def _pdf(contents: bytes, *forms: bytes, own: object = True) -> pikepdf.Pdf:
    """Return a page with `contents`; form `n` may draw form `n + 1` as `/N`, the last the first.

    With another value than True for `own`, that is what each form says its resources are.
    """
    pdf = pikepdf.new()
    pdf.add_blank_page()
    made = [pdf.make_stream(text, Type=Name.XObject, Subtype=Name.Form) for text in forms]
    for form, following in zip(made, [*made[1:], *made[:1]], strict=True):
        form.BBox = Array([0, 0, 99, 99])
        if own is not True and own is not None:
            form.Resources = own
        elif own:
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


@pytest.mark.parametrize(
    "own", [None, Array([Dictionary()]), Dictionary(), Dictionary(XObject=Array([]))]
)
def test_a_drawing_without_drawings_of_its_own_has_its_page_s(own: object) -> None:
    """So it finds itself there: where it has no resources, damaged ones, or none of the kind."""
    with pytest.raises(UnreadableFileError, match="draws itself"):
        check_drawings(_pdf(b"/N Do", b"/N Do", own=own), "a.pdf")


def test_a_page_without_resources_has_those_of_its_part_of_the_document() -> None:
    """As ISO 32000-1, 7.7.3.4, has it; what is not a dictionary does not count."""
    pdf = _pdf(b"/N Do", b"/N Do")
    pdf.Root.Pages.Resources = pdf.pages[0].obj.Resources
    pdf.pages[0].obj.Resources = Array([])
    with pytest.raises(UnreadableFileError, match="draws itself"):
        check_drawings(pdf, "a.pdf")


def test_a_page_in_a_ring_of_parts_ends() -> None:
    """A part of the document that is in itself has no resources to hand down."""
    pdf = _pdf(b"")
    del pdf.pages[0].obj.Resources
    pdf.Root.Pages.Parent = pdf.Root.Pages
    check_drawings(pdf, "a.pdf")


def test_drawings_that_multiply_are_refused() -> None:
    """Ten of ten of ten: each is small, and the page would draw a billion."""
    forms = (*(b"/N Do " * 10 for _ in range(9)), b"0 0 m")
    with pytest.raises(TooLargeError, match="page 1 draws more than 10,000,000 bytes"):
        check_drawings(_pdf(b"/N Do", *forms), "a.pdf")


def test_a_small_drawing_is_not_drawn_a_hundred_thousand_times() -> None:
    """Pdfium keeps each by itself: it took 535 MB for a file of 8 KB."""
    with pytest.raises(TooLargeError, match="draws more than"):
        check_drawings(_pdf(b"/N Do " * 100_000, b" ", own=None), "a.pdf")
    check_drawings(_pdf(b"/N Do " * 10_000, b" ", own=None), "a.pdf")


def _with_font(letter: bytes, *forms: bytes) -> pikepdf.Pdf:
    """Return a page with a font whose only letter is drawn with `forms`, which it uses as `/N`."""
    pdf = _pdf(b"BT /F 9 Tf (A) Tj ET", *forms)
    page = pdf.pages[0].obj
    letters = Dictionary(A=pdf.make_stream(letter))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type3, CharProcs=letters)
    font.Resources = page.Resources
    page.Resources = Dictionary(Font=Dictionary(F=font))
    return pdf


def test_letters_are_drawings_too() -> None:
    """Pdfium draws each letter of a Type 3 font once, with all that it uses."""
    forms = (*(b"/N Do " * 10 for _ in range(9)), b"0 0 m")
    with pytest.raises(TooLargeError, match="draws more than"):
        check_drawings(_with_font(b"/N Do", *forms), "a.pdf")
    with pytest.raises(UnreadableFileError, match="draws itself"):
        check_drawings(_with_font(b"/N Do", b"/N Do"), "a.pdf")
    check_drawings(_with_font(b"/N Do", b"0 0 m"), "a.pdf")


def test_a_font_among_its_own_letters_resources_is_no_loop() -> None:
    """Old programs give the page and its fonts one dictionary for all."""
    pdf = _with_font(b"/N Do", b"0 0 m")
    page = pdf.pages[0].obj
    font = page.Resources.Font.F
    shared = pdf.make_indirect(Dictionary(Font=Dictionary(F=pdf.make_indirect(font))))
    page.Resources = shared
    shared.Font.F.Resources = shared
    check_drawings(pdf, "a.pdf")


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
    """A side that no page has is not a page's, whether the page or the whole file says it."""
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
        lambda: _pdf(b"/N Do /N Do /M Do", b"0 0 m", own=None),
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
