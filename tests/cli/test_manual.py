"""The pages about the commands are made from the code."""

from __future__ import annotations

from pathlib import Path

from pipeline.cli import manual
from pipeline.cli.commands import COMMANDS

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_is_current() -> None:
    """A changed option is in the reference; the failure names the line that makes it."""
    made = manual.page()
    page = (DOCS / "commands.md").read_text(encoding="utf-8")
    assert page == made, "run: python -m pipeline.cli.manual > docs/commands.md"


def test_the_manual_page_has_every_command() -> None:
    """Each command has a section with its usage (man-pages(7))."""
    made = manual.man()
    assert made.startswith('.TH PUBLISH 1 "" "publish ')
    assert all(f".SS publish {_escaped(name)}\n" in made for name in COMMANDS)


def _escaped(name: str) -> str:
    return name.replace("-", "\\-")


def test_roff_prints_what_it_is_given() -> None:
    """A line that begins like a request is text, and so are backslash and hyphen (groff(7))."""
    assert manual._roff(".TH\n'x\\y-z") == "\\&.TH\n\\&'x\\ey\\-z"
