"""What the terminal shows of findings."""

from __future__ import annotations

import pytest

from pipeline.cli.show import show_findings
from pipeline.findings import Finding, Severity


@pytest.fixture
def shown(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> pytest.CaptureFixture[str]:
    """Return what is captured of a wide terminal."""
    monkeypatch.setenv("COLUMNS", "200")
    return capsys


def warning(number: int) -> Finding:
    """Return one of several warnings of a kind."""
    return Finding(
        "kind", Severity.WARNING, f"Column {number} is open.", hint=f"Use --map {number}."
    )


def test_what_a_person_decides_is_shown_with_the_way(shown: pytest.CaptureFixture[str]) -> None:
    """Each message of a warning has its line and its hint; the same message has one."""
    show_findings([warning(1), warning(2), warning(2)])
    err = shown.readouterr().err

    assert "Column 1 is open." in err
    assert "Use --map 1." in err
    assert "kind: 2 times, first at the plan" in err


def test_many_of_a_kind_are_one_line(shown: pytest.CaptureFixture[str]) -> None:
    """A warning that a file raises everywhere does not bury the others."""
    show_findings([warning(number) for number in range(20)])
    err = shown.readouterr().err

    assert "kind: 20 times" in err
    assert "Column 1 is open." not in err


def test_notes_have_a_line_for_each_kind(shown: pytest.CaptureFixture[str]) -> None:
    """A note asks nothing, and its hint waits in the receipt."""
    notes = [Finding("kind", Severity.NOTE, f"Note {n}.", hint="Look.") for n in (1, 2)]
    show_findings(notes)
    err = shown.readouterr().err

    assert "Note 1." in err
    assert "Note 2." not in err
    assert "Look." not in err
