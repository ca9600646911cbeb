"""Dates are judged by what the sentence says about them; plans to come are not faults."""

from __future__ import annotations

import time

import pytest

from pipeline.check.example import Example
from tests.check.found import messages, update


@pytest.mark.parametrize(
    "text",
    [
        "Visits made: 10/12/2024, depot 29/08/2026, 11/02/2025.",
        "Three shops have handed in footage of 19/12/25 and will hand in more.",
        "The panel met on 17 September 2026.",
        "The report was published in May 2025.",
        "The audit will go on. It found three cases on 1st May 2025.",
        "The meeting, which meets monthly, was held on 3 June 2025.",
        "On 9 November 2026 the manager signed the audit.",
        "Completed 12/10/2026.",
        "Following feedback from governors in July 2026, the form was redesigned.",
        "The module is live since 2 May 2062.",
    ],
)
def test_what_lies_ahead_and_is_told_as_past_is_found(text: str) -> None:
    """A date after the period's publication beside words of the past, or among dates past."""
    (message,) = messages("date-after-period", update(text))
    assert "described as past" in message


@pytest.mark.parametrize(
    "text",
    [
        "The panel will meet on 17 September 2026.",
        "Training is planned for June 2025 in both districts.",
        "The likely completion date is December 2026.",
        "On 3 April 2025 a day of talks will take place.",
        "The next inspection is due 30/06/2025.",
        "Opening not before March 2027.",
        "The working group meets from September 2025.",
        "The survey takes a whole quarter, due to its size. (May 2025)",
        "Rolled out across the force by 1 June 2025.",
        "The panel met on 27 March 2025 and in March 2025.",
        "A workshop planned for July 2025 came of it.",
        "The new system goes live in May 2025.",
        "The forum, which was formed last year, meets on 3 June 2025.",
        "On 1 June 2025 the new by-laws take effect.",
        "The Board may return to it after the election in May 2027.",
        "The contract was renewed until at least 31 March 2029.",
        "Insurance runs from 1 April 2024 to 31 March 2027.",
        "Both boards consider it on 24 April 2025.",
        "The revised policy lapses in April 2028, and kit is issued in May 2025.",
        "Interviews are on 2 April 2025.",
    ],
)
def test_what_lies_ahead_and_is_planned_is_left(text: str) -> None:
    """A sentence that speaks of the future may name a day to come."""
    assert messages("date-after-period", update(text)) == []


def test_many_dates_in_one_cell_are_judged() -> None:
    """The cost grows with the text: neither in one sentence nor in many is all read for each."""
    for text in ("Met 3/6/2026, ", "It met on 3/6/2026. Then on 3/6/24. "):
        few, many = (_seconds(text * count) for count in (1000, 10_000))
        assert many < 20 * max(few, 0.01)


def _seconds(text: str) -> float:
    example = update(text)
    start = time.process_time()
    assert messages("date-after-period", example)
    return time.process_time() - start


def test_a_period_without_a_date_is_not_judged() -> None:
    """Nothing is after a day that nobody knows."""
    example = Example(periods=("Initial response", "Nov-24"), updates=("Begun.", "Met 1/5/2030."))
    assert messages("date-after-period", example) == []


def test_days_that_do_not_exist_are_found_in_headings_too() -> None:
    """A period's heading is text like any other."""
    example = Example(periods=("November 22nd 2024", "February 30th 2025"))
    assert messages("date-impossible", example) == ["There is no February 30th 2025."]


def test_dates_without_a_year_are_said_once_for_each_cell() -> None:
    """Several in one cell are one finding, those whose last number is unclear another."""
    example = update("Held on 25th Feb, 26th Feb, 4th March and in May 25; shown on 2 June 25.")
    assert messages("date-without-year", example) == [
        "No year is given for 25th Feb, 26th Feb and 4th March.",
        "The last number of May 25 and 2 June 25 may be a day or a year.",
    ]


@pytest.mark.parametrize(
    ("text", "status", "late"),
    [
        ("By 31 January 2025, review it.", "In progress", True),
        ("By 31 January 2025, review it.", "Complete", False),
        ("By 31 January 2025, review it.", "", False),
        ("By 31 January 2026, review it.", "In progress", False),
        ("By the end of 31 January 2025, review it.", "Not started", True),
        ("Since 31 January 2025 it is the law to review it.", "In progress", False),
    ],
)
def test_a_deadline_is_a_day_by_which(text: str, status: str, late: bool) -> None:
    """Only `by` makes a deadline; an action without a status cannot be judged."""
    example = Example(recommendation=text, statuses=(status,))
    assert bool(messages("deadline-passed", example)) is late


def test_intervals_need_four_periods() -> None:
    """Three dates have two intervals, of which neither is usual."""
    example = Example(
        periods=("March 1st 2025", "June 1st 2025", "December 1st 2026"), updates=("A.", "B.", "C.")
    )
    assert messages("period-interval", example) == []


def test_undated_periods_do_not_disturb_the_order() -> None:
    """An undated period is where it is."""
    example = Example(
        periods=("Initial response", "March 1st 2025", "Summer", "June 1st 2025"),
        updates=("A.", "B.", "C.", "D."),
    )
    assert messages("period-order", example) == []
