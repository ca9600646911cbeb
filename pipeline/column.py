"""The new period's column: what was answered, and what is printed where nobody answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipeline.answers import AnswerFile, read_answers
from pipeline.answers.fit import are_of_another_plan
from pipeline.errors import MergeError
from pipeline.findings import Finding, Place, Severity, Source
from pipeline.ingest import DEFAULT_OPTIONS, ReadOptions
from pipeline.layout import Layout
from pipeline.merge import check_period, fill_unanswered, unanswered
from pipeline.model import Period, PeriodColumn, Plan
from pipeline.nochange import no_change_wording, not_received
from pipeline.richtext import EMPTY, RichText
from pipeline.silence import Updates, check_silence

Missing = Literal["no-update", "no-change", "blank", "refuse"]
"""What the column shows where nobody answered: that no update was received, the plan's wording
for "nothing changed", nothing, or no column."""


@dataclass(frozen=True, slots=True)
class PreparedColumn:
    """A column that is ready to be added."""

    column: PeriodColumn
    without: tuple[str, ...]
    """The keys of the actions that nobody answered."""
    files: tuple[AnswerFile, ...]
    """What the answers were read from."""
    findings: tuple[Finding, ...]


def next_period(plan: Plan, date: dt.date, layout: Layout) -> Period:
    """Return the period of `date` as the layout labels it.

    Raises PeriodExistsError or PeriodOrderError where `plan` cannot take it.
    """
    period = Period(layout.period_label(date, first=not plan.periods), date)
    check_period(plan, period)
    return period


def make_column(
    plan: Plan,
    period: Period,
    updates: Updates,
    layout: Layout,
    missing: Missing | None = None,
    options: ReadOptions = DEFAULT_OPTIONS,
    *,
    is_continued: bool = False,
) -> PreparedColumn:
    """Return the column of `period`, read from `updates`.

    `missing` is None if nobody chose: then the column says that no update was received, and
    NothingAnsweredError is raised where an edition is continued (`is_continued`) or answers for
    another date are waiting, and nobody answered. Raises an InputError for a file that cannot be
    read, a MergeError for answers that cannot be taken, and for actions without one where
    `missing` is `refuse`.
    """
    paths, supposed = _used(updates, plan, period, layout, options)
    answers = read_answers(paths, plan, period, layout, options)
    column = PeriodColumn(period, answers.answers, answers.new_actions)
    if missing is None:
        is_answered = bool(answers.answers or answers.new_actions)
        check_silence(updates, plan, period, layout, options, is_continued, is_answered)
    without = unanswered(plan, column)
    if without and missing == "refuse":
        raise MergeError(
            f"{len(without)} actions have no update: {', '.join(without)}",
            hint="Ask their owners, or choose --missing no-update, no-change or blank.",
        )
    shown = _shown(plan, layout, missing)
    column = fill_unanswered(plan, column, shown) if shown else column
    listed = tuple(_without_update(key, period, shown) for key in without)
    return PreparedColumn(column, without, answers.files, (*supposed, *answers.findings, *listed))


def _shown(plan: Plan, layout: Layout, missing: Missing | None) -> RichText:
    """Return the cell of an action that nobody answered."""
    if missing == "blank":
        return EMPTY
    return no_change_wording(plan, layout) if missing == "no-change" else not_received(layout)


def _used(
    updates: Updates, plan: Plan, period: Period, layout: Layout, options: ReadOptions
) -> tuple[Sequence[Path], tuple[Finding, ...]]:
    """Return the paths of `updates`, none if they were written for another plan."""
    if not updates.paths:
        return (), (_finding("no-updates", "There are no updates for this period."),)
    supposed = updates.are_supposed
    if supposed and are_of_another_plan(updates.paths, plan, period, layout, options):
        names = ", ".join(map(str, updates.paths))
        message = f"The updates in {names} are of another plan and were not used."
        return (), (_finding("updates-of-another-plan", message, updates.paths[0]),)
    return updates.paths, ()


def _finding(code: str, message: str, path: Path | None = None) -> Finding:
    place = Place(source=Source(str(path))) if path else Place()
    return Finding(code, Severity.WARNING, message, place, "Name the updates with --updates.")


def _without_update(key: str, period: Period, shown: RichText) -> Finding:
    words = f'"{shown.plain}"' if shown else "a blank cell"
    return Finding(
        "update-missing",
        Severity.WARNING,
        f"Nobody supplied an update; the new column shows {words}.",
        Place(action=key, period=period.label),
        "Ask the action's owner.",
    )
