"""Ways to falsify a published PDF, as a person with a PDF editor or a script would.

`SEEN` change what a reader sees, `UNSEEN` what a file does or says beside its pages. Each takes the
open file and changes it.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Stream, String

Falsify = Callable[[pikepdf.Pdf], None]

SEEN: dict[str, Falsify] = {}
UNSEEN: dict[str, Falsify] = {}
PAGE = 1
"""The page that is changed, from 0."""


def falsified(data: bytes, way: Falsify) -> bytes:
    """Return the PDF `data` after it was falsified in one way."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        way(pdf)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def seen(way: Falsify) -> Falsify:
    """Note a way that changes what is seen."""
    SEEN[way.__name__] = way
    return way


def unseen(way: Falsify) -> Falsify:
    """Note a way that changes something else."""
    UNSEEN[way.__name__] = way
    return way


def _operators(pdf: pikepdf.Pdf) -> list[Any]:
    return list(pikepdf.parse_content_stream(pdf.pages[PAGE]))


def _write(pdf: pikepdf.Pdf, operators: list[Any]) -> None:
    pdf.pages[PAGE].Contents = pdf.make_stream(pikepdf.unparse_content_stream(operators))


def _line(operators: list[Any]) -> int:
    """Return the place of a line of an update: the longest text of a cell on the page."""
    lengths, in_cell = {}, False
    for place, (operands, operator) in enumerate(operators):
        if str(operator) in ("BDC", "BMC"):
            in_cell = str(operands[0]) != "/Artifact"
        elif str(operator) == "TJ" and in_cell:
            lengths[place] = len(operands[0])
    return max(lengths, key=lambda place: lengths[place])


def _place(pdf: pikepdf.Pdf) -> tuple[float, float]:
    """Return where that line begins, in the units of the page's content (from the top)."""
    operators = _operators(pdf)
    matrix = max(i for i, o in enumerate(operators[: _line(operators)]) if str(o.operator) == "Tm")
    x, y = operators[matrix].operands[4:6]
    return float(x), float(y)


def _area(pdf: pikepdf.Pdf) -> tuple[float, float, float, float]:
    """Return what that line covers, in points from the page's lower left."""
    x, y = _place(pdf)
    height = float(pdf.pages[PAGE].MediaBox[3])
    return 0.75 * x, height - 0.75 * y - 2, 0.75 * x + 120, height - 0.75 * y + 8


def _append(pdf: pikepdf.Pdf, content: str) -> None:
    """Draw `content` over the page, in points from its lower left."""
    page = pdf.pages[PAGE]
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(f"\nQ\n{content}".encode())


def _over(pdf: pikepdf.Pdf, paint: str) -> None:
    x0, y0, x1, y1 = _area(pdf)
    _append(pdf, f"q {paint} {x0} {y0} {x1 - x0} {y1 - y0} re f Q")


@seen
def black_rectangle(pdf: pikepdf.Pdf) -> None:
    """Black rectangle."""
    _over(pdf, "0 0 0 rg")


@seen
def white_rectangle(pdf: pikepdf.Pdf) -> None:
    """White rectangle."""
    _over(pdf, "1 1 1 rg")


@seen
def rectangle_of_the_cell(pdf: pikepdf.Pdf) -> None:
    """Rectangle of the cell."""
    _over(pdf, "0.964706 0.976471 0.94902 rg")


@seen
def grey_rectangle(pdf: pikepdf.Pdf) -> None:
    """Grey rectangle."""
    _over(pdf, "1 g")


@seen
def marked_rectangle(pdf: pikepdf.Pdf) -> None:
    """Add: marked rectangle."""
    _over(pdf, "/Artifact BMC 1 1 1 rg")


@seen
def stroke_over(pdf: pikepdf.Pdf) -> None:
    """Stroke over."""
    x0, y0, x1, _ = _area(pdf)
    _append(pdf, f"q 1 1 1 RG 14 w {x0} {y0 + 4} m {x1} {y0 + 4} l S Q")


def _white_image(pdf: pikepdf.Pdf) -> Stream:
    return Stream(
        pdf,
        b"\xff\xff\xff",
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=1,
        Height=1,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
    )


