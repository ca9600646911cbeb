"""Whom the forms go to, and under which names."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings

from pipeline.forms.selection import By, select
from pipeline.model import Plan
from tests.forms.made import LAYOUT
from tests.plans import SMALL, plans


def test_one_form_for_the_whole_plan() -> None:
    """Without a choice there is one form with every action."""
    (whole,) = select(SMALL, LAYOUT)
    assert (whole.name, whole.keys) == ("whole-plan", SMALL.keys())


def test_a_form_for_each_owner() -> None:
    """Each owner gets the actions that are theirs, under a name that any file system takes."""
    forms = select(SMALL, LAYOUT, By.OWNER)
    assert [(f.name, f.title, f.keys) for f in forms] == [
        ("chief-constable", "Chief Constable", ("7.1", "7.2")),
        ("cc-pcc-and-partners", "CC, PCC and partners", ("10#1", "10#2")),
    ]


def test_a_form_for_each_recommendation() -> None:
    """Each recommendation is a form of its own."""
    forms = select(SMALL, LAYOUT, By.RECOMMENDATION)
    assert [(f.name, f.keys) for f in forms] == [
        ("recommendation-7", ("7.1", "7.2")),
        ("recommendation-10", ("10#1", "10#2")),
    ]


def test_names_are_safe_and_unlike() -> None:
    """Owners whose names are no file names, or the same file name, do not overwrite each other."""
    owners = ["../../etc/passwd", "Head: of *Crime*", "head of crime", "", "ש"]
    recommendation = SMALL.recommendations[0]
    actions = tuple(recommendation.actions[0].replaced(owner=owner) for owner in owners)
    plan = replace(SMALL, recommendations=(replace(recommendation, actions=actions),))
    names = [form.name for form in select(plan, LAYOUT, By.OWNER)]
    assert names == ["etc-passwd", "head-of-crime", "head-of-crime-2", "no-owner", "form"]


@settings(deadline=None, max_examples=30)
@given(plans())
def test_every_action_is_asked_about_once(plan: Plan) -> None:
    """However a plan is divided, each of its actions is on exactly one form."""
    for by in (None, By.OWNER, By.RECOMMENDATION):
        asked = [key for form in select(plan, LAYOUT, by) for key in form.keys]
        assert sorted(asked) == sorted(plan.keys())
