"""What makes a text suspect of being hidden: cheap questions, asked of every text of a page."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from math import inf
from typing import NamedTuple

import pypdfium2.raw as raw

from pipeline.ingest.hidden import Cause
from pipeline.ingest.pdf.page import Box
from pipeline.ingest.pdf.page.drawing import Drawing, TextPlace
from pipeline.ingest.pdf.page.native import INT, POINTER, fill_colours, plain
from pipeline.ingest.pdf.page.paints import Colour, Ground
from pipeline.ingest.pdf.page.placed import Placed

_CLEAR = 96
"""A colour that differs from its ground by this much needs no look at the pixels."""
_FAINT = 128
"""Text of less opacity is suspected."""
_UNSEEN_MODES = (3, 7)
"""The text modes that paint no letter; 1 paints the outline alone (ISO 32000-2, 9.3.6)."""
_OUTLINE = 1
_COVERED = 0.3
"""What reaches over less than this share of a line's height leaves its letters readable."""
_LARGE = 60.0
"""Grounds higher than this, in points, are looked at one by one: there are few."""
_WHITE = (255, 255, 255)

_get_mode = plain(raw.FPDFTextObj_GetTextRenderMode, INT, POINTER)
_has_transparency = plain(raw.FPDFPageObj_HasTransparency, INT, POINTER)


class Suspicion(NamedTuple):
    """Why a text may not be seen."""

    cause: Cause
    is_under_image: bool = False


class _Paint(NamedTuple):
    """How a text is painted."""

    mode: int
    is_veiled: int
    red: int
    green: int
    blue: int
    alpha: int


class Suspicions:
    """Asks whether texts of one page may be hidden."""

    def __init__(self, drawn: Drawing, *, has_layers: bool) -> None:
        self._drawn, self._has_layers = drawn, has_layers
        grounds = list(enumerate(drawn.grounds))
        self._large = [g for g in grounds if g[1].box.bottom - g[1].box.top > _LARGE]
        small = (g for g in grounds if g[1].box.bottom - g[1].box.top <= _LARGE)
        self._small = sorted(small, key=lambda g: g[1].box.top)
        self._tops = [ground.box.top for _, ground in self._small]

    def of(self, at: Placed) -> Iterator[tuple[int, Suspicion]]:
        """Yield the numbers of the stretches of `at` that may be hidden, each with the reason."""
        modes, veils = map(_get_mode, at.texts), map(_has_transparency, at.texts)
        paints = list(zip(modes, veils, *zip(*fill_colours(at.texts), strict=True), strict=False))
        doubtful = {paint: self._doubtful(_Paint(*paint)) for paint in set(paints)}
        places, last = self._drawn.texts, len(self._drawn.grounds)
        is_simple = not self._drawn.is_picture and all(
            place.above == last and not place.is_veiled for place in self._drawn.places
        )
        if is_simple and not any(map(any, doubtful.values())):
            return  # as on most pages: nothing is painted late, and nothing like its ground
        for number, (stretch, paint) in enumerate(zip(at.stretches, paints, strict=True)):
            top, bottom = doubtful[paint]
            place = places.get(stretch.text_object)
            if (
                (not top < at.foot - stretch.base < bottom)
                and (place and place.above >= last and not place.is_veiled)
                and stretch.is_level
            ):
                continue
            if suspicion := self._suspicion(place, _Paint(*paint), at.box(number)):
                yield number, suspicion

    def _doubtful(self, paint: _Paint) -> tuple[float, float]:
        """Return between which heights of the page text painted so may not be seen.

        Nothing but what is painted before it is weighed.
        """
        colour = paint.red, paint.green, paint.blue
        if self._has_layers or self._cause(paint) or not _differ(colour, _WHITE):
            return -inf, inf
        like = [g.box for g in self._drawn.grounds if not _differ(colour, g.colour)]
        if not like:
            return 0, 0
        return min(box.top for box in like), max(box.bottom for box in like) + _LARGE

    def _cause(self, paint: _Paint) -> Cause | None:
        if paint.mode in _UNSEEN_MODES:
            return Cause.INVISIBLE
        if paint.alpha < _FAINT or paint.is_veiled:
            return Cause.TRANSPARENT
        return Cause.COLOUR if paint.mode == _OUTLINE else None

    def _suspicion(self, place: TextPlace | None, paint: _Paint, box: Box) -> Suspicion | None:
        if place is None:  # of a page that draws too much to be looked at
            return Suspicion(self._cause(paint) or Cause.COVERED)
        if place.above < len(self._drawn.grounds) and (over := self._over(box, place.above)):
            return Suspicion(Cause.COVERED, is_under_image=over.is_image)
        if cause := self._cause(paint):
            return Suspicion(cause)
        if place.is_veiled:
            return Suspicion(Cause.TRANSPARENT)
        if not _differ((paint.red, paint.green, paint.blue), self._under(box, place.above)):
            return Suspicion(Cause.COLOUR)
        return Suspicion(Cause.LAYER) if self._has_layers else None

    def _near(self, box: Box) -> Iterator[tuple[int, Ground]]:
        """Yield the grounds that may reach `box`, in no order."""
        yield from self._large
        for n in range(bisect_left(self._tops, box.top - _LARGE), len(self._tops)):
            if self._tops[n] >= box.bottom:
                return
            yield self._small[n]

    def _over(self, box: Box, above: int) -> Ground | None:
        """Return an image, else another ground, that is painted over `box`."""
        found = None
        limit = _COVERED * (box.bottom - box.top)
        for order, ground in self._near(box):
            if order < above:
                continue
            x0, top, x1, bottom = ground.box
            high = (bottom if bottom < box.bottom else box.bottom) - (
                top if top > box.top else box.top
            )
            if high > limit and x0 < box.x1 and x1 > box.x0:
                if ground.is_image:
                    return ground
                found = ground
        return found

    def _under(self, box: Box, above: int) -> Colour | None:
        """Return the colour below the middle of `box`; None if it is not known."""
        x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
        last = -1
        colour: Colour | None = _WHITE
        for order, ground in self._near(box):
            at = ground.box
            if last < order < above and at.x0 <= x <= at.x1 and at.top <= y <= at.bottom:
                last, colour = order, ground.colour
        return colour


def _differ(a: Colour, b: Colour | None) -> bool:
    return b is not None and max(abs(x - y) for x, y in zip(a, b, strict=True)) >= _CLEAR
