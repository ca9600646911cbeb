"""What an artifact gets wrong, and how it is said."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.dates import period_date
from pipeline.diff import diff_plans, excerpt
from pipeline.findings import Place
from pipeline.model import Plan


@dataclass(frozen=True, slots=True)
class Fault:
    """A difference between the plan and an artifact."""

    place: Place
    what: str
    """The cell, and where it was looked for: `update on the page`."""
    wanted: str = ""
    found: str = ""
    note: str = ""
    """Said instead of the words on either side."""

    def lines(self) -> list[str]:
        """Return the fault as lines of a message."""
        where = f"{self.place}: {self.what}" if str(self.place) else self.what
        if self.note:
            return [f"{where}: {self.note}"]
        wanted, found = excerpt(self.wanted, self.found)
        return [where, f"  plan: {wanted or '(blank)'}", f"  file: {found or '(blank)'}"]


def shown(plan: Plan) -> Plan:
    """Return `plan` as a page can show it: a period has the day that its heading names, or none.

    The headings `Summer 2026` and `March 2026 update` name no day; data that travel as data
    (JSON, the embedded plan) keep it all the same.
    """
    periods = tuple(replace(p, date=period_date(p.label)) for p in plan.periods)
    return plan.with_periods(periods)


def plan_faults(plan: Plan, found: Plan, where: str) -> list[Fault]:
    """Return each difference between `plan` and what was read back."""
    if found == plan:  # as it nearly always is: pairing the parts of two plans takes longer
        return []
    return [
        Fault(change.place, f"{change.field} {change.kind} {where}", change.old, change.new)
        for change in diff_plans(plan, found).changes
    ]
