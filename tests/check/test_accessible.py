"""Contrast by the formula of WCAG 2.2, and signs that are more than a colour."""

from __future__ import annotations

import pytest

from pipeline.check import check_plan
from pipeline.check.example import Example
from pipeline.findings import Finding, Place, Severity, Source
from pipeline.settings import CheckSettings
from tests.check.found import layout, messages, update


@pytest.mark.parametrize("status", ["Green", "RAG: amber", "BRAG Red", "red status"])
def test_a_status_that_is_a_colour_is_found(status: str) -> None:
    """A colour's name is as empty of meaning as the colour."""
    assert messages("colour-only", Example(statuses=(status,)))


@pytest.mark.parametrize(
    "text", ["The green paper is out.", "Amber alerts were raised.", "She was in red shoes."]
)
def test_colours_of_other_things_are_left(text: str) -> None:
    """Only what the plan marks by a colour is a fault."""
    assert messages("colour-only", update(text)) == []


def test_an_empty_heading_that_the_reading_found_is_passed_on() -> None:
    """What stood over the column in the file, with its place."""
    place = Place(source=Source("plan.html", column=8))
    repair = Finding("heading-empty", Severity.NOTE, "Column 8 has no heading.", place)
    found = check_plan(Example().plan(), layout(), CheckSettings(), [repair])
    assert [(f.code, f.severity, f.place) for f in found] == [
        ("heading-empty", Severity.WARNING, place)
    ]
