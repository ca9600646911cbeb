"""Every rule finds its bad example, leaves every good one, and is on the page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings

from pipeline.check import RULES, Family, Rule, check_plan, family
from pipeline.check.example import Example
from pipeline.check.page import rules_page
from pipeline.errors import LayoutError
from pipeline.findings import Finding, Severity
from pipeline.model import Plan
from pipeline.settings import CheckSettings
from tests.check.found import checked, layout
from tests.plans import plans

PAGE = Path(__file__).parents[2] / "docs" / "checks.md"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_bad_example_is_found(rule: Rule) -> None:
    """The rule finds its bad example, with its severity, a sentence and a hint."""
    found = [f for f in checked(rule.bad) if f.code == rule.code]
    assert found
    for finding in found:
        assert finding.severity is rule.severity
        assert re.fullmatch(r"[A-Z0-9“].*[.]", finding.message)
        assert finding.hint == rule.hint != ""


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_good_example_is_left_by_every_rule(rule: Rule) -> None:
    """A good example is sound: no rule at all has anything to say."""
    assert checked(rule.good) == ()


def test_codes_are_unique_and_kebab_case() -> None:
    """A code names one rule and can be a key in `publish.toml`."""
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", code) for code in codes)


def test_each_family_has_rules_in_one_block() -> None:
    """Findings come family by family, in the families' order."""
    order = [rule.family for rule in RULES]
    assert list(dict.fromkeys(order)) == list(Family)
    assert order == sorted(order, key=list(Family).index)


def test_the_page_has_every_rule() -> None:
    """`docs/checks.md` is what the rules say: python -m pipeline.check.page > docs/checks.md."""
    assert PAGE.read_text(encoding="utf-8") == rules_page()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_can_be_switched(rule: Rule) -> None:
    """`publish.toml` switches a rule off and on, whatever its default."""
    for wanted in (False, True):
        found = checked(rule.bad, CheckSettings(rules={rule.code: wanted}))
        assert any(f.code == rule.code for f in found) is wanted


def test_an_unknown_rule_is_an_error_that_names_it() -> None:
    """A code in `publish.toml` that no rule has is not passed over."""
    with pytest.raises(LayoutError, match=r"check\.rules\.no-such-rule"):
        checked(Example(), CheckSettings(rules={"no-such-rule": True}))


def test_a_finding_knows_its_family() -> None:
    """A rule's finding has the rule's family; a reader's finding has none."""
    assert [family(f) for f in checked(Example(owners=("",)))] == [Family.COMPLETE]
    assert family(Finding("cell-missing", Severity.NOTE, "A repair.")) is None


@settings(deadline=None, max_examples=40)
@given(plans())
def test_any_plan_can_be_checked(plan: Plan) -> None:
    """Whatever a plan holds, the rules answer, the same each time, and name places of the plan."""
    found = check_plan(plan, layout(), CheckSettings())
    assert found == check_plan(plan, layout(), CheckSettings())
    keys, labels = set(plan.keys()), {period.label for period in plan.periods}
    assert {f.place.action for f in found} <= keys | {""}
    assert {f.place.period for f in found} <= labels | {""}
