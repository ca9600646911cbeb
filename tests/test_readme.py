"""The README says what is true."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.cli.commands import COMMANDS, GROUPS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_ci_runs_the_readmes_test_command() -> None:
    """`.ci/run` calls the second command, to the letter."""
    commands = re.findall(r"^apt-get update.*$", README, re.MULTILINE)

    assert len(commands) == 2
    assert commands[1] in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_every_command_is_in_the_readme() -> None:
    """A command that is not documented does not exist."""
    named = set(re.findall(r"`publish ([a-z-]+)", README))

    assert {*COMMANDS, *GROUPS} == named


def test_links_lead_somewhere() -> None:
    """Every file that the README links to is there."""
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).exists(), target
