"""Status and updates are held against each other, the newest real update counting."""

from __future__ import annotations

import pytest

from pipeline.check.example import Example
from tests.check.found import messages

THREE = ("November 22nd 2024", "March 27th 2025", "June 27th 2025")


def test_an_unknown_status_is_said_once_with_its_count() -> None:
    """Ten rows with the same unknown word are one finding."""
    example = Example(numbers=("7", "7"), references=("7.1", "7.2"), statuses=("Pending",))
    assert messages("status-unknown", example) == [
        "Status “Pending” appears 2 times and is not in the legend."
    ]


def test_a_status_of_the_legend_is_known_in_any_case() -> None:
    """`complete` is `Complete`."""
    assert messages("status-unknown", Example(statuses=("complete",))) == []


def test_no_change_after_complete_does_not_reopen() -> None:
    """Behind "complete", "as per previous update" says complete."""
    example = Example(
        periods=THREE, updates=("Begun.", "Action complete.", "As per previous update.")
    )
    assert messages("reopened", example) == []


def test_work_after_complete_reopens_whatever_stands_between() -> None:
    """A blank period between the two makes no difference."""
    example = Example(periods=THREE, updates=("Action complete.", "", "The form is rewritten."))
    assert messages("reopened", example) == [
        "Complete in “November 22nd 2024”, the action is worked on again."
    ]


def test_business_as_usual_is_no_plan() -> None:
    """What "will continue" is done; what "will be delivered" is not."""
    for newest, said in (("Officers will continue to be trained.", False), ("It is due.", True)):
        example = Example(updates=("Begun.", newest), statuses=("Complete",))
        assert bool(messages("complete-with-plans", example)) is said


def test_an_open_action_that_its_status_closes_contradicts() -> None:
    """A plan that says both is wrong in one."""
    example = Example(updates=("Begun.", "The action remains open."), statuses=("Complete",))
    assert messages("status-contradicted", example) == [
        "The status is “Complete”, and the update says that it is not complete."
    ]


@pytest.mark.parametrize(
    ("newest", "said"),
    [
        ("Recruitment has now begun in two districts.", True),
        ("Training began in March.", True),
        ("The work is well under way.", True),
        ("The action has not begun; a lead was named.", False),
        ("Funding was refused and the bid is being written again.", False),
        ("It will begin once the pilot in progress elsewhere has ended.", False),
    ],
)
def test_what_has_begun_is_not_to_be_begun(newest: str, *, said: bool) -> None:
    """A status of "Not started" beside an update that says work has begun."""
    example = Example(updates=("Planned.", newest), statuses=("Not started",))
    assert bool(messages("status-contradicted", example)) is said


def test_the_words_that_speak_of_plans_are_shown() -> None:
    """A long sentence is cut before them, and not before it comes to them."""
    update = (
        "Partners in three districts have asked for a much shorter form, which will be printed."
    )
    example = Example(updates=("Begun.", update), statuses=("Complete",))
    assert messages("complete-with-plans", example) == [
        "The action is complete; the update has plans: "
        "“… have asked for a much shorter form, which will be printed”."
    ]
