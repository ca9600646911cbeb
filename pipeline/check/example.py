"""Small plans that show what a rule finds, each described by what differs from a sound one."""

from __future__ import annotations

from dataclasses import dataclass, fields
from itertools import groupby

from pipeline.dates import period_date
from pipeline.findings import Finding, Severity
from pipeline.model import (
    Action,
    Column,
    Columns,
    Detail,
    Level,
    Period,
    Plan,
    Recommendation,
    Role,
    standard_columns,
)
from pipeline.richtext import Paragraph, Run, plain_text, rich_text

_HEADINGS = {
    Role.NUMBER: "No.",
    Role.RECOMMENDATION: "Recommendation",
    Role.REQUIREMENT: "Evidence requirement",
    Role.OWNER: "Owner",
    Role.STATUS: "Status",
}


@dataclass(frozen=True, slots=True)
class Example:
    """A plan in which every action is alike; what is not given is sound."""

    title: str = "Wexmoor Police Missing People Action Plan"
    lead: str = "Head of Public Protection"
    """The plan's one detail line, `Executive Lead`."""
    numbers: tuple[str, ...] = ("7",)
    """The recommendation's number of each action."""
    recommendation: str = "Review how reports are graded."
    references: tuple[str, ...] = ("7.1",)
    """The reference of each action."""
    requirement: str = "Grading is reviewed and recorded."
    owners: tuple[str, ...] = ("Chief Constable",)
    """The owner of each action; the last one goes on."""
    periods: tuple[str, ...] = ("November 22nd 2024", "March 27th 2025")
    updates: tuple[str, ...] = ("A review has begun.", "The review covers three districts.")
    """The update of each period."""
    link: str = ""
    """An address to which the newest update leads."""
    statuses: tuple[str, ...] = ("In progress",)
    """The status of each action; the last one goes on."""
    expected: tuple[str, ...] = ()
    """The recommendations that `publish.toml` says the plan has."""
    due: tuple[str, ...] = ()
    """The day that each action is due; where none is given, the plan has no such column."""
    found: tuple[str, ...] = ()
    """Codes of what the reader found in the file."""

    def plan(self) -> Plan:
        """Return the plan."""
        periods = tuple(Period(label, period_date(label)) for label in self.periods)
        columns = standard_columns(periods, _HEADINGS)
        if self.due:
            columns = Columns((*columns[:-1], Column("Due", Role.DUE), columns[-1]))
        made = (self._action(place, columns) for place in range(len(self.numbers)))
        actions = zip(self.numbers, made, strict=True)
        recommendations = tuple(
            Recommendation(
                columns.level(Level.RECOMMENDATION),
                (plain_text(number), plain_text(self.recommendation)),
                tuple(a for _, a in group),
            )
            for number, group in groupby(actions, key=lambda pair: pair[0])
        )
        details = (Detail("Executive Lead", self.lead),)
        return Plan(self.title, details, columns, recommendations, ())

    def findings(self) -> tuple[Finding, ...]:
        """Return what the reader found."""
        return tuple(Finding(code, Severity.NOTE, "The file holds this.") for code in self.found)

    @classmethod
    def parts(cls) -> list[str]:
        """Return the names of what an example can say."""
        return [part.name for part in fields(cls)]

    def _action(self, place: int, columns: Columns) -> Action:
        *earlier, newest = [plain_text(text) for text in self.updates]
        if self.link:
            newest = rich_text([Paragraph((Run(newest.plain, link=self.link),))])
        cells = (
            plain_text(self.references[place]),
            plain_text(self.requirement),
            plain_text(self.owners[min(place, len(self.owners) - 1)]),
            *earlier,
            newest,
            *(plain_text(day) for day in self.due[place : place + 1]),
            plain_text(self.statuses[min(place, len(self.statuses) - 1)]),
        )
        return Action(columns.level(Level.ACTION), cells)
