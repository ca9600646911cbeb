"""What is missing is found once, at its place, and not where it is not missing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.check import check_plan
from pipeline.check.example import Example
from pipeline.findings import Place, Source
from pipeline.richtext import EMPTY
from pipeline.settings import CheckSettings
from tests.check.found import checked, layout, messages, with_newest

TWO = Example(numbers=("7", "7"), references=("7.1", "7.2"))


def test_a_missing_update_names_action_and_period() -> None:
    """The place is the action's cell in the newest period."""
    found = check_plan(with_newest(TWO.plan(), EMPTY), layout(), CheckSettings())
    assert [(f.code, f.place) for f in found] == [
        ("update-missing", Place("7", "7.1", "March 27th 2025"))
    ]


@pytest.mark.parametrize(
    ("before", "status", "said"),
    [
        *(("Begun.", "Complete", False), ("Action complete.", "", False)),
        *(("Begun.", "", True), ("Action complete.", "In progress", True)),
    ],
)
def test_a_complete_action_needs_no_update(before: str, status: str, said: bool) -> None:
    """Complete by its status, or by its last word where there is no status."""
    plan = replace(TWO, updates=(before, "On time."), statuses=(status,)).plan()
    found = check_plan(with_newest(plan, EMPTY), layout(), CheckSettings())
    assert any(f.code == "update-missing" for f in found) is said


def test_blank_statuses_are_one_finding_where_all_are() -> None:
    """All blank is one fault; some blank are as many as there are."""
    assert len(messages("status-blank", replace(TWO, statuses=("",)))) == 1
    assert messages("status-blank", replace(TWO, statuses=("In progress", ""))) == [
        "The status is blank."
    ]


def test_the_same_wording_counts_backwards_from_the_newest() -> None:
    """A different newest update ends the run; "no change" in other words does not."""
    labels = ("May 1st 2024", "June 1st 2024", "July 1st 2024", "August 1st 2024")
    for updates, said in (
        (("Begun.", "As per previous update.", "No change.", "As per previous updates."), True),
        (("Begun.", "Begun.", "Begun.", "Ended early."), False),
        (("Begun.", "Tested.", "Tested.", "Tested."), True),
        (("Begun.", "Tested.", "", "Tested."), False),
    ):
        example = Example(periods=labels, updates=updates)
        assert bool(messages("same-wording", example)) is said


def test_a_sentence_that_comes_again_is_copied() -> None:
    """Two periods with one whole sentence are told; a standing phrase may come twice."""
    sentence = "Sixty of eighty staff were trained, and the rest are booked."
    for updates, said in (
        (("Begun.", sentence, sentence), True),
        (("Begun.", "On track.", "On track."), False),
        ((sentence, "Begun.", sentence), False),
    ):
        example = Example(
            periods=("May 1st 2024", "June 1st 2024", "July 1st 2024"), updates=updates
        )
        assert bool(messages("same-wording", example)) is said


@pytest.mark.parametrize(
    "first", ["No change.", "As previously reported.", "Nothing further to report"]
)
def test_no_change_needs_something_before_in_any_words(first: str) -> None:
    """The layout's wordings and others that mean the same follow an update that says something."""
    example = Example(updates=(first, "A review has begun."))
    assert len(messages("no-change-unfounded", example)) == 1


def test_the_place_has_the_page_and_row_of_the_source() -> None:
    """A finding about an action has its row, about an update its cell, about a text the first."""
    row = Source("plan.pdf", page=2, row=14)
    sources = {("7.1", ""): row, ("7.1", "March 27th 2025"): replace(row, page=3, column=7)}
    plan = Example(owners=("",), recommendation="", updates=("Begun.", "Met 29/08/2026.")).plan()
    found = check_plan(plan, layout(), CheckSettings(), (), sources)
    assert {f.code: str(f.place) for f in found} == {
        "recommendation-without-text": "recommendation 7, plan.pdf, page 2, row 14",
        "owner-empty": "recommendation 7, action 7.1, plan.pdf, page 2, row 14",
        "date-after-period": "recommendation 7, action 7.1, March 27th 2025, "
        "plan.pdf, page 3, row 14, column 7",
    }


def test_the_list_of_recommendations_is_compared_both_ways() -> None:
    """One that is missing and one that is not in the list are both named."""
    example = Example(numbers=("7",), expected=("8",))
    assert [f.place.recommendation for f in checked(example)] == ["8", "7"]
