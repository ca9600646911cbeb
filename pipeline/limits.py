"""How long a stage may take and how much memory: each ends in a result or in one clear error."""

from __future__ import annotations

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from threading import current_thread, main_thread
from types import FrameType

from pipeline.errors import LimitError

SECONDS = 15 * 60
"""How long a stage may take: a hundred times the rows of a long plan take a fraction of it."""
MEMORY = 6 << 30
"""How many bytes of address space a process may take."""

_HINT = "Publish the plan in parts, or leave a format out (--format)."
_AGAIN = 1.0
"""The alarm rings again after so many seconds: what rang first may have been swallowed."""

_GRACE = 60.0
"""So many seconds on the processor longer, a library may be busy with what it does not let stop."""


class _TimeIsUp(BaseException):
    """Rings through libraries that catch every Exception."""


class _Clock:
    """The one alarm that a process has."""

    def __init__(self) -> None:
        self.stage = ""
        self.seconds = 0.0

    def wind(self) -> None:
        """Give the stage that begins now the whole time."""
        signal.setitimer(signal.ITIMER_REAL, self.seconds, _AGAIN if self.seconds else 0)
        # What a library's loop does not let ring ends by the system's own hand.
        signal.setitimer(signal.ITIMER_PROF, self.seconds and self.seconds + _GRACE)


_CLOCK = _Clock()


@contextmanager
def bounded(seconds: float = SECONDS, memory: int = MEMORY) -> Iterator[None]:
    """Hold what is done inside to the limits; `begin()` gives each stage the whole time.

    It sets the process's limit on address space and its one alarm; in another thread than the
    main one, where no alarm can ring, memory alone is limited.
    Raises LimitError, naming the stage, where a limit is reached.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    _limit_memory(min(limit for limit in (memory, soft, hard) if limit >= 0), hard)
    try:
        with _alarm(seconds) if current_thread() is main_thread() else nullcontext():
            yield
    except _TimeIsUp as error:
        raise LimitError(f"{_stage()} took more than {seconds:g} seconds", _HINT) from error
    except MemoryError as error:
        raise LimitError(f"{_stage()} took more memory than {gigabytes(memory)}", _HINT) from error
    finally:
        _limit_memory(soft, hard)


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    handler = signal.signal(signal.SIGALRM, _ring)
    try:
        _CLOCK.stage, _CLOCK.seconds = "", seconds
        _CLOCK.wind()
        yield
    finally:
        _CLOCK.seconds = 0.0
        _CLOCK.wind()
        signal.signal(signal.SIGALRM, handler)


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


def _limit_memory(soft: int, hard: int) -> None:
    """Make every allocation beyond `soft` fail, where the system supports a limit."""
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
