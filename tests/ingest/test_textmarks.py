"""The marks of headings, lists and bold in plain text."""

from __future__ import annotations

import pytest

from pipeline.ingest import DEFAULT_OPTIONS
from pipeline.ingest.text import read_text
from pipeline.ingest.textmarks import heading_level, is_rule, marked_text, with_tags
from pipeline.parse.prepare import prepared
from pipeline.richtext import Paragraph, Run, plain_text, rich_text
from pipeline.table import RawText


@pytest.mark.parametrize(
    ("line", "below", "level"),
    [
        ("# Plan", "", 1),
        ("### Recommendation 7", "", 3),
        ("#7 Grade.", "", 0),
        ("Recommendation 7", "----------------", 2),
        ("Plan", "====", 1),
        ("The work has begun and goes on until the end of May.", "-----", 0),
        ("Plan", "", 0),
        ("Plan", "Text", 0),
    ],
)
def test_headings_are_marked_or_underlined(line: str, below: str, level: int) -> None:
    """An underline is about as long as its line; a short rule parts sections."""
    assert heading_level(line, below) == level


@pytest.mark.parametrize(
    ("line", "is_one"),
    [("---", True), ("* * *", True), ("_____", True), ("--", False), ("-x-", False)],
)
def test_a_rule_is_three_signs_alike(line: str, is_one: bool) -> None:
    """It says nothing."""
    assert is_rule(line) is is_one


def test_marks_stand_for_looks() -> None:
    """Two stars on both sides are bold, a hyphen or star before a word is an item."""
    assert marked_text("**Owner:** Vale") == rich_text(
        [Paragraph((Run("Owner:", bold=True), Run(" Vale")))]
    )
    assert marked_text("- Begun.") == plain_text("• Begun.")
    assert marked_text("2 ** 3 and 4 ** 5") == plain_text("2 ** 3 and 4 ** 5")
    assert with_tags("**Open**") == "<b>Open</b>"


def test_a_transcript_has_tags_and_no_marks() -> None:
    """Where tabs part cells, a hyphen at a line's start is a hyphen."""
    read = prepared(read_text(b"- Plan\n\nNo.\tOwner\n", "plan.txt", DEFAULT_OPTIONS))
    (title,) = [item for item in read.items if isinstance(item, RawText)]

    assert title.content == plain_text("- Plan")
