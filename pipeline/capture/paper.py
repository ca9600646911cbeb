"""The sheet that a document is on, as a layout names it."""

from __future__ import annotations

from pipeline.capture.looks import Looks
from pipeline.layout import SHEETS

_SAME = 3.0
"""Millimetres by which a sheet may differ from the one that it is called by."""
_MOST = 100.0
"""The largest margin that a layout takes, in millimetres."""


def paper(looks: Looks) -> tuple[dict[str, object], tuple[str, ...]]:
    """Return the keys of `[page]`, and a note where the sheet is none that a layout has."""
    short, long = sorted((looks.width, looks.height))

    def distance(name: str) -> float:
        return max(abs(SHEETS[name][0] - short), abs(SHEETS[name][1] - long))

    size = min(SHEETS, key=distance)
    sides = ("top", "right", "bottom", "left")
    margins = {side: min(length, _MOST) for side, length in zip(sides, looks.margins, strict=True)}
    values: dict[str, object] = {
        "page.size": size,
        "page.orientation": "landscape" if looks.width > looks.height else "portrait",
        "page.margins": margins,
    }
    if distance(size) <= _SAME:
        return values, ()
    note = f"the sheet is {looks.width:.0f} x {looks.height:.0f} mm; {size} is the nearest"
    return values, (note,)
