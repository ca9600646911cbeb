"""A process that reads files one after the other, with a limit on time and memory."""

from __future__ import annotations

import json
import resource
import select
import subprocess
import sys
import tempfile
import time
import traceback
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SECONDS = 10.0
MEMORY = 1 << 30


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a reading ended."""

    kind: str
    """`plan`, `error` (one that a user can read), `unmade`, or `bug`, `hang`, `crash`."""
    words: str
    """The error's message, or where the bug is."""
    seconds: float
    """Processor time."""
    memory: int = 0
    """The most bytes that the process held, beyond what it held before."""
    code: int = 0
    """The error's exit code."""

    @property
    def is_sound(self) -> bool:
        """Return whether the file gave a plan or one clear error, in time."""
        return self.kind in ("plan", "error", "unmade") and self.seconds <= SECONDS


class Worker:
    """Reads files in a process of its own; a new one takes over when it hangs or dies."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def read_case(self, format_: str, number: int) -> Verdict:
        """Return how the mutated file `number` of `format_` is read."""
        return self._ask({"format": format_, "number": number}, b"")

    def read(self, name: str, data: bytes) -> Verdict:
        """Return how the file `name` with `data` is read."""
        return self._ask({"name": name, "size": len(data)}, data)

    def stop(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _ask(self, question: dict[str, Any], data: bytes) -> Verdict:
        process = self._started()
        assert process.stdin
        process.stdin.write(json.dumps(question).encode() + b"\n" + data)
        process.stdin.flush()
        start = time.monotonic()
        try:
            if self._answer(process) is None:
                return Verdict("unmade", "", 0.0)  # the damage was too much for what does it
            start = time.monotonic()
            answer = self._answer(process)
        except json.JSONDecodeError as error:
            self.stop()  # what a reader prints would be among the results of `--json`
            return Verdict("bug", f"printed {error.doc[:200]!r}", time.monotonic() - start)
        if answer is None:
            seconds = time.monotonic() - start
            return Verdict("hang" if seconds > SECONDS else "crash", "", seconds)
        return Verdict(**answer)

    def _answer(self, process: subprocess.Popen[bytes]) -> Any:
        """Return the process's next answer, None if it gives none in time and was ended."""
        assert process.stdout
        ready, _, _ = select.select([process.stdout], [], [], 2 * SECONDS)
        line = process.stdout.readline() if ready else b""
        if not line:
            self.stop()
        return json.loads(line) if line else None

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.robustness.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,  # select() does not see what Python has read ahead
                start_new_session=True,  # Ctrl+C is for the run, which ends the process
                cwd=Path(__file__).parents[2],
            )
        return self._process


def _serve() -> None:
    """Answer each question on stdin twice on stdout: when the file is made, and when it is read."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    while line := sys.stdin.buffer.readline():
        name, data = _file(json.loads(line))
        _say({})
        _forget_peak()
        before = _peak()
        start = time.process_time()  # not the clock: other programs may hold the machine
        kind, words, code = _judged(name, data)
        seconds = time.process_time() - start
        memory = _peak() - before
        _say({"kind": kind, "words": words, "code": code, "seconds": seconds, "memory": memory})


def _forget_peak() -> None:
    """Have Linux count the peak anew; elsewhere it is that of all files so far."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def _peak() -> int:
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10
    return int(status.partition("VmHWM:")[2].split()[0]) << 10


def _file(question: dict[str, Any]) -> tuple[str, bytes]:
    if "name" in question:
        return question["name"], sys.stdin.buffer.read(question["size"])
    from tests.robustness.mutate import mutated

    return f"fuzz.{question['format']}", mutated(question["format"], question["number"])


def _say(answer: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
    sys.stdout.buffer.flush()


def _judged(name: str, data: bytes) -> tuple[str, str, int]:
    """Return the kind of verdict on a file, its words, and an error's exit code."""
    from pipeline.errors import InputError, PlanError, PublishError

    expected = PublishError if ".form." in name else (InputError, PlanError)
    try:
        _use(name, data)
    except expected as error:
        kind = "error" if error.message else "bug"
        return kind, error.message or "an error without words", error.exit_code
    except BaseException as error:
        last = traceback.extract_tb(error.__traceback__)[-4:]
        where = " < ".join(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in reversed(last))
        return "bug", f"{type(error).__name__}: {str(error)[:200]} at {where}", 0
    return "plan", "", 0


def _use(name: str, data: bytes) -> None:
    """Read the file, and do with it what comes next."""
    if ".form." in name:
        _use_form(name, data)
    else:
        _use_plan(name, data)


def _use_plan(name: str, data: bytes) -> None:
    """Read a plan, check it and write it as JSON."""
    from pipeline.check import check_plan
    from pipeline.layout import load_layout
    from pipeline.load import load_bytes
    from pipeline.planfile import plan_to_json
    from pipeline.settings import CheckSettings

    loaded = load_bytes(data, name)
    plan_to_json(loaded.plan)
    layout = load_layout("devon-and-cornwall")
    check_plan(loaded.plan, layout, CheckSettings(), loaded.receipt.findings)


def _use_form(name: str, data: bytes) -> None:
    """Read a returned form and add what it says to the plan."""
    from pipeline.answers import read_answers
    from pipeline.layout import load_layout
    from pipeline.merge import add_period
    from pipeline.model import PeriodColumn
    from tests.plans import SMALL
    from tests.robustness.seeds import PERIOD

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        said = read_answers([path], SMALL, PERIOD, load_layout("devon-and-cornwall"))
    add_period(SMALL, PeriodColumn(PERIOD, said.answers, said.new_actions))


if __name__ == "__main__":
    _serve()
