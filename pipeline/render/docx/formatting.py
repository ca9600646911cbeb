"""The properties that styles and tables are made of. Lengths are in points unless it says."""

from __future__ import annotations

from pipeline.layout import Layout
from pipeline.render.docx.elements import Element, twips, w

RULE = 4
"""The thickness of a table's rules, in eighths of a point."""


def size(points: float) -> list[Element]:
    """Return the type size, for Latin and for complex scripts."""
    return [w("sz", val=round(points * 2)), w("szCs", val=round(points * 2))]


def bold() -> list[Element]:
    """Return bold, for Latin and for complex scripts."""
    return [w("b"), w("bCs")]


def italic() -> list[Element]:
    """Return italic, for Latin and for complex scripts."""
    return [w("i"), w("iCs")]


def colour(code: str) -> Element:
    """Return the text's colour."""
    return w("color", val=_hex(code))


def shade(code: str) -> Element:
    """Return the colour behind a text or a cell."""
    return w("shd", val="clear", color="auto", fill=_hex(code))


def spacing(layout: Layout, points: float, *, before: float = 0, after: float = 0) -> Element:
    """Return the layout's leading for type of the size `points`, and the space around."""
    line = _twentieths(points * layout.type.leading)
    return w(
        "spacing",
        before=_twentieths(before),
        after=_twentieths(after),
        line=line,
        lineRule="atLeast",
    )


def borders(code: str) -> Element:
    """Return rules of one colour around a table and between its cells."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    rules = (w(side, val="single", sz=RULE, space=0, color=_hex(code)) for side in sides)
    return w("tblBorders", *rules)


def cell_margins(top: float, side: float, bottom: float) -> Element:
    """Return the white space inside each cell of a table."""
    margins = (("top", top), ("left", side), ("bottom", bottom), ("right", side))
    return w("tblCellMar", *(w(name, w=_twentieths(v), type="dxa") for name, v in margins))


def cell_margin(points: float) -> float:
    """Return the white space beside text of the size `points` in a cell."""
    return 0.4 * points


def text_width(layout: Layout) -> int:
    """Return the width between the page's margins, in twentieths of a point."""
    page = layout.page
    return twips(page.width - page.margins.left - page.margins.right)


def _twentieths(points: float) -> int:
    return round(points * 20)


def _hex(code: str) -> str:
    return code.removeprefix("#").upper()
