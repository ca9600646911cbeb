"""A part of a page, painted with and without some of its text."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from typing import Any, Self

import pypdfium2.raw as raw
from PIL import Image, ImageChops

from pipeline.ingest.hidden import LEAST_CONTRAST
from pipeline.ingest.pdf.page import Box
from pipeline.ingest.pdf.page.native import INT, POINTER, plain

_SHARP = 14.0
"""Type is painted so many pixels high at least: a stroke is one wide then."""
_LARGEST_SCALE = 4.0
_MOST_PIXELS = 6_000_000
_INK = 48
"""A picture in which letters can be read differs by as much."""

_set_active = plain(raw.FPDFPageObj_SetIsActive, INT, POINTER, INT)


class Pixels:
    """What `part` of a page looks like, and what a text changes in it."""

    def __init__(self, without: Image.Image, changed: Image.Image, part: Box, scale: float) -> None:
        self._without, self._changed, self._part, self._scale = without, changed, part, scale

    @classmethod
    def of(cls, page: Any, crop: Box, part: Box, texts: Iterable[int], size: float) -> Self:
        """Return the pixels of `part` of `page`, with and without the text objects `texts`.

        `part` is measured from the upper left corner of `crop`, which is in points from the
        page's lower left corner. The smallest type is `size` points high.
        """
        scale = min(max(_SHARP / size, 1.0), _LARGEST_SCALE)
        area = max((part.x1 - part.x0) * (part.bottom - part.top), 1.0)
        scale = min(scale, (_MOST_PIXELS / area) ** 0.5)
        shown = _painted(page, crop, part, scale)
        for text in texts:
            _set_active(text, 0)
        without = _painted(page, crop, part, scale)
        bands = ImageChops.difference(shown, without).split()
        changed = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
        return cls(without, changed, part, scale)

    def is_changed(self, box: Box) -> bool:
        """Return whether the text changes what `box` looks like, so that a person sees it."""
        if (place := self._place(box)) is None:
            return False
        return _range(self._changed.crop(place))[1] >= LEAST_CONTRAST

    def has_ink(self, box: Box) -> bool:
        """Return whether `box` shows something without the text: a picture of words, say."""
        if (place := self._place(box)) is None:
            return False
        low, high = _range(self._without.crop(place).convert("L"))
        return high - low >= _INK

    def _place(self, box: Box) -> tuple[int, int, int, int] | None:
        """Return `box` in pixels, one wide and high at least; None if it is outside."""
        part, scale = self._part, self._scale
        left, top = int((box.x0 - part.x0) * scale), int((box.top - part.top) * scale)
        right = max(int((box.x1 - part.x0) * scale + 0.5), left + 1)
        bottom = max(int((box.bottom - part.top) * scale + 0.5), top + 1)
        width, height = self._changed.size
        left, top = max(left, 0), max(top, 0)
        right, bottom = min(right, width), min(bottom, height)
        return (left, top, right, bottom) if left < right and top < bottom else None


def _range(image: Image.Image) -> tuple[int, int]:
    """Return the darkest and the lightest value of a grey `image`."""
    low, high = image.getextrema()
    return int(low), int(high)  # type: ignore[arg-type]  # pairs are of several bands


def _painted(page: Any, crop: Box, part: Box, scale: float) -> Image.Image:
    width = max(round((part.x1 - part.x0) * scale), 1)
    height = max(round((part.bottom - part.top) * scale), 1)
    bitmap = raw.FPDFBitmap_Create(width, height, 0)
    try:
        raw.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        whole = round((crop.x1 - crop.x0) * scale), round((crop.bottom - crop.top) * scale)
        corner = round(-part.x0 * scale), round(-part.top * scale)
        raw.FPDF_RenderPageBitmap(bitmap, page, *corner, *whole, 0, 0)
        stride = raw.FPDFBitmap_GetStride(bitmap)
        data = ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), stride * height)
        return Image.frombytes("RGB", (width, height), data, "raw", "BGRX", stride)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)