def _resource(pdf: pikepdf.Pdf, kind: str, value: Any) -> str:
    resources = pdf.pages[PAGE].Resources
    if kind not in resources:
        resources[kind] = Dictionary()
    resources[kind]["/False0"] = value
    return "/False0"


@seen
def image_over(pdf: pikepdf.Pdf) -> None:
    """Image over."""
    x0, y0, x1, y1 = _area(pdf)
    name = _resource(pdf, "/XObject", pdf.make_indirect(_white_image(pdf)))
    _append(pdf, f"q {x1 - x0} 0 0 {y1 - y0} {x0} {y0} cm {name} Do Q")


@seen
def inline_image_over(pdf: pikepdf.Pdf) -> None:
    """Inline image over."""
    x0, y0, x1, y1 = _area(pdf)
    _append(pdf, f"q {x1 - x0} 0 0 {y1 - y0} {x0} {y0} cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x7f EI Q")


@seen
def form_over(pdf: pikepdf.Pdf) -> None:
    """Form over."""
    x0, y0, x1, y1 = _area(pdf)
    box = f"1 1 1 rg {x0} {y0} {x1 - x0} {y1 - y0} re f"
    form = Stream(pdf, box.encode(), Type=Name.XObject, Subtype=Name.Form)
    form.BBox = Array([0, 0, 2000, 2000])
    _append(pdf, f"{_resource(pdf, '/XObject', pdf.make_indirect(form))} Do")


@seen
def pattern_over(pdf: pikepdf.Pdf) -> None:
    """Pattern over."""
    pattern = Stream(pdf, b"1 1 1 rg 0 0 9 9 re f", Type=Name.Pattern)
    pattern.PatternType, pattern.PaintType, pattern.TilingType = 1, 1, 1
    pattern.BBox, pattern.XStep, pattern.YStep = Array([0, 0, 9, 9]), 9, 9
    pattern.Resources = Dictionary()
    name = _resource(pdf, "/Pattern", pdf.make_indirect(pattern))
    _over(pdf, f"/Pattern cs {name} scn")


@seen
def shading_over(pdf: pikepdf.Pdf) -> None:
    """Shading over."""
    x0, y0, x1, y1 = _area(pdf)
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 1, 1], C1=[1, 1, 1], N=1)
    shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=[0, 0, 1, 1])
    shading.Function, shading.Extend = function, Array([True, True])
    name = _resource(pdf, "/Shading", pdf.make_indirect(shading))
    _append(pdf, f"q {x0} {y0} {x1 - x0} {y1 - y0} re W n {name} sh Q")


def _before_line(pdf: pikepdf.Pdf, content: bytes, after: bytes = b"") -> None:
    """Put operators before that line of text, and others after it."""
    operators = _operators(pdf)
    line = _line(operators)
    made = pikepdf.parse_content_stream
    operators[line + 1 : line + 1] = made(Stream(pdf, after)) if after else []
    operators[line:line] = made(Stream(pdf, content))
    _write(pdf, operators)


@seen
def text_mode_3(pdf: pikepdf.Pdf) -> None:
    """Text mode 3."""
    _before_line(pdf, b"3 Tr", b"0 Tr")


@seen
def text_mode_7(pdf: pikepdf.Pdf) -> None:
    """Text mode 7."""
    _before_line(pdf, b"7 Tr", b"0 Tr")


@seen
def white_text(pdf: pikepdf.Pdf) -> None:
    """White text."""
    _before_line(pdf, b"1 1 1 rg")


@seen
def grey_white_text(pdf: pikepdf.Pdf) -> None:
    """Grey white text."""
    _before_line(pdf, b"1 g")


@seen
def nearly_white_text(pdf: pikepdf.Pdf) -> None:
    """Nearly white text."""
    _before_line(pdf, b"0.96 0.97 0.95 rg")


@seen
def text_in_the_colour_of_the_cell(pdf: pikepdf.Pdf) -> None:
    """Text in the colour of the cell."""
    _before_line(pdf, b"0.964706 0.976471 0.94902 rg")


