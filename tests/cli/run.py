"""Run the command line in this process."""

from __future__ import annotations

import sys
from typing import NamedTuple

import pytest

from pipeline.cli.app import app, main
from pipeline.cli.commands import COMMANDS


class Ran(NamedTuple):
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


class Runner:
    """Runs `publish` with arguments, as often as a test likes."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.monkeypatch = monkeypatch
        self.capsys = capsys
        monkeypatch.setenv("COLUMNS", "160")

    def __call__(self, *arguments: object) -> Ran:
        """Return how `publish ARGUMENTS` ended; the list of commands is made anew each time."""
        assert COMMANDS
        app.registered_commands.clear()
        self.monkeypatch.setattr(sys, "argv", ["publish", *map(str, arguments)])
        self.capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        said = self.capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return Ran(ended.value.code, said.out, said.err)
