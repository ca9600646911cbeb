"""`publish add-period`, `correct` and `withdraw`: names, reasons, and output that fails."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.run import Runner

ROOT = Path(__file__).parent.parent.parent
COMMAND = ("add-period", "--date", "2026-06-27", "--format", "json", "--quiet")


@pytest.fixture
def publish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Runner:
    """Return what runs `publish` in a folder with the example."""
    shutil.copytree(ROOT / "inputs", tmp_path / "inputs")
    monkeypatch.chdir(tmp_path)
    return Runner(monkeypatch, capsys)


@pytest.mark.parametrize("name", ["", "a/b", "../plan", "a\nb", "x" * 300, ".publish-draft"])
def test_a_name_that_cannot_begin_a_files_name(publish: Runner, name: str) -> None:
    """It is refused before anything is read, and nothing is made."""
    ran = publish(*COMMAND, "--name", name)

    assert ran.code == 7
    assert "cannot be the name of artifacts; nothing was written" in ran.err
    assert not Path("build").exists()


@pytest.mark.parametrize("reason", ["", "  ", "x" * 201, "a\x1b[31mb"])
def test_a_reason_is_one_line(publish: Runner, reason: str) -> None:
    """A reason is printed, so it has words, and no more than a line holds."""
    ran = publish("correct", "--date", "2026-06-27", "--reason", reason)

    assert ran.code == 2
    assert "a reason is one line of text" in " ".join(ran.err.split())


@pytest.mark.parametrize("kind", ["full", "closed"])
def test_standard_output_that_cannot_be_written(publish: Runner, kind: str) -> None:
    """The edition is published, and the message says so."""
    redirection = ">/dev/full" if kind == "full" else ">&-"
    if kind == "full" and not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    command = f'exec "$0" -m pipeline {" ".join(COMMAND)} {redirection}'

    done = subprocess.run(
        ["/bin/sh", "-c", command, sys.executable],
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        text=True,
        check=False,
        timeout=300,
    )

    assert done.returncode == 7
    assert "standard output cannot be written" in done.stderr
    assert "the edition was published as build/action-plan-2026-06-27.edition.json" in done.stderr
    assert Path("build/action-plan-2026-06-27.json").is_file()


def test_the_latest_edition_is_the_default_plan(publish: Runner) -> None:
    """`check`, `render`, `progress` and `request-updates` continue it, and say so in one line."""
    assert publish(*COMMAND).code == 0
    line = "continuing action-plan, edition of 27 June 2026\n"

    assert publish("check").err.startswith(line)
    assert publish("progress", "--date", "2026-09-26").err.startswith(line)
    assert publish("request-updates", "--date", "2026-09-26").err.startswith(line)
    rendered = publish("render", "--format", "csv")
    assert rendered.err.startswith(line)
    assert rendered.out == "build/action-plan.csv\n"


def test_render_does_not_write_over_an_edition(publish: Runner) -> None:
    """A published file is replaced by a correction, and by nothing else."""
    assert publish(*COMMAND).code == 0
    before = Path("build/action-plan-2026-06-27.json").read_bytes()

    ran = publish("render", "build/action-plan-2026-06-27.json", "--format", "json")

    assert ran.code == 7
    assert "was published as action-plan, edition of 27 June 2026" in ran.err
    assert Path("build/action-plan-2026-06-27.json").read_bytes() == before


def test_the_day_of_publication_changes_no_artifact(publish: Runner) -> None:
    """The same inputs give the same files on any day; the record alone has the day."""
    days = ("2026-07-01", "2026-07-02", "2026-07-01")
    found = []
    for place, day in enumerate(days):
        where = ("--output", str(place), "--format", "pdf", "--published-on", day)
        assert publish(*COMMAND, *where).code == 0
        found.append({path.name: path.read_bytes() for path in Path(str(place)).iterdir()})

    assert found[0] == found[2]
    assert [name for name in found[0] if found[0][name] != found[1][name]] == [
        "action-plan-2026-06-27.edition.json"
    ]
