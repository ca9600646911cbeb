"""Headings that tables repeat, by what is at their tops."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.ingest.pdf.positions.levels import Level
from pipeline.ingest.pdf.positions.partition import ByColumn

_MOST = 20
"""Headings have no more levels than this."""
_SAME = 2.0
"""A line begins at a level that lies so close, in points."""


def heading_ends(tables: Sequence[tuple[ByColumn, Sequence[Level]]]) -> list[dict[int, bool]]:
    """Return for each table the level below its headings, known to begin a row.

    The headings are what most tables have in common with the first, level by level.
    """
    tops = [_tops(columns, levels) for columns, levels in tables]
    alike = [_alike(top, tops[0]) for top in tops]
    ends = Counter(
        count
        for count, top in zip(alike[1:], tops[1:], strict=True)
        if 0 < count < min(len(top), len(tops[0]))
    )
    if not ends:
        return [{} for _ in tables]
    end = ends.most_common(1)[0][0]
    return [
        {end: True} if count >= end < len(top) else {}
        for count, top in zip(alike, tops, strict=True)
    ]


def _alike(a: Sequence[object], b: Sequence[object]) -> int:
    """Return how many levels at the top are the same in both."""
    pairs = enumerate(zip(a, b, strict=False))
    return next((n for n, (x, y) in pairs if x != y), min(len(a), len(b)))


def _tops(columns: ByColumn, levels: Sequence[Level]) -> list[list[tuple[int, str]]]:
    """Return the columns and words that begin at each of the first levels."""
    heights = [level.top for level in levels[:_MOST]]
    made: list[list[tuple[int, str]]] = [[] for _ in heights]
    for column, lines in enumerate(columns):
        for line in lines:
            place = next((n for n, top in enumerate(heights) if abs(line.top - top) < _SAME), None)
            if place is None:
                break
            made[place].append((column, line.text))
    return made