@seen
def transparent_text(pdf: pikepdf.Pdf) -> None:
    """Transparent text."""
    _before_line(pdf, b"/a0.0 gs", b"/a1.0 gs")


def _state(pdf: pikepdf.Pdf, **entries: Any) -> None:
    name = _resource(pdf, "/ExtGState", Dictionary(**entries))
    _before_line(pdf, f"{name} gs".encode())


@seen
def nearly_transparent_text(pdf: pikepdf.Pdf) -> None:
    """Nearly transparent text."""
    _state(pdf, ca=0.01)


@seen
def blended_text(pdf: pikepdf.Pdf) -> None:
    """Blended text."""
    _state(pdf, BM=Name.Lighten)


@seen
def masked_text(pdf: pikepdf.Pdf) -> None:
    """Masked text."""
    group = Stream(pdf, b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    group.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
    mask = Dictionary(Type=Name.Mask, S=Name.Luminosity, G=pdf.make_indirect(group))
    _state(pdf, SMask=mask)


@seen
def tiny_text(pdf: pikepdf.Pdf) -> None:
    """Tiny text."""
    operators = _operators(pdf)
    line = _line(operators)
    font = max(i for i, op in enumerate(operators[:line]) if str(op.operator) == "Tf")
    operators[font].operands[1] = 0.2
    name = operators[font].operands[0]
    operators[font] = pikepdf.ContentStreamInstruction([name, 0.2], pikepdf.Operator("Tf"))
    _write(pdf, operators)


@seen
def narrow_text(pdf: pikepdf.Pdf) -> None:
    """Narrow text."""
    _before_line(pdf, b"1 Tz", b"100 Tz")


@seen
def raised_text(pdf: pikepdf.Pdf) -> None:
    """Add: raised text."""
    _before_line(pdf, b"2000 Ts", b"0 Ts")


@seen
def text_off_the_page(pdf: pikepdf.Pdf) -> None:
    """Text off the page."""
    x, _ = _place(pdf)
    _before_line(pdf, f"1 0 0 -1 {x} 9000 Tm".encode())


@seen
def clipped_text(pdf: pikepdf.Pdf) -> None:
    """Clipped text."""
    operators = _operators(pdf)
    line = _line(operators)
    begin = max(i for i, op in enumerate(operators[:line]) if str(op.operator) == "BT")
    operators[begin:begin] = pikepdf.parse_content_stream(Stream(pdf, b"q 0 0 1 1 re W n"))
    end = next(i for i in range(line, len(operators)) if str(operators[i].operator) == "ET")
    operators[end + 1 : end + 1] = pikepdf.parse_content_stream(Stream(pdf, b"Q"))
    _write(pdf, operators)


@seen
def layer_off(pdf: pikepdf.Pdf) -> None:
    """Layer off."""
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Notes")))
    off = Dictionary(OFF=Array([layer]), Order=Array([layer]))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=off)
    name = _resource(pdf, "/Properties", layer)
    _before_line(pdf, f"/OC {name} BDC".encode(), b"EMC")


@seen
def media_box_cuts(pdf: pikepdf.Pdf) -> None:
    """Media box cuts."""
    x0, _, _, y1 = _area(pdf)
    pdf.pages[PAGE].MediaBox = Array([0, 0, x0 + 40, y1 + 200])


@seen
def crop_box_cuts(pdf: pikepdf.Pdf) -> None:
    """Crop box cuts."""
    x0, _, _, y1 = _area(pdf)
    pdf.pages[PAGE].CropBox = Array([0, 0, x0 + 40, y1 + 200])


@unseen
def trim_box_cuts(pdf: pikepdf.Pdf) -> None:
    """Trim box cuts."""
    pdf.pages[PAGE].TrimBox = Array([100, 100, 300, 300])


@seen
def rotated_page(pdf: pikepdf.Pdf) -> None:
    """Rotated page."""
    pdf.pages[PAGE].Rotate = 180


@seen
def scaled_page(pdf: pikepdf.Pdf) -> None:
    """Scaled page."""
    pdf.pages[PAGE].UserUnit = 0.1


@seen
def blank_page_more(pdf: pikepdf.Pdf) -> None:
    """Blank page more."""
    pdf.add_blank_page(page_size=(1190.551181, 841.889764))


