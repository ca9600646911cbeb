"""The pages about the commands are made from the code."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cli import manual

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize(
    ("name", "made", "option"),
    [("commands.md", manual.page, ""), ("publish.1", manual.man, " --man")],
)
def test_the_page_is_current(name: str, made: object, option: str) -> None:
    """A changed option is in the reference; the failure names the line that makes it."""
    assert callable(made)
    command = f"python -m pipeline.cli.manual{option} > docs/{name}"
    assert (DOCS / name).read_text(encoding="utf-8") == made(), f"run: {command}"


def test_roff_prints_what_it_is_given() -> None:
    """A line that begins like a request is text, and so are backslash and hyphen (groff(7))."""
    assert manual._roff(".TH\n'x\\y-z") == "\\&.TH\n\\&'x\\ey\\-z"
