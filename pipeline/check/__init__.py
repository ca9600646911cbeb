"""Rules over a plan: what a careful colleague would say before it goes public."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.check.accessible import ACCESSIBLE
from pipeline.check.complete import COMPLETE
from pipeline.check.damaged import DAMAGED
from pipeline.check.dates import DATES
from pipeline.check.due import DUE
from pipeline.check.numbering import NUMBERING
from pipeline.check.readable import READABLE
from pipeline.check.release import RELEASE
from pipeline.check.rule import Family, Rule, is_on
from pipeline.check.spelling import SPELLING
from pipeline.check.state import STATE
from pipeline.check.subject import Subject
from pipeline.errors import LayoutError
from pipeline.findings import NO_SOURCES, Finding, Sources
from pipeline.layout import Layout
from pipeline.model import Plan
from pipeline.settings import CheckSettings

RULES: tuple[Rule, ...] = (
    *COMPLETE,
    *NUMBERING,
    *DATES,
    *DUE,
    *STATE,
    *RELEASE,
    *READABLE,
    *DAMAGED,
    *SPELLING,
    *ACCESSIBLE,
)
"""Every rule, in the order in which findings are given."""


_BY_CODE = {rule.code: rule for rule in RULES}


def check_plan(
    plan: Plan,
    layout: Layout,
    settings: CheckSettings,
    receipt_findings: Sequence[Finding] = (),
    sources: Sources = NO_SOURCES,
) -> tuple[Finding, ...]:
    """Return what the rules find in `plan`, `layout` and what the reading found, rule by rule.

    `sources` tell where the file has what is found.
    Raises LayoutError if `settings` switch a rule that does not exist.
    """
    for code in settings.rules:
        if code not in _BY_CODE:
            raise LayoutError(
                f"publish.toml: check.rules.{code} is not a rule",
                hint="docs/checks.md lists the rules.",
            )
    subject = Subject(plan, layout, settings, receipt_findings, sources)
    wanted = (rule for rule in RULES if is_on(rule, settings.rules))
    return tuple(finding for rule in wanted for finding in rule.findings(subject))


def family(finding: Finding) -> Family | None:
    """Return the family of the rule that gave `finding`, None if no rule did."""
    rule = _BY_CODE.get(finding.code)
    return rule.family if rule else None


__all__ = ("RULES", "Family", "Rule", "check_plan", "family")
