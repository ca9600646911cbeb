"""What a rule finds in an example or a plan."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from pipeline.check import check_plan
from pipeline.check.example import Example
from pipeline.findings import Finding
from pipeline.layout import Layout, load_layout
from pipeline.model import Plan
from pipeline.richtext import RichText
from pipeline.settings import CheckSettings


@cache
def layout() -> Layout:
    """Return the first layout."""
    return load_layout("devon-and-cornwall")


def checked(example: Example, settings: CheckSettings = CheckSettings()) -> tuple[Finding, ...]:  # noqa: B008 - frozen
    """Return everything that the rules find in `example`."""
    settings = replace(settings, recommendations=example.expected)
    return check_plan(example.plan(), layout(), settings, example.findings())


def messages(code: str, example: Example) -> list[str]:
    """Return what the rule `code` says about `example`."""
    return [finding.message for finding in checked(example) if finding.code == code]


def update(text: str) -> Example:
    """Return an example whose newest update, of 27 March 2025, is `text`."""
    return Example(updates=("A review has begun.", text))


def with_newest(plan: Plan, text: RichText) -> Plan:
    """Return `plan` with `text` as the newest update of its first action."""
    first, *others = plan.recommendations
    action = first.actions[0].replaced(updates=(*first.actions[0].updates[:-1], text))
    changed = replace(first, actions=(action, *first.actions[1:]))
    return replace(plan, recommendations=(changed, *others))
