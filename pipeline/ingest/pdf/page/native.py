"""pdfium's functions for what is asked thousands of times: addresses go in and come out.

`pypdfium2.raw` makes a Python pointer for each object that a function returns, which costs more
than the answer. Its own functions are used wherever a call is made a few times a page.
"""

from __future__ import annotations

import ctypes
from array import array
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pypdfium2.raw as raw

POINTER = ctypes.c_void_p
INT = ctypes.c_int


def plain(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """Return pdfium's `function` with plain addresses in the place of pointers."""
    address = ctypes.cast(function, ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


_get_fill = plain(raw.FPDFPageObj_GetFillColor, INT, *[POINTER] * 5)


def fill_colours(items: Sequence[int]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the red, green, blue and opacity that each object is filled with, from 0 to 255.

    All are 0 if it is filled with a pattern.
    """
    parts = array("I", [0]) * (4 * len(items))
    start, _ = parts.buffer_info()
    end = start + len(parts) * parts.itemsize
    places = (
        range(first, end, 4 * parts.itemsize)
        for first in range(start, start + 4 * parts.itemsize, parts.itemsize)
    )
    deque(map(_get_fill, items, *places), maxlen=0)
    return zip(parts[0::4], parts[1::4], parts[2::4], parts[3::4], strict=True)
