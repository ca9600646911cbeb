"""The type size at which a table with many periods can still be read."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.layout import Layout

READABLE = 10.0
"""The least width of a period's text, in ems: about four words to a line."""
SMALLEST = 7.0
"""No table is set in smaller type, in points."""
STEP = 0.5
FIRST_PERIOD = 5
"""Number, recommendation, reference, requirement and owner stand before the periods."""


def readable_size(layout: Layout, periods: int, room: Callable[[float], float]) -> float:
    """Return the largest type, in points and up to the layout's own, that lets periods be read.

    `room` gives the width of a period's text, in ems, at a size in points. See
    docs/decisions/pdf-page-and-type.md.
    """
    size = layout.type.size
    while periods and size > SMALLEST and room(size) < READABLE:
        size = max(size - STEP, SMALLEST)
    return size
