"""Reminders to single people, and drafts that a mail program opens."""

from __future__ import annotations

import datetime as dt
import email
import email.policy

from pipeline.answers import Answers
from pipeline.answers.progress import progress
from pipeline.forms.drafts import Reminder, draft, reminders, return_line
from pipeline.forms.selection import By, select
from pipeline.model import Answer
from pipeline.people import People, Person
from pipeline.richtext import plain_text
from tests.forms.made import LAYOUT, PERIOD
from tests.plans import SMALL

JO = Person("Jo Bloggs", "jo@wexmoor.example", ("7.1",))
SAM = Person("Sam Ökafor", "sam@wexmoor.example", ("10",))
PEOPLE = People((JO, SAM), "team@wexmoor.example")
DAY = dt.date(2026, 6, 12)


def reminded(*answers: Answer) -> tuple[Reminder, ...]:
    """Return the reminders where only `answers` have come."""
    found = progress(SMALL, Answers(answers, (), (), ()), LAYOUT)
    return reminders(PEOPLE, SMALL, found, PERIOD, LAYOUT, DAY)


def test_only_those_whose_answers_are_missing_are_reminded() -> None:
    """Each of their own actions, with what is asked: nobody has to know what `10#1` is."""
    (sam,) = reminded(Answer("7.1", plain_text("Done.")))

    assert (sam.person, sam.name) == (SAM, "2026-06-27-sam-okafor.eml")
    assert sam.text.startswith("Dear Sam Ökafor,\n\n")
    asked = dict(zip(SMALL.keys(), SMALL.actions(), strict=True))
    for key in sam.keys:
        words = " ".join(asked[key].requirement.words)
        assert f"{key}: {words[:40]}" in sam.text
    assert "7.1" not in sam.text
    assert "Please send it to team@wexmoor.example by 12 June 2026." in sam.text


def test_where_all_have_answered_nobody_is_reminded() -> None:
    """No empty message is made."""
    assert reminded(*(Answer(key, plain_text("Done.")) for key in SMALL.keys())) == ()


def test_a_draft_is_a_message_that_is_not_sent() -> None:
    """It reads back with the words; without a date it is the same each time."""
    jo, sam = reminded()
    message = email.message_from_bytes(draft(sam), policy=email.policy.default)

    assert (message["X-Unsent"], message["To"]) == ("1", "sam@wexmoor.example")
    assert message["Subject"] == "Your updates for June 27th 2026"
    body = message.get_body()
    assert body is not None
    assert body.get_content().replace("\r\n", "\n").rstrip("\n") == sam.text
    assert draft(jo) == draft(jo)
    assert message["Date"] is None


def test_a_line_says_where_a_form_goes_back_to() -> None:
    """The address, the day, both or nothing."""
    assert return_line("a@b.example", DAY, LAYOUT) == (
        "Please send it to a@b.example by 12 June 2026."
    )
    assert return_line("a@b.example", None, LAYOUT) == "Please send it to a@b.example."
    assert return_line("", DAY, LAYOUT) == "Please send it back by 12 June 2026."
    assert return_line("", None, LAYOUT) == ""


def test_each_person_has_a_form_of_their_own() -> None:
    """With the actions that they answer; who answers nothing has none."""
    nobody = Person("Al Vale", "al@wexmoor.example", ())
    people = People((*PEOPLE.people, nobody))

    assert [(s.name, s.title, s.keys) for s in select(SMALL, LAYOUT, By.PERSON, people)] == [
        ("jo-bloggs", "Jo Bloggs", ("7.1",)),
        ("sam-okafor", "Sam Ökafor", people.keys(SAM, SMALL)),
    ]
