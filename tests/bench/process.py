"""Programs as processes: how long each takes from its start to its end, and its memory."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

_SHOWN = 160
"""A program's last words are quoted up to this length."""


class ProgramError(Exception):
    """A program failed; the message is the last thing it said."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of one program."""

    seconds: float
    cpu: float
    """Seconds of processor time, of all its processes: steadier where a machine is busy."""
    peak: int
    """The memory of its largest process, in bytes."""
    output: str


@dataclass(frozen=True, slots=True)
class Timed:
    """What several runs of one program came to."""

    seconds: float
    """The median."""
    cpu: float
    """The median."""
    all_seconds: tuple[float, ...]
    all_cpu: tuple[float, ...]
    peak: int
    """The largest of any run."""


def run(command: Sequence[str | Path], folder: Path) -> Run:
    """Return how `command` ran in `folder`. Raises ProgramError if it fails.

    A small process starts it: Linux counts the memory of who starts a program as the program's.
    """
    starter = [sys.executable, str(Path(__file__)), *map(str, command)]
    # Python keeps what it compiles, as where it is installed.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(starter, cwd=folder, stdout=subprocess.PIPE, check=True, env=environment)
    found = json.loads(done.stdout)
    if code := found.pop("code"):
        raise ProgramError(_last_line(found["output"]) or f"exit code {code}")
    return Run(**found)


def _main(command: Sequence[str]) -> None:
    """Run `command` and print what it took, and what it said: its errors where it failed."""
    with TemporaryFile() as out, TemporaryFile() as err:
        start = time.perf_counter()
        try:
            process = subprocess.Popen(command, stdout=out, stderr=err)
        except OSError as error:
            json.dump({"code": 1, "output": str(error)}, sys.stdout)
            return
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        code = process.returncode = os.waitstatus_to_exitcode(status)
        said = err if code else out
        said.seek(0)
        found = {
            "seconds": seconds,
            "cpu": usage.ru_utime + usage.ru_stime,
            "peak": usage.ru_maxrss * 1024,
            "output": said.read().decode(errors="replace"),
        }
    json.dump({"code": code, **found}, sys.stdout)


def python(*arguments: str | Path) -> list[str | Path]:
    """Return the command that runs this Python with `arguments`."""
    return [sys.executable, *arguments]


def timed(runs: Sequence[Run]) -> Timed:
    """Return the median of `runs`."""
    seconds, cpu = tuple(each.seconds for each in runs), tuple(each.cpu for each in runs)
    peak = max(each.peak for each in runs)
    return Timed(statistics.median(seconds), statistics.median(cpu), seconds, cpu, peak)


def ratio(a: Sequence[float], b: Sequence[float]) -> float:
    """Return the median of the ratios of runs that were made one after the other."""
    return statistics.median(x / y for x, y in zip(a, b, strict=False))


def _last_line(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return lines[-1][:_SHOWN] if lines else ""


if __name__ == "__main__":
    _main(sys.argv[1:])
