"""What a text, or a drawing, may be painted on: its clip."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import NamedTuple

import pypdfium2.raw as raw

from pipeline.ingest.pdf.page import Box
from pipeline.ingest.pdf.page.native import INT, POINTER, plain

_MOST_PATHS, _MOST_POINTS = 20, 100
"""A clip of more paths, or a path of more points, is a drawing; it is taken to show all."""

_get_clip = plain(raw.FPDFPageObj_GetClipPath, POINTER, POINTER)
_count_paths = plain(raw.FPDFClipPath_CountPaths, INT, POINTER)
_count_points = plain(raw.FPDFClipPath_CountPathSegments, INT, POINTER, INT)
_get_segment = plain(raw.FPDFClipPath_GetPathSegment, POINTER, POINTER, INT, INT)
_get_point = plain(raw.FPDFPathSegment_GetPoint, INT, POINTER, POINTER, POINTER)


class Matrix(NamedTuple):
    """An affine map, as PDF writes it."""

    a: float = 1
    b: float = 0
    c: float = 0
    d: float = 1
    e: float = 0
    f: float = 0

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where the point lands."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, inner: Matrix) -> Matrix:
        """Return the map that applies `inner` and then this one."""
        a, b = inner.a * self.a + inner.b * self.c, inner.a * self.b + inner.b * self.d
        c, d = inner.c * self.a + inner.d * self.c, inner.c * self.b + inner.d * self.d
        return Matrix(a, b, c, d, *self.point(inner.e, inner.f))


def clipped(items: Iterable[int]) -> list[int]:
    """Return the places among the objects of those that have a clip of their own."""
    counts = list(map(_count_paths, map(_get_clip, items)))
    if max(counts, default=0) <= 0:
        return []
    return [place for place, count in enumerate(counts) if 0 < count <= _MOST_PATHS]


def clip_of(item: int, frame: Matrix, outer: Box | None = None) -> Box | None:
    """Return the box round what the object at an address may be painted on, None for the page.

    `frame` moves the clip's points to the page; `outer` is the clip of what the object is in.
    """
    if not 0 < (count := _count_paths(_get_clip(item))) <= _MOST_PATHS:
        return outer
    for number in range(count):
        if (box := _box(item, number, frame)) is not None:
            outer = box if outer is None else common(outer, box)
    return outer


def common(a: Box, b: Box) -> Box:
    """Return what two boxes share; its sides change places where that is nothing."""
    return Box(max(a.x0, b.x0), max(a.top, b.top), min(a.x1, b.x1), min(a.bottom, b.bottom))


def _box(item: int, number: int, frame: Matrix) -> Box | None:
    """Return the box round path `number` of a clip, None if its points are too many."""
    clip = _get_clip(item)
    if not 1 < (count := _count_points(clip, number)) <= _MOST_POINTS:
        return None
    point = array("f", [0, 0])
    place, _ = point.buffer_info()
    points = []
    for index in range(count):
        if _get_point(_get_segment(clip, number, index), place, place + point.itemsize):
            points.append(frame.point(*point))
    return around(points) if points else None


def around(points: list[tuple[float, float]]) -> Box:
    """Return the smallest box round `points`."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))
