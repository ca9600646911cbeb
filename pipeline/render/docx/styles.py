"""The named styles of a document: what a Word user changes to change its looks."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.layout import Layout, Status
from pipeline.publication import Publication
from pipeline.render.docx.elements import Element, w
from pipeline.render.docx.fit import fitted
from pipeline.render.docx.formatting import (
    bold,
    borders,
    cell_margin,
    cell_margins,
    colour,
    italic,
    shade,
    size,
    spacing,
    text_width,
)
from pipeline.shapes import WIDE

NORMAL = "Normal"
TITLE = "Title"
DETAIL = "PlanDetail"
LEGEND = "StatusLegend"
NOTE = "PlanNote"
SECTION = "Heading1"
OWN_LABEL = "Heading2"
OWN = "RecommendationText"
AROUND = "LayoutNote"
SUMMARY = "PlanSummary"
SUMMARY_ITEM = "PlanSummaryItem"
HEADER = "Header"
FOOTER = "Footer"
HEADING = "TableHeading"
CELL = "TableText"
NUMBER = "TableNumber"
BULLET = "TableBullet"
STATUS = "TableStatus"
STRONG = "Strong"
EMPHASIS = "Emphasis"
LINK = "Hyperlink"
TABLE = "PlanTable"

BULLETS = 1
"""The numbering that `BULLET` takes its sign from."""

GAP = 3
"""Between two paragraphs of a cell, in points."""


def styles(publication: Publication) -> Element:
    """Return the styles part: the layout's type and colours under names."""
    layout = publication.layout
    small = fitted(publication.plan, layout)
    return w(
        "styles",
        _defaults(layout),
        *_built_in(),
        *_around_table(layout),
        *(_sections(small) if layout.shape != WIDE else ()),
        *_inside_table(small),
        *(style for status in layout.statuses for style in _status(layout, status)),
        _character(STRONG, "Strong", bold()),
        _character(EMPHASIS, "Emphasis", italic()),
        _character(LINK, "Hyperlink", [colour(layout.colours.link), w("u", val="single")]),
        _table(small),
    )


def status_style(layout: Layout, word: str) -> str:
    """Return the paragraph style for the status `word`: its own where the legend has it."""
    status = layout.status(word)
    return STATUS if status is None else f"{STATUS}{layout.statuses.index(status) + 1}"


def character_twin(style: str) -> str:
    """Return the character style that looks like the paragraph style `style`."""
    return f"{style}Char"


def _defaults(layout: Layout) -> Element:
    family = layout.type.family
    look = w(
        "rPr",
        w("rFonts", ascii=family, hAnsi=family, eastAsia=family, cs=family),
        colour(layout.colours.text),
        *size(layout.type.size),
        w("lang", val=layout.language, eastAsia=layout.language),
    )
    flow = w("pPr", w("widowControl"), spacing(layout, layout.type.size))
    return w("docDefaults", w("rPrDefault", look), w("pPrDefault", flow))


def _built_in() -> list[Element]:
    """Return the four styles that every document has."""
    return [
        _style("paragraph", NORMAL, "Normal", default=True),
        _style("character", "DefaultParagraphFont", "Default Paragraph Font", default=True),
        _style("table", "TableNormal", "Normal Table", default=True),
        _style("numbering", "NoList", "No List", default=True),
    ]


def _around_table(layout: Layout) -> list[Element]:
    face = layout.type
    title = [w("keepNext"), spacing(layout, face.title_size, after=6), w("outlineLvl", val=0)]
    legend = [w("keepNext"), spacing(layout, face.size, after=8)]
    return [
        _paragraph(TITLE, "Title", title, [*bold(), *size(face.title_size)]),
        _paragraph(
            DETAIL,
            "Plan Detail",
            [spacing(layout, face.detail_size, after=8), w("contextualSpacing")],
            size(face.detail_size),
        ),
        _paragraph(LEGEND, "Status Legend", legend),
        _paragraph(
            NOTE,
            "Plan Note",
            [spacing(layout, face.detail_size, before=6)],
            size(face.detail_size),
        ),
        _paragraph(
            AROUND,
            "Layout Note",
            [spacing(layout, face.detail_size, after=6)],
            size(face.detail_size),
        ),
        _paragraph(SUMMARY, "Plan Summary", [spacing(layout, face.size, before=1, after=2)]),
        _paragraph(
            SUMMARY_ITEM,
            "Plan Summary Item",
            [w("numPr", w("numId", val=BULLETS))],
            based_on=SUMMARY,
        ),
        _paragraph(HEADER, "header", []),
        _paragraph(FOOTER, "footer", [_tabs(layout)]),
    ]


