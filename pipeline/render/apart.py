"""The PDF in a process of its own: it is laid out beside all else, on the other core.

The process is started before the plan is read, and loads its libraries meanwhile. It is a fresh
interpreter, not a copy of this one: so it works from any entry point, and it ends when its pipes
close, however this process ends.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from importlib import import_module

from pipeline.errors import MachineError, PublishError
from pipeline.publication import Publication


class Apart:
    """A process that renders one publication."""

    format = "pdf"
    """It takes longer than all others together."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - this program's own module
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        self._waiting = ThreadPoolExecutor(1)

    def begin(self, publication: Publication) -> Future[bytes]:
        """Return where the artifact will be; its `result()` raises what the renderer raised."""
        return self._waiting.submit(self._render, publication)

    def close(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._waiting.shutdown()
        self._process.communicate()

    def _render(self, publication: Publication) -> bytes:
        answer, _ = self._process.communicate(pickle.dumps(publication))
        try:
            outcome = pickle.loads(answer)  # noqa: S301 - from our own process
        except (EOFError, pickle.UnpicklingError) as error:
            raise MachineError(
                f"the process that sets the PDF ended with code {self._process.returncode}",
                hint="The machine may lack the memory for so long a plan.",
            ) from error
        if isinstance(outcome, Exception):
            raise outcome
        return bytes(outcome)


@contextmanager
def rendering_apart(formats: Sequence[str]) -> Iterator[Apart | None]:
    """Give a process for the PDF, None where no PDF is wanted or there is no second core."""
    if Apart.format not in formats or (os.cpu_count() or 1) < 2 or not sys.executable:
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
    pickle.dump(_outcome(), results)


def _outcome() -> bytes | Exception:
    try:
        from pipeline.render.pdf import render_pdf
        from pipeline.render.pdf.engine import load_weasyprint

        load_weasyprint()
        import_module("pipeline.render.pdf.pages")
        return render_pdf(pickle.load(sys.stdin.buffer))  # noqa: S301 - from our own process
    except PublishError as error:
        return error
    except Exception as error:
        return RuntimeError(f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    main()
