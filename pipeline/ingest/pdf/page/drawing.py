"""Rules and fills of a page, from pdfium's path objects."""

from __future__ import annotations

import ctypes
import itertools
from array import array
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import pypdfium2.raw as raw

from pipeline.ingest.pdf.page import MOST_PATHS, Box
from pipeline.ingest.pdf.page.clips import Matrix, around, clip_of, common
from pipeline.ingest.pdf.page.native import INT, POINTER, fill_colours, plain
from pipeline.ingest.pdf.page.paints import Ground

THIN = 3.0
"""A filled rectangle no thicker than this, in points, is a rule."""
_MOST_SEGMENTS = 4000
"""A path with more segments is a picture."""
_MOST_NESTING = 8
_OPAQUE = 255
_FEW = 20
"""A path of more areas is not looked at for holes."""
_SMALLEST_SPOT, _LARGEST_SPOT, _UNEVEN = 1.0, 12.0, 0.1
"""In points; the corner of a border is smaller. How far its sides may differ, as a share."""

_count_objects = plain(raw.FPDFPage_CountObjects, INT, POINTER)
_get_object = plain(raw.FPDFPage_GetObject, POINTER, POINTER, INT)
_count_inner = plain(raw.FPDFFormObj_CountObjects, INT, POINTER)
_get_inner = plain(raw.FPDFFormObj_GetObject, POINTER, POINTER, ctypes.c_ulong)
_get_type = plain(raw.FPDFPageObj_GetType, INT, POINTER)
_get_bounds = plain(raw.FPDFPageObj_GetBounds, INT, *[POINTER] * 5)
_get_matrix = plain(raw.FPDFPageObj_GetMatrix, INT, POINTER, POINTER)
_has_transparency = plain(raw.FPDFPageObj_HasTransparency, INT, POINTER)
_get_stroke = plain(raw.FPDFPageObj_GetStrokeWidth, INT, POINTER, POINTER)
_get_mode = plain(raw.FPDFPath_GetDrawMode, INT, POINTER, POINTER, POINTER)
_count_segments = plain(raw.FPDFPath_CountSegments, INT, POINTER)
_get_segment = plain(raw.FPDFPath_GetPathSegment, POINTER, POINTER, INT)
_get_point = plain(raw.FPDFPathSegment_GetPoint, INT, POINTER, POINTER, POINTER)
_get_kind = plain(raw.FPDFPathSegment_GetType, INT, POINTER)
_is_closed = plain(raw.FPDFPathSegment_GetClose, INT, POINTER)


class Drawing(NamedTuple):
    """What is drawn on a page besides its text."""

    rules: list[Box]
    fills: list[Box]
    images: list[Box]
    spots: list[Box]
    """Those of the rules and fills that are small, and round or square."""
    grounds: list[Ground]
    """What is not a rule, in the order in which it is painted."""
    texts: dict[int, TextPlace]
    """Of each text object, by its address."""
    places: list[TextPlace]
    """Each of those once."""
    is_picture: bool = False
    """It is more than `MOST_PATHS`; no rule and no fill is told."""


class TextPlace(NamedTuple):
    """Where a text object comes in the order of painting."""

    above: int
    """How many of the page's grounds are painted before it."""
    frame: Matrix
    """What moves the points of its own clip to the page."""
    clip: Box | None = None
    """What the drawing that it is in may be painted on."""
    is_veiled: bool = False
    """The drawing that it is in is transparent, or in part."""


class _TooManyPathsError(Exception):
    """Raised where a page draws more than is looked at."""


