"""Rules for the days that actions are due."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator

from pipeline.check.example import Example
from pipeline.check.progress import is_done
from pipeline.check.rule import Family, Hit, Rule, quoted
from pipeline.check.subject import Subject
from pipeline.dates import Precision, find_dates
from pipeline.findings import Severity
from pipeline.model import Role


def due_day(text: str) -> dt.date | None:
    """Return the last day that `text` names, the end of a month where it names one."""
    found = [date for date in find_dates(text) if date.date]
    if not found or found[-1].date is None:
        return None
    day = found[-1].date
    if found[-1].precision is Precision.DAY:
        return day
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _due_passed(subject: Subject) -> Iterator[Hit]:
    newest = max((p.date for p in subject.plan.periods if p.date), default=None)
    for row in subject.rows:
        day = due_day(row.action.due)
        if newest and day and day < newest and not is_done(row.action):
            yield row.place, f"The action was due {quoted(row.action.due)} and is not complete."


def _due_without_date(subject: Subject) -> Iterator[Hit]:
    for row in subject.rows if subject.has(Role.DUE) else ():
        if due_day(row.action.due) is None and not is_done(row.action):
            said = f"{quoted(row.action.due)} names no date" if row.action.due else "It is blank"
            yield row.place, f"The action has no due date. {said}."


DUE = (
    Rule(
        "due-passed",
        Family.DATES,
        Severity.WARNING,
        "An action that is not complete was due before the newest period.",
        "Give a new date, or say in the update why it is late.",
        _due_passed,
        bad=Example(due=("28 February 2025",)),
        good=Example(due=("30 September 2025",)),
    ),
    Rule(
        "due-without-date",
        Family.DATES,
        Severity.NOTE,
        "An action that is not complete has no date in the column of due dates.",
        "Ask the owner for a date.",
        _due_without_date,
        bad=Example(due=("Ongoing",)),
        good=Example(due=("30 September 2025",)),
    ),
)
