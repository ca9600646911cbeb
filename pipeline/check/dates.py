"""Rules for dates: in the updates, of the deadlines, and of the periods themselves."""

from __future__ import annotations

import datetime as dt
import re
from collections import deque
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from pipeline.check.example import Example
from pipeline.check.progress import is_done, is_told_as_past
from pipeline.check.rule import Family, Hit, Rule, listed
from pipeline.check.subject import CheckedCell, Subject, sentences
from pipeline.dates import FoundDate, Precision, Problem, find_dates
from pipeline.findings import Place, Severity
from pipeline.richtext import RichText

LONG_BEFORE = dt.timedelta(days=2 * 365)
"""A day so long before the first period is more likely a slip than history."""

_NEAR = 200
"""So many letters around a date tell whether it is past."""
_DAY_OR_YEAR = re.compile(r"[a-z]\.? \d\d$", re.IGNORECASE)
"""How `March 25` ends, and `2 March 25`."""
_DEADLINE = re.compile(r"\bby(?: the end of)?\s+$", re.IGNORECASE)


def _impossible(subject: Subject) -> Iterator[Hit]:
    for period in subject.plan.periods:
        for date in _with(find_dates(period.label), Problem.NO_SUCH_DAY):
            yield Place(period=period.label), f"There is no {date.text}."
    for cell in subject.cells:
        for date in _with(cell.dates, Problem.NO_SUCH_DAY):
            yield cell.place, f"There is no {date.text}."


def _without_year(subject: Subject) -> Iterator[Hit]:
    for cell in subject.cells:
        texts = _unique([date.text for date in _with(cell.dates, Problem.NO_YEAR)])
        unclear = [text for text in texts if _DAY_OR_YEAR.search(text)]
        if without := [text for text in texts if text not in unclear]:
            yield cell.place, f"No year is given for {listed(without)}."
        if unclear:
            yield cell.place, f"The last number of {listed(unclear)} may be a day or a year."


def _after_period(subject: Subject) -> Iterator[Hit]:
    for cell in subject.updates:
        published = cell.period.date if cell.period else None
        if published is None or not any(d.date and d.date > published for d in cell.dates):
            continue
        late = [d for d in _told_as_past(cell, published) if d.date and d.date > published]
        if late:
            texts = _are([date.text for date in late])
            when = "after the day the update was published"
            yield cell.place, f"{texts} described as past, but {when}."


def _told_as_past(cell: CheckedCell, published: dt.date) -> Iterator[FoundDate]:
    """Yield the dates of `cell` that it tells as past, `published` on that day."""
    dates = deque(cell.dates)
    for start, sentence in sentences(cell.text):
        here = []
        while dates and dates[0].start < start + len(sentence):
            here.append(dates.popleft())
        among_past = any(date.date and date.date <= published for date in here)
        for date in here:
            place, end = date.start - start, date.end - start
            before, after = sentence[max(place - _NEAR, 0) : place], sentence[end : end + _NEAR]
            if is_told_as_past(before, after, among_past=among_past):
                yield date


def _before_plan(subject: Subject) -> Iterator[Hit]:
    began = min((p.date for p in subject.plan.periods if p.date), default=None)
    if began is None:
        return
    for cell in subject.updates:
        days = [d for d in cell.dates if d.date and d.precision is Precision.DAY]
        early = [d.text for d in days if d.date and d.date < began - LONG_BEFORE]
        if early:
            yield cell.place, f"{_are(early)} long before the plan began."


def _deadline_passed(subject: Subject) -> Iterator[Hit]:
    newest = max((p.date for p in subject.plan.periods if p.date), default=None)
    keys = {id(row.action): row.place.action for row in subject.rows}
    for recommendation, place in subject.heads():
        deadline = _deadline(recommendation.text)
        if newest is None or deadline is None or deadline.date is None or deadline.date >= newest:
            continue
        late = [keys[id(a)] for a in recommendation.actions if a.status and not is_done(a)]
        if late:
            which = f"Action{'s' * (len(late) > 1)} {_are(late)}"
            yield place, f"{which} not complete, and the deadline was {deadline.text}."


def _deadline(text: RichText) -> FoundDate | None:
    """Return the day by which `text` wants something done, None if it names none."""
    words = text.plain
    dates = (d for d in find_dates(words) if d.date and d.precision is Precision.DAY)
    return next((d for d in dates if _DEADLINE.search(words[: d.start])), None)


