"""Whether a page paints an element: the one place that answers it."""

from __future__ import annotations

import re

from pipeline.ingest.ground import BLACK, WHITE, Colour, is_unseen
from pipeline.ingest.hidden import Cause
from pipeline.ingest.html.elements import Element, opened, role, tag
from pipeline.ingest.html.stylesheet import Style, StyleSheet, is_styled

_HIDDEN_CLASS = re.compile(
    r"(?:^|[\s_-])(?:visually-?hidden|sr-only|screen-?reader(?:-text|-only)?)(?:$|\s)", re.I
)
_LENGTH = re.compile(r"(-?(?:\d+\.?\d*|\.\d+))\s*(px|pt|em|rem|ex|ch|in|cm|mm|pc|vw|vh|%)?")
_PIXELS = {"pt": 4 / 3, "em": 16, "rem": 16, "ex": 8, "ch": 8, "in": 96, "cm": 38, "mm": 3.8}
_PIXELS |= {"pc": 16, "vw": 12, "vh": 8, "%": 12, "px": 1}
"""Pixels of a unit, on a screen of 1,200 pixels where the unit depends on it."""
_FAR = -500
"""Pixels; who moves text so far to the left or up wants nobody to see it."""
_SMALLEST = 2
"""Pixels; a font that is smaller shows dots."""
_UNSHOWN = frozenset(("noscript", "datalist", "noframes", "noembed"))
"""Elements whose text a browser never shows (HTML, 15.3.1 "Hidden elements")."""
_CLEAR: Colour = (-1, -1, -1)
"""Text that has no colour at all."""
_INHERITED = frozenset(("visibility", "font-size"))
_CLIPPED = re.compile(
    r"rect\(\s*(?:0|1)(?:px)?[\s,]+(?:0|1)(?:px)?[\s,]+(?:0|1)(?:px)?[\s,]+(?:0|1)(?:px)?\s*\)"
    r"|inset\(\s*(?:50|100)%|(?:circle|ellipse)\(\s*0"
)
_VANISHED = re.compile(r"(?:scale[xy]?|scale3d|opacity)\(\s*0*\.?0*%?\s*[,)]")
"""A transformation or a filter that leaves nothing."""
_FONT_SIZE = re.compile(r"(?:^|\s)(-?[\d.]+[a-z]*%?)(?:\s*/\s*\S+)?\s")
"""The size in the shorthand `font`."""


class Painted:
    """What of a page is seen, by its own style rules."""

    def __init__(self, root: Element) -> None:
        self._sheet = StyleSheet(root)
        self._opened = opened(root)
        self._has_linked = any(is_styled(element) for element in root.iter("link"))
        self._looks: dict[Element, tuple[Colour | None, Colour | None]] = {}

    def style(self, element: Element) -> Style:
        """Return what the page declares for `element` itself."""
        return self._sheet.style(element)

    def cause(self, element: Element) -> Cause | None:
        """Return why `element` with all inside it is not seen, None if it is."""
        if self._is_opened(element):
            return None
        if _is_closed(element):
            return Cause.INVISIBLE
        hidden = element.get("hidden")
        if hidden is not None and hidden.lower() != "until-found":
            return Cause.INVISIBLE
        if _HIDDEN_CLASS.search(element.get("class", "")):
            return Cause.STYLE
        cause = _cause(self.style(element))
        return None if cause is None or self._is_restored(element) else cause

    def text_cause(self, element: Element) -> Cause | None:
        """Return why text directly inside `element`, which is painted, is not seen."""
        if not self._is_opened(element) and (cause := _cause(self.style(element))) is not None:
            return cause  # what is inside is shown again
        colour, ground = self._look(element)
        if colour == _CLEAR:
            return Cause.TRANSPARENT
        return Cause.COLOUR if is_unseen(colour, ground) else None

    def drawn_words(self, element: Element) -> list[str]:
        """Return the words that the style sheet draws before and behind the text of `element`."""
        style = self.style(element)
        drawn = f"{style.get('::before', '')} {style.get('::after', '')}".split()
        return drawn if any(map(str.isalnum, "".join(drawn))) else []

    def _is_opened(self, element: Element) -> bool:
        """Return whether a button or a tab of the page opens `element`: closed, not hidden."""
        return element.get("id") in self._opened or role(element) == "tabpanel"

    def _is_restored(self, element: Element) -> bool:
        """Return whether something inside `element` shows again what its style hides.

        Only inherited properties can be restored: visibility and the size of the font.
        """
        inherited = {n: v for n, v in self.style(element).items() if n in _INHERITED}
        if _cause({n: v for n, v in self.style(element).items() if n not in _INHERITED}):
            return False
        below = (self.style(e) for e in element.iterdescendants() if tag(e))
        return any(inherited.keys() & style.keys() and _cause(style) is None for style in below)

    def _look(self, element: Element) -> tuple[Colour | None, Colour | None]:
        """Return the colours of the text and of its ground; None for one that is not known."""
        chain = [element]
        while chain[-1] not in self._looks and (above := chain[-1].getparent()) is not None:
            chain.append(above)
        # A linked style sheet may colour the page: then only colours side by side are known.
        look = self._looks.get(chain[-1], (BLACK, None if self._has_linked else WHITE))
        for below in reversed(chain):
            if below not in self._looks:
                self._looks[below] = self._changed(below, look)
            look = self._looks[below]
        return look

    def _changed(
        self, element: Element, look: tuple[Colour | None, Colour | None]
    ) -> tuple[Colour | None, Colour | None]:
        style = self.style(element)
        name = tag(element)
        text = style.get("-webkit-text-fill-color") or style.get("color")
        text = text or (element.get("color") if name == "font" else None)
        text = text or (element.get("text") if name == "body" else None)
        if "text" in (style.get("background-clip"), style.get("-webkit-background-clip")):
            text = "filled by the background"
        if style.get("text-shadow", "none") != "none":
            text = "drawn by its shadow"
        ground = style.get("background-color") or style.get("background")
        ground = ground or element.get("bgcolor")
        if style.get("background-image", "none") != "none":
            ground = "url()"
        if name in ("select", "textarea", "input", "button", "mark") and not ground:
            look = look[0], None
        return (
            look[0] if text in (None, "inherit") else colour_named(text),
            look[1] if ground is None or _is_clear(ground) else _ground(ground),
        )


