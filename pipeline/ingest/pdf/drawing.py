"""Rules and fills of a page, from pdfium's path objects."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2.raw as raw

from pipeline.ingest.pdf.page import Box

THIN = 3.0
"""A filled rectangle no thicker than this, in points, is a rule."""
_MOST_SEGMENTS = 4000
"""A path with more segments is a picture."""
_MOST_NESTING = 8


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


def drawing(page: Any, frame: Matrix) -> Drawing:
    """Return the rules, fills and images of `page`, its points moved by `frame`."""
    made = Drawing([], [], [])
    objects = (raw.FPDFPage_GetObject(page, i) for i in range(raw.FPDFPage_CountObjects(page)))
    for item in objects:
        _draw(item, frame, made, 0)
    return made


def _draw(item: Any, frame: Matrix, made: Drawing, depth: int) -> None:
    kind = raw.FPDFPageObj_GetType(item)
    if kind == raw.FPDF_PAGEOBJ_PATH:
        _draw_path(item, frame, made)
    elif kind == raw.FPDF_PAGEOBJ_IMAGE:
        made.images.append(_bounds(item, frame))
    elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _MOST_NESTING:
        inner = frame.after(_matrix(item))
        for index in range(raw.FPDFFormObj_CountObjects(item)):
            _draw(raw.FPDFFormObj_GetObject(item, index), inner, made, depth + 1)


def _draw_path(path: Any, frame: Matrix, made: Drawing) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    bounds = _bounds(path, frame)
    if _is_thin(bounds):
        made.rules.append(bounds)
    elif raw.FPDFPath_CountSegments(path) <= _MOST_SEGMENTS:
        outlines = list(_outlines(path, frame.after(_matrix(path))))
        if fill.value:
            _fill([_around(outline) for outline in outlines], made)
        if stroke.value:
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


def _outlines(path: Any, frame: Matrix) -> Iterator[list[tuple[float, float]]]:
    """Yield the corners of each part of `path`; curves count by their end points."""
    outline: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            if len(outline) > 1:
                yield outline
            outline = []
        outline.append(frame.point(x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment):
            outline.append(outline[0])
    if len(outline) > 1:
        yield outline


def _is_thin(box: Box) -> bool:
    return min(box.x1 - box.x0, box.bottom - box.top) <= THIN


def _bounds(item: Any, frame: Matrix) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    return _around([frame.point(left.value, bottom.value), frame.point(right.value, top.value)])


def _matrix(item: Any) -> Matrix:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, matrix)
    return Matrix(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _around(points: list[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))
