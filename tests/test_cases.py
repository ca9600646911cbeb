"""Command tests that anyone can read and paste: `tests/cases/*.md`.

A case is a file. A block headed `file NAME` makes that file in an empty folder; a `console` block
holds commands after `$`, what they say on stdout, on stderr (lines that begin with `!`), and the
exit code (`=> 3`; 0 if it is not said). A line `...` stands for any lines.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

CASES = sorted((Path(__file__).parent / "cases").glob("*.md"))
QUARTER = Path(__file__).parent.parent / "docs" / "quarter.md"
INPUTS = Path(__file__).parent.parent / "inputs"
_BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass
class Step:
    """A command and what it should say."""

    command: str
    out: list[str] = field(default_factory=list)
    err: list[str] = field(default_factory=list)
    code: int = 0


def steps(console: str) -> list[Step]:
    """Return the steps of a console block."""
    found: list[Step] = []
    for line in console.splitlines():
        if line.startswith("$ "):
            found.append(Step(line[2:]))
        elif line.startswith("=> "):
            found[-1].code = int(line[3:])
        elif line.startswith("! "):
            found[-1].err.append(line[2:])
        elif line == "..." and (found[-1].err or not found[-1].out):
            found[-1].err.append(line)
        else:
            found[-1].out.append(line)
    return found


def matches(expected: list[str], said: str) -> bool:
    """Return whether `said` is what was expected, `...` standing for any lines."""
    parts = [".*?" if line == "..." else re.escape(line) + r"\n" for line in expected]
    return re.fullmatch("".join(parts), said, re.DOTALL) is not None


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below `folder`."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_case(case: Path, tmp_path: Path) -> None:
    """The command says what the case shows; where it fails, no file has changed."""
    _play(case, tmp_path)


def test_the_quarter_in_the_documents(tmp_path: Path) -> None:
    """docs/quarter.md shows what the commands say, in a folder with the example."""
    shutil.copytree(INPUTS, tmp_path / "inputs")

    _play(QUARTER, tmp_path)


def _play(case: Path, folder: Path) -> None:
    """Make the files and run the commands of a page in `folder`."""
    for kind, name, text in _BLOCK.findall(case.read_text(encoding="utf-8")):
        if kind == "file":
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        elif kind == "example":
            shutil.copytree(INPUTS, folder / "inputs")
        elif kind == "console":
            for step in steps(text):
                _run(step, folder)


def _run(step: Step, folder: Path) -> None:
    program, *arguments = shlex.split(step.command)
    assert program == "publish"
    before = snapshot(folder)
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": "200", "NO_COLOR": "1"},
    )
    assert matches(step.out, done.stdout), f"{step.command}\nstdout:\n{done.stdout}"
    assert matches(step.err, done.stderr), f"{step.command}\nstderr:\n{done.stderr}"
    assert done.returncode == step.code
    if step.code:
        assert snapshot(folder) == before