def colour_named(text: str) -> Colour | None:
    """Return the colour that CSS names `text`, None if it is half clear or cannot be known."""
    import tinycss2.color3  # slow to import, and most pages colour nothing

    found = tinycss2.color3.parse_color(text.replace("!important", "").strip())
    if found is None or found == "currentColor":
        return None
    if found.alpha < 1:
        return None if found.alpha else _CLEAR
    red, green, blue = (round(part * 255) for part in found[:3])
    return red, green, blue


def _ground(text: str) -> Colour | None:
    if "url(" in text or "gradient" in text:
        return None
    named = (colour_named(part) for part in re.findall(r"[\w#-]+(?:\([^)]*\))?", text))
    return next((colour for colour in named if colour not in (None, _CLEAR)), None)


def _is_clear(ground: str) -> bool:
    return ground.split("!")[0].strip() in (
        "",
        "none",
        "transparent",
        "inherit",
        "initial",
        "unset",
        "0",
    )


def _cause(style: Style) -> Cause | None:
    """Return why an element of this style is not seen."""
    if style.get("display") == "none" or style.get("visibility") in ("hidden", "collapse"):
        return Cause.STYLE
    if style.get("content-visibility") == "hidden":
        return Cause.STYLE
    if _pixels(style.get("opacity")) == 0:
        return Cause.TRANSPARENT
    if any(_VANISHED.match(style.get(name, "")) for name in ("transform", "filter")):
        return Cause.TRANSPARENT
    size = _pixels(style.get("font-size") or _font_size(style.get("font", "")))
    if size is not None and size < _SMALLEST:
        return Cause.SIZE
    if _is_away(style):
        return Cause.OUTSIDE
    if any(_CLIPPED.match(style.get(name, "")) for name in ("clip", "clip-path")):
        return Cause.CLIPPED
    return Cause.CLIPPED if _has_no_room(style) else None


def _font_size(font: str) -> str:
    match = _FONT_SIZE.search(font)
    return match[1] if match else ""


def _is_closed(element: Element) -> bool:
    """Return whether a browser shows nothing of `element`, whatever its style."""
    name = tag(element)
    if name == "template":
        return element.get("shadowrootmode") is None
    if name in _UNSHOWN or element.get("popover") is not None:
        return True
    return name == "dialog" and element.get("open") is None


def _is_away(style: Style) -> bool:
    """Return whether the style moves an element off the page."""
    moved = ["text-indent", "margin-left"]
    if style.get("position") in ("absolute", "fixed"):
        moved += ["left", "top", "right", "bottom"]
    return any((at := _pixels(style.get(name))) is not None and at < _FAR for name in moved)


def _has_no_room(style: Style) -> bool:
    cuts = {style.get(name, "") for name in ("overflow", "overflow-x", "overflow-y")}
    if not cuts & {"hidden", "clip"}:
        return False
    sizes = (_pixels(style.get(n)) for n in ("width", "height", "max-width", "max-height"))
    return any(size is not None and 0 <= size <= 1 for size in sizes)


def _pixels(value: str | None) -> float | None:
    """Return a length in pixels, None for anything else."""
    match = _LENGTH.fullmatch((value or "").strip())
    return float(match[1]) * _PIXELS.get(match[2] or "px", 1) if match else None