@seen
def page_again(pdf: pikepdf.Pdf) -> None:
    """Page again."""
    pdf.pages.append(pdf.pages[0])


@seen
def page_less(pdf: pikepdf.Pdf) -> None:
    """Page less."""
    del pdf.pages[-1]


@seen
def pages_swapped(pdf: pikepdf.Pdf) -> None:
    """Pages swapped."""
    last = pdf.pages[-1]
    del pdf.pages[-1]
    pdf.pages.insert(0, last)


def _font(pdf: pikepdf.Pdf) -> Any:
    """Return the name of the font of that line."""
    operators = _operators(pdf)
    fonts = [op for op in operators[: _line(operators)] if str(op.operator) == "Tf"]
    return fonts[-1].operands[0]


@seen
def watermark(pdf: pikepdf.Pdf) -> None:
    """Watermark."""
    glyphs = "<0027003500240029>"
    _append(pdf, f"q BT {_font(pdf)} 90 Tf 0.7 0.7 -0.7 0.7 300 200 Tm {glyphs} Tj ET Q")


@seen
def words_in_the_margin(pdf: pikepdf.Pdf) -> None:
    """Words in the margin."""
    _append(pdf, f"q BT {_font(pdf)} 9 Tf 1 0 0 1 500 12 Tm <0027003500240029> Tj ET Q")


@seen
def words_under_a_cell(pdf: pikepdf.Pdf) -> None:
    """Words under a cell."""
    x0, y0, _, _ = _area(pdf)
    _append(pdf, f"q BT {_font(pdf)} 9 Tf 1 0 0 1 {x0} {y0 - 3} Tm <0027003500240029> Tj ET Q")


@seen
def line_through_a_cell(pdf: pikepdf.Pdf) -> None:
    """Line through a cell."""
    x0, y0, x1, _ = _area(pdf)
    _append(pdf, f"q 0 0 0 rg {x0} {y0 + 4.5} {x1 - x0} 0.6 re f Q")


@seen
def line_before_the_words(pdf: pikepdf.Pdf) -> None:
    """Line before the words."""
    operators = _operators(pdf)
    last = max(
        i
        for i, op in enumerate(operators[: _line(operators)])
        if str(op.operator) == "rg" and i > 0
    )
    x, y = _place(pdf)
    line = f"{x} {y - 4} 160 0.8 re f"
    begin = max(i for i in range(last) if str(operators[i].operator) == "BT")
    end = next(i for i in range(begin, len(operators)) if str(operators[i].operator) == "ET")
    operators[end + 1 : end + 1] = pikepdf.parse_content_stream(Stream(pdf, line.encode()))
    _write(pdf, operators)


@seen
def upright_line_through_a_cell(pdf: pikepdf.Pdf) -> None:
    """Upright line through a cell."""
    x0, y0, _, _ = _area(pdf)
    _append(pdf, f"q 0.541176 0.580392 0.627451 rg {x0 + 20} {y0 - 20} 0.6 60 re f Q")


@seen
def lines_of_the_table_gone(pdf: pikepdf.Pdf) -> None:
    """Lines of the table gone."""
    kept = [op for op in _operators(pdf) if str(op.operator) != "f*"]
    _write(pdf, kept)


@seen
def status_in_another_colour(pdf: pikepdf.Pdf) -> None:
    """Status in another colour."""
    operators = _operators(pdf)
    fills = [i for i, op in enumerate(operators) if str(op.operator) == "rg"]
    operators[fills[-4]] = pikepdf.ContentStreamInstruction([1, 0, 0], pikepdf.Operator("rg"))
    _write(pdf, operators)


@seen
def footer_gone(pdf: pikepdf.Pdf) -> None:
    """Footer gone."""
    operators = _operators(pdf)
    texts = [i for i, op in enumerate(operators) if str(op.operator) == "TJ"]
    del operators[texts[-1]]
    _write(pdf, operators)


