"""`publish trace`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.run import Runner
from tests.test_trace import ANSWERS
from tests.test_trace import publish as publish_edition


@pytest.fixture
def publish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Runner:
    """Return what runs `publish` in a folder with an edition and the file that it came from."""
    monkeypatch.chdir(tmp_path)
    Path("a.csv").write_text(ANSWERS, encoding="utf-8")
    publish_edition(Path("build"), Path("a.csv"))
    return Runner(monkeypatch, capsys)


def test_the_file_is_named(publish: Runner) -> None:
    """The update, its status, the file and its digest are said, and that the file is there."""
    ran = publish("trace", "7.1", "--date=2026-06-27")
    assert ran.out.splitlines()[:4] == [
        "action 7.1, June 27th 2026",
        "  Done.",
        "  status: Complete",
        "from a.csv",
    ]
    assert "it is there, unchanged" in ran.out


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda path: path.unlink(), "it is no longer there"),
        (lambda path: path.write_text("x"), "it has been changed since"),
        (lambda path: path.rename("b.csv"), "it is there, unchanged, as b.csv"),
    ],
)
def test_what_became_of_the_file_is_said(change: object, said: str, publish: Runner) -> None:
    """A file that is gone, changed or renamed is distinguished."""
    assert callable(change)
    change(Path("a.csv"))
    assert said in publish("trace", "7.1", "--date=2026-06-27").out


def test_an_update_of_nobody(publish: Runner) -> None:
    """What add-period wrote is said to be its own."""
    assert "from nobody" in publish("trace", "7.2", "--date=2026-06-27").out


def test_trace_as_json(publish: Runner) -> None:
    """The same as data."""
    said = json.loads(publish("trace", "7.1", "--date=2026-06-27", "--json").out)
    assert said["files"][0]["found"] == "a.csv"


def test_an_unknown_action(publish: Runner) -> None:
    """The exit code is that of an unknown action."""
    assert publish("trace", "9", "--date=2026-06-27").code == 5
