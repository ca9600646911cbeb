"""The straight line: read the plan, add a period, check, render, prove, write."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.changes import change_note
from pipeline.check import check_plan, stop_at
from pipeline.collector import waiting_collector
from pipeline.column import Column, Missing, Updates, make_column, next_period
from pipeline.editions import (
    EditionRecord,
    carried_record,
    frozen_plan,
    make_record,
    predecessor,
    record_name,
    record_to_json,
    with_artifacts,
)
from pipeline.findings import Finding
from pipeline.frozen import check_history
from pipeline.ingest import DEFAULT_OPTIONS, ReadOptions
from pipeline.layout import Layout, load_layout
from pipeline.load import Loaded, load_plan
from pipeline.merge import add_period
from pipeline.model import Plan
from pipeline.nochange import is_no_change
from pipeline.parse.headings import Role, own_headings
from pipeline.publication import Publication, titled
from pipeline.render import NOT_APART, PUBLISHED, check_formats
from pipeline.render.apart import Apart, rendering_apart
from pipeline.settings import CheckSettings
from pipeline.store import check_writable, locked, write_all
from pipeline.verify import Proof, render_proved

Progress = Callable[[str], None]
"""Is told what begins, in words for the terminal."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of `add-period`."""

    date: dt.date
    plan: Path
    updates: Updates
    layout: str
    output: Path
    name: str
    """The artifacts' name; the date and the format's ending are put behind it."""
    formats: tuple[str, ...] = PUBLISHED
    strict: bool = False
    dry_run: bool = False
    missing: Missing = "no-change"
    amend: str = ""
    """Why an earlier cell may differ from what was published; empty where none may."""
    title: str = ""
    """The plan's title where the plan has none."""
    options: ReadOptions = DEFAULT_OPTIONS
    mapping: Mapping[str, Role] = field(default_factory=dict)
    check: CheckSettings = field(default_factory=CheckSettings)


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition before it is rendered."""

    plan: Plan
    record: EditionRecord
    """As it is known before rendering: without artifacts."""
    changes: tuple[str, ...]
    """The change note, one sentence each."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was published, or would be."""

    edition: Edition
    paths: tuple[Path, ...]
    """The artifacts, in the order of `Request.formats`."""
    record: Path
    """The edition's record."""
    updated: int
    without_update: tuple[str, ...]
    """The keys of the actions that nobody answered."""
    findings: tuple[Finding, ...]
    proof: Proof

    @property
    def not_changed(self) -> int:
        """How many actions were answered with "no change"."""
        actions = sum(1 for _ in self.edition.plan.actions())
        return actions - self.updated - len(self.without_update)


def publish_period(request: Request, progress: Progress, apart: Apart | None = None) -> Report:
    """Return the report of an edition: the existing plan with the period of `request` added.

    The PDF is set by the process `apart`, or by one that is started here. Raises a PublishError
    before anything is written, and then nothing is.
    """
    check_formats(request.formats)
    layout = load_layout(request.layout)
    if not request.dry_run:
        check_writable(request.output)
    lock = nullcontext() if request.dry_run else locked(request.output)
    with lock, nullcontext(apart) if apart else rendering_apart(request.formats) as setter:
        return _publish(request, layout, progress, setter)


def _publish(request: Request, layout: Layout, progress: Progress, apart: Apart | None) -> Report:
    progress("Reading the existing plan")
    mapping = {**own_headings(layout), **request.mapping}
    existing = load_plan(request.plan, request.options, mapping)
    plan = titled(existing.plan, layout, request.title)
    period = next_period(plan, request.date, layout)
    progress("Reading the updates")
    column = make_column(plan, period, request.updates, layout, request.missing, request.options)
    progress(f"Adding {period.label}")
    edition = _edition(request, plan, column, layout)
    publication = _publication(request, edition, layout)
    coming = apart.begin(publication) if apart else NOT_APART
    progress("Checking")
    told = replace(edition.plan, title=existing.plan.title or request.title)
    findings = _checked(request, existing, column, told, layout)
    files, proof = render_proved(publication, request.formats, progress, coming)
    progress("Writing")
    *paths, record = _written(request, files, with_artifacts(edition.record, files))
    updated = _count_updated(edition.plan, layout)
    return Report(edition, tuple(paths), record, updated, column.without, findings, proof)


@waiting_collector()
def _edition(request: Request, existing: Plan, column: Column, layout: Layout) -> Edition:
    """Return the plan with its new column, after it was held against what was published before."""
    plan = add_period(existing, column.column)
    former, follows = frozen_plan(predecessor(request.output, request.name, existing), existing)
    amendments = check_history(former, plan, column.column, request.amend)
    record = make_record(request.name, plan, follows, amendments=amendments, answers=column.files)
    return Edition(plan, record, change_note(former, plan, layout, amendments))


def _checked(
    request: Request, existing: Loaded, column: Column, plan: Plan, layout: Layout
) -> tuple[Finding, ...]:
    """Return all findings; raises where they hold an error, or a warning and `--strict`."""
    read = existing.receipt.findings
    checks = check_plan(plan, layout, request.check, read, existing.receipt.sources)
    # The reading and a rule may say the same of the same place.
    said = {(f.code, str(f.place), f.message): f for f in (*read, *column.findings, *checks)}
    findings = tuple(said.values())
    stop_at(findings, strict=request.strict)
    return findings


def _publication(request: Request, edition: Edition, layout: Layout) -> Publication:
    name = f"{request.name}-{request.date.isoformat()}"
    record = record_to_json(carried_record(edition.record))
    return Publication(edition.plan, layout, name, changes=edition.changes, record=record)


def _written(
    request: Request, files: Mapping[str, bytes], record: EditionRecord
) -> tuple[Path, ...]:
    """Return where the artifacts and, last, their record are, or would be."""
    whole = {**files, record_name(record): record_to_json(record)}
    if request.dry_run:
        return tuple(request.output / name for name in whole)
    return write_all(request.output, whole)


def _count_updated(plan: Plan, layout: Layout) -> int:
    """Return how many actions have a real update in the newest period."""
    newest = (action.updates[-1] for action in plan.actions())
    return sum(1 for update in newest if update and not is_no_change(update, layout))
