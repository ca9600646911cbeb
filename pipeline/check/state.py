"""Rules for what status and updates say about each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from pipeline.check.example import Example
from pipeline.check.progress import (
    Progress,
    has_plans,
    plans_end,
    says_begun,
    says_done,
    says_open,
    status_progress,
)
from pipeline.check.rule import Family, Hit, Rule, quoted
from pipeline.check.subject import CheckedRow, Subject, sentences
from pipeline.findings import Place, Severity


def _status_unknown(subject: Subject) -> Iterator[Hit]:
    unknown: dict[str, list[CheckedRow]] = defaultdict(list)
    for row in subject.rows:
        if row.action.status and subject.layout.status(row.action.status) is None:
            unknown[row.action.status].append(row)
    for word, rows in unknown.items():
        times = "once" if len(rows) == 1 else f"{len(rows)} times"
        yield rows[0].place, f"Status {quoted(word)} appears {times} and is not in the legend."


def _reopened(subject: Subject) -> Iterator[Hit]:
    for row in subject.rows:
        for (closed, before), (place, after) in pairwise(_said(subject, row)):
            if says_done(before) and not says_done(after):
                yield place, f"Complete in {quoted(closed.period)}, the action is worked on again."


def _complete_with_plans(subject: Subject) -> Iterator[Hit]:
    for row in subject.rows:
        if status_progress(row.action.status) is not Progress.DONE:
            continue
        for place, update in _said(subject, row)[-1:]:
            plans = [text for _, text in sentences(update) if has_plans(text)]
            if plans and not says_open(update):
                said = quoted(plans[0], end=plans_end(plans[0]) + _NEXT_WORDS)
                yield place, f"The action is complete; the update has plans: {said}."


_NEXT_WORDS = 12
"""Letters that are shown behind `will`: what will be done."""


def _status_contradicted(subject: Subject) -> Iterator[Hit]:
    for row in subject.rows:
        progress = status_progress(row.action.status)
        for place, update in _said(subject, row)[-1:]:
            if contrary := _contrary(progress, update):
                yield (
                    place,
                    f"The status is {quoted(row.action.status)}, and the update {contrary}.",
                )


def _contrary(progress: Progress | None, update: str) -> str:
    """Return what `update` says against `progress`, empty if they agree."""
    if progress is Progress.DONE and says_open(update):
        return "says that it is not complete"
    if progress in (Progress.UNDER_WAY, Progress.NOT_BEGUN) and says_done(update):
        return "says that it is complete"
    if progress is Progress.NOT_BEGUN and says_begun(update):
        return "says that work has begun"
    return ""


def _said(subject: Subject, row: CheckedRow) -> list[tuple[Place, str]]:
    """Return the updates of `row` that say more than "no change", with their places."""
    return [
        (subject.update_place(row, period), update.plain)
        for period, update in zip(subject.plan.periods, row.action.updates, strict=True)
        if not subject.is_missing(update) and not subject.is_no_change(update)
    ]


STATE = (
    Rule(
        "status-unknown",
        Family.STATE,
        Severity.NOTE,
        "A status word is not in the layout's legend; reported once for each word.",
        "Use a word of the legend, or add the word to the layout with its meaning.",
        _status_unknown,
        bad=Example(statuses=("Amber-ish",)),
        good=Example(statuses=("In progress",)),
    ),
    Rule(
        "reopened",
        Family.STATE,
        Severity.WARNING,
        "An action was complete, and a later update reports work on it.",
        "Say in the update why it was opened again, or that the work is a new action.",
        _reopened,
        bad=Example(updates=("Action complete.", "The template is being rewritten.")),
        good=Example(updates=("Action complete.", "Action complete."), statuses=("Complete",)),
    ),
    Rule(
        "complete-with-plans",
        Family.STATE,
        Severity.WARNING,
        "The status is complete, and the newest update speaks of work to come.",
        "Keep the action open until the work is done, or say where it is carried on.",
        _complete_with_plans,
        bad=Example(updates=("Begun.", "The guide will be printed."), statuses=("Complete",)),
        good=Example(updates=("Begun.", "The guide was printed."), statuses=("Complete",)),
    ),
    Rule(
        "status-contradicted",
        Family.STATE,
        Severity.WARNING,
        "The status and the newest update contradict each other.",
        "Correct the one that is wrong.",
        _status_contradicted,
        bad=Example(updates=("Begun.", "Action complete."), statuses=("In progress",)),
        good=Example(updates=("Begun.", "Action complete."), statuses=("Complete",)),
    ),
)
