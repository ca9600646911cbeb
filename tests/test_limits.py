"""Whatever a stage does, it ends within its limits, and what is outside stays as it was."""

from __future__ import annotations

import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from pipeline.check.example import Example
from pipeline.errors import LimitError
from pipeline.limits import begin, bounded
from pipeline.planfile import plan_to_json


def _busy() -> None:
    while True:
        pass


def _swallowing() -> None:
    while True:
        with suppress(BaseException):
            _busy()
        time.sleep(2)


def _waiting() -> None:
    Future[None]().result()


def _matching() -> None:
    re.match("(a*)*b", "a" * 60)


@pytest.mark.parametrize("work", [_busy, _swallowing, _waiting, _matching])
def test_what_takes_too_long_is_ended(work: Callable[[], None]) -> None:
    """Loops, waits, patterns that go astray, and code that swallows what is raised."""
    with (
        pytest.raises(LimitError, match="“Rendering docx” took more than"),
        bounded(0.1),
    ):
        begin("Rendering docx")
        work()


def test_what_takes_too_much_memory_is_ended() -> None:
    """An allocation beyond the limit is one clear error."""
    words = "the command took more memory than 4 GB"
    with pytest.raises(LimitError, match=words) as error, bounded(memory=4 << 30):
        bytearray(8 << 30)
    assert "--format" in error.value.hint
    assert error.value.exit_code == 7


def test_each_stage_has_the_whole_time() -> None:
    """Three stages of two thirds of the limit are none too long."""
    with bounded(0.6):
        for stage in ("Reading", "Rendering", "Writing"):
            begin(stage)
            time.sleep(0.4)


def test_everything_is_put_back() -> None:
    """Neither alarm nor limit is left behind, however it ends."""
    before = (resource.getrlimit(resource.RLIMIT_AS), signal.getsignal(signal.SIGALRM))
    with bounded():
        assert resource.getrlimit(resource.RLIMIT_AS) != before[0]
    with suppress(LimitError), bounded(0.01):
        _busy()
    begin("Nothing")
    assert (resource.getrlimit(resource.RLIMIT_AS), signal.getsignal(signal.SIGALRM)) == before
    assert signal.getitimer(signal.ITIMER_REAL) == signal.getitimer(signal.ITIMER_PROF) == (0, 0)


def test_another_thread_has_no_alarm() -> None:
    """There nothing can ring; the main thread's alarm is not touched."""
    with bounded(60), ThreadPoolExecutor(1) as pool:
        pool.submit(_briefly).result()
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 1


def _briefly() -> None:
    with bounded(0.01):
        time.sleep(0.05)


def test_a_lower_limit_of_the_machine_is_left() -> None:
    """What `ulimit -v` allows is not raised."""
    program = (
        "import resource; from pipeline.limits import bounded\n"
        "resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 2 << 30))\n"
        "with bounded(): print(resource.getrlimit(resource.RLIMIT_AS))"
    )
    assert _run(program).stdout == f"{(1 << 30, 2 << 30)}\n".encode()


def test_a_library_that_never_comes_back_is_ended() -> None:
    """A loop in a library's own code, where nothing can be raised, is ended by the system."""
    program = (
        "from pipeline import limits\nlimits._GRACE = 0.5\n"
        "with limits.bounded(0.1): sum(range(10**14))\nprint('never')"
    )
    ran = _run(program)
    assert (ran.returncode, ran.stdout) == (-signal.SIGPROF, b"")


def _run(program: str, folder: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", program]
    where = folder or Path(__file__).parents[1]
    return subprocess.run(command, cwd=where, capture_output=True, timeout=60, check=False)


def test_every_command_is_bounded(tmp_path: Path) -> None:
    """The error has its exit code, its words and the next step, and nothing is written.

    Each runs in a process of its own: an alarm that rings so soon would ring inside pytest too.
    """
    (tmp_path / "plan.json").write_bytes(plan_to_json(Example().plan()))
    for command in (["check"], ["ingest"], ["render", "--output", "build"]):
        program = (
            "import functools, sys; from pipeline.cli import app\n"
            "app.bounded = functools.partial(app.bounded, 0.001)\n"
            f"sys.argv = ['publish', *{command!r}, 'plan.json']; app.main()"
        )
        ran = _run(program, tmp_path)
        said = ran.stderr.decode()
        assert ran.returncode == 7, said
        assert re.search(r"publish: error: .* took more than 0.001 seconds\nhint: ", said)
        assert "Traceback" not in said
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["plan.json"]