def _period_order(subject: Subject) -> Iterator[Hit]:
    dated = [p for p in subject.plan.periods if p.date]
    for earlier, later in pairwise(dated):
        if earlier.date and later.date and later.date <= earlier.date:
            yield Place(period=later.label), f"The period is not later than {earlier.label}."


def _period_interval(subject: Subject) -> Iterator[Hit]:
    dated = [(p.date, p) for p in subject.plan.periods if p.date]
    steps = [(b[0] - a[0]).days for a, b in pairwise(dated)]
    if len(steps) < 3:
        return
    usual = median(steps)
    for step, (_, period) in zip(steps, dated[1:], strict=True):
        if step > 0 and not usual / 2 < step < usual * 2:
            message = f"It came {step} days after the one before; {usual:g} are usual here."
            yield Place(period=period.label), message


def _with(dates: tuple[FoundDate, ...] | list[FoundDate], problem: Problem) -> Iterator[FoundDate]:
    return (date for date in dates if date.problem is problem)


def _are(texts: list[str]) -> str:
    """Return `texts`, each once, and the verb that goes with them."""
    unique = _unique(texts)
    return f"{listed(unique)} {'is' if len(unique) == 1 else 'are'}"


def _unique(texts: list[str]) -> list[str]:
    return list(dict.fromkeys(texts))


DATES = (
    Rule(
        "date-impossible",
        Family.DATES,
        Severity.WARNING,
        "A date does not exist.",
        "Correct the date. The day comes before the month: 03/04/2026 is 3 April.",
        _impossible,
        bad=Example(updates=("A review has begun.", "Trained on 31/06/2024.")),
        good=Example(updates=("A review has begun.", "Trained on 30/06/2024.")),
    ),
    Rule(
        "date-after-period",
        Family.DATES,
        Severity.WARNING,
        "An update describes as past a date after the day it was published.",
        "Correct the date (often the year), or say that it is still to come.",
        _after_period,
        bad=Example(updates=("A review has begun.", "Champions trained on 29/08/2026.")),
        good=Example(updates=("A review has begun.", "Champions will be trained on 29/08/2026.")),
    ),
    Rule(
        "date-before-plan",
        Family.DATES,
        Severity.NOTE,
        "An update names a day more than two years before the plan's first period.",
        "Check the year.",
        _before_plan,
        bad=Example(updates=("A review has begun.", "Trained on 12/02/2015.")),
        good=Example(updates=("A review has begun.", "Trained on 12/02/2025.")),
    ),
    Rule(
        "date-without-year",
        Family.DATES,
        Severity.NOTE,
        "A date has no year, or its last number may be a day or a year.",
        "Write the year in full: the plan will be read years from now.",
        _without_year,
        bad=Example(updates=("A review has begun.", "Reviewed in March 25 and on 3rd April.")),
        good=Example(updates=("A review has begun.", "Reviewed in March 2025.")),
    ),
    Rule(
        "deadline-passed",
        Family.DATES,
        Severity.WARNING,
        "A recommendation's deadline has passed, and an action with a status is not complete.",
        "Say in the update why it is late and when it will be done.",
        _deadline_passed,
        bad=Example(recommendation="By 31 January 2025, review how reports are graded."),
        good=Example(
            recommendation="By 31 January 2025, review how reports are graded.",
            statuses=("Complete",),
        ),
    ),
    Rule(
        "period-order",
        Family.DATES,
        Severity.WARNING,
        "A period is not later than the one before it.",
        "Correct the date in the heading, or move the column.",
        _period_order,
        bad=Example(
            periods=("March 27th 2025", "November 22nd 2025", "June 2nd 2025"),
            updates=("Begun.", "Widened.", "Tested."),
        ),
        good=Example(periods=("November 22nd 2024", "March 27th 2025")),
    ),
    Rule(
        "period-interval",
        Family.DATES,
        Severity.NOTE,
        "A period comes twice as late, or twice as soon, as is usual in the plan.",
        "Check the date in the heading.",
        _period_interval,
        bad=Example(
            periods=("March 1st 2025", "June 1st 2025", "September 1st 2025", "December 1st 2026"),
            updates=("Begun.", "Widened.", "Tested.", "Reviewed."),
        ),
        good=Example(
            periods=("March 1st 2025", "June 1st 2025", "September 1st 2025", "December 1st 2025"),
            updates=("Begun.", "Widened.", "Tested.", "Reviewed."),
        ),
    ),
)
