"""What a user reads is plain English: the words of translated sentences stay out of it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PIPELINE = Path(__file__).parent.parent / "pipeline"
FEWEST_WORDS = 3
"""A string of fewer words is a name, a key or a part of a pattern."""
AVOIDED = {
    r"\bstands?\b": "is, appears",
    r"\btells?\b|\btold\b": "says, shows",
    r"\bparted\b": "separated, split",
    r"\b(?:is|are|were|was) none\b": "is not one",
    r"(?<!there )\bis no (?!longer\b)": "is not a",
    r"\bnone of the (?:columns|files|formats) that\b": "is not a",
    r"\bas it stands\b": "as it is",
    r"\bclaims\b": "also looks like",
}
"""What is kept out of messages, and what to write instead."""


def messages(source: Path) -> Iterator[tuple[int, str]]:
    """Yield each sentence that the module may print, with its line; docstrings are not printed."""
    tree = ast.parse(source.read_text(encoding="utf-8"))
    unread: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            unread.add(id(node.value))
        elif isinstance(node, ast.JoinedStr):
            unread.update(id(part) for part in ast.walk(node) if part is not node)
    for node in ast.walk(tree):
        if id(node) in unread:
            continue
        text = " ".join(_text(node).split())
        if len(re.findall(r"[A-Za-z]{2,}", text)) >= FEWEST_WORDS and " " in text:
            yield node.lineno, text  # type: ignore[attr-defined]


def _text(node: ast.AST) -> str:
    """Return a string's words; what is computed is a pair of braces."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values
        )
    return ""


@pytest.mark.parametrize("room", sorted({p.parent for p in PIPELINE.rglob("*.py")}), ids=str)
def test_messages_use_plain_words(room: Path) -> None:
    """No message has a word of the list; the failure names the line and the better word."""
    found = [
        f"{source.relative_to(PIPELINE)}:{line}: {text!r}: write {better!r}"
        for source in sorted(room.glob("*.py"))
        for line, text in messages(source)
        for pattern, better in AVOIDED.items()
        if re.search(pattern, text, re.IGNORECASE)
    ]
    assert not found, "\n".join(found)


def test_messages_are_found(tmp_path: Path) -> None:
    """A literal and a formatted string are messages; a docstring and a short key are not."""
    source = tmp_path / "example.py"
    source.write_text(
        '"""A docstring stands here for nobody."""\n'
        'KEY = "two words"\n'
        'PLAIN = "The file could not be read."\n'
        'FILLED = f"The file {KEY} has {1 + 1} sheets."\n',
        encoding="utf-8",
    )
    assert list(messages(source)) == [
        (3, "The file could not be read."),
        (4, "The file {} has {} sheets."),
    ]
