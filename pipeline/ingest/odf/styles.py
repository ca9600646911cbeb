"""What the styles of an OpenDocument file say about a run, a cell, a row or a sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.ingest.ground import BLACK, WHITE, Colour, hex_colour, is_unseen
from pipeline.ingest.hidden import Cause
from pipeline.ingest.odf.names import FO, STYLE, TABLE, TEXT, Element

_DEPTH = 50
"""So many styles may be based on each other; more is a damaged file."""
_SMALLEST = 2.0
"""Points; a font that is smaller shows dots."""
_POINTS = re.compile(r"(\d+(?:\.\d+)?)(pt|in|cm|mm|px)?")
_IN_POINTS = {"pt": 1, "in": 72, "cm": 28.35, "mm": 2.835, "px": 0.75}
_HIDDEN = ("collapse", "filter")
_NARROWEST = 0.5
"""Points; a column or row that is smaller shows nothing."""


class Styles:
    """The styles by family and name; one inherits from the style that it is based on."""

    def __init__(self, *parts: Element | None) -> None:
        self._styles: dict[tuple[str, str], Element] = {}
        for part in parts:
            for style in () if part is None else part.iter(f"{STYLE}style"):
                key = (style.get(f"{STYLE}family", ""), style.get(f"{STYLE}name", ""))
                self._styles[key] = style

    def said(self, family: str, name: str | None, kind: str, attribute: str) -> str:
        """Return what a style, or one it is based on, says in its properties of `kind`."""
        for style in self._chain(family, name or ""):
            properties = style.find(f"{STYLE}{kind}-properties")
            if properties is not None and (found := properties.get(attribute)) is not None:
                return found
        return ""

    def names(self, family: str, name: str | None) -> Iterator[str]:
        """Yield the names of a style and of those it is based on, as people see them."""
        for style in self._chain(family, name or ""):
            named = style.get(f"{STYLE}display-name") or style.get(f"{STYLE}name") or ""
            yield named.casefold()

    def is_sized(self, element: Element, family: str, attribute: str) -> bool:
        """Return whether a row or column has a size, and nothing hides it."""
        if element.get(f"{TABLE}visibility") in _HIDDEN:
            return False
        size = self.said(family, element.get(f"{TABLE}style-name"), family, attribute)
        return not size or points(size) > _NARROWEST

    def run_cause(self, look: dict[str, str], ground: Colour | None) -> Cause | None:
        """Return why a run of this `look` on `ground` is not seen, None if it is."""
        if look.get(f"{TEXT}display") == "none":
            return Cause.INVISIBLE
        size = look.get(f"{FO}font-size", "")
        if size and not size.endswith("%") and points(size) < _SMALLEST:
            return Cause.SIZE
        own = look.get(f"{FO}background-color", "transparent")
        ground = ground if own == "transparent" else hex_colour(own)
        said = look.get(f"{FO}color", "")
        is_automatic = look.get(f"{STYLE}use-window-font-color") == "true" or not said
        if is_automatic:  # turns white on a dark cell, but not on black behind the run alone
            return Cause.COLOUR if own != "transparent" and is_unseen(BLACK, ground) else None
        return Cause.COLOUR if is_unseen(hex_colour(said), ground) else None

    def look(self, family: str, name: str | None) -> dict[str, str]:
        """Return the text properties of a style, inherited ones among them."""
        found: dict[str, str] = {}
        for style in self._chain(family, name or ""):
            properties = style.find(f"{STYLE}text-properties")
            if properties is not None:
                found = {**{str(k): str(v) for k, v in properties.attrib.items()}, **found}
        return found

    def cell_fill(self, cell: Element) -> str:
        """Return what fills a cell, as the file says; empty for nothing and white."""
        name = cell.get(f"{TABLE}style-name")
        fill = self.said("table-cell", name, "table-cell", f"{FO}background-color")
        return "" if fill in ("transparent", "#ffffff") else fill

    def cell_ground(self, cell: Element) -> Colour | None:
        """Return the colour behind a cell's text."""
        fill = self.cell_fill(cell)
        return hex_colour(fill) if fill else WHITE

    def _chain(self, family: str, name: str) -> Iterator[Element]:
        for _ in range(_DEPTH):
            if (style := self._styles.get((family, name))) is None:
                return
            yield style
            name = style.get(f"{STYLE}parent-style-name", "")


def points(size: str) -> float:
    """Return a length in points; a large one where it is unknown."""
    match = _POINTS.fullmatch(size)
    return float(match[1]) * _IN_POINTS[match[2] or "pt"] if match else 1000.0
