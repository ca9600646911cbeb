"""The interpreter that will set the PDF, started before this one loads what it needs itself.

It loads its libraries meanwhile, half a second of work. This module imports nothing heavy, and
one interpreter is started at most.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence

MODULE = "pipeline.render.pdf_process"
"""What the interpreter runs."""
_COMMANDS = ("add-period", "correct")

_waiting: list[subprocess.Popen[bytes]] = []


def start_ahead(arguments: Sequence[str]) -> None:
    """Start the interpreter if the command line `arguments` ask for a PDF."""
    if not arguments or arguments[0] not in _COMMANDS or not sys.executable:
        return
    rest = arguments[1:]
    names_formats = any(word.startswith(("--format", "-f")) for word in rest)
    if any(word in ("--help", "-h") for word in rest):
        return
    if not names_formats or any(word.endswith("pdf") for word in rest):
        _waiting.append(started())


def end_ahead() -> None:
    """End the interpreter if nobody took it."""
    while _waiting:
        process = _waiting.pop()
        process.kill()
        process.communicate()


def taken() -> subprocess.Popen[bytes]:
    """Return the interpreter that was started ahead, else a new one."""
    return _waiting.pop() if _waiting else started()


def started() -> subprocess.Popen[bytes]:
    """Return a new interpreter that waits for its work on its standard input."""
    return subprocess.Popen(  # noqa: S603 - this program's own module
        [sys.executable, "-m", MODULE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
