"""The PDF in a process of its own: it is laid out beside all else, within limits.

The process is started before the plan is read, and loads its libraries meanwhile; with a second
core that costs no time. It is a fresh interpreter, not a copy of this one: so it works from any
entry point, and it ends when its pipes close, however this process ends.
"""

from __future__ import annotations

import os
import pickle
import resource
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from importlib import import_module
from threading import Timer
from typing import IO, cast

from pipeline.ahead import taken
from pipeline.errors import LimitError, MachineError, PublishError
from pipeline.limits import MEMORY, SECONDS, gigabytes
from pipeline.publication import Publication
from pipeline.render import renderer

_HINT = "Leave the PDF out (--format), or publish the plan in parts."


class Apart:
    """A process that renders one publication."""

    format = "pdf"
    """It takes longer than all others together."""

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._seconds, self._memory = seconds, memory
        self._process = taken()
        self._is_late = False
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
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(BrokenPipeError):  # what was not sent whole is still in the pipe's buffer
                cast("IO[bytes]", pipe).close()

    def _render(self, publication: Publication) -> bytes:
        limit = Timer(self._seconds, self._stop)
        limit.start()
        try:
            answer = self._answer(publication)
        finally:
            limit.cancel()
        if self._is_late:
            raise LimitError(
                f"the PDF was not set within its limit of {self._seconds:g} seconds", hint=_HINT
            )
        outcome = self._outcome(answer)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def _stop(self) -> None:
        self._is_late = True
        self._process.kill()

    def _answer(self, publication: Publication) -> bytes:
        """Return what the process writes when it has the publication and then the plan as JSON.

        The JSON is made here while the pages are set: it takes a library that is slow to import.
        """
        order, answer = cast("IO[bytes]", self._process.stdin), self._process.stdout
        with suppress(BrokenPipeError), order:  # a process that has ended reads no more
            order.write(pickle.dumps(self._memory) + pickle.dumps(publication))
            order.flush()
            order.write(pickle.dumps(renderer("json")(publication)))
        data = cast("IO[bytes]", answer).read()
        self._process.wait()
        return data

    def _outcome(self, answer: bytes) -> bytes | Exception:
        try:
            return cast("bytes | Exception", pickle.loads(answer))  # noqa: S301 - our own process
        except (EOFError, pickle.UnpicklingError) as error:
            raise MachineError(
                f"the process that sets the PDF ended with code {self._process.returncode}",
                hint=f"It may have run out of memory; its limit is {gigabytes(MEMORY)}. {_HINT}",
            ) from error


@contextmanager
def rendering_apart(formats: Sequence[str]) -> Iterator[Apart | None]:
    """Give a process for the PDF, None if no PDF is wanted."""
    if Apart.format not in formats or not sys.executable:
        yield None
        return
    apart = Apart()
    try:
        yield apart
    finally:
        apart.close()


def main() -> None:
    """Read a memory limit and a publication from the input, write its PDF or what was raised."""
    results = sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library prints is not a result
    pickle.dump(_outcome(sys.stdin.buffer), results)
    results.flush()
    os._exit(0)  # to take millions of boxes apart one by one would only keep the caller waiting


def _outcome(order: IO[bytes]) -> bytes | Exception:
    memory = MEMORY
    try:
        from pipeline.render.pdf import render_pdf
        from pipeline.render.pdf.engine import load_weasyprint

        load_weasyprint()
        import_module("pipeline.render.pdf.pages")
        memory = pickle.load(order)  # noqa: S301 - from our own process
        _limit(memory)
        publication = pickle.load(order)  # noqa: S301
        return render_pdf(publication, partial(pickle.load, order))
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
