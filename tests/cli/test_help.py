"""The help names values as manuals do and keeps to a terminal of 80 columns."""

from __future__ import annotations

import re

import pytest

from pipeline.cli.commands import COMMANDS
from tests.cli.run import Runner


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_fits_and_names_values(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No line is cut or too wide, and no Python type or brace is shown."""
    publish = Runner(monkeypatch, capsys)
    monkeypatch.setenv("COLUMNS", "80")
    shown = publish(*name.split(), "--help").out
    assert all(len(line) <= 80 for line in shown.splitlines())
    assert not re.search(r"<[\w\[\]. ]+>|[{}]", shown)
    assert "..." not in re.sub(r"(\[ARGS\]|FILES|PLANS)\.\.\.", "", shown)
