"""Dates are read by explicit formats, in British order, and never guessed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.dates import Precision, Problem, find_dates, period_date

DAY = dt.date(2025, 3, 27)


@pytest.mark.parametrize(
    "text",
    [
        *("27/03/2025", "27/3/25", "27.03.2025", "27-03-2025", "2025-03-27", "27-Mar-25"),
        *("27 March 2025", "27th March 2025", "27th of March 2025", "27 th March, 2025"),
        *("March 27th 2025", "March 27, 2025", "27 MARCH 2025", "27 march 2025", "27 Mar. 2025"),
        "27 March '25",
    ],
)
def test_a_day_is_read_in_each_format(text: str) -> None:
    """Every listed format of a day gives that day, and its exact place."""
    (found,) = find_dates(f"Held on Thursday {text}, in Wexmoor.")
    assert (found.date, found.precision, found.problem) == (DAY, Precision.DAY, None)
    assert f"Held on Thursday {text}, in Wexmoor."[found.start : found.end] == found.text == text


@pytest.mark.parametrize("text", ["March 2025", "Mar-25", "Mar 2025", "March '25", "MARCH 2025"])
def test_a_month_is_its_first_day(text: str) -> None:
    """A month with a year is found with the precision of a month."""
    (found,) = find_dates(f"Published {text}.")
    assert (found.date, found.precision) == (dt.date(2025, 3, 1), Precision.MONTH)


@pytest.mark.parametrize(
    "text", ["31/06/2025", "30 February", "30th Feb 2025", "12/13/2025", "29 February 2025"]
)
def test_a_day_that_does_not_exist_is_a_problem(text: str) -> None:
    """The calendar decides; nothing is turned into a neighbouring day."""
    (found,) = find_dates(f"Done on {text}")
    assert (found.text, found.date, found.problem) == (text, None, Problem.NO_SUCH_DAY)


@pytest.mark.parametrize(
    "text", ["27 March", "March 26", "26th Feb", "31/01", "9/06", "27 March 25", "29 February"]
)
def test_a_date_without_a_year_is_not_guessed(text: str) -> None:
    """Where the year is missing or could be a day, the date is found and not decided."""
    (found,) = find_dates(f"Done on {text}.")
    assert (found.text, found.date, found.problem) == (text, None, Problem.NO_YEAR)


@pytest.mark.parametrize(
    "text",
    [
        *("in 1/4 of cases", "open 24/7", "in 2024/25", "version 1.2.2025.1", "of 10/12 cases"),
        *("staff may 12 times march on", "see https://example.org/27/03/2025/a", "7.1.25"),
        *("The February report", "rows 3/4", "1300-1400", "reference 127/03/2025"),
    ],
)
def test_numbers_that_are_no_dates_are_left(text: str) -> None:
    """A fraction, a financial year, an address and a bare month are not dates."""
    assert find_dates(text) == []


def test_the_day_stands_before_the_month() -> None:
    """`03/04/2026` is 3 April."""
    assert find_dates("03/04/2026")[0].date == dt.date(2026, 4, 3)


def test_ranges_give_both_ends() -> None:
    """Two dates with a dash between them are two dates."""
    texts = [d.text for d in find_dates("01/04/2025-31/03/2026, May 2025-June 2025, 2-3 May 2025")]
    assert texts == ["01/04/2025", "31/03/2026", "May 2025", "June 2025", "3 May 2025"]


@pytest.mark.parametrize(
    ("label", "date"),
    [
        ("Force Update: Published November 22nd 2024", dt.date(2024, 11, 22)),
        ("March 27th 2025", DAY),
        ("Initial Constabulary Response 21st November 2024", dt.date(2024, 11, 21)),
        ("Update (27/03/2025)", DAY),
        ("27 March 2025 (27/03/2025)", DAY),
        ("Nov-24", None),
        ("March 2026 update", None),
        ("Initial action plan response", None),
        ("1 April 2024 to 31 March 2025", None),
        ("30 February 2025", None),
    ],
)
def test_a_period_has_the_one_day_its_heading_names(label: str, date: dt.date | None) -> None:
    """A heading that names no day, or several, gives no date."""
    assert period_date(label) == date


def test_the_existing_plan_headings_are_read() -> None:
    """The four period headings of the real plan have their dates."""
    path = Path(__file__).parents[2] / "shared" / "plan" / "existing-plan.txt"
    if not path.is_file():
        pytest.skip("the real plan is not on this machine")
    lines = path.read_text(encoding="utf-8").splitlines()
    header = next(line for line in lines if line.startswith("Rec. No."))
    dates = [period_date(cell) for cell in header.split("\t")]
    assert dates[4:8] == [dt.date(2024, 11, 22), DAY, dt.date(2025, 6, 27), dt.date(2026, 4, 6)]


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="0123456789/-. ,’'MarchJuneNovth of", max_size=60))
def test_found_dates_stand_in_order_where_they_say(text: str) -> None:
    """Dates never overlap, and each is the text at its place."""
    end = 0
    for found in find_dates(text):
        assert end <= found.start < found.end
        assert text[found.start : found.end] == found.text
        assert (found.date is None) == (found.problem is not None)
        end = found.end
