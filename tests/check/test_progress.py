"""Words of progress are read as a colleague reads them."""

from __future__ import annotations

import pytest

from pipeline.check.progress import Progress, has_plans, says_done, says_open, status_progress


@pytest.mark.parametrize(
    ("status", "progress"),
    [
        *(("Complete", Progress.DONE), ("Action complete", Progress.DONE)),
        *(("Closed", Progress.DONE), ("Complete - business as usual", Progress.DONE)),
        *(("In progress", Progress.UNDER_WAY), ("Ongoing", Progress.UNDER_WAY)),
        *(("Partially complete", Progress.UNDER_WAY), ("80% complete", Progress.UNDER_WAY)),
        *(("Not complete", Progress.UNDER_WAY), ("Incomplete", Progress.UNDER_WAY)),
        *(("Not started", Progress.NOT_BEGUN), ("Not yet started", Progress.NOT_BEGUN)),
        *(("Green", None), ("", None), ("Transferred", None)),
    ],
)
def test_a_status_says_how_far_an_action_is(status: str, progress: Progress | None) -> None:
    """Each force has its own words; a colour says nothing."""
    assert status_progress(status) is progress


@pytest.mark.parametrize(
    ("update", "done"),
    [
        *(("Complete", True), ("Action complete.", True), ("This action is now closed.", True)),
        *(("Taught at the spring seminar - action complete.", True),),
        *(("The review has ended. Action completed.", True),),
        *(("What was first asked is completed. More was asked since.", False),),
        *(("12 sessions completed by 80 officers.", False), ("Not complete.", False)),
        *(("The forms are completed.", False), ("", False)),
    ],
)
def test_an_update_is_done_where_its_last_sentence_says_only_that(update: str, done: bool) -> None:
    """A thing completed inside an action does not complete the action."""
    assert says_done(update) is done


@pytest.mark.parametrize(
    ("update", "open_"),
    [
        *(("The action remains open.", True), ("Work has not yet started.", True)),
        *(("This is not complete.", True), ("The review has ended.", False)),
        *(("An open day was held.", False),),
    ],
)
def test_an_update_is_open_where_it_says_so(update: str, open_: bool) -> None:
    """Only words about the action itself keep it open."""
    assert says_open(update) is open_


@pytest.mark.parametrize(
    ("words", "plans"),
    [
        *(("The guide will be printed.", True), ("A second phase is planned for May.", True)),
        *(("The remaining staff are to be trained.", True), ("Approval is awaiting.", True)),
        *(("The target of 90% was met.", False), ("It was due to end in May.", False)),
        *(("Patrols will continue.", False), ("The figure will be reported yearly.", False)),
        *(("Next of kin are told first.", False), ("It was renewed until 2029.", False)),
    ],
)
def test_plans_are_work_to_come(words: str, plans: bool) -> None:
    """What goes on as it is, and what was planned once, is not a plan."""
    assert has_plans(words) is plans
