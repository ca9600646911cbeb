"""The PDF in a process of its own: it is laid out beside all else, within limits.

The process is started before the plan is read, and loads its libraries meanwhile; with a second
core that costs no time. It is a fresh interpreter, not a copy of this one: so it works from any
entry point, and it ends when its pipes close, however this process ends.
"""

from __future__ import annotations

import os
import pickle
import resource
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import IO, cast

from pipeline.bounds import MEMORY, SECONDS, gigabytes
from pipeline.errors import LimitError, MachineError, PublishError
from pipeline.publication import Publication

_HINT = "Leave the PDF out (--format), or publish the plan in parts."


class Apart:
    """A process that renders one publication."""

    format = "pdf"
    """It takes longer than all others together."""

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._seconds = seconds
        self._process = subprocess.Popen(  # noqa: S603 - this program's own module
            [sys.executable, "-m", __name__, str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        self._waiting = ThreadPoolExecutor(1)

    def begin(self, publication: Publication) -> dict[str, Future[bytes]]:
        """Return where the artifact will be, by its format.

        The future's `result()` raises what the renderer raised.
        """
        return {self.format: self._waiting.submit(self._render, publication)}

    def close(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._waiting.shutdown()
        self._process.communicate()
        with suppress(BrokenPipeError):  # what was not sent whole is left open by communicate()
            cast("IO[bytes]", self._process.stdin).close()

    def _render(self, publication: Publication) -> bytes:
        try:
            answer, _ = self._process.communicate(pickle.dumps(publication), self._seconds)
        except subprocess.TimeoutExpired as error:
            self._process.kill()
            raise LimitError(
                f"the PDF was not set within its limit of {self._seconds:g} seconds", hint=_HINT
            ) from error
        outcome = self._outcome(answer)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def _outcome(self, answer: bytes) -> bytes | Exception:
        try:
            return cast("bytes | Exception", pickle.loads(answer))  # noqa: S301 - our own process
        except (EOFError, pickle.UnpicklingError) as error:
            raise MachineError(
                f"the process that sets the PDF ended with code {self._process.returncode}",
                hint=f"It may have lacked memory; its limit is {gigabytes(MEMORY)}. {_HINT}",
            ) from error


@contextmanager
def rendering_apart(formats: Sequence[str]) -> Iterator[Apart | None]:
    """Give a process for the PDF, None where no PDF is wanted."""
    if Apart.format not in formats or not sys.executable:
        yield None
        return
    apart = Apart()
    try:
        yield apart
    finally:
        apart.close()


def main() -> None:
    """Read a publication from the input, write its PDF or what was raised."""
    results = sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library prints is not a result
    pickle.dump(_outcome(int(sys.argv[1])), results)
    results.flush()
    os._exit(0)  # to take millions of boxes apart one by one would only keep the caller waiting


def _outcome(memory: int) -> bytes | Exception:
    try:
        from pipeline.render.pdf import render_pdf
        from pipeline.render.pdf.engine import load_weasyprint

        load_weasyprint()
        import_module("pipeline.render.pdf.pages")
        _limit(memory)
        return render_pdf(pickle.load(sys.stdin.buffer))  # noqa: S301 - from our own process
    except MemoryError:
        return LimitError(
            f"the PDF takes more memory than its limit of {gigabytes(memory)}", hint=_HINT
        )
    except PublishError as error:
        return error
    except Exception as error:
        return RuntimeError(f"{type(error).__name__}: {error}")


def _limit(memory: int) -> None:
    """Have every allocation beyond `memory` fail, where the system lets itself be told."""
    with suppress(OSError, ValueError):
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (memory, hard))


if __name__ == "__main__":
    main()