@seen
def another_page_number(pdf: pikepdf.Pdf) -> None:
    """Another page number."""
    operators = _operators(pdf)
    texts = [i for i, op in enumerate(operators) if str(op.operator) == "TJ"]
    array = operators[texts[-1]].operands[0]
    array[-2] = String(b"\x00\x1c")
    operators[texts[-1]] = pikepdf.ContentStreamInstruction([array], pikepdf.Operator("TJ"))
    _write(pdf, operators)


@seen
def words_dropped(pdf: pikepdf.Pdf) -> None:
    """Words dropped."""
    operators = _operators(pdf)
    del operators[_line(operators)]
    _write(pdf, operators)


def _annotation(pdf: pikepdf.Pdf, kind: str, **entries: Any) -> Any:
    annotation = Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), F=4, **entries)
    annotation.Rect = Array(_area(pdf))
    page = pdf.pages[PAGE]
    if "/Annots" not in page:
        page.Annots = Array()
    made = pdf.make_indirect(annotation)
    page.Annots.append(made)
    return made


def _look(pdf: pikepdf.Pdf) -> Any:
    x0, y0, x1, y1 = _area(pdf)
    look = Stream(pdf, b"1 1 1 rg 0 0 900 900 re f", Type=Name.XObject, Subtype=Name.Form)
    look.BBox = Array([0, 0, x1 - x0, y1 - y0])
    return Dictionary(N=pdf.make_indirect(look))


@seen
def free_text_over(pdf: pikepdf.Pdf) -> None:
    """Free text over."""
    _annotation(pdf, "FreeText", Contents=String("Withdrawn"), AP=_look(pdf), DA=String("0 g"))


@seen
def square_over(pdf: pikepdf.Pdf) -> None:
    """Square over."""
    _annotation(pdf, "Square", IC=Array([1, 1, 1]), AP=_look(pdf))


@seen
def stamp_over(pdf: pikepdf.Pdf) -> None:
    """Stamp over."""
    _annotation(pdf, "Stamp", AP=_look(pdf))


@seen
def redaction_over(pdf: pikepdf.Pdf) -> None:
    """Redaction over."""
    _annotation(pdf, "Redact", IC=Array([0, 0, 0]), AP=_look(pdf))


@seen
def highlight_over(pdf: pikepdf.Pdf) -> None:
    """Highlight over."""
    _annotation(pdf, "Highlight", C=Array([1, 1, 0]), AP=_look(pdf))


@seen
def ink_over(pdf: pikepdf.Pdf) -> None:
    """Ink over."""
    _annotation(pdf, "Ink", InkList=Array([Array([0, 0, 9, 9])]), AP=_look(pdf))


@seen
def form_field_over(pdf: pikepdf.Pdf) -> None:
    """Form field over."""
    field = _annotation(pdf, "Widget", FT=Name.Tx, T=String("f"), V=String("Done."), AP=_look(pdf))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


@seen
def link_with_a_look(pdf: pikepdf.Pdf) -> None:
    """Link with a look."""
    _annotation(pdf, "Link", AP=_look(pdf), A=Dictionary(S=Name.URI, URI=String("https://a.test")))


@unseen
def note_on_the_page(pdf: pikepdf.Pdf) -> None:
    """Note on the page."""
    _annotation(pdf, "Text", Contents=String("This is wrong."))


@unseen
def attached_to_the_page(pdf: pikepdf.Pdf) -> None:
    """Attached to the page."""
    _annotation(pdf, "FileAttachment", Contents=String("See here."))


def _linked(pdf: pikepdf.Pdf, **action: Any) -> None:
    _annotation(pdf, "Link", A=Dictionary(**action))


@unseen
def launch_link(pdf: pikepdf.Pdf) -> None:
    """Launch link."""
    _linked(pdf, S=Name.Launch, F=String("program.exe"))


@unseen
def script_link(pdf: pikepdf.Pdf) -> None:
    """Script link."""
    _linked(pdf, S=Name.JavaScript, JS=String("app.alert(1)"))


@unseen
def another_link(pdf: pikepdf.Pdf) -> None:
    """Another link."""
    _linked(pdf, S=Name.URI, URI=String("https://elsewhere.test/"))


