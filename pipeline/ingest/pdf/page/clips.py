"""Text that a page has and does not show, because it is cut off by what it may be drawn in."""

from __future__ import annotations

from array import array
from collections.abc import Iterator

import pypdfium2.raw as raw

from pipeline.ingest.pdf.page.native import INT, POINTER, plain

_MOST_PATHS, _MOST_POINTS = 20, 100
"""A clip of more paths, or a path of more points, is a drawing; it is taken to show all."""

_Sides = tuple[float, float, float, float]
"""Left, bottom, right and top."""

_get_bounds = plain(raw.FPDFPageObj_GetBounds, INT, *[POINTER] * 5)
_get_clip = plain(raw.FPDFPageObj_GetClipPath, POINTER, POINTER)
_count_paths = plain(raw.FPDFClipPath_CountPaths, INT, POINTER)
_count_points = plain(raw.FPDFClipPath_CountPathSegments, INT, POINTER, INT)
_get_segment = plain(raw.FPDFClipPath_GetPathSegment, POINTER, POINTER, INT, INT)
_get_point = plain(raw.FPDFPathSegment_GetPoint, INT, POINTER, POINTER, POINTER)


def is_cut_off(text_object: int, below: float, above: float) -> bool:
    """Return whether nothing is shown of the text object at an address.

    Its line reaches from `below` to `above`, in points from the foot of the page: where only the
    tallest letters of a line are shown, the line is. Text in a drawing, which has a measure of its
    own, is taken to be shown.
    """
    if not text_object or not 0 < (count := _count_paths(_get_clip(text_object))) <= _MOST_PATHS:
        return False
    left, bottom, right, top = _bounds(text_object)
    if top < below or bottom > above:
        return False
    text = left, min(bottom, below), right, max(top, above)
    return any(_lies_outside(text, box) for n in range(count) for box in _box(text_object, n))


def _lies_outside(text: _Sides, box: _Sides) -> bool:
    return text[2] <= box[0] or text[0] >= box[2] or text[3] <= box[1] or text[1] >= box[3]


def _bounds(text_object: int) -> _Sides:
    sides = array("f", [0, 0, 0, 0])
    start, _ = sides.buffer_info()
    _get_bounds(text_object, *range(start, start + 4 * sides.itemsize, sides.itemsize))
    left, bottom, right, top = sides
    return left, bottom, right, top


def _box(text_object: int, number: int) -> Iterator[_Sides]:
    """Yield the box round path `number` of a text's clip, none where its points are too many."""
    clip = _get_clip(text_object)
    if not 1 < (count := _count_points(clip, number)) <= _MOST_POINTS:
        return
    point = array("f", [0, 0])
    place, _ = point.buffer_info()
    xs, ys = [], []
    for index in range(count):
        if _get_point(_get_segment(clip, number, index), place, place + point.itemsize):
            xs.append(point[0])
            ys.append(point[1])
    if xs:
        yield min(xs), min(ys), max(xs), max(ys)
