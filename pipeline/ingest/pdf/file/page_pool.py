"""Pages of a document, read by a second process.

pdfium must not be used from two threads. A fresh interpreter is started, not a copy of this one:
so it works from any entry point, and it ends when its pipes close, however this process ends.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from contextlib import suppress
from threading import Condition, Thread
from typing import IO, cast

from pipeline.ingest.pdf.page import Page

FEWEST_PAGES = 120
"""A shorter document is read before a second process has started."""
_TURN = 4
_TURNS = 5
"""The caller reads one turn of pages of so many: it has the table to find besides."""
_MOST_READY = 12
"""How many pages may wait to be asked for."""


def may_share() -> bool:
    """Return whether this machine has a processor for a second process."""
    return (os.cpu_count() or 1) > 1 and bool(sys.executable)


def is_worth_it(pages: int) -> bool:
    """Return whether a second process pays for so many pages on this machine."""
    return pages >= FEWEST_PAGES and may_share()


def second_share(count: int) -> list[int]:
    """Return which of `count` pages, numbered from 1, a second process best reads.

    None of the first ones: it has to start.
    """
    return [n for n in range(1, count + 1) if (n - 1) // _TURN % _TURNS]


class SharedPages:
    """The pages that a second process reads; the others are left to the caller.

    The process starts, and loads its libraries, before it is told what to read.
    """

    def __init__(self) -> None:
        self._left: set[int] = set()
        self._ready: dict[int, Page] = {}
        self._wanted: int | None = None
        self._ended = False
        self._change = Condition()
        self._thread: Thread | None = None
        self._process = subprocess.Popen(
            [sys.executable, "-m", "pipeline.ingest.pdf.file.page_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )

    def begin(self, data: bytes, path: str, numbers: list[int]) -> None:
        """Have the pages `numbers` of the PDF in `data` read, in that order."""
        self._left = set(numbers)
        order = pickle.dumps((data, path, numbers))
        self._thread = Thread(target=self._collect, args=(order,), daemon=True)
        self._thread.start()

    def take(self, number: int) -> Page | None:
        """Return page `number` once, None if the caller has to read it."""
        if number not in self._left:
            return None
        self._left.discard(number)
        with self._change:
            self._wanted = number
            self._change.notify_all()
            self._change.wait_for(lambda: number in self._ready or self._ended)
            self._wanted = None
            return self._ready.pop(number, None)

    def close(self) -> None:
        """End the second process."""
        self._process.kill()
        with self._change:
            self._ended = True
            self._change.notify_all()
        if self._thread is not None:
            self._thread.join()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # the process, killed, reads no more
                cast("IO[bytes]", pipe).close()
        self._process.wait()

    def _collect(self, order: bytes) -> None:
        """Send `order` and put each page that comes back where `take()` finds it."""
        sending, coming = self._process.stdin, self._process.stdout
        try:
            if sending is not None and coming is not None:
                with sending, coming:
                    sending.write(order)
                    sending.close()
                    while True:
                        self._put(pickle.load(coming))  # noqa: S301 - from our own process
        except (EOFError, OSError, pickle.UnpicklingError):
            pass  # the caller reads what did not come
        finally:
            with self._change:
                self._ended = True
                self._change.notify_all()

    def _put(self, page: Page) -> None:
        with self._change:
            self._change.wait_for(
                lambda: len(self._ready) < _MOST_READY or self._wanted is not None or self._ended
            )
            self._ready[page.number] = page
            self._change.notify_all()
