"""How long a stage may take and how much memory: each ends in a result or in one clear error."""

from __future__ import annotations

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from pipeline.errors import LimitError

SECONDS = 15 * 60
"""How long a stage may take: a hundred times the rows of a long plan take a fraction of it."""
MEMORY = 6 << 30
"""How many bytes of address space a process may take."""

_HINT = "Publish the plan in parts, or leave a format out (--format)."
_AGAIN = 1.0
"""The alarm rings again after so many seconds: what rang first may have been swallowed."""


class _TimeIsUp(BaseException):
    """Rings through libraries that catch every Exception."""


class _Clock:
    """The one alarm that a process has."""

    def __init__(self) -> None:
        self.stage = ""
        self.seconds = 0.0

    def wind(self) -> None:
        """Give the stage that begins now the whole time."""
        with suppress(ValueError):  # another thread has no alarm
            signal.setitimer(signal.ITIMER_REAL, self.seconds, _AGAIN if self.seconds else 0)
            # What a library's loop does not let ring ends by the system's own hand.
            signal.setitimer(signal.ITIMER_PROF, 2 * self.seconds)


_CLOCK = _Clock()


@contextmanager
def bounded(seconds: float = SECONDS, memory: int = MEMORY) -> Iterator[None]:
    """Hold what is done inside to the limits; `begin()` gives each stage the whole time.

    For a program's main thread: it sets the process's alarm and its limit on address space.
    Raises LimitError, naming the stage, where a limit is reached.
    """
    former = resource.getrlimit(resource.RLIMIT_AS)
    handler = _handled(_ring)
    _CLOCK.stage, _CLOCK.seconds = "", seconds
    _limit_memory(memory)
    _CLOCK.wind()
    try:
        yield
    except _TimeIsUp as error:
        raise LimitError(f"{_stage()} took more than {seconds:g} seconds", _HINT) from error
    except MemoryError as error:
        raise LimitError(f"{_stage()} took more memory than {gigabytes(memory)}", _HINT) from error
    finally:
        _CLOCK.seconds = 0.0
        _CLOCK.wind()
        _handled(handler)
        resource.setrlimit(resource.RLIMIT_AS, former)


def begin(stage: str) -> None:
    """Give the `stage` that begins now the whole time, where anything is bounded."""
    _CLOCK.stage = stage
    if _CLOCK.seconds:
        _CLOCK.wind()


def gigabytes(size: int) -> str:
    """Return `size`, in bytes, as words."""
    return f"{size / (1 << 30):.3g} GB"


def _stage() -> str:
    return f"“{_CLOCK.stage}”" if _CLOCK.stage else "the command"


def _ring(_: int, __: FrameType | None) -> None:
    raise _TimeIsUp


def _handled(handler: signal._HANDLER) -> signal._HANDLER:
    """Set the alarm's handler; return the former one."""
    try:
        return signal.signal(signal.SIGALRM, handler)
    except ValueError:  # another thread sets none
        return handler


def _limit_memory(memory: int) -> None:
    """Have every allocation beyond `memory` fail, where no lower limit is set."""
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    lowest = min(limit for limit in (memory, soft, hard) if limit != resource.RLIM_INFINITY)
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (lowest, hard))
