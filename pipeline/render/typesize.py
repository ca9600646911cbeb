"""The type size at which a table with many periods can still be read."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.layout import Layout

READABLE = 10.0
"""The least width of a text, in ems: about four words to a line."""
SMALLEST = 7.0
"""No table is set in smaller type, in points."""
STEP = 0.5


def readable_size(layout: Layout, room: Callable[[float], float]) -> float:
    """Return the largest type, in points and up to the layout's own, that lets a text be read.

    `room` gives the width of the narrowest text, in ems, at a size in points. See
    docs/decisions/pdf-page-and-type.md.
    """
    size = layout.type.size
    while size > SMALLEST and room(size) < READABLE:
        size = max(size - STEP, SMALLEST)
    return size
