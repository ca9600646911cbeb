"""Whether Word paints a run: the one place that answers it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.ingest.docx.names import CELL, PARAGRAPH, ROW, TABLE, Element, child, number, value
from pipeline.ingest.docx.styles import Styles
from pipeline.ingest.ground import BLACK, WHITE, Colour, hex_colour, is_unseen
from pipeline.ingest.hidden import Cause

_HIGHLIGHTS = {
    **{"black": BLACK, "white": WHITE, "yellow": (255, 255, 0), "green": (0, 255, 0)},
    **{"cyan": (0, 255, 255), "magenta": (255, 0, 255), "blue": (0, 0, 255), "red": (255, 0, 0)},
    **{"darkBlue": (0, 0, 128), "darkCyan": (0, 128, 128), "darkGreen": (0, 128, 0)},
    **{"darkMagenta": (128, 0, 128), "darkRed": (128, 0, 0), "darkYellow": (128, 128, 0)},
    **{"darkGray": (128, 128, 128), "lightGray": (192, 192, 192)},
}
"""The colours of ISO/IEC 29500-1, 17.18.40 `ST_HighlightColor`."""
_EFFECTS = ("outline", "shadow", "emboss", "imprint")
_PERCENT = re.compile(r"pct\d{1,3}")
_NARROWEST = 10
"""Per cent of a letter's width; narrower letters are lines."""
_SMALLEST = 4
"""Half-points; a font below 2 pt shows dots."""
_LOWEST = 60
"""Twentieths of a point; no line of text fits into a row of exactly 3 pt."""
_FAR = 20_000
"""Twentieths of a point; a frame that is moved further than 14 inches is off every page."""


class Painted:
    """What of a document is seen, by the looks of its runs and their surroundings."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._grounds: dict[Element, Colour | None] = {}
        self._places: dict[Element, Cause | None] = {}

    def cause(self, run: Element) -> Cause | None:
        """Return why `run` is not seen, None if it is."""
        properties = child(run, "rPr")
        paragraph = next(run.iterancestors(PARAGRAPH), None)
        if self._styles.is_vanished(properties, paragraph):
            return Cause.INVISIBLE
        size = number(self._styles.look(properties, paragraph, "sz"), default=_SMALLEST)
        width = number(self._styles.look(properties, paragraph, "w"), default=100)
        if size < _SMALLEST or width < _NARROWEST:
            return Cause.SIZE
        if properties is not None and _is_without_fill(properties):
            return Cause.TRANSPARENT
        if paragraph is not None and (place := self._place(paragraph)) is not None:
            return place
        if any(self._styles.is_on(properties, effect) for effect in _EFFECTS):
            return None  # drawn by its contour
        colour = value(self._styles.look(properties, paragraph, "color"))
        own = self._own_ground(properties)
        if own is not None:
            # Word turns automatic text white on a dark cell, but not on black behind the run alone.
            text = BLACK if colour in (None, "auto") else hex_colour(colour)
            return Cause.COLOUR if is_unseen(text, own) else None
        if colour in (None, "auto") or paragraph is None:
            return None
        return Cause.COLOUR if is_unseen(hex_colour(colour), self._ground(paragraph)) else None

    def _own_ground(self, properties: Element | None) -> Colour | None:
        """Return the colour behind the run alone."""
        marked = value(child(properties, "highlight"))
        if marked in _HIGHLIGHTS:
            return _HIGHLIGHTS[marked]
        return _shading(child(properties, "shd"))

    def _ground(self, paragraph: Element) -> Colour | None:
        """Return the colour behind `paragraph`; None if a table's style may have another."""
        if paragraph not in self._grounds:
            self._grounds[paragraph] = self._paragraph_ground(paragraph)
        return self._grounds[paragraph]

    def _paragraph_ground(self, paragraph: Element) -> Colour | None:
        shadings = [child(paragraph, "pPr", "shd"), *self._styles.paragraph_shadings(paragraph)]
        shadings += [child(cell, "tcPr", "shd") for cell in paragraph.iterancestors(CELL)]
        for shading in shadings:
            if _is_filled(shading):
                return _shading(shading)
        tables = list(paragraph.iterancestors(TABLE))
        is_in_box = next(paragraph.iterancestors("{*}txbxContent"), None) is not None
        return None if is_in_box or any(map(self._styles.fills_cells, tables)) else WHITE

    def _place(self, paragraph: Element) -> Cause | None:
        if paragraph not in self._places:
            self._places[paragraph] = next(_places(paragraph), None)
        return self._places[paragraph]


def _is_filled(shading: Element | None) -> bool:
    fills = value(shading, "fill"), value(shading, "val")
    return fills[0] not in (None, "auto") or fills[1] not in (None, "clear", "nil")


def _shading(shading: Element | None) -> Colour | None:
    """Return the colour that a shading paints; None if it paints none, or a pattern.

    `pct25` paints a quarter of the foreground colour (ISO/IEC 29500-1, 17.18.78).
    """
    pattern = value(shading, "val") or "clear"
    fill, front = value(shading, "fill"), value(shading, "color")
    if pattern == "clear":
        return hex_colour(fill)
    ground = WHITE if fill in (None, "auto") else hex_colour(fill)
    ink = BLACK if front in (None, "auto") else hex_colour(front)
    share = 100 if pattern == "solid" else int(pattern[3:]) if _PERCENT.fullmatch(pattern) else None
    if share is None or ground is None or ink is None:
        return None
    red, green, blue = (a + (b - a) * share // 100 for a, b in zip(ground, ink, strict=True))
    return red, green, blue


def _places(paragraph: Element) -> Iterator[Cause]:
    """Yield why the place of `paragraph` shows nothing."""
    frame = child(paragraph, "pPr", "framePr")
    if any(abs(number(frame, name)) >= _FAR for name in ("x", "y")):
        yield Cause.OUTSIDE
    for row in paragraph.iterancestors(ROW):
        if child(row, "trPr", "hidden") is not None:
            yield Cause.INVISIBLE
        height = child(row, "trPr", "trHeight")
        if value(height, "hRule") == "exact" and number(height, default=_LOWEST) < _LOWEST:
            yield Cause.NO_ROOM


def _is_without_fill(properties: Element) -> bool:
    fill = properties.find("{*}textFill")
    if fill is None:
        return False
    alphas = (a.get(name) for a in fill.iter("{*}alpha") for name in a.keys())
    return fill.find("{*}noFill") is not None or "100000" in alphas
