"""Whether a plan continues an edition: its cells decide."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.editions import continuity
from pipeline.layout import load_layout
from pipeline.nochange import UpdateKind, not_received, update_kind
from pipeline.richtext import EMPTY, RichText, plain_text
from tests.editions.published import JUNE, with_period
from tests.plans import SMALL
from tests.test_diff import with_update

LAYOUT = load_layout("devon-and-cornwall")
PERIODS = len(SMALL.periods)


def test_a_plan_continues_itself() -> None:
    """Every cell is kept."""
    found = continuity(SMALL, SMALL, LAYOUT, PERIODS)

    assert (found.kept, found.lacks, found.holds) == (found.cells, "", True)


def test_a_plan_that_went_on_continues() -> None:
    """A further period takes nothing away."""
    assert continuity(SMALL, with_period(SMALL, JUNE), LAYOUT, PERIODS).holds


def test_last_quarters_plan_does_not_continue() -> None:
    """All its cells are there, and the newest period is not."""
    newer = with_period(SMALL, JUNE)

    found = continuity(newer, SMALL, LAYOUT, PERIODS + 1)

    assert not found.holds
    assert str(found) == 'it does not have the period "June 27th 2026"'


def test_wordings_for_no_change_are_one() -> None:
    """A plan that was typed anew with another of the layout's wordings keeps the cell."""
    retyped = with_update(SMALL, 0, 1, plain_text("No change."))
    reworded = with_update(SMALL, 0, 1, plain_text("Two officers were trained."))

    kept = continuity(SMALL, SMALL, LAYOUT, PERIODS).kept
    assert continuity(SMALL, retyped, LAYOUT, PERIODS).kept == kept
    assert continuity(SMALL, reworded, LAYOUT, PERIODS).kept == kept - 1


def test_another_plan_does_not_continue() -> None:
    """The same headings over other words are another plan."""
    other = replace(SMALL, recommendations=SMALL.recommendations[:1])
    for action in range(2):
        for period in range(PERIODS):
            other = with_update(other, action, period, plain_text(f"Other {action} {period}."))

    assert not continuity(SMALL, other, LAYOUT, PERIODS).holds


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (EMPTY, UpdateKind.MISSING),
        (not_received(LAYOUT), UpdateKind.MISSING),
        (plain_text("no update was received for this period"), UpdateKind.MISSING),
        (plain_text("As per previous update."), UpdateKind.NO_CHANGE),
        (plain_text("No update was received from the supplier."), UpdateKind.UPDATE),
    ],
)
def test_what_an_update_says(text: RichText, kind: UpdateKind) -> None:
    """A real update, "no change", and no answer are three kinds."""
    assert update_kind(text, LAYOUT) is kind
