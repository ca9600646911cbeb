"""The characters of a page, as columns: one question to pdfium is asked for all of them at once.

A page has thousands of characters, and a call from Python costs more than its answer. So the
calls are made by `map()`, without a line of Python for each.
"""

from __future__ import annotations

import ctypes
import math
import re
import sys
from array import array
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import repeat
from operator import mul, sub
from typing import Any, NamedTuple

import pypdfium2.raw as raw

from pipeline.ingest.pdf.page.native import INT, POINTER, plain

_UNKNOWN = "\ufffd"
_LAST_CODE = 0x10FFFF
_LINE_END_HYPHEN = "\x02"
"""pdfium's sign for a hyphen that ends a line."""
_SPACES = "\t\n\f\r\u2028\u2029\u200b\ufeff"
_SIGNS = {**dict.fromkeys(map(ord, _SPACES), " "), ord(_LINE_END_HYPHEN): "-"}
_HYPHEN_IN_TEXT = re.compile("\ufffe")
"""That sign in the text of a whole page."""
_END = "\0"
_UTF_16 = f"utf-16-{sys.byteorder[0]}e"
_SLANT = 0.1
"""The share of a line's length by which it climbs or falls, from which on it is aslant."""
_SPACE = re.compile(" ")

_get_code = plain(raw.FPDFText_GetUnicode, ctypes.c_uint, POINTER, INT)
_get_text = plain(raw.FPDFText_GetText, INT, POINTER, INT, INT, POINTER)
_get_object = plain(raw.FPDFText_GetTextObject, POINTER, POINTER, INT)
_is_generated = plain(raw.FPDFText_IsGenerated, INT, POINTER, INT)
_is_unmapped = plain(raw.FPDFText_HasUnicodeMapError, INT, POINTER, INT)
_get_size = plain(raw.FPDFText_GetFontSize, ctypes.c_double, POINTER, INT)
_get_box = plain(raw.FPDFText_GetLooseCharBox, INT, POINTER, INT, POINTER)
_get_matrix = plain(raw.FPDFText_GetMatrix, INT, POINTER, INT, POINTER)
_get_origin = plain(raw.FPDFText_GetCharOrigin, INT, POINTER, INT, POINTER, POINTER)


class Stretch(NamedTuple):
    """Letters that follow each other in one text object."""

    start: int
    end: int
    text_object: int
    """Its address."""
    base: float
    """Where its letters are, in points from the foot of the page."""
    size: float
    """Of its type, in points."""
    is_aslant: bool
    """It runs neither along the page nor up it."""
    is_level: bool
    """It runs along the page."""


class Letters(NamedTuple):
    """The characters that the file has, in its order; what pdfium adds of its own is left out."""

    text: str
    """A space stands for all white space."""
    x0s: Sequence[float]
    x1s: Sequence[float]
    highs: Sequence[float]
    lows: Sequence[float]
    """How far the font's line box reaches, in points from the foot of the page."""
    gaps: Sequence[float]
    """How far each is from the next, whichever way the script runs."""
    stretches: Sequence[Stretch]
    unmapped: int
    """How many text objects have a font that does not say what its glyphs stand for."""
    carets: frozenset[int] = frozenset()
    """Letters that are raised alone."""


def read_letters(text_page: Any, left: float) -> Letters:
    """Return the characters of `text_page`; `left` is where the page begins."""
    page = ctypes.cast(text_page, POINTER).value
    text = _text(page, max(raw.FPDFText_CountChars(text_page), 0))
    indices: Sequence[int] = range(len(text))
    if added := {m.start() for m in _SPACE.finditer(text) if _is_generated(page, m.start())}:
        indices = [index for index in indices if index not in added]
        text = "".join([text[index] for index in indices])
    sides = _filled(_get_box, page, indices, array("f", [0]), numbers=4)
    x0s = [x - left for x in sides[0::4]]
    x1s = [x - left for x in sides[2::4]]
    gaps = list(map(max, map(sub, x0s[1:], x1s), map(sub, x0s, x1s[1:])))
    return Letters(text, x0s, x1s, sides[1::4], sides[3::4], gaps, *_stretches(page, indices))


def _text(page: int | None, count: int) -> str:
    """Return a letter for each character of the page.

    pdfium gives all of them at once, but leaves out those without a code, and joins the halves of
    those beyond the first plane. Then each is asked for.
    """
    units = array("H", [0]) * (count + 1)
    _get_text(page, 0, count, units.buffer_info()[0])
    text = units[:count].tobytes().decode(_UTF_16, "surrogatepass")
    if len(text) == count and _END not in text:
        text = _HYPHEN_IN_TEXT.sub(lambda match: chr(_get_code(page, match.start())), text)
        return text.translate(_SIGNS)
    codes = _asked(_get_code, page, range(count))
    return "".join([chr(c) if c <= _LAST_CODE else _UNKNOWN for c in codes]).translate(_SIGNS)


def _stretches(page: int | None, indices: Sequence[int]) -> tuple[list[Stretch], int]:
    """Return the stretches of the letters at `indices`, and how many of them are not mapped.

    A letter of no text object goes with the one before it.
    """
    starts: list[int] = []
    objects: list[int] = []
    for place, text_object in enumerate(_asked(_get_object, page, indices)):
        if not place or (text_object and text_object != objects[-1]):
            starts.append(place)
            objects.append(text_object or 0)
    firsts = [indices[start] for start in starts]
    ends = [*starts[1:], len(indices)]
    bases = _filled(_get_origin, page, firsts, array("d", [0]), pointers=2)[1::2]
    made = list(map(Stretch, starts, ends, objects, bases, *_drawn(page, firsts)))
    return made, sum(answer == 1 for answer in _asked(_is_unmapped, page, firsts))


def _drawn(page: int | None, indices: Sequence[int]) -> tuple[list[float], list[bool], list[bool]]:
    """Return the size of each letter's type as it is drawn, whether its line is aslant, and level.

    Not pdfium's own height: it takes that from the font, and subset fonts often state it wrong.
    """
    matrices = _filled(_get_matrix, page, indices, array("f", [0]), numbers=6)
    along, up, scale_x, scale_y = (matrices[n::6] for n in range(4))
    scales = map(math.hypot, scale_x, scale_y)
    sizes = [max(n, 1.0) for n in map(mul, _asked(_get_size, page, indices), scales)]
    if not any(up):  # as on most pages
        return sizes, [False] * len(sizes), [True] * len(sizes)
    slants = [_SLANT * math.hypot(a, b) for a, b in zip(along, up, strict=True)]
    aslant = [min(abs(a), abs(b)) > s for a, b, s in zip(along, up, slants, strict=True)]
    return sizes, aslant, [abs(b) <= s for b, s in zip(up, slants, strict=True)]


def _asked(function: Any, page: int | None, indices: Sequence[int]) -> Iterator[Any]:
    """Yield what `function` returns for each of `indices`."""
    return map(function, repeat(page), indices)


def _filled(
    function: Any,
    page: int | None,
    indices: Sequence[int],
    kind: array[float],
    *,
    pointers: int = 1,
    numbers: int = 1,
) -> array[float]:
    """Return what `function` writes for each of `indices`: `numbers` to each of its `pointers`."""
    made = kind * (len(indices) * pointers * numbers)
    start, _ = made.buffer_info()
    width = kind.itemsize * numbers
    step = width * pointers
    places = (
        range(first, first + step * len(indices), step)
        for first in range(start, start + step, width)
    )
    deque(map(function, repeat(page), indices, *places), maxlen=0)
    return made
