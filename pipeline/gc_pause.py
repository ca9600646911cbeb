"""Python's garbage collector, where it would look at a whole plan again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def waiting_collector() -> Iterator[None]:
    """Let the garbage collector wait while the block runs.

    For work that makes many objects that live to its end. Layout's boxes cost a fifth of its time
    on ten times the rows, for four per cent of the memory; a long plan in JSON half of its time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
