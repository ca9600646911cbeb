"""The days that actions are due."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.check.due import due_day
from pipeline.check.example import Example
from tests.check.found import checked


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("28 March 2025", dt.date(2025, 3, 28)),
        ("February 2028", dt.date(2028, 2, 29)),
        ("1 May 2025, now 1 June 2025", dt.date(2025, 6, 1)),
        ("Ongoing", None),
        ("", None),
    ],
)
def test_the_day_that_a_cell_names(text: str, day: dt.date | None) -> None:
    """The last one; a month ends on its last day."""
    assert due_day(text) == day


def codes(due: str, status: str = "In progress") -> set[str]:
    """Return what is found about an action due on `due`; its newest period is 27 March 2025."""
    return {f.code for f in checked(Example(due=(due,), statuses=(status,)))}


@pytest.mark.parametrize(
    ("due", "found"),
    [("26 March 2025", {"due-passed"}), ("27 March 2025", set()), ("March 2025", set())],
)
def test_an_action_is_late_the_day_after(due: str, found: set[str]) -> None:
    """On the day of the newest period it is not late yet."""
    assert codes(due) == found


def test_what_is_complete_is_not_late() -> None:
    """Nor does it need a date any more."""
    assert not codes("1 May 2020", "Complete") & {"due-passed", "due-without-date"}
    assert not codes("Ongoing", "Complete") & {"due-passed", "due-without-date"}


def test_a_plan_without_the_column_is_asked_for_no_dates() -> None:
    """Most plans have none."""
    assert not {f.code for f in checked(Example())} & {"due-passed", "due-without-date"}
