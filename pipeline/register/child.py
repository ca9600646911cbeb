"""A process that reads plans for a thread: it has a main thread, so its time can be limited.

`python -m pipeline.register.child` reads a job a line and writes a reading a line, both as JSON.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from threading import Timer, local

from pipeline.register.entry import Entry, Job, Limits, Reading

_GRACE = 30.0
"""Seconds beyond a job's own limit after which its process is taken to hang and is killed."""

_MINE = local()
"""Each thread keeps its own process, which reads one plan after another."""


class ChildDiedError(RuntimeError):
    """Raised where the process ended without an answer: killed, crashed or out of memory."""


def read_in_child(job: Job) -> Reading:
    """Return the reading of `job`, read by this thread's own process.

    Raises ChildDiedError if that process dies; the next call starts another.
    """
    child = getattr(_MINE, "child", None)
    if child is None or child.poll() is not None:
        child = _MINE.child = _start()
    timer = Timer(job.limits.seconds + _GRACE, child.kill)
    timer.start()
    try:
        line = _asked(child, json.dumps(asdict(job)))
    except OSError:
        line = ""
    finally:
        timer.cancel()
    if not line:
        child.kill()
        child.wait()
        _MINE.child = None
        raise ChildDiedError(f"the process that read {job.path} died")
    return reading_from_json(line)


def _asked(child: subprocess.Popen[str], question: str) -> str:
    """Return the child's answer, a line; empty if it died."""
    if child.stdin is None or child.stdout is None:  # both are pipes: see `_start()`
        return ""
    child.stdin.write(question + "\n")
    child.stdin.flush()
    return child.stdout.readline()


def reading_from_json(line: str) -> Reading:
    """Return the reading that `json.dumps(asdict(reading))` wrote."""
    values = json.loads(line)
    values["entries"] = tuple(Entry(**entry) for entry in values["entries"])
    return Reading(**values)


def _start() -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "pipeline.register.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=Path.cwd(),
    )


def serve() -> None:
    """Answer each job on standard input until it closes."""
    from pipeline.register.reading import read_here

    for line in sys.stdin:
        values = json.loads(line)
        job = Job(values["path"], Limits(**values["limits"]))
        sys.stdout.write(json.dumps(asdict(read_here(job))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve()
