"""Who has answered, and the text for those who have not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from pipeline.answers import Answers
from pipeline.answers.progress import Count, progress
from pipeline.forms.reminder import reminder
from pipeline.model import Answer, Plan
from pipeline.richtext import EMPTY, plain_text
from tests.answers.conftest import Read
from tests.forms.made import LAYOUT, PERIOD
from tests.plans import SMALL, plans


@pytest.fixture
def answers(read: Read) -> Answers:
    """Return answers to three actions: an update, a "no change", and a status alone."""
    rows = "7.1,Done.,,\n7.2,,yes,\n10#1,,,Complete\n"
    return read({"a.csv": f"key,update,no change,status\n{rows}"})


def test_counts_for_each_owner_and_recommendation(answers: Answers) -> None:
    """An update, "no change" and nothing are counted apart; a status alone is not an update."""
    found = progress(SMALL, answers, LAYOUT)
    assert found.owners == (
        Count("Chief Constable", ("7.1",), ("7.2",), ()),
        Count("CC, PCC and partners", (), (), ("10#1", "10#2")),
    )
    assert [c.name for c in found.recommendations] == ["7", "10"]
    assert found.whole == Count("", ("7.1",), ("7.2",), ("10#1", "10#2"))
    assert found.whole.asked == 4


def test_the_reminder_names_owners_and_keys(answers: Answers) -> None:
    """Only those who owe an answer are named."""
    text = reminder(progress(SMALL, answers, LAYOUT), PERIOD, LAYOUT)
    assert text.startswith("Updates for June 27th 2026: 2 of 4 are still missing.\n\n")
    assert "CC, PCC and partners: 10#1, 10#2\n" in text
    assert "Chief Constable" not in text


def test_there_is_thanks_where_nothing_is_missing() -> None:
    """Once all are in there is nobody to remind."""
    every = tuple(Answer(key, plain_text("Done.")) for key in SMALL.keys())
    found = progress(SMALL, Answers(every, (), (), ()), LAYOUT)
    assert reminder(found, PERIOD, LAYOUT) == (
        "Updates for June 27th 2026: all 4 are in. Thank you."
    )


@settings(deadline=None, max_examples=30)
@given(plans())
def test_every_action_is_counted_once(plan: Plan) -> None:
    """Owners, recommendations and the whole have the same number of actions."""
    given_ = tuple(Answer(key, EMPTY) for key in plan.keys()[:1])
    found = progress(plan, Answers(given_, (), (), ()), LAYOUT)
    count = len(plan.keys())
    assert found.whole.asked == count
    assert sum(c.asked for c in found.owners) == count
    assert sum(c.asked for c in found.recommendations) == count
