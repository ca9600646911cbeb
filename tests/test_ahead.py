"""The interpreter for the PDF, started ahead."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pipeline import ahead


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Note each interpreter that is started, and start none."""
    found: list[object] = []
    monkeypatch.setattr(ahead, "_waiting", [])

    def start() -> object:
        found.append(object())
        return found[-1]

    monkeypatch.setattr(ahead, "started", start)
    return found


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        ("add-period --date 2026-06-27", 1),
        ("correct --date 2026-06-27 --format html --format pdf", 1),
        ("add-period --format=pdf", 1),
        ("add-period --format html", 0),
        ("add-period --help", 0),
        ("check plan.txt", 0),
        ("", 0),
    ],
)
def test_it_is_started_where_a_pdf_is_asked_for(
    arguments: str, count: int, begun: list[object]
) -> None:
    """Only a command that sets a PDF starts the interpreter."""
    ahead.start_ahead(arguments.split())
    assert len(begun) == count


def test_the_one_that_waits_is_taken_first(begun: list[object]) -> None:
    """Whoever needs an interpreter gets the one that waits; the next one is new."""
    ahead.start_ahead(["add-period"])
    assert ahead.taken() is begun[0]
    assert ahead.taken() is begun[1]


def test_one_that_nobody_took_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that stops early leaves no process behind."""
    monkeypatch.setattr(ahead, "_waiting", [])
    ahead.start_ahead(["add-period"])
    (process,) = ahead._waiting
    ahead.end_ahead()
    assert process.returncode is not None
    assert not ahead._waiting


def test_it_imports_nothing_heavy() -> None:
    """The module is there before anything else is: it imports the standard library alone."""
    code = "import sys, pipeline.ahead; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    ours = {name for name in done.stdout.split() if name.startswith(("pipeline", "typer"))}
    assert ours == {"pipeline", "pipeline.ahead"}