@unseen
def submitting_link(pdf: pikepdf.Pdf) -> None:
    """Add: submitting link."""
    _linked(pdf, S=Name.SubmitForm, F=String("https://elsewhere.test/"))


def _true_type(pdf: pikepdf.Pdf) -> tuple[Any, TTFont, list[str]]:
    """Return the font file of that line, opened, and the glyphs that it shows."""
    font = pdf.pages[PAGE].Resources.Font[str(_font(pdf))]
    file = font.DescendantFonts[0].FontDescriptor.FontFile2
    opened = TTFont(io.BytesIO(file.read_bytes()))
    order = opened.getGlyphOrder()
    shown = [order[i] for i in range(0x44, 0x5D) if opened["glyf"][order[i]].numberOfContours]
    return file, opened, shown


@seen
def glyphs_swapped(pdf: pikepdf.Pdf) -> None:
    """Glyphs swapped."""
    file, font, shown = _true_type(pdf)
    glyphs = font["glyf"].glyphs
    one, two = shown[0], shown[1]
    glyphs[one], glyphs[two] = glyphs[two], glyphs[one]
    out = io.BytesIO()
    font.save(out)
    file.write(out.getvalue())


@seen
def glyph_emptied(pdf: pikepdf.Pdf) -> None:
    """Glyph emptied."""
    file, font, shown = _true_type(pdf)
    font["glyf"][shown[0]].coordinates.scale((0.01, 0.01))
    out = io.BytesIO()
    font.save(out)
    file.write(out.getvalue())


@seen
def glyph_numbers_swapped(pdf: pikepdf.Pdf) -> None:
    """Glyph numbers swapped."""
    font = pdf.pages[PAGE].Resources.Font[str(_font(pdf))]
    numbers = list(range(0x1000))
    numbers[0x44], numbers[0x48] = numbers[0x48], numbers[0x44]
    table = b"".join(number.to_bytes(2, "big") for number in numbers)
    font.DescendantFonts[0].CIDToGIDMap = pdf.make_stream(table)


@seen
def fonts_swapped(pdf: pikepdf.Pdf) -> None:
    """Fonts swapped."""
    fonts = pdf.pages[PAGE].Resources.Font
    one, two, *_ = list(fonts.keys())
    fonts[one], fonts[two] = fonts[two], fonts[one]


@seen
def drawn_font(pdf: pikepdf.Pdf) -> None:
    """Drawn font."""
    own = Stream(pdf, b"1000 0 0 0 750 750 d1 0 0 750 750 re f")
    made = Dictionary(Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 750, 750])
    made.FontMatrix, made.FirstChar, made.LastChar = Array([0.001, 0, 0, 0.001, 0, 0]), 0, 255
    made.Widths, made.CharProcs = Array([1000] * 256), Dictionary(a=pdf.make_indirect(own))
    made.Encoding = Dictionary(Type=Name.Encoding, Differences=Array([0, Name.a]))
    pdf.pages[PAGE].Resources.Font[str(_font(pdf))] = pdf.make_indirect(made)


@seen
def colours_redefined(pdf: pikepdf.Pdf) -> None:
    """Colours redefined."""
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 1, 1], C1=[1, 1, 1], N=1)
    white = Array([Name.DeviceN, Array([Name.R]), Name.DeviceRGB, function])
    spaces = pdf.pages[PAGE].Resources
    if "/ColorSpace" not in spaces:
        spaces.ColorSpace = Dictionary()
    spaces.ColorSpace.DefaultRGB = white


@unseen
def characters_renamed(pdf: pikepdf.Pdf) -> None:
    """Characters renamed."""
    font = pdf.pages[PAGE].Resources.Font[str(_font(pdf))]
    text = font.ToUnicode.read_bytes()
    font.ToUnicode.write(text.replace(b"<0065>", b"<0078>"))


def _elements(pdf: pikepdf.Pdf, kind: str) -> Iterator[Any]:
    waiting = [pdf.Root.StructTreeRoot]
    while waiting:
        this = waiting.pop()
        if str(this.get("/S", "")) == kind:
            yield this
        kids: Any = this.get("/K", [])
        kids = list(kids) if isinstance(kids, Array) else [kids]
        waiting += [kid for kid in kids if isinstance(kid, Dictionary) and "/S" in kid]


