"""Areas that a page paints, and the colours that they show in the cells of tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

from pipeline.ingest.hidden import blends_in
from pipeline.ingest.pdf.page import Box, Paint

_MOST = 1000
"""A page with more coloured areas is a drawing."""
_PAPER = (255, 255, 255)

Colour: TypeAlias = tuple[int, int, int]
"""Red, green and blue, from 0 to 255."""


class Ground(NamedTuple):
    """An area that is painted."""

    box: Box
    colour: Colour | None
    """Of an opaque rectangle; None where pixels must be looked at."""
    is_image: bool = False
    fill: Colour | None = None
    """Of an area of any shape, where it has one opaque colour."""


def paints_of(grounds: Iterable[Ground]) -> tuple[Paint, ...]:
    """Return the areas of one colour among `grounds`; none if they are a drawing."""
    found = [
        Paint(ground.box, "" if blends_in(ground.fill, _PAPER) else bytes(ground.fill).hex())
        for ground in grounds
        if ground.fill is not None
    ]
    return tuple(found) if any(p.colour for p in found) and len(found) <= _MOST else ()


def colour_in(cell: Box, paints: Sequence[Paint]) -> str:
    """Return the colour that is painted last in the middle of `cell`, or of what lies in it.

    Empty if there is none but white.
    """
    x, y = (cell.x0 + cell.x1) / 2, (cell.top + cell.bottom) / 2
    for box, colour in reversed(paints):
        if box.holds(x, y) or cell.holds((box.x0 + box.x1) / 2, (box.top + box.bottom) / 2):
            return colour
    return ""
