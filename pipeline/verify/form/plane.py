"""Rectangles and transformations of a page (ISO 32000-1, 8.3.3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

Matrix = tuple[float, float, float, float, float, float]
UNIT: Matrix = (1, 0, 0, 1, 0, 0)
_SLACK = 2.0
"""Points by which text may reach over its clip: its box is that of the font, not of the ink."""


class Area(NamedTuple):
    """A rectangle, in points from the page's lower left."""

    x0: float
    y0: float
    x1: float
    y1: float

    def meets(self, other: Area) -> bool:
        """Return whether the two share more than an edge."""
        return (
            min(self.x1, other.x1) - max(self.x0, other.x0) > 0
            and min(self.y1, other.y1) - max(self.y0, other.y0) > 0
        )

    def within(self, other: Area) -> Area:
        """Return what is in both."""
        return Area(
            max(self.x0, other.x0),
            max(self.y0, other.y0),
            min(self.x1, other.x1),
            min(self.y1, other.y1),
        )

    def holds(self, other: Area) -> bool:
        """Return whether `other` is inside, but for a little."""
        return (
            self.x0 - _SLACK <= other.x0
            and self.x1 + _SLACK >= other.x1
            and self.y0 - _SLACK <= other.y0
            and self.y1 + _SLACK >= other.y1
        )


def matrix(operands: Sequence[Any]) -> Matrix:
    """Return the operands of `cm` or `Tm` as a matrix."""
    a, b, c, d, e, f = map(float, operands)
    return a, b, c, d, e, f


def times(one: Matrix, two: Matrix) -> Matrix:
    """Return `one`, then `two`."""
    a, b, c, d, e, f = one
    g, h, i, j, *_ = two
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, *apply((e, f), two)


def apply(point: tuple[float, float], matrix: Matrix) -> tuple[float, float]:
    """Return where `matrix` takes `point`."""
    x, y = point
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def bounds(points: Sequence[tuple[float, float]]) -> Area:
    """Return the smallest area that holds `points`."""
    across, up = [x for x, _ in points], [y for _, y in points]
    return Area(min(across), min(up), max(across), max(up))
