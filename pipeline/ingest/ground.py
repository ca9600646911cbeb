"""Whether text in one colour can be seen on another."""

from __future__ import annotations

Colour = tuple[int, int, int]
"""Red, green and blue, each 0 to 255."""

BLACK: Colour = (0, 0, 0)
WHITE: Colour = (255, 255, 255)
_LEAST = 1.12
"""Contrast ratio below which nobody sees text: #fff on #f0f0f0 has 1.14."""


def is_unseen(text: Colour | None, ground: Colour | None) -> bool:
    """Return whether `text` has the colour of its `ground`; False if one is unknown."""
    return text is not None and ground is not None and contrast(text, ground) < _LEAST


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def hex_colour(text: str | None) -> Colour | None:
    """Return the colour that six hexadecimal digits at the end of `text` name, else None."""
    digits = (text or "").strip().lstrip("#")[-6:]
    try:
        value = int(digits, 16) if len(digits) == 6 else None
    except ValueError:
        return None
    return None if value is None else (value >> 16, value >> 8 & 255, value & 255)


def _luminance(colour: Colour) -> float:
    """Return the relative luminance, 0 to 1 (WCAG 2.2, "relative luminance")."""
    parts = [part / 255 for part in colour]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
