"""Every decision is listed."""

from __future__ import annotations

import re
from pathlib import Path

DECISIONS = Path(__file__).parent.parent / "docs" / "decisions"


def test_every_decision_is_listed_under_its_title() -> None:
    """A reader finds a decision in the list, and nothing else is in it."""
    listed = re.findall(
        r"^- \[(.+)\]\((.+)\)$", (DECISIONS / "README.md").read_text("utf-8"), re.MULTILINE
    )
    titles = {
        path.name: path.read_text("utf-8").splitlines()[0].removeprefix("# ").strip()
        for path in DECISIONS.glob("*.md")
        if path.name != "README.md"
    }
    assert {name: title for title, name in listed} == titles
