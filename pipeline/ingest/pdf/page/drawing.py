"""Rules and fills of a page, from pdfium's path objects."""

from __future__ import annotations

import ctypes
import itertools
from array import array
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import pypdfium2.raw as raw

from pipeline.ingest.pdf.page import MOST_PATHS, Box
from pipeline.ingest.pdf.page.native import INT, POINTER, plain

THIN = 3.0
"""A filled rectangle no thicker than this, in points, is a rule."""
_MOST_SEGMENTS = 4000
"""A path with more segments is a picture."""
_MOST_NESTING = 8
_SMALLEST_SPOT, _LARGEST_SPOT, _UNEVEN = 1.0, 12.0, 0.1
"""In points; the corner of a border is smaller. How far its sides may differ, as a share."""

_count_objects = plain(raw.FPDFPage_CountObjects, INT, POINTER)
_get_object = plain(raw.FPDFPage_GetObject, POINTER, POINTER, INT)
_count_inner = plain(raw.FPDFFormObj_CountObjects, INT, POINTER)
_get_inner = plain(raw.FPDFFormObj_GetObject, POINTER, POINTER, ctypes.c_ulong)
_get_type = plain(raw.FPDFPageObj_GetType, INT, POINTER)
_get_bounds = plain(raw.FPDFPageObj_GetBounds, INT, *[POINTER] * 5)
_get_matrix = plain(raw.FPDFPageObj_GetMatrix, INT, POINTER, POINTER)
_get_mode = plain(raw.FPDFPath_GetDrawMode, INT, POINTER, POINTER, POINTER)
_count_segments = plain(raw.FPDFPath_CountSegments, INT, POINTER)
_get_segment = plain(raw.FPDFPath_GetPathSegment, POINTER, POINTER, INT)
_get_point = plain(raw.FPDFPathSegment_GetPoint, INT, POINTER, POINTER, POINTER)
_get_kind = plain(raw.FPDFPathSegment_GetType, INT, POINTER)
_is_closed = plain(raw.FPDFPathSegment_GetClose, INT, POINTER)


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


class Drawing(NamedTuple):
    """What is drawn on a page besides its text."""

    rules: list[Box]
    fills: list[Box]
    images: list[Box]
    spots: list[Box]
    """Those of the rules and fills that are small, and round or square."""
    is_picture: bool = False
    """It is more than `MOST_PATHS`; no rule and no fill is told."""


class _TooManyPathsError(Exception):
    """Raised where a page draws more than is looked at."""


def drawing(page: Any, frame: Matrix) -> Drawing:
    """Return the rules, fills and images of `page`, its points moved by `frame`."""
    made = Drawing([], [], [], [])
    address = ctypes.cast(page, POINTER).value
    items = map(_get_object, itertools.repeat(address), range(_count_objects(address)))
    try:
        _draw(items, frame, made, iter(range(MOST_PATHS)))
    except _TooManyPathsError:
        return Drawing([], [], made.images, [], is_picture=True)
    return made


def _draw(
    items: Iterable[int], frame: Matrix, made: Drawing, paths: Iterator[int], depth: int = 0
) -> None:
    """Add what `items` draw to `made`, and take one of `paths` for each path."""
    for item in items:
        kind = _get_type(item)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            if next(paths, None) is None:
                raise _TooManyPathsError
            _draw_path(item, frame, made)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            made.images.append(_bounds(item, frame))
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _MOST_NESTING:
            inner = (_get_inner(item, index) for index in range(_count_inner(item)))
            _draw(inner, frame.after(_matrix(item)), made, paths, depth + 1)


def _draw_path(path: int, frame: Matrix, made: Drawing) -> None:
    bounds = _bounds(path, frame)
    if _is_spot(bounds):
        made.spots.append(bounds)
    if _is_thin(bounds):
        made.rules.append(bounds)
    elif (count := _count_segments(path)) <= _MOST_SEGMENTS:
        mode = (ctypes.c_int * 2)()
        start = ctypes.addressof(mode)
        _get_mode(path, start, start + ctypes.sizeof(ctypes.c_int))
        is_filled, is_stroked = mode
        outlines = list(_outlines(path, count, frame.after(_matrix(path))))
        if is_filled:
            _fill([_around(outline) for outline in outlines], made)
        if is_stroked:
            for outline in outlines:
                made.rules.extend(_sides(outline))


def _fill(boxes: list[Box], made: Drawing) -> None:
    """Add filled `boxes` to `made`; of two that lie close inside one another, the frame between."""
    waiting: Box | None = None
    for box in sorted(boxes, key=lambda b: (b.x0, b.top, -b.x1, -b.bottom)):
        if _is_thin(box):
            made.rules.append(box)
        elif waiting is not None and _is_frame(waiting, box):
            made.rules.extend(_frame(waiting, box))
            waiting = None
        else:
            made.fills.extend([] if waiting is None else [waiting])
            waiting = box
    made.fills.extend([] if waiting is None else [waiting])


def _is_frame(outer: Box, inner: Box) -> bool:
    gaps = (
        inner.x0 - outer.x0,
        inner.top - outer.top,
        outer.x1 - inner.x1,
        outer.bottom - inner.bottom,
    )
    return outer != inner and all(-0.01 <= gap <= THIN for gap in gaps)


def _frame(outer: Box, inner: Box) -> Iterator[Box]:
    """Yield the sides of the frame between two boxes; a side without width is not drawn."""
    if inner.x0 > outer.x0:
        yield outer._replace(x1=inner.x0)
    if inner.x1 < outer.x1:
        yield outer._replace(x0=inner.x1)
    if inner.top > outer.top:
        yield outer._replace(bottom=inner.top)
    if inner.bottom < outer.bottom:
        yield outer._replace(top=inner.bottom)


def _sides(outline: list[tuple[float, float]]) -> Iterator[Box]:
    """Yield the sides of a stroked outline that are level or upright."""
    for start, end in itertools.pairwise(outline):
        side = _around([start, end])
        if _is_thin(side):
            yield side


def _outlines(path: int, count: int, frame: Matrix) -> Iterator[list[tuple[float, float]]]:
    """Yield the corners of each part of `path`; curves count by their end points."""
    outline: list[tuple[float, float]] = []
    point = array("f", [0, 0])
    place, _ = point.buffer_info()
    for segment in map(_get_segment, itertools.repeat(path), range(count)):
        _get_point(segment, place, place + point.itemsize)
        if _get_kind(segment) == raw.FPDF_SEGMENT_MOVETO:
            if len(outline) > 1:
                yield outline
            outline = []
        outline.append(frame.point(*point))
        if _is_closed(segment):
            outline.append(outline[0])
    if len(outline) > 1:
        yield outline


def _is_thin(box: Box) -> bool:
    return min(box.x1 - box.x0, box.bottom - box.top) <= THIN


def _is_spot(box: Box) -> bool:
    wide, high = box.x1 - box.x0, box.bottom - box.top
    return _SMALLEST_SPOT <= max(wide, high) <= _LARGEST_SPOT and abs(wide - high) <= _UNEVEN * wide


def _bounds(item: int, frame: Matrix) -> Box:
    sides = array("f", [0, 0, 0, 0])
    start, _ = sides.buffer_info()
    _get_bounds(item, *range(start, start + 4 * sides.itemsize, sides.itemsize))
    left, bottom, right, top = sides
    return _around([frame.point(left, bottom), frame.point(right, top)])


def _matrix(item: int) -> Matrix:
    numbers = array("f", [0] * 6)
    _get_matrix(item, numbers.buffer_info()[0])
    return Matrix(*numbers)


def _around(points: list[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))
