"""The table of one action on a DOCX form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from pipeline.forms.content import FormContent
from pipeline.render.docx.elements import Element, text_run, twips, w

_WIDTHS = (twips(38), twips(136))
_YELLOW = "FFF8D6"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_LOWEST = {"update": 18}
_LINE = 6
"""Heights in millimetres that invite to write."""
_LONGEST = 400
"""Characters of a last update: the whole one would give each action a page of its own."""


def card(form: FormContent, entry: tuple[str, ...], number: int) -> Element:
    """Return the table of `entry`, the form's action number `number`, counted from 0."""
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    table = w(
        "tbl",
        w(
            "tblPr",
            w("tblW", w=sum(_WIDTHS), type="dxa"),
            w("tblBorders", *(w(edge, val="single", sz=4, color="B8C0C8") for edge in edges)),
            w("tblLayout", type="fixed"),
            w("tblCellMar", w("left", w=85, type="dxa"), w("right", w=85, type="dxa")),
        ),
        w("tblGrid", *(w("gridCol", w=width) for width in _WIDTHS)),
    )
    for name, text in _short(form, dict(zip(form.shown, entry, strict=True))):
        table.append(_shown(form, name, text))
    for place, name in enumerate(form.filled):
        table.extend(_to_fill(form, name, number * len(form.filled) + place))
    return table


def _short(form: FormContent, entry: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what a card shows of `entry`: nothing that is blank, and what is asked once.

    That is the requirement; the recommendation where the action has none.
    """
    for name, text in entry.items():
        if not text or (name == "recommendation_shown" and entry.get("requirement")):
            continue
        if name == "last_update" and len(text) > _LONGEST:
            text = f"{text[:_LONGEST].rpartition(' ')[0]} {form.word('cut')}"
        yield name, text


def _shown(form: FormContent, name: str, text: str) -> Element:
    colours = form.layout.colours
    is_key = name == "key"
    fill = colours.heading_background[1:] if is_key else colours.stub_background[1:]
    looks = [w("b"), w("color", val=colours.heading_text[1:])] if is_key else []
    value = [_paragraph(text_run(line, *looks)) for line in text.split("\n")]
    return w(
        "tr",
        _cell(_WIDTHS[0], fill, _paragraph(text_run(form.headings[name], w("b"), *looks[1:]))),
        _cell(_WIDTHS[1], fill if is_key else "", *value),
    )


def _to_fill(form: FormContent, name: str, number: int) -> list[Element]:
    """Return a line whose second cell everyone may edit; `number` makes its range unique.

    The range is written as Word writes that of a whole cell: it begins in the row's first
    paragraph, names its columns, and ends behind the row. Then new paragraphs are inside it.
    """
    choices = {"no change": _tick, "status": _status}
    content = [choices[name](form)] if name in choices else []
    begins = w("permStart", id=number, edGrp="everyone", colFirst=1, colLast=1)
    row = w(
        "tr",
        w("trPr", w("trHeight", val=twips(_LOWEST.get(name, _LINE)), hRule="atLeast")),
        _cell(_WIDTHS[0], _YELLOW, _paragraph(begins, text_run(form.headings[name], w("b")))),
        _cell(_WIDTHS[1], _YELLOW, w("p", *content)),
    )
    return [row, w("permEnd", id=number)]


def _tick(form: FormContent) -> Element:
    """Return a box to tick."""
    box = etree.Element(f"{{{_W14}}}checkbox", nsmap={"w14": _W14})
    for tag, code in (("checked", ""), ("checkedState", "2612"), ("uncheckedState", "2610")):
        state = etree.SubElement(box, f"{{{_W14}}}{tag}")
        state.set(f"{{{_W14}}}val", code or "0")
        if code:
            state.set(f"{{{_W14}}}font", "MS Gothic")
    look = w("rFonts", ascii="MS Gothic", hAnsi="MS Gothic", eastAsia="MS Gothic")
    return _control(box, text_run("☐", look), form.headings["no change"])


def _status(form: FormContent) -> Element:
    """Return a drop-down of the status words."""
    choose = form.word("choose")
    words = [w("listItem", displayText=word, value=word) for word, _ in form.statuses]
    choice = w("dropDownList", w("listItem", displayText=choose, value=""), *words)
    grey = w("color", val="505A65")
    return _control(choice, text_run(choose, grey), form.headings["status"])


def _control(kind: Element, content: Element, title: str) -> Element:
    return w("sdt", w("sdtPr", w("alias", val=title), kind), w("sdtContent", content))


def _cell(width: int, fill: str, *paragraphs: Element) -> Element:
    shade = [w("shd", val="clear", color="auto", fill=fill)] if fill else []
    return w("tc", w("tcPr", w("tcW", w=width, type="dxa"), *shade), *paragraphs)


def _paragraph(*content: Element) -> Element:
    """Return a paragraph that stays with the next one, so that a card is not torn apart."""
    return w("p", w("pPr", w("keepNext")), *content)
