"""The digest of a plan's content."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings

from pipeline.digest import plan_digest
from pipeline.model import Plan
from tests.plans import SMALL, plans


def test_digest_is_the_same_on_every_machine_and_day() -> None:
    """The digest depends on nothing but the plan: this one was computed once and stays."""
    assert plan_digest(SMALL) == "8b4bfc37b92e1de2201a9c2796ed6d2fa4eb85cd06d5aee9a9420ae429e1d5bb"


def test_any_word_changes_the_digest() -> None:
    """A plan with another title is another plan."""
    assert plan_digest(replace(SMALL, title="Another title")) != plan_digest(SMALL)


@settings(deadline=None, max_examples=30)
@given(plans(), plans())
def test_digests_are_equal_exactly_where_plans_are(one: Plan, other: Plan) -> None:
    """Equal plans have equal digests, and unlike plans have unlike ones."""
    assert (plan_digest(one) == plan_digest(other)) == (one == other)
