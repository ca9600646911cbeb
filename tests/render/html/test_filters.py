"""The filters of the web page."""

from __future__ import annotations

from dataclasses import replace

from pipeline.layout import BUILT_IN, load_layout
from pipeline.overview import overview
from pipeline.publication import Publication, Sentence
from pipeline.render.html.filters import choices, filter_style, row_marks
from tests.plans import SMALL, small_table

LAYOUT = load_layout(BUILT_IN)


def _publication(*changes: Sentence) -> Publication:
    return Publication(SMALL, LAYOUT, "plan", changes=changes)


def test_each_choice_names_its_actions() -> None:
    """Statuses, owners, recommendations and what changed, each with the keys that it shows."""
    publication = _publication(Sentence("1 is new: 7.2.", ("7.2",)), Sentence("", ("10#1",), False))
    found = choices(publication, overview(SMALL, LAYOUT))

    assert {choice.name: dict(choice.options) for choice in found} == {
        "status": {
            "Complete": ("10#1", "10#2"),
            "In progress": ("7.1",),
            "No status": ("7.2",),
        },
        "owner": {
            "CC, PCC and partners": ("10#1", "10#2"),
            "Chief Constable": ("7.1", "7.2"),
        },
        "recommendation": {
            "Recommendation 7": ("7.1", "7.2"),
            "Recommendation 10": ("10#1", "10#2"),
        },
        "changed": {"Changed in this edition": ("7.2",)},
    }
    assert row_marks(SMALL.keys(), found)[1] == {
        "status": "3",
        "owner": "2",
        "recommendation": "1",
        "changed": "1",
    }


def test_without_a_change_note_the_newest_updates_are_what_changed() -> None:
    """A plan that is rendered as it is has no edition before it."""
    found = choices(_publication(), overview(SMALL, LAYOUT))
    assert found[-1].options == {"Changed in this edition": ("10#1", "10#2")}


def test_nothing_to_choose_from() -> None:
    """A plan of one action has no filters, and no rules for them."""
    plan = replace(small_table(0), title="Plan")
    found = choices(Publication(plan, LAYOUT, "plan"), overview(plan, LAYOUT))

    assert found == ()
    assert "{display" not in filter_style(found)
