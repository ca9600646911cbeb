"""What is asked about answers that can be taken as they are: nothing is rewritten."""

from __future__ import annotations

import pytest

from pipeline.findings import Severity
from pipeline.richtext import plain_text
from tests.answers.conftest import Read

HEAD = "key,update,status,owner,requirement\n"


@pytest.mark.parametrize(
    "text",
    [
        "as previous",
        "No update",
        "n/a",
        "As before.",
        "Nothing to report.",
        "No changes since the last report",
        "Same as above",
        "Unchanged",
        "-",
        "See previous update",
    ],
)
def test_no_change_in_other_words_is_asked_about(text: str, read: Read) -> None:
    """The answer stays as it was written, and a warning says what it seems to mean."""
    answers = read({"a.csv": HEAD + f'7.1,"{text}",,,\n'})
    assert answers.answers[0].update == plain_text(text)
    (finding,) = answers.findings
    assert (finding.code, finding.severity) == ("answer-like-no-change", Severity.WARNING)
    assert "As per previous update." in finding.hint
    assert str(finding.place) == "action 7.1, returned/a.csv, row 2"


@pytest.mark.parametrize(
    "text",
    [
        "No change.",
        "as per previous update",
        "No officers were trained.",
        "As before, we met twice.",
    ],
)
def test_an_update_is_not_asked_about(text: str, read: Read) -> None:
    """The layout's own wordings are known, and a sentence that says something is an update."""
    assert read({"a.csv": HEAD + f'7.1,"{text}",,,\n'}).findings == ()


def test_a_repeated_update_is_reported(read: Read) -> None:
    """The last real update word for word is named with its period."""
    text = '"A review has begun.\nIt covers:\n• intake\n• handover"'
    (finding,) = read({"a.csv": HEAD + f"7.1,{text},,,\n"}).findings
    assert finding.code == "answer-repeats-last"
    assert "Force Update: Published November 22nd 2024 word for word" in finding.message


def test_a_status_that_moves_without_a_word_is_reported(read: Read) -> None:
    """A status that changes and says no why is a question to its owner."""
    (finding,) = read({"a.csv": HEAD + "7.1,,Complete,,\n"}).findings
    assert finding.code == "status-without-update"
    assert "from In progress to Complete" in finding.message


def test_a_changed_owner_is_reported(read: Read) -> None:
    """A form's owner may have been typed over by mistake."""
    (finding,) = read({"a.csv": HEAD + "7.1,,,Head of Crime,\n"}).findings
    assert finding.code == "owner-changed"
    assert "from 'Chief Constable' to 'Head of Crime'" in finding.message


def test_the_owner_of_the_plan_is_no_change(read: Read) -> None:
    """An owner that comes back as it went out is not reported."""
    assert read({"a.csv": HEAD + "7.1,Done.,,  Chief Constable ,\n"}).findings == ()


def test_a_column_of_ones_own_is_reported(read: Read) -> None:
    """A column that the program does not know is named, with its words."""
    (finding,) = read({"a.csv": "key,update,comment\n7.1,Done.,Ask Sam\n7.2,,\n"}).findings
    assert (finding.code, finding.words) == ("column-not-read", ("Ask", "Sam"))
