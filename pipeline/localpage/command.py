"""Run a command of `publish` in the working folder, as somebody at a terminal would."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_COLUMNS = "110"


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended and what it said."""

    title: str
    command: str
    """As it is written in a terminal."""
    code: int
    out: str
    err: str
    files: tuple[str, ...] = ()
    """What it named or wrote, from the folder."""

    @property
    def is_done(self) -> bool:
        """Whether it did what was asked."""
        return self.code == 0


def run(title: str, arguments: Sequence[str], folder: Path) -> Ran:
    """Return how `publish ARGUMENTS` ended in `folder`; its own limits of time end it."""
    environment = {
        **os.environ,
        "COLUMNS": _COLUMNS,
        "NO_COLOR": "1",
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }
    done = subprocess.run(  # noqa: S603 - this program's own commands, and no shell
        [sys.executable, "-m", "pipeline", *arguments],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    out, err = (data.decode("utf-8", "replace") for data in (done.stdout, done.stderr))
    return Ran(title, shlex.join(("publish", *arguments)), done.returncode, out, err)
