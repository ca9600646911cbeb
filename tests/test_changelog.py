"""The changelog is written for users: short sentences, one file for each change."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FRAGMENTS = ROOT / "docs" / "changelog"
NOT_FRAGMENTS = {"README.md", "template.md.jinja"}
MOST_WORDS = 20


def _bullets() -> list[str]:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    fragments = [p for p in sorted(FRAGMENTS.iterdir()) if p.name not in NOT_FRAGMENTS]
    return [*re.findall(r"^- (.+)", text, re.MULTILINE), *(p.read_text("utf-8") for p in fragments)]


@pytest.mark.parametrize("bullet", _bullets())
def test_a_change_is_one_short_sentence(bullet: str) -> None:
    """Of at most 20 words, on one line, without the bullet that the template adds."""
    assert len(bullet.split()) <= MOST_WORDS
    assert bullet.count("\n") <= 1
    assert not bullet.startswith(("-", "*"))


def test_fragments_have_a_known_kind() -> None:
    """A fragment of another name would be left out of the changelog without a word."""
    names = {path.name for path in FRAGMENTS.iterdir()} - NOT_FRAGMENTS
    wrong = [
        n for n in names if not re.fullmatch(r"[a-z0-9-]+\.(added|changed|fixed|removed)\.md", n)
    ]
    assert not wrong
