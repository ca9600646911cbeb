"""What white space tells, from the nearest that the same document shows.

White space is a measure, so the widths beside it speak for one that was never seen. How near is
near depends on the document: Typst parts rows by a sixtieth of a line more than lines of a
paragraph, elsewhere a table's rows differ by a tenth. So a width is compared with a share of all
those seen, the nearest ones, and not with those of a step that is written down.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

_SAME = 0.006
"""Widths that differ by no more, in line heights, differ by the rounding of the file's numbers."""


class Nearest:
    """Widths that were seen, each at a row's beginning or elsewhere."""

    def __init__(self, seen: Iterable[tuple[float, bool]]) -> None:
        placed = sorted(seen)
        self._widths = [width for width, _ in placed]
        self._rows = [0]
        for _, is_row in placed:
            self._rows.append(self._rows[-1] + is_row)
        self._near = math.isqrt(len(placed))

    def counts(self, width: float) -> tuple[int, int]:
        """Return how many of the widths nearest to `width` were seen at rows, and elsewhere."""
        first, end = self._window(width)
        rows = self._rows[end] - self._rows[first]
        return rows, end - first - rows

    def _window(self, width: float) -> tuple[int, int]:
        """Return where the nearest begin and end: a square root of all, with those as near."""
        first = bisect_left(self._widths, width - _SAME)
        end = bisect_right(self._widths, width + _SAME)
        while end - first < self._near:
            above = width - self._widths[first - 1] if first else math.inf
            below = self._widths[end] - width if end < len(self._widths) else math.inf
            reach = min(above, below) + _SAME
            first = bisect_left(self._widths, width - reach)
            end = bisect_right(self._widths, width + reach)
        return first, end
