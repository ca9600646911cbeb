"""The finding for text that nobody sees."""

from __future__ import annotations

import pytest

from pipeline.findings import Severity, Source
from pipeline.ingest.hidden import HIDDEN_TEXT, LEAST_CONTRAST, Cause, blends_in, hidden_text

PLACE = Source("plan.pdf", page=2)


@pytest.mark.parametrize("cause", Cause)
def test_a_finding_has_the_words_their_place_and_the_cause(cause: Cause) -> None:
    """Whatever hides the text, its words, place and cause are in the finding."""
    finding = hidden_text(["Paid  in", "cash."], cause, PLACE)
    assert (finding.code, finding.severity) == (HIDDEN_TEXT, Severity.WARNING)
    assert finding.words == ("Paid", "in", "cash.")
    assert finding.place.source == PLACE
    assert finding.message == f'Hidden text was not read: {cause}: "Paid in cash."'
    assert finding.hint


def test_words_that_are_shown_elsewhere_are_a_note() -> None:
    """A repeated heading that is clipped asks nobody for anything."""
    finding = hidden_text(["Update"], Cause.CLIPPED, PLACE, is_shown=True)
    assert (finding.severity, finding.hint) == (Severity.NOTE, "")


@pytest.mark.parametrize(("length", "is_cut"), [(80, False), (81, True)])
def test_a_long_text_is_cut_in_the_message_alone(length: int, is_cut: bool) -> None:
    """The message quotes 80 characters; the words are complete."""
    finding = hidden_text(["x" * length], Cause.SIZE, PLACE)
    assert ("…" in finding.message) is is_cut
    assert finding.words == ("x" * length,)


@pytest.mark.parametrize(("difference", "is_hidden"), [(LEAST_CONTRAST - 1, True), (16, False)])
@pytest.mark.parametrize("part", range(3))
def test_a_colour_near_its_background_is_hidden(
    part: int, difference: int, is_hidden: bool
) -> None:
    """The largest difference decides: yellow on white is seen by its blue alone."""
    ground = (255, 255, 255)
    colour = [255, 255, 255]
    colour[part] -= difference
    assert blends_in((colour[0], colour[1], colour[2]), ground) is is_hidden
