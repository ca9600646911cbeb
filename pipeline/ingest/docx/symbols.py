"""Signs that Word writes as codes of a symbol font, in Unicode."""

from __future__ import annotations

import re

from pipeline.richtext import BULLET

# The font's code: the sign it shows. What Word's own lists and symbol menus use most.
_WINGDINGS = {
    **dict.fromkeys((0x6C, 0x6E, 0x76, 0x77, 0x9F, 0xA7, 0xA8, 0xD8), BULLET),
    **{0x4A: "☺", 0x6F: "☐", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨"},
    **{0xFB: "✘", 0xFC: "✔", 0xFD: "☒", 0xFE: "☑"},
}
_SYMBOL = {
    **{0xA3: "≤", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: BULLET, 0xB9: "≠"},
    **{0xBB: "≈", 0xDE: "⇒"},
}

_TABLES = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}

_PRIVATE = re.compile("[\uf000-\uf0ff]")
"""The private area into which Word moves the codes of a symbol font."""


def symbol(code: int, font: str) -> str:
    """Return the sign that `font` shows for `code`, the code's own character where unknown."""
    bare = code & 0xFF if _PRIVATE.match(chr(code)) else code
    return _TABLES.get(font.casefold(), {}).get(bare, chr(code))


def with_symbols(text: str, font: str) -> str:
    """Return `text` with the codes of the symbol `font` replaced by the signs that it shows.

    Word moves them into a private area; other programs leave them the characters of the same code.
    """
    if font.casefold() in _TABLES:
        return "".join(symbol(ord(sign), font) for sign in text)
    return _PRIVATE.sub(lambda match: symbol(ord(match[0]), font), text)
