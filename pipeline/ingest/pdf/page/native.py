"""pdfium's functions for what is asked thousands of times: addresses go in and come out.

`pypdfium2.raw` makes a Python pointer for each object that a function returns, which costs more
than the answer. Its own functions are used wherever a call is made a few times a page.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

POINTER = ctypes.c_void_p
INT = ctypes.c_int


def plain(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """Return pdfium's `function` with plain addresses in the place of pointers."""
    address = ctypes.cast(function, ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(result, *arguments)(address)
