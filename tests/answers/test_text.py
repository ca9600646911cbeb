"""Answers in a plain text file and in Markdown."""

from __future__ import annotations

import pytest

from pipeline.answers.text import marked
from pipeline.errors import AnswersError, UnknownActionError
from pipeline.model import Answer, NewAction
from pipeline.richtext import EMPTY, Paragraph, Run, plain_text, rich_text
from tests.answers.conftest import Read


def test_a_heading_with_a_key_has_its_update_below(read: Read) -> None:
    """Each line is a paragraph or a list item; a line `Status:` or `Owner:` is that field."""
    first = "## 7.1 Grading\nDone.\n- first\n- second\n\nStatus: complete\n"
    text = f"# Updates\n\n{first}\n## 10#2:\nBriefed: all.\n"
    assert read({"a.txt": text}).answers == (
        Answer("7.1", plain_text("Done.\n•first\n•second"), "Complete"),
        Answer("10#2", plain_text("Briefed: all.")),
    )


def test_no_change_may_be_said_in_a_line(read: Read) -> None:
    """`No change: yes` is the tick of a text."""
    answers = read({"a.md": "## 7.1\nNo change: yes\n"}).answers
    assert answers == (Answer("7.1", plain_text("As per previous update.")),)


def test_an_action_may_be_new(read: Read) -> None:
    """A section headed `new` names its recommendation, reference and requirement."""
    text = "## new\nRecommendation: 7\nReference: 7.3\nRequirement: Test it.\nBegun.\n"
    (new,) = read({"a.txt": text}).new_actions
    assert new == NewAction("7", EMPTY, "7.3", plain_text("Test it."), "", plain_text("Begun."), "")


def test_markdown_is_read_only_in_markdown(read: Read) -> None:
    """Stars and brackets are looks in `.md`, and themselves in `.txt`."""
    text = "## 7.1\nThis is **bold** and [linked](https://example.org).\n"
    (answer,) = read({"a.md": text}).answers
    assert answer.update == rich_text(
        [
            Paragraph(
                (
                    Run("This is "),
                    Run("bold", bold=True),
                    Run(" and "),
                    Run("linked", link="https://example.org"),
                    Run("."),
                )
            )
        ]
    )


def test_text_keeps_its_stars(read: Read) -> None:
    """In a text file nothing is markup."""
    (answer,) = read({"a.txt": "## 7.1\n**Not** bold, <b>nor</b> this; 2 * 3.\n"}).answers
    assert answer.update == plain_text("**Not** bold, <b>nor</b> this; 2 * 3.")


@pytest.mark.parametrize(
    "line",
    ["2 * 3 * 4", "snake_case_name", "**", "[note] (see below)", "[x](javascript:1)", "a ** b **"],
)
def test_what_is_no_markdown_stays_as_typed(line: str) -> None:
    """Signs that mean nothing in Markdown are kept, and so is a link that may not be published."""
    assert rich_text([Paragraph(marked(line))]) == plain_text(line)


def test_text_above_the_first_key_is_reported(read: Read) -> None:
    """A greeting is not lost without a word."""
    (finding,) = read({"a.txt": "Dear all,\n## 7.1\nDone.\n"}).findings
    assert (finding.code, finding.words) == ("greeting", ("Dear", "all,"))
    assert str(finding.place.source) == "returned/a.txt, line 1"


def test_a_text_without_keys_is_refused(read: Read) -> None:
    """The message says how to write one."""
    with pytest.raises(AnswersError) as caught:
        read({"a.txt": "All is well.\n"})
    assert caught.value.message == "returned/a.txt: no heading begins with a key"
    assert "7.1" in caught.value.hint


def test_an_unknown_key_is_refused(read: Read) -> None:
    """The line of the heading is named."""
    with pytest.raises(UnknownActionError, match=r"returned/a\.md, line 2: the plan has no"):
        read({"a.md": "\n## 8.1\nDone.\n"})
