"""Answers as people send them: a mail with a greeting, a signature and what it replies to."""

from __future__ import annotations

import pytest

from pipeline.answers import Answers
from pipeline.errors import AmbiguousActionError, AnswersError
from pipeline.findings import Severity
from pipeline.model import Answer
from pipeline.richtext import plain_text
from tests.answers.conftest import Read

MAIL = """\
Hi Sam,

7.1
The panel has met twice.

10#2 - no change

Kind regards,
Jo Bloggs
Head of Records
Sent from my iPhone

> 10#2 And the forms?

On 3 June 2026 Sam Smith wrote:
> 7.1 What has happened since?
7.1 What has happened since?
"""


def codes(answers: Answers) -> dict[str, tuple[str, ...]]:
    """Return the words of each finding by its code."""
    return {finding.code: finding.words for finding in answers.findings}


def test_a_mail_gives_its_answers_and_reports_the_rest(read: Read) -> None:
    """Lines with known keys are headings; no word of the others is left out silently."""
    answers = read({"jo.txt": MAIL})

    assert answers.answers == (
        Answer("7.1", plain_text("The panel has met twice.")),
        Answer("10#2", plain_text("As per previous update.")),
    )
    found = codes(answers)
    assert found["greeting"] == ("Hi", "Sam,")
    assert found["signature"][:2] == ("Kind", "regards,")
    assert found["signature"][-1] == "iPhone"
    assert found["quoted-reply"][:2] == (">", "10#2")
    assert found["quoted-reply"][-1] == "since?"


@pytest.mark.parametrize(
    "line",
    [
        "7.1",
        "7.1:",
        "Action 7.1",
        "Rec. no. 7.1",
        "7.1 - Done.",
        "7.1: Done.",
        "7.1 Done.",
        "7.1\tD",
    ],
)
def test_a_line_that_begins_with_a_known_key_is_a_heading(read: Read, line: str) -> None:
    """Whatever sign is behind the key."""
    (answer,) = read({"jo.txt": f"{line}\nAll of it.\n"}).answers

    assert answer.key == "7.1"
    assert answer.update.plain.endswith("All of it.")


@pytest.mark.parametrize(
    "line", ["7.1 million people", "7.12 is late", "7.1 - 9.4 per cent", "9.9"]
)
def test_a_line_that_only_looks_like_it_is_text(read: Read, line: str) -> None:
    """A figure in a sentence, and a key that the plan does not have, are the update's."""
    (answer,) = read({"jo.txt": f"## 7.1\nWe reached\n{line}\n"}).answers

    assert answer.update.plain == f"We reached\n{line}"


def test_a_key_that_fits_several_actions_is_asked_about(read: Read) -> None:
    """A bare `10` is a heading, and nobody but a person knows which action is meant."""
    with pytest.raises(AmbiguousActionError, match="'10' fits"):
        read({"jo.txt": "10\nDone.\n"})


def test_a_key_ends_a_signature(read: Read) -> None:
    """Thanks between two answers do not swallow the second."""
    answers = read({"jo.txt": "7.1\nDone.\nMany thanks\n10#2\nBegun.\n"}).answers

    assert [answer.update.plain for answer in answers] == ["Done.", "Begun."]


def test_a_long_signature_is_a_warning(read: Read) -> None:
    """It may be an answer below a word of thanks."""
    text = "7.1\nDone.\nThanks\n" + "We have also begun to write the guide. " * 4
    (finding,) = read({"jo.txt": text}).findings

    assert (finding.code, finding.severity) == ("signature", Severity.WARNING)


def test_the_mail_that_outlook_quotes_is_left_out(read: Read) -> None:
    """It begins with From and Sent; keys in it are those of the question."""
    text = "7.1\nDone.\n\nFrom: Sam <sam@wexmoor.police.uk>\nSent: 3 June\n\n10#2\nPlease answer.\n"
    answers = read({"jo.txt": text})

    assert [answer.key for answer in answers.answers] == ["7.1"]
    assert "answer." in codes(answers)["quoted-reply"]


def test_a_pasted_document_stops_with_its_size(read: Read) -> None:
    """An update of 3,000 lines is a slip of the clipboard."""
    with pytest.raises(AnswersError, match=r"7\.1 has 3,000 lines and 17,999 characters"):
        read({"jo.txt": "7.1\n" + "Line.\n" * 3000})


def test_an_update_that_is_a_status_word_asks_for_the_status(read: Read) -> None:
    """It is published as it is, and a person is asked."""
    answers = read({"jo.txt": "7.1\nComplete.\n"})

    assert answers.answers == (Answer("7.1", plain_text("Complete.")),)
    assert "update-is-status" in codes(answers)
    assert "update-is-status" not in codes(read({"jo.txt": "7.1\nComplete\nStatus: Complete\n"}))
