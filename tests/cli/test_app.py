"""What the command line does with the machine's own limits: its signs and its disk."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PLAN = (
    "Rec. No.,Recommendation,Reference,Evidence,Owner,March 27th 2025\n"
    "7,Review it \U0001f4de.,8.1,Recorded.,Mr \u0141ukasz,Done.\n"
)


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_terminal_of_few_signs(encoding: str) -> None:
    """A sign that the terminal cannot show is printed as an escape, and is not a bug."""
    Path("plan.csv").write_text(PLAN, encoding="utf-8")
    command = (sys.executable, "-m", "pipeline", "ingest", "plan.csv", "--json")
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, env=environment, check=False)

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.decode(encoding))["actions"] == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize(
    "command", ["check plan.csv", "ingest plan.csv --json", "schema", "--help"]
)
def test_a_full_disk_is_no_bug(command: str) -> None:
    """A result that cannot be written is an error with its reason and next step."""
    Path("plan.csv").write_text(PLAN, encoding="utf-8")
    done = subprocess.run(
        ["/bin/sh", "-c", f'exec "$0" -m pipeline {command} >/dev/full', sys.executable],
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        text=True,
        check=False,
    )

    assert done.returncode == 7
    assert (
        "publish: error: standard output: No space left on device\nhint: Make room" in done.stderr
    )


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (
            {"_PUBLISH_COMPLETE": "source_bash"},
            "complete -o default -F _publish_completion publish",
        ),
        (
            {"_PUBLISH_COMPLETE": "complete_bash", "COMP_WORDS": "publish add", "COMP_CWORD": "1"},
            "add-period",
        ),
    ],
)
def test_a_shell_can_complete_commands(values: dict[str, str], expected: str) -> None:
    """The line of docs/install.md gives a shell its function, and that function the commands."""
    program = "from pipeline.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        env={**os.environ, **values, "PYTHONPATH": str(ROOT)},
        text=True,
        check=False,
    )

    assert expected in done.stdout
