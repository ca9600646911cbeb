"""How wide the glyphs of a font are set."""

from __future__ import annotations

from typing import Any

import pikepdf


def glyph_widths(array: Any) -> dict[int, float]:
    """Return the width of each glyph out of a `/W` array (ISO 32000-1, 9.7.4.3)."""
    found: dict[int, float] = {}
    items = list(array)
    place = 0
    while place + 1 < len(items):
        first, second = int(items[place]), items[place + 1]
        if isinstance(second, pikepdf.Array):
            found |= {first + i: float(width) for i, width in enumerate(second)}
            place += 2
        else:
            found |= dict.fromkeys(range(first, int(second) + 1), float(items[place + 2]))
            place += 3
    return found
