"""Room on Python's own stack, for a layout that calls itself deeply.

CPython keeps frames in chunks of 16 KB. A call that crosses a chunk's end takes a new one from the
system, and its return gives it back (`push_chunk` in Python/pystate.c), so a recursion that swings
round such an end asks the system for memory at every call: half of the page faults of a layout, and
a seventh of its time. A frame that is larger than a chunk gets one twice as large as need be, and
all frames behind it find room in the rest.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

_SLOTS = 1 << 17
"""How many values the frame says that it may hold: of 8 bytes, one MB, which nothing touches."""

_P = ParamSpec("_P")
_T = TypeVar("_T")


def with_deep_stack(function: Callable[_P, _T]) -> Callable[_P, _T]:
    """Return `function` with about a MB of room for the frames of what it calls."""

    def call(*args: _P.args, **kwargs: _P.kwargs) -> _T:
        return function(*args, **kwargs)

    call.__code__ = call.__code__.replace(co_stacksize=_SLOTS)
    return functools.wraps(function)(call)
