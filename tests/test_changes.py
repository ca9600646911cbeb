"""The change note: computed numbers in plain sentences."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import count

import pytest

from pipeline.changes import change_note
from pipeline.history_check import Amendment
from pipeline.layout import Layout, load_layout
from pipeline.merge import add_period
from pipeline.model import Answer, NewAction, Period, PeriodColumn
from pipeline.publication import Sentence
from pipeline.richtext import plain_text
from tests.plans import SMALL

JUNE = Period("June 27th 2026", dt.date(2026, 6, 27))


@pytest.fixture
def layout() -> Layout:
    """Return the layout whose words are used."""
    return load_layout("devon-and-cornwall")


def column(*answers: Answer, new: tuple[NewAction, ...] = ()) -> PeriodColumn:
    """Return June's column."""
    return PeriodColumn(JUNE, answers, new)


def _texts(note: tuple[Sentence, ...]) -> tuple[str, ...]:
    return tuple(map(str, note))


def test_a_first_edition(layout: Layout) -> None:
    """A first edition tells its size and what its newest period says."""
    assert _texts(change_note(None, SMALL, layout)) == (
        "First edition: 4 actions under 2 recommendations.",
        "2 actions have a new update.",
        "1 action has not changed.",
        "1 action has no update for March 27th 2025.",
    )


def test_everything_that_can_be_new(layout: Layout) -> None:
    """Updates, statuses, completions, reopenings, new actions and owners are counted and named."""
    answers = (
        Answer("7.1", plain_text("All done."), status="Complete"),
        Answer("7.2", plain_text("Begun."), status="In progress", owner="Head of Crime"),
        Answer("10#1", plain_text("As per previous update."), status="In progress"),
    )
    added = NewAction(
        "7", plain_text(""), "7.3", plain_text("Check."), "Chief", plain_text("New."), ""
    )
    new = add_period(SMALL, column(*answers, new=(added,)))

    note = change_note(SMALL, new, layout)

    assert _texts(note) == (
        "3 actions have a new update.",
        "1 action has not changed.",
        "1 action has no update for June 27th 2026.",
        "1 action moved from In progress to Complete.",
        "1 action moved from no status to In progress.",
        "1 action moved from Complete to In progress.",
        "1 action is newly complete: 7.1.",
        "1 action was reopened: 10#1.",
        "1 action is new: 7.3.",
        "1 action has a new owner: 7.2.",
    )
    assert note[0].actions == ("7.1", "7.2", "7.3")
    assert [sentence.actions for sentence in note[3:6]] == [("7.1",), ("7.2",), ("10#1",)]


def test_amendments(layout: Layout) -> None:
    """An amendment is told with its places and its reason, once for each reason."""
    amendments = [
        Amendment("7", key, "March 27th 2025", "update", "reworded", "a", "b", "Wrong figure.")
        for key in ("7.1", "7.2")
    ]

    note = change_note(SMALL, SMALL, layout, amendments)

    assert note[-1].text == (
        "2 earlier cells were amended (7.1, March 27th 2025; 7.2, March 27th 2025). "
        "Reason: Wrong figure."
    )


def test_the_words_are_the_layouts(layout: Layout) -> None:
    """Every sentence comes from the layout's language file."""
    numbers = count()
    words = {
        name: [f"<{next(numbers)}>"] * 2 if isinstance(value, list) else value
        for name, value in layout.words["changes"].items()
    }
    translated = replace(layout, words={**layout.words, "changes": words})

    note = change_note(None, SMALL, translated)

    assert all(sentence.text.startswith("<") for sentence in note)