def drawing(page: Any, frame: Matrix, own: int | None = None) -> Drawing:
    """Return the rules, fills and images of `page`, its points moved by `frame`.

    Of its objects the first `own` are its own. The others, which annotations paint, may cover
    a text, but are not rules and fills of a table.
    """
    made = Drawing([], [], [], [], [], {}, [])
    aside = made._replace(rules=[], fills=[], spots=[])
    address = ctypes.cast(page, POINTER).value
    count, paths = _count_objects(address), iter(range(MOST_PATHS))
    own = count if own is None else own
    try:
        for numbers, target in ((range(own), made), (range(own, count), aside)):
            items = map(_get_object, itertools.repeat(address), numbers)
            _draw(items, TextPlace(0, frame), target, paths)
    except _TooManyPathsError:
        return Drawing([], [], made.images, [], [], {}, [], is_picture=True)
    return made


def _draw(
    items: Iterable[int], place: TextPlace, made: Drawing, paths: Iterator[int], depth: int = 0
) -> None:
    """Add what `items` draw to `made`, and take one of `paths` for each path."""
    frame = place.frame
    for item in items:
        kind = _get_type(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            if not made.places or made.places[-1] is not place or place.above != len(made.grounds):
                place = place._replace(above=len(made.grounds))
                made.places.append(place)
            made.texts[item] = place
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            if next(paths, None) is None:
                raise _TooManyPathsError
            _draw_path(item, frame, made)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            made.images.append(_bounds(item, frame))
            made.grounds.append(Ground(made.images[-1], None, is_image=True))
        elif kind == raw.FPDF_PAGEOBJ_SHADING:
            made.grounds.append(Ground(_bounds(item, frame), None))
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _MOST_NESTING:
            inner = (_get_inner(item, index) for index in range(_count_inner(item)))
            within = TextPlace(
                0,
                frame.after(_matrix(item)),
                clip_of(item, frame, place.clip),
                place.is_veiled or bool(_has_transparency(item)),
            )
            _draw(inner, within, made, paths, depth + 1)


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
            before = len(made.fills)
            _fill([around(outline) for outline in outlines], made)
            if filled := made.fills[before:]:
                made.grounds.extend(_grounds(path, filled, outlines, frame))
        if is_stroked:
            if not is_filled and _stroke(path) > THIN:
                made.grounds.append(Ground(bounds, None))
            for outline in outlines:
                made.rules.extend(_sides(outline))


def _grounds(
    path: int, boxes: list[Box], outlines: list[list[tuple[float, float]]], frame: Matrix
) -> Iterator[Ground]:
    """Yield the areas, `boxes`, that a filled `path` paints.

    WeasyPrint draws one side of a border as the whole frame, clipped to that side.
    """
    clip = clip_of(path, frame) if len(boxes) > 1 else None
    ((red, green, blue, alpha),) = fill_colours([path])
    fill = (red, green, blue) if alpha == _OPAQUE else None
    is_plain = fill is not None and all(map(_is_rectangle, outlines))
    if len(boxes) > 1 and is_plain:  # one in another may be a hole
        is_plain = not any(_is_around(a, b) for a, b in itertools.permutations(boxes[:_FEW], 2))
        is_plain = is_plain and len(boxes) <= _FEW
    for box in boxes:
        seen = box if clip is None else common(box, clip)
        yield Ground(seen, fill if is_plain else None, fill=fill)


def _is_around(a: Box, b: Box) -> bool:
    return a.x0 <= b.x0 and a.top <= b.top and a.x1 >= b.x1 and a.bottom >= b.bottom


def _is_rectangle(outline: list[tuple[float, float]]) -> bool:
    """Return whether every side of `outline` is level or upright, and none is a step inwards."""
    corners = set(outline)
    xs, ys = {x for x, _ in corners}, {y for _, y in corners}
    return len(corners) == 4 and len(xs) == len(ys) == 2


def _stroke(path: int) -> float:
    width = array("f", [0])
    _get_stroke(path, width.buffer_info()[0])
    return width[0]


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
        side = around([start, end])
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
    return around([frame.point(left, bottom), frame.point(right, top)])


def _matrix(item: int) -> Matrix:
    numbers = array("f", [0] * 6)
    _get_matrix(item, numbers.buffer_info()[0])
    return Matrix(*numbers)
