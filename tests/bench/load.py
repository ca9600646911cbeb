"""How busy the machine is with other programs: figures of a busy machine are of no use."""

from __future__ import annotations

import os
import resource
import time
from dataclasses import dataclass
from pathlib import Path

MOST = 1.0
"""The load of the last minute above which nothing is measured."""
_STAT = Path("/proc/stat")


class BusyError(Exception):
    """The machine is busy; the message says how much."""


@dataclass(frozen=True, slots=True)
class Load:
    """What else the machine did while programs were measured."""

    before: float
    """The load of the minute before."""
    others: float | None
    """The processors that other programs took, on average; None if the system does not say."""


class Watch:
    """Watches the machine from now on."""

    def __init__(self, *, busy: bool = False) -> None:
        """Raise BusyError on a busy machine, unless it may be `busy`."""
        self._before = os.getloadavg()[0]
        if self._before > MOST and not busy:
            raise BusyError(
                f"the load is {self._before:.2f}, and figures are worth something up to {MOST:g}; "
                "end other programs, or measure all the same with --busy"
            )
        self._start, self._work, self._own = time.monotonic(), _work(), _own_work()

    def load(self) -> Load:
        """Return the load up to now."""
        seconds = time.monotonic() - self._start
        if self._work is None or (work := _work()) is None:
            return Load(self._before, None)
        others = (work - self._work) - (_own_work() - self._own)
        return Load(self._before, max(others, 0.0) / max(seconds, 1e-9))


def _work() -> float | None:
    """Return the processor seconds that all programs have taken since the machine started."""
    if not _STAT.is_file():
        return None
    user, nice, system, _, _, irq, soft, *_ = map(int, _STAT.read_text().split()[1:9])
    return (user + nice + system + irq + soft) / os.sysconf("SC_CLK_TCK")


def _own_work() -> float:
    """Return the processor seconds of this program and of those that it started."""
    usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in usage)