def _sections(layout: Layout) -> list[Element]:
    """Return the styles of the shapes with a section for each recommendation."""
    face = layout.type
    large = (face.title_size + face.detail_size) / 2
    heading = [w("keepNext"), spacing(layout, large, before=14, after=4), w("outlineLvl", val=0)]
    label = [w("keepNext"), spacing(layout, face.size, before=4), w("outlineLvl", val=1)]
    own = [w("keepNext"), spacing(layout, face.size, after=GAP)]
    return [
        _paragraph(SECTION, "heading 1", heading, [*bold(), *size(large)]),
        _paragraph(OWN_LABEL, "heading 2", label, [*bold(), *size(face.size)]),
        _paragraph(OWN, "Recommendation Text", own, size(face.size)),
    ]


def _inside_table(layout: Layout) -> list[Element]:
    face = layout.type
    heading = [w("keepNext"), spacing(layout, face.heading_size, after=GAP)]
    heading_look = [*bold(), colour(layout.colours.heading_text), *size(face.heading_size)]
    bullet = [w("numPr", w("numId", val=BULLETS))]
    return [
        _paragraph(HEADING, "Table Heading", heading, heading_look),
        _paragraph(CELL, "Table Text", [spacing(layout, face.size, after=GAP)], size(face.size)),
        _paragraph(NUMBER, "Table Number", [], bold(), based_on=CELL),
        _paragraph(BULLET, "Table Bullet", bullet, based_on=CELL),
        _paragraph(STATUS, "Table Status", [], bold(), based_on=CELL),
    ]


def _status(layout: Layout, status: Status) -> list[Element]:
    """Return the status word's paragraph style for the table and its twin for the legend."""
    name = f"Status {status.word.replace(',', '')}"  # a comma would begin an alias
    style = status_style(layout, status.word)
    twin = character_twin(style)
    fill, ink = status.background, status.text
    return [
        _paragraph(style, name, [shade(fill)], [colour(ink)], based_on=STATUS, link=twin),
        _character(twin, f"{name} Char", [*bold(), colour(ink), shade(fill)], link=style),
    ]


def _table(layout: Layout) -> Element:
    properties = w(
        "tblPr", borders(layout.colours.rule), cell_margins(GAP, cell_margin(layout.type.size), 1)
    )
    return _style("table", TABLE, "Plan Table", properties, based_on="TableNormal")


def _tabs(layout: Layout) -> Element:
    """Return where the middle and the end of a footer are."""
    width = text_width(layout)
    return w("tabs", w("tab", val="center", pos=width // 2), w("tab", val="right", pos=width))


def _paragraph(
    identifier: str,
    name: str,
    flow: Iterable[Element],
    look: Iterable[Element] = (),
    *,
    based_on: str = NORMAL,
    link: str = "",
) -> Element:
    properties = (w("pPr", *flow), w("rPr", *look))
    kept = (element for element in properties if len(element))
    return _style("paragraph", identifier, name, *kept, based_on=based_on, link=link)


def _character(identifier: str, name: str, look: Iterable[Element], *, link: str = "") -> Element:
    return _style("character", identifier, name, w("rPr", *look), link=link)


def _style(
    kind: str,
    identifier: str,
    name: str,
    *properties: Element,
    based_on: str = "",
    link: str = "",
    default: bool = False,
) -> Element:
    standing = {"default": 1} if default else {}
    made = w("style", w("name", val=name), type=kind, styleId=identifier, **standing)
    for tag, value in (("basedOn", based_on), ("link", link)):
        if value:
            made.append(w(tag, val=value))
    if kind in ("paragraph", "character"):
        made.append(w("qFormat"))  # shown in the gallery, where a Word user looks first
    made.extend(properties)
    return made