@unseen
def alternative_text(pdf: pikepdf.Pdf) -> None:
    """Alternative text."""
    next(_elements(pdf, "/TD")).Alt = String("Nothing was done.")


@unseen
def expanded_text(pdf: pikepdf.Pdf) -> None:
    """Add: expanded text."""
    next(_elements(pdf, "/P")).E = String("Nothing was done.")


@unseen
def spoken_text(pdf: pikepdf.Pdf) -> None:
    """Spoken text."""
    next(_elements(pdf, "/TD")).ActualText = String("Nothing was done.")


@unseen
def header_no_longer(pdf: pikepdf.Pdf) -> None:
    """Header no longer."""
    next(_elements(pdf, "/TH")).S = Name.TD


@unseen
def another_language(pdf: pikepdf.Pdf) -> None:
    """Another language."""
    pdf.Root.Lang = String("fr-FR")


@unseen
def script_on_opening(pdf: pikepdf.Pdf) -> None:
    """Script on opening."""
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


@unseen
def named_script(pdf: pikepdf.Pdf) -> None:
    """Named script."""
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    pdf.Root.Names.JavaScript = Dictionary(Names=Array([String("a"), script]))


@unseen
def opens_at_another_page(pdf: pikepdf.Pdf) -> None:
    """Add: opens at another page."""
    pdf.Root.OpenAction = Array([pdf.pages[-1].obj, Name.Fit])


@unseen
def action_of_a_page(pdf: pikepdf.Pdf) -> None:
    """Add: action of a page."""
    pdf.pages[PAGE].AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))


@unseen
def another_attachment(pdf: pikepdf.Pdf) -> None:
    """Another attachment."""
    pdf.attachments["note.txt"] = b"The real plan is elsewhere."


@unseen
def hidden_attachment(pdf: pikepdf.Pdf) -> None:
    """Hidden attachment."""
    file = Stream(pdf, b"The real plan is elsewhere.")
    spec = Dictionary(Type=Name.Filespec, F=String("note.txt"), EF=Dictionary(F=file))
    pdf.Root.AF.append(pdf.make_indirect(spec))


@unseen
def packet_changed(pdf: pikepdf.Pdf) -> None:
    """Packet changed."""
    text = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(text.replace(b"Missing", b"Missed", 1))


@unseen
def packet_of_another_author(pdf: pikepdf.Pdf) -> None:
    """Packet of another author."""
    text = pdf.Root.Metadata.read_bytes()
    start, end = text.index(b"<dc:description>"), text.index(b"</dc:description>")
    pdf.Root.Metadata.write(text[: start + 16] + b"Withdrawn" + text[end:])


@unseen
def information_changed(pdf: pikepdf.Pdf) -> None:
    """Information changed."""
    pdf.trailer.Info.Title = String("Draft")


@unseen
def author_changed(pdf: pikepdf.Pdf) -> None:
    """Add: author changed."""
    pdf.trailer.Info.Author = String("Somebody Else")


@unseen
def outline_changed(pdf: pikepdf.Pdf) -> None:
    """Outline changed."""
    pdf.Root.Outlines.First.Title = String("Draft")


@unseen
def outline_acts(pdf: pikepdf.Pdf) -> None:
    """Outline acts."""
    item = pdf.Root.Outlines.First
    del item["/Dest"]
    item.A = Dictionary(S=Name.URI, URI=String("https://elsewhere.test/"))


@unseen
def page_labels(pdf: pikepdf.Pdf) -> None:
    """Page labels."""
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String("Draft "))]))


@unseen
def full_screen(pdf: pikepdf.Pdf) -> None:
    """Full screen."""
    pdf.Root.PageMode = Name.FullScreen


@unseen
def another_colour_profile(pdf: pikepdf.Pdf) -> None:
    """Another colour profile."""
    pdf.Root.OutputIntents[0].OutputConditionIdentifier = String("CMYK")


@unseen
def saved_by_another_program(pdf: pikepdf.Pdf) -> None:
    """Change nothing; the file is written anew all the same."""


ALL = {**SEEN, **UNSEEN}
