"""Contrast by the formula of WCAG 2.2, and signs that are more than a colour."""

from __future__ import annotations

import pytest

from pipeline.check import check_plan
from pipeline.check.accessible import contrast
from pipeline.check.example import Example
from pipeline.errors import LayoutError
from pipeline.findings import Finding, Place, Severity, Source
from pipeline.layout import layout_names, load_layout
from pipeline.settings import CheckSettings
from tests.check.found import checked, layout, messages, update


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
        ("#123456", "#123456", 1.0),
    ],
)
def test_contrast_is_the_formula_of_wcag(one: str, other: str, ratio: float) -> None:
    """Published values; the order of the colours makes no difference."""
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.005)


def test_a_colour_in_another_notation_is_a_clear_error() -> None:
    """`red` cannot be judged, and is not passed over."""
    with pytest.raises(LayoutError, match="'red' is no colour"):
        checked(Example(ink="red"))


@pytest.mark.parametrize("name", layout_names())
def test_every_layout_has_enough_contrast(name: str) -> None:
    """The layouts of the project pass their own rule."""
    found = check_plan(Example().plan(), load_layout(name), CheckSettings())
    assert [f for f in found if f.code == "contrast"] == []


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
