"""Rules for what is missing: updates, texts, statuses, and anything behind a wording."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.example import Example
from pipeline.check.progress import is_done
from pipeline.check.rule import Family, Hit, Rule, quoted
from pipeline.check.subject import Subject
from pipeline.findings import Place, Severity
from pipeline.model import Role
from pipeline.nochange import fold
from pipeline.richtext import EMPTY, RichText

RUNNING = 3
"""So many periods with the same wording are worth a look."""
SENTENCE = 8
"""Words; what is longer and comes again is copied, and not a standing phrase like "On track"."""


def _update_missing(subject: Subject) -> Iterator[Hit]:
    if not subject.plan.periods:
        return
    newest = subject.plan.periods[-1]
    blank = [row for row in subject.rows if subject.is_missing(row.action.updates[-1])]
    if len(blank) == len(subject.rows):
        where = Place(period=newest.label)
        yield where, f"No action has an update in {quoted(newest.label)}."
        return
    for row in blank:
        if not is_done(row.action):
            where = subject.update_place(row, newest)
            yield where, "The action has no update in the newest period."


def _title_missing(subject: Subject) -> Iterator[Hit]:
    if not subject.plan.title:
        yield Place(), "The plan has no title; a general one is printed."


def _recommendation_without_text(subject: Subject) -> Iterator[Hit]:
    for recommendation, place in subject.heads():
        if subject.has(Role.RECOMMENDATION) and not recommendation.text:
            yield place, f"Recommendation {recommendation.number} has no text."


def _owner_empty(subject: Subject) -> Iterator[Hit]:
    for row in subject.rows:
        if subject.has(Role.OWNER) and not any(row.action.owners):
            yield row.place, "The action has no owner."


def _recommendation_list(subject: Subject) -> Iterator[Hit]:
    wanted = subject.settings.recommendations
    there = [recommendation.number for recommendation in subject.plan.recommendations]
    if not wanted:
        return
    for number in wanted:
        if number not in there:
            yield Place(number), f"Recommendation {number} is not in the plan."
    for number in there:
        if number not in wanted:
            yield Place(number), f"Recommendation {number} is not one that the plan should have."


def _status_blank(subject: Subject) -> Iterator[Hit]:
    blank = [row for row in subject.rows if not row.action.status]
    if len(blank) == len(subject.rows):
        yield Place(), f"None of the {len(blank)} actions has a status."
        return
    for row in blank:
        yield row.place, "The status is blank."


def _no_change_unfounded(subject: Subject) -> Iterator[Hit]:
    for row in subject.rows:
        updates = zip(subject.plan.periods, row.action.updates, strict=True)
        period, first = next(((p, u) for p, u in updates if u), (None, None))
        if period is not None and first is not None and subject.is_no_change(first):
            message = f"{quoted(first.plain)} follows no update that says anything."
            yield subject.update_place(row, period), message


def _same_wording(subject: Subject) -> Iterator[Hit]:
    for row in subject.rows:
        count = _running(subject, row.action.updates)
        newest = row.action.updates[-1] if row.action.updates else EMPTY
        is_copy = count > 1 and len(newest.words) >= SENTENCE and not subject.is_no_change(newest)
        if (count >= RUNNING or is_copy) and not is_done(row.action):
            place = subject.update_place(row, subject.plan.periods[-1])
            yield place, f"The last {count} periods say the same: {quoted(newest.plain)}."


def _running(subject: Subject, updates: tuple[RichText, ...]) -> int:
    """Return how many of the last `updates` are alike; wordings for "no change" all are."""
    newest, count = None, 0
    for update in reversed(updates):
        words = "" if subject.is_no_change(update) else fold(update.plain)
        if subject.is_missing(update) or (newest is not None and words != newest):
            break
        newest, count = words, count + 1
    return count


COMPLETE = (
    Rule(
        "update-missing",
        Family.COMPLETE,
        Severity.WARNING,
        "An action that is not complete has no update in the newest period.",
        "Ask the owner for an update, or write that nothing changed.",
        _update_missing,
        bad=Example(updates=("A review has begun.", "")),
        good=Example(updates=("A review has begun.", "As per previous update.")),
    ),
    Rule(
        "title-missing",
        Family.COMPLETE,
        Severity.WARNING,
        "The plan has no title.",
        "Write it above the table, or give it with `--title` or in `publish.toml`.",
        _title_missing,
        bad=Example(title=""),
        good=Example(title="Wexmoor Police Action Plan"),
    ),
    Rule(
        "recommendation-without-text",
        Family.COMPLETE,
        Severity.WARNING,
        "A recommendation has no text.",
        "Copy the recommendation's text from the report that makes it.",
        _recommendation_without_text,
        bad=Example(recommendation=""),
        good=Example(recommendation="Review how reports are graded."),
    ),
    Rule(
        "owner-empty",
        Family.COMPLETE,
        Severity.WARNING,
        "An action has no owner.",
        "Name the post that answers for the action.",
        _owner_empty,
        bad=Example(owners=("",)),
        good=Example(owners=("Chief Constable",)),
    ),
    Rule(
        "recommendation-list",
        Family.COMPLETE,
        Severity.WARNING,
        "The recommendations are not those that `publish.toml` lists "
        "(`recommendations` in `[check]`).",
        "Add what is missing, or correct the list.",
        _recommendation_list,
        bad=Example(numbers=("7",), expected=("7", "8")),
        good=Example(numbers=("7", "8"), references=("7.1", "8.1"), expected=("7", "8")),
    ),
    Rule(
        "status-blank",
        Family.COMPLETE,
        Severity.WARNING,
        "A status is blank; reported once where all are.",
        "Give each action a status word. A colour alone says nothing to many readers.",
        _status_blank,
        bad=Example(statuses=("",)),
        good=Example(statuses=("In progress",)),
    ),
    Rule(
        "no-change-unfounded",
        Family.COMPLETE,
        Severity.WARNING,
        "An update says that nothing changed, and no earlier one says anything.",
        "Write what the state is.",
        _no_change_unfounded,
        bad=Example(updates=("", "As per previous update.")),
        good=Example(updates=("A review has begun.", "As per previous update.")),
    ),
    Rule(
        "same-wording",
        Family.COMPLETE,
        Severity.NOTE,
        f"The last {RUNNING} periods say the same of an action that is not complete, or the last "
        "two say one whole sentence.",
        "Ask the owner whether that is still the whole story.",
        _same_wording,
        bad=Example(
            periods=("November 22nd 2024", "March 27th 2025", "June 27th 2025"),
            updates=("Funding is awaited.", "Funding is awaited.", "Funding is awaited."),
        ),
        good=Example(
            periods=("November 22nd 2024", "March 27th 2025", "June 27th 2025"),
            updates=("Funding is awaited.", "Funding is awaited.", "Funding was refused."),
        ),
    ),
)
