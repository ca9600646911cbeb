"""The straight line: read the plan, add a period, render, write."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from pipeline.answers import Answers, read_answers
from pipeline.errors import MergeError, OutputError, StrictError
from pipeline.findings import Finding, Place, Severity
from pipeline.ingest import DEFAULT_OPTIONS, ReadOptions
from pipeline.layout import Layout, load_layout
from pipeline.load import Loaded, load_plan
from pipeline.merge import add_period, check_period, fill_unanswered, unanswered
from pipeline.model import Period, PeriodColumn, Plan
from pipeline.nochange import is_no_change, no_change_wording
from pipeline.parse.headings import Role
from pipeline.publication import Publication, PublishedFile
from pipeline.render import PUBLISHED, RENDERERS, renderer
from pipeline.store import check_writable, write_all

Missing = Literal["no-change", "blank", "refuse"]
Progress = Callable[[str], None]
"""Is told what begins, in words for the terminal."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of `add-period`."""

    date: dt.date
    plan: Path
    updates: tuple[Path, ...]
    """Files and folders of answers."""
    layout: str
    output: Path
    name: str
    """The artifacts' name; the date and the format's ending are put behind it."""
    formats: tuple[str, ...] = PUBLISHED
    strict: bool = False
    dry_run: bool = False
    missing: Missing = "no-change"
    """What the new column shows where nobody answered."""
    options: ReadOptions = DEFAULT_OPTIONS
    mapping: Mapping[str, Role] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """What was published, or would be."""

    plan: Plan
    paths: tuple[Path, ...]
    """The artifacts, in the order of `Request.formats`."""
    updated: int
    not_changed: int
    without_update: tuple[str, ...]
    """The keys of the actions that nobody answered."""
    findings: tuple[Finding, ...]


def publish_period(request: Request, progress: Progress) -> Report:
    """Return the report of an edition: the existing plan with the period of `request` added.

    Raises a PublishError before anything is written, and then nothing is.
    """
    check_formats(request.formats)
    layout = load_layout(request.layout)
    if not request.dry_run:
        check_writable(request.output)
    progress("Reading the existing plan")
    existing = load_plan(request.plan, request.options, request.mapping)
    period = _period(existing.plan, request.date, layout)
    progress("Reading the updates")
    answers = read_answers(request.updates, existing.plan, period, layout)
    progress(f"Adding {period.label}")
    plan, missing = _merged(existing.plan, period, answers, request.missing, layout)
    findings = _findings(existing, answers, missing, request.missing)
    if request.strict:
        stop_at_warnings(findings)
    name = f"{request.name}-{request.date.isoformat()}"
    files = render(Publication(plan, layout, name), request.formats, progress)
    progress("Writing")
    paths = _written(request, files)
    updated = _count_updated(plan, layout)
    not_changed = sum(1 for _ in plan.actions()) - updated - len(missing)
    return Report(plan, paths, updated, not_changed, missing, findings)


def check_formats(formats: Sequence[str]) -> None:
    """Raise OutputError where `formats` names none, or one that is not rendered."""
    unknown = [repr(f) for f in formats if f not in RENDERERS]
    if unknown or not formats:
        raise OutputError(
            f"there is no format {', '.join(unknown)}" if unknown else "no format was given",
            hint=f"Use one or more of: {', '.join(RENDERERS)}.",
        )


def stop_at_warnings(findings: Sequence[Finding]) -> None:
    """Raise StrictError where `findings` hold a warning or an error."""
    open_ = [f for f in findings if f.severity is not Severity.NOTE]
    if open_:
        lines = (f"{f.code}: {f.message} ({f.place})" for f in open_)
        raise StrictError(
            f"{len(open_)} findings, and --strict was given; nothing was published\n"
            + "\n".join(lines),
            hint="Put them right, or leave --strict out.",
        )


def render(
    publication: Publication, formats: Sequence[str], progress: Progress
) -> dict[str, bytes]:
    """Return the artifacts of `publication` by file name, in the order of `formats`.

    They are rendered in the order of `RENDERERS`, so that the web page can link to the others.
    """
    files: dict[str, bytes] = {}
    listed: list[PublishedFile] = []
    for format_ in (f for f in RENDERERS if f in formats):
        progress(f"Rendering {format_}")
        name = f"{publication.name}.{format_}"
        files[name] = renderer(format_)(replace(publication, files=tuple(listed)))
        listed.append(PublishedFile(name, format_, len(files[name])))
    return {name: files[name] for name in (f"{publication.name}.{f}" for f in formats)}


def _period(plan: Plan, date: dt.date, layout: Layout) -> Period:
    period = Period(layout.period_label(date, first=not plan.periods), date)
    check_period(plan, period)
    return period


def _merged(
    plan: Plan, period: Period, answers: Answers, missing: Missing, layout: Layout
) -> tuple[Plan, tuple[str, ...]]:
    """Return the plan with its new column, and the keys of the actions without an answer."""
    column = PeriodColumn(period, answers.answers, answers.new_actions)
    without = unanswered(plan, column)
    if without and missing == "refuse":
        raise MergeError(
            f"{len(without)} actions have no update: {', '.join(without)}",
            hint="Ask their owners, or choose --missing no-change or --missing blank.",
        )
    if missing == "no-change":
        column = fill_unanswered(plan, column, no_change_wording(plan, layout))
    return add_period(plan, column), without


def _findings(
    existing: Loaded, answers: Answers, without: Sequence[str], missing: Missing
) -> tuple[Finding, ...]:
    shown = "the no-change wording" if missing == "no-change" else "a blank cell"
    unanswered_ = tuple(
        Finding(
            "no-update-supplied",
            Severity.WARNING,
            f"Nobody supplied an update; the new column shows {shown}.",
            Place(action=key),
            "Ask the action's owner.",
        )
        for key in without
    )
    return (*existing.receipt.findings, *answers.findings, *unanswered_)


def _written(request: Request, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    if request.dry_run:
        return tuple(request.output / name for name in files)
    return write_all(request.output, files)


def _count_updated(plan: Plan, layout: Layout) -> int:
    """Return how many actions have a real update in the newest period."""
    newest = (action.updates[-1] for action in plan.actions())
    return sum(1 for update in newest if update and not is_no_change(update, layout))
