"""Words that nobody sees are no plan, whatever hides them; words that anybody sees are."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from pipeline.findings import Finding, Severity
from pipeline.ingest import DEFAULT_OPTIONS
from pipeline.ingest.hidden import HIDDEN_TEXT, Cause
from pipeline.ingest.pdf import read_pdf
from tests.ingest.pdf.making import HEIGHT, WIDTH, make_pdf, ruled, saved, text

TABLE = [
    *ruled((50, 200, 400), (60, 90, 130)),
    *(text(60, 75, "No."), text(210, 75, "Update"), text(60, 105, "7"), text(210, 105, "Done.")),
]
SECRET = text(210, 120, "Secret")
OVER = f"205 {HEIGHT - 126} 60 16 re"
"""A rectangle round the secret."""


def with_resources(content: str, add: Callable[[pikepdf.Pdf, Any], None] | None = None) -> bytes:
    """Return a page with the table and `content`, after `add` has seen the file and its page."""
    pdf = pikepdf.open(io.BytesIO(make_pdf([[*TABLE, content]])))
    page = pdf.pages[0].obj
    if add is not None:
        add(pdf, page)
    return saved(pdf)


def read(data: bytes) -> tuple[str, list[Finding]]:
    """Return the cell in which the secret is, and what was found hidden."""
    document = read_pdf(data, "plan.pdf", DEFAULT_OPTIONS)
    (table,) = document.tables()
    found = [f for f in document.findings if f.code == HIDDEN_TEXT]
    return table.rows[1][1].content.plain, found


def state(**entries: Any) -> Callable[[pikepdf.Pdf, Any], None]:
    """Return what adds a graphics state called `G`."""

    def add(pdf: pikepdf.Pdf, page: Any) -> None:
        page.Resources.ExtGState = Dictionary(G=Dictionary(**entries))

    return add


def mask(pdf: pikepdf.Pdf, page: Any) -> None:
    """Add a graphics state whose soft mask lets nothing through."""
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
    form = form_of(pdf, f"0 g 0 0 {WIDTH} {HEIGHT} re f", Group=group)
    soft = Dictionary(S=Name.Luminosity, G=form)
    page.Resources.ExtGState = Dictionary(G=Dictionary(SMask=soft))


def form_of(pdf: pikepdf.Pdf, content: str, **entries: Any) -> Any:
    """Return a drawing (form XObject) as large as the page, unless `entries` say otherwise."""
    form = pdf.make_stream(content.encode())
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox = Array([0, 0, WIDTH, HEIGHT])
    form.Resources = pdf.pages[0].obj.Resources
    for key, value in entries.items():
        form[f"/{key}"] = value
    return pdf.make_indirect(form)


def drawing(content: str, **entries: Any) -> Callable[[pikepdf.Pdf, Any], None]:
    """Return what adds a drawing called `X`."""

    def add(pdf: pikepdf.Pdf, page: Any) -> None:
        page.Resources.XObject = Dictionary(X=form_of(pdf, content, **entries))

    return add


def transparent_drawing(pdf: pikepdf.Pdf, page: Any) -> None:
    """Add a drawing called `X` and a graphics state in which it is transparent."""
    state(ca=0)(pdf, page)
    drawing(SECRET, Group=Dictionary(S=Name.Transparency))(pdf, page)


def image(*levels: int, **entries: Any) -> Callable[[pikepdf.Pdf, Any], None]:
    """Return what adds an image called `X`, whose grey pixels are side by side."""

    def add(pdf: pikepdf.Pdf, page: Any) -> None:
        made = pdf.make_stream(zlib.compress(bytes(levels)))
        made.Type, made.Subtype, made.Filter = Name.XObject, Name.Image, Name.FlateDecode
        made.Width, made.Height, made.BitsPerComponent = len(levels), 1, 8
        made.ColorSpace = Name.DeviceGray
        for key, value in entries.items():
            made[f"/{key}"] = value
        page.Resources.XObject = Dictionary(X=made)

    return add


def shading(pdf: pikepdf.Pdf, page: Any) -> None:
    """Add a shading called `S`, from black to dark grey."""
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0], C1=[0.2], N=1)
    page.Resources.Shading = Dictionary(
        S=Dictionary(
            ShadingType=2,
            ColorSpace=Name.DeviceGray,
            Coords=[0, 0, WIDTH, 0],
            Function=function,
            Extend=[True, True],
        )
    )


def layer(*, is_on: bool, base: str = "ON") -> Callable[[pikepdf.Pdf, Any], None]:
    """Return what adds a layer called `L`, and a drawing `X` that is on it."""

    def add(pdf: pikepdf.Pdf, page: Any) -> None:
        group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=pikepdf.String("Notes")))
        setting = Dictionary(BaseState=Name(f"/{base}"))
        setting["/ON" if is_on else "/OFF"] = Array([group])
        pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=setting)
        page.Resources.Properties = Dictionary(L=group)
        page.Resources.XObject = Dictionary(X=form_of(pdf, SECRET, OC=group))

    return add


def spot_colour(pdf: pikepdf.Pdf, page: Any) -> None:
    """Add a spot colour called `C`, whose tint of zero is white."""
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 0, 0, 1], N=1)
    page.Resources.ColorSpace = Dictionary(
        C=Array([Name.Separation, Name("/Ink"), Name.DeviceCMYK, tint])
    )


def annotation(subtype: str, appearance: str = "", **entries: Any) -> Callable[..., None]:
    """Return what lays an annotation over the secret."""

    def add(pdf: pikepdf.Pdf, page: Any) -> None:
        rect = Array([205, HEIGHT - 126, 265, HEIGHT - 110])
        made = Dictionary(Type=Name.Annot, Subtype=Name(f"/{subtype}"), Rect=rect, F=4, **entries)
        if appearance:
            look = form_of(pdf, appearance, BBox=rect)
            made.AP = Dictionary(N=look)
        page.Annots = Array([pdf.make_indirect(made)])

    return add


def crop(pdf: pikepdf.Pdf, page: Any) -> None:
    """Crop the page above the secret."""
    page.CropBox = Array([0, HEIGHT - 108, WIDTH, HEIGHT])


QUAD = Array([205, HEIGHT - 110, 265, HEIGHT - 110, 205, HEIGHT - 126, 265, HEIGHT - 126])
HIDING: dict[str, tuple[Cause, str, Callable[..., None] | None]] = {
    "white on white": (Cause.COLOUR, f"q 1 g {SECRET} Q", None),
    "nearly white on white": (Cause.COLOUR, f"q .97 g {SECRET} Q", None),
    "white in RGB": (Cause.COLOUR, f"q 1 1 1 rg {SECRET} Q", None),
    "white in CMYK": (Cause.COLOUR, f"q 0 0 0 0 k {SECRET} Q", None),
    "a spot colour without tint": (Cause.COLOUR, f"q /C cs 0 scn {SECRET} Q", spot_colour),
    "a white outline": (Cause.COLOUR, f"q 1 G 1 Tr {SECRET} Q", None),
    "black on black": (Cause.COLOUR, f"{OVER} f {SECRET}", None),
    "its own colour": (Cause.COLOUR, f"q .2 .4 .8 rg {OVER} f {SECRET} Q", None),
    "on a shading of its colour": (
        Cause.COLOUR,
        f"q {OVER} W n /S sh Q q .1 g {SECRET} Q",
        shading,
    ),
    "on an image of its colour": (
        Cause.COLOUR,
        f"q 60 0 0 16 205 {HEIGHT - 126} cm /X Do Q {SECRET}",
        image(0, 0),
    ),
    "invisible": (Cause.INVISIBLE, f"q 3 Tr {SECRET} Q", None),
    "a clip that nothing fills": (Cause.INVISIBLE, f"q 7 Tr {SECRET} Q", None),
    "transparent": (Cause.TRANSPARENT, f"q /G gs {SECRET} Q", state(ca=0)),
    "nearly transparent": (Cause.TRANSPARENT, f"q /G gs {SECRET} Q", state(ca=0.03)),
    "a soft mask": (Cause.TRANSPARENT, f"q /G gs {SECRET} Q", mask),
    "black bar": (Cause.COVERED, f"{SECRET} {OVER} f", None),
    "white bar": (Cause.COVERED, f"{SECRET} q 1 g {OVER} f Q", None),
    "a bar that leaves the letters' tops": (
        Cause.COVERED,
        f"{SECRET} 205 {HEIGHT - 126} 60 11 re f",
        None,
    ),
    "thick line": (Cause.COVERED, f"{SECRET} q 12 w 205 283 m 265 283 l S Q", None),
    "shading over it": (Cause.COVERED, f"{SECRET} q {OVER} W n /S sh Q", shading),
    "image over it": (
        Cause.COVERED,
        f"{SECRET} q 60 0 0 16 205 {HEIGHT - 126} cm /X Do Q",
        image(255, 255),
    ),
    "drawing over it": (Cause.COVERED, f"{SECRET} /X Do", drawing(f"1 g {OVER} f")),
    "round shape over it": (
        Cause.COVERED,
        f"{SECRET} 195 280 m 195 300 275 300 275 280 c 275 260 195 260 195 280 c f",
        None,
    ),
    "Square annotation": (
        Cause.COVERED,
        SECRET,
        annotation("Square", f"0 g {OVER} f"),
    ),
    "Square annotation without appearance": (
        Cause.COVERED,
        SECRET,
        annotation("Square", IC=[0, 0, 0]),
    ),
    "Stamp annotation": (Cause.COVERED, SECRET, annotation("Stamp", f"1 0 0 rg {OVER} f")),
    "redaction not yet applied": (
        Cause.REDACTED,
        SECRET,
        annotation("Redact", f"1 0 0 RG {OVER} S", QuadPoints=QUAD),
    ),
    "redaction without appearance": (Cause.REDACTED, SECRET, annotation("Redact")),
    "no size": (Cause.SIZE, f"BT /F1 .5 Tf 210 {HEIGHT - 120} Td (Secret) Tj ET", None),
    "no width": (Cause.SIZE, f"BT /F1 10 Tf 1 Tz 210 {HEIGHT - 120} Td (Secret) Tj ET", None),
    "outside the crop box": (Cause.OUTSIDE, SECRET, crop),
    "beside the page": (Cause.OUTSIDE, text(WIDTH + 20, 120, "Secret"), None),
    "clipped": (Cause.CLIPPED, f"q 0 0 600 100 re W n {SECRET} Q", None),
    "clipped in a drawing": (
        Cause.CLIPPED,
        "q .5 0 0 .5 100 140 cm /X Do Q",
        drawing(f"q 0 0 600 100 re W n {SECRET} Q"),
    ),
    "outside its drawing's box": (Cause.CLIPPED, "/X Do", drawing(SECRET, BBox=[0, 0, 600, 100])),
    "a drawing that is clipped": (Cause.CLIPPED, "q 0 0 600 100 re W n /X Do Q", drawing(SECRET)),
    "transparent drawing": (Cause.TRANSPARENT, "q /G gs /X Do Q", transparent_drawing),
    "a layer that is off": (Cause.LAYER, f"/OC /L BDC {SECRET} EMC", layer(is_on=False)),
    "a drawing's layer that is off": (Cause.LAYER, "/X Do", layer(is_on=False)),
}


@pytest.mark.parametrize("way", HIDING)
def test_hidden_words_are_a_finding_and_no_plan(way: str) -> None:
    """Each way to hide a word leaves the cell as people see it, and the word in the finding."""
    cause, content, add = HIDING[way]
    cell, found = read(with_resources(content, add))
    assert cell == "Done."
    ((finding,)) = found
    assert finding.words == ("Secret",)
    assert finding.severity is Severity.WARNING
    assert cause in finding.message
    assert finding.place.source is not None
    assert finding.place.source.page == 1


SHOWING: dict[str, tuple[str, Callable[..., None] | None]] = {
    "white on a dark ground": (f"q .1 g {OVER} f 1 g {SECRET} Q", None),
    "white on an image": (
        f"q 60 0 0 16 205 {HEIGHT - 126} cm /X Do Q q 1 g {SECRET} Q",
        image(0, 90),
    ),
    "white on a shading": (f"q {OVER} W n /S sh Q q 1 g {SECRET} Q", shading),
    "light grey": (f"q .85 g {SECRET} Q", None),
    "yellow": (f"q 1 1 0 rg {SECRET} Q", None),
    "filled and outlined": (f"q 2 Tr {SECRET} Q", None),
    "an outline alone": (f"q 1 Tr {SECRET} Q", None),
    "half transparent": (f"q /G gs {SECRET} Q", state(ca=0.4)),
    "highlighted afterwards": (f"{SECRET} q /G gs 1 1 0 rg {OVER} f Q", state(BM=Name.Multiply)),
    "behind a transparent image": (
        f"{SECRET} q /G gs 600 0 0 400 0 0 cm /X Do Q",
        lambda pdf, page: (state(ca=0.2)(pdf, page), image(200, 255)(pdf, page))[0],
    ),
    "written again over what covers it": (f"{SECRET} q 1 g {OVER} f Q {SECRET}", None),
    "bordered afterwards": (f"{SECRET} 200 {HEIGHT - 130} 200 40 re S", None),
    "underlined by a bar": (f"{SECRET} 205 {HEIGHT - 123} 60 2 re f", None),
    "small print": (f"BT /F1 4 Tf 210 {HEIGHT - 120} Td (Secret) Tj ET", None),
    "cut through by its clip": (f"q 0 {HEIGHT - 119} 600 300 re W n {SECRET} Q", None),
    "a layer that is on": (f"/OC /L BDC {SECRET} EMC", layer(is_on=True)),
    "on when all others are off": ("/X Do", layer(is_on=True, base="OFF")),
    "in a drawing": ("/X Do", drawing(SECRET)),
    "an empty frame over it": (SECRET, annotation("Square", f"1 0 0 RG {OVER} S")),
}


@pytest.mark.parametrize("way", SHOWING)
def test_words_that_are_seen_are_plan(way: str) -> None:
    """What only looks like a way to hide a word takes nothing from the plan."""
    content, add = SHOWING[way]
    assert read(with_resources(content, add)) == ("Done.\nSecret", [])


def scan(content: str, **ink: Any) -> bytes:
    """Return a page that is a picture of stripes, or as `ink` says, with `content`."""
    pdf = pikepdf.open(io.BytesIO(make_pdf([[f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /X Do Q {content}"]])))
    image(*ink.get("levels", [0, 255] * 100))(pdf, pdf.pages[0].obj)
    return saved(pdf)


TEXT = "\n".join(text(60, y, f"Line {y} of the plan") for y in range(40, 300, 20))


def test_the_text_of_a_scan_is_what_was_recognised() -> None:
    """An OCR program writes its text invisibly over the picture of the page."""
    document = read_pdf(scan(f"3 Tr {TEXT}"), "scan.pdf", DEFAULT_OPTIONS)
    assert "Line 40 of the plan" in " ".join(
        i.content.plain for i in document.items if not hasattr(i, "rows")
    )
    assert [f.code for f in document.findings if f.code == HIDDEN_TEXT] == []


@pytest.mark.parametrize(
    ("content", "ink"),
    [
        (f"3 Tr {TEXT}", {"levels": [255] * 10}),
        (f"q 1 0 0 1 140 0 cm {TEXT} Q q 1 0 0 1 260 0 cm {TEXT} Q q 3 Tr {TEXT} Q", {}),
    ],
    ids=["nothing is pictured", "most of the text is seen"],
)
def test_invisible_text_on_another_page_is_hidden(content: str, ink: dict[str, Any]) -> None:
    """A blank picture, or one behind visible text, is not a scan."""
    found = (
        read_pdf(scan(content, **ink), "scan.pdf", DEFAULT_OPTIONS).findings if ink == {} else []
    )
    if ink:
        with pytest.raises(Exception, match="no text"):
            read_pdf(scan(content, **ink), "scan.pdf", DEFAULT_OPTIONS)
    else:
        assert HIDDEN_TEXT in [f.code for f in found]
