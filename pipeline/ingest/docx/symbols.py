"""Signs that Word writes as codes of a symbol font, in Unicode."""

from __future__ import annotations

import re

from pipeline.richtext import BULLET

# The font's code: the sign it shows. What Word's own lists and symbol menus use most.
_WINGDINGS = {
    **dict.fromkeys((0x6C, 0x6E, 0x76, 0x77, 0x9F, 0xA7, 0xA8, 0xD8), BULLET),
    **{0x4A: "☺", 0x4C: "☹", 0x6F: "☐", 0x71: "☐", 0x72: "☐"},
    **{0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE7: "←", 0xE8: "➔", 0xE9: "↑", 0xEA: "↓"},
    **{0xEF: "⇦", 0xF0: "⇨", 0xF1: "⇧", 0xF2: "⇩", 0xFB: "✘", 0xFC: "✔", 0xFD: "☒", 0xFE: "☑"},
}
_WINGDINGS_2 = {
    **{0x4F: "✘", 0x50: "✔", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "☐"},
    **dict.fromkeys((0x97, 0x98, 0xA0), BULLET),
}
_WINGDINGS_3 = {
    **{
        0x66: "←",
        0x67: "→",
        0x68: "↑",
        0x69: "↓",
        0x70: "▲",
        0x71: "▼",
        0x75: BULLET,
        0x7D: BULLET,
    },
}
_WEBDINGS = {
    **{0x61: "✔", 0x72: "✘", 0x63: "☐", 0x33: "←", 0x34: "→", 0x35: "↑", 0x36: "↓"},
    **dict.fromkeys((0x67, 0x6E), BULLET),
}
_SYMBOL = {
    **{0xA3: "≤", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: BULLET, 0xB9: "≠"},
    **{0xBB: "≈", 0xDE: "⇒", 0xAC: "←", 0xAD: "↑", 0xAF: "↓", 0xB8: "÷", 0xA5: "∞", 0xD6: "√"},
    **{0x61: "α", 0x62: "β", 0x67: "γ", 0x64: "δ", 0x6D: "μ", 0x70: "π", 0x73: "σ", 0x53: "Σ"},
}

_TABLES = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
}

_PRIVATE = re.compile("[\ue000-\uf8ff]")
"""The private area into which Word moves the codes of a symbol font."""


_PRIVATE_START = 0xF000
_CODES = range(0x21, 0x100)


def symbol(code: int, font: str) -> str:
    """Return the sign that `font` shows for `code`, a private character where that is unknown."""
    bare = code & 0xFF if _PRIVATE.match(chr(code)) else code
    if (table := _TABLES.get(font.casefold())) is None:
        return chr(code)
    return table.get(bare, chr(_PRIVATE_START + bare) if bare in _CODES else chr(code))


def with_symbols(text: str, font: str) -> str:
    """Return `text` with the codes of the symbol `font` replaced by the signs that it shows.

    Word moves them into a private area; other programs leave them the characters of the same code.
    """
    if font.casefold() in _TABLES:
        return "".join(symbol(ord(sign), font) for sign in text)
    return _PRIVATE.sub(lambda match: symbol(ord(match[0]), font), text)


def unknown_symbols(text: str) -> str:
    """Return the signs of `text` that only the font of its document shows."""
    return "".join(_PRIVATE.findall(text))
