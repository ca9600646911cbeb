"""The straight line: read the plan, add a period, check, render, prove, write."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.arrange import arranged
from pipeline.check import check_plan, stop_at
from pipeline.column import Column, Missing, make_column, next_period
from pipeline.edition import (
    Before,
    Intent,
    NewEdition,
    corrected,
    find_before,
    make_edition,
    set_otherwise,
)
from pipeline.editionfiles import is_again, lost_files, signature_file, signature_findings
from pipeline.editions import (
    Aside,
    Edition,
    carried_record,
    check_replaceable,
    find_start,
    history,
    record_name,
    record_to_json,
    set_aside,
    with_artifacts,
)
from pipeline.editions.record import RECORD_ENDING
from pipeline.findings import Finding, Severity
from pipeline.ingest import DEFAULT_OPTIONS, ReadOptions
from pipeline.layout import Layout, load_layout
from pipeline.load import Loaded, load_plan
from pipeline.model import Plan
from pipeline.nochange import UpdateKind, update_kind
from pipeline.parse.headings import Role, own_headings
from pipeline.publication import Publication, titled
from pipeline.render import NOT_APART, PUBLISHED, check_formats
from pipeline.render.apart import Apart, rendering_apart
from pipeline.settings import FIRST_PLAN, CheckSettings
from pipeline.signing import Signer, sign_pdf
from pipeline.silence import Updates
from pipeline.store import check_name, check_writable, locked, write_all
from pipeline.verify import Proof, render_proved

Progress = Callable[[str], None]
"""Is called with what begins, in words for the terminal."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of `add-period` and `correct`."""

    date: dt.date
    plan: Path | None
    """The existing plan; None for the edition before, or `first_plan` where there is none."""
    updates: Updates
    layout: str
    output: Path
    name: str
    """The artifacts' name; the date and the format's ending are put behind it."""
    formats: tuple[str, ...] | None = None
    """None for those of the edition that is replaced, else for those that are usual."""
    strict: bool = False
    dry_run: bool = False
    missing: Missing | None = None
    """What is printed where nobody answered; None where that was not chosen."""
    amend: str = ""
    """Why an earlier cell may differ from what was published; empty where none may."""
    correct: str = ""
    """Why an edition of this date is replaced; empty where none may be."""
    published: dt.date | None = None
    """The day of publication; None for the period's date."""
    sign: Signer | None = None
    """The key that signs the PDF and the record; None for an edition without signatures."""
    first_plan: Path = FIRST_PLAN
    title: str = ""
    """The plan's title where the plan has none."""
    options: ReadOptions = DEFAULT_OPTIONS
    mapping: Mapping[str, Role] = field(default_factory=dict)
    check: CheckSettings = field(default_factory=CheckSettings)

    @property
    def intent(self) -> Intent:
        """What is to become of the plan with its new period."""
        signed = self.sign.signed if self.sign else None
        return Intent(self.name, self.published or self.date, self.correct, self.amend, signed)


@dataclass(frozen=True, slots=True)
class Report:
    """What was published, or would be."""

    edition: NewEdition
    paths: tuple[Path, ...]
    """The artifacts, in the order of `Request.formats`."""
    record: Path
    """The edition's record."""
    updated: int
    without_update: tuple[str, ...]
    """The keys of the actions that nobody answered."""
    findings: tuple[Finding, ...]
    proof: Proof
    follows: Edition | None = None
    """The edition that this one continues."""
    is_unchanged: bool = False
    """Whether the edition was there already, and nothing was written."""
    left_out: tuple[str, ...] = ()
    """The headings of the columns that the layout leaves out."""

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
    formats = request.formats or PUBLISHED
    check_formats(formats)
    check_name(request.name)
    if request.sign:
        request.sign.check_day(request.intent.published)
    layout = load_layout(request.layout)
    if not request.dry_run:
        check_writable(request.output)
    lock = nullcontext() if request.dry_run else locked(request.output)
    with lock, nullcontext(apart) if apart else rendering_apart(formats) as setter:
        return _publish(request, layout, progress, setter)


@dataclass(frozen=True, slots=True)
class _Draft:
    """An edition on its way, with what it was made of."""

    request: Request
    layout: Layout
    existing: Loaded
    before: Before
    aside: Aside
    column: Column
    edition: NewEdition
    left_out: tuple[str, ...]

    @property
    def formats(self) -> tuple[str, ...]:
        """Those that were asked for, else those of the edition that is replaced, else the usual."""
        if self.request.formats or not (replaced := self.before.start.replaces):
            return self.request.formats or PUBLISHED
        stem = record_name(replaced.record).removesuffix(RECORD_ENDING)
        return tuple(a.name.removeprefix(f"{stem}.") for a in replaced.record.artifacts)

    @property
    def again(self) -> Edition | None:
        """The published edition of the same plan, if the draft is that edition again."""
        replaced = self.before.start.replaces
        return replaced if replaced and replaced.record.plan == self.edition.record.plan else None

    def sign(self, pdf: bytes) -> bytes:
        """Return `pdf` with the signature of the day of publication, if it is to be signed."""
        key = self.request.sign
        return sign_pdf(pdf, key, self.edition.record.day) if key else pdf

    @property
    def publication(self) -> Publication:
        """What a renderer is given."""
        edition = self.edition
        return Publication(
            edition.plan,
            self.layout,
            f"{self.request.name}-{self.request.date.isoformat()}",
            changes=edition.changes,
            correction=edition.correction,
            record=record_to_json(carried_record(edition.record)),
        )


def _publish(request: Request, layout: Layout, progress: Progress, apart: Apart | None) -> Report:
    draft = _draft(request, layout, progress)
    is_pdf = "pdf" in draft.formats
    coming = apart.begin(draft.publication) if apart and is_pdf else NOT_APART
    progress("Checking")
    findings = _checked(draft)
    files, proof = render_proved(draft.publication, draft.formats, progress, coming, draft.sign)
    is_unchanged = False
    if again := draft.again:
        signed = request.intent.signed
        is_unchanged = is_again(again, files, whole=bool(request.correct))
        if not is_unchanged and not request.correct:
            raise set_otherwise(again, files, signed)
        if not is_unchanged or (request.correct and again.record.signed != signed):
            is_unchanged, draft = False, _corrected(draft)
            files, proof = render_proved(
                draft.publication, draft.formats, progress, sign=draft.sign
            )
    progress("Writing")
    *paths, record = _written(draft, files, is_unchanged)
    return Report(
        draft.edition,
        tuple(paths),
        record,
        _count_updated(draft.edition.plan, layout),
        draft.column.without,
        findings,
        proof,
        draft.before.start.follows,
        is_unchanged,
        draft.left_out,
    )


def _draft(request: Request, layout: Layout, progress: Progress) -> _Draft:
    """Return the edition that is asked for, held against what was published before."""
    chain = history(request.output)
    if request.correct:
        check_replaceable(chain, request.name, request.date, "corrected")
    start = find_start(chain, request.name, request.date, request.plan, request.first_plan)
    aside = set_aside(chain, request.name, request.date)
    progress(start.message or "Reading the existing plan")
    mapping = {**own_headings(layout), **request.mapping}
    existing = load_plan(start.plan, request.options, mapping)
    shown = arranged(titled(existing.plan, layout, request.title), layout)
    plan = shown.plan
    before = find_before(chain, start, plan, layout, request.date)
    period = next_period(plan, request.date, layout)
    progress("Reading the updates")
    column = make_column(
        plan,
        period,
        request.updates,
        layout,
        request.missing,
        request.options,
        is_continued=start.follows is not None,
    )
    progress(f"Adding {period.label}")
    edition = make_edition(before, plan, column, request.intent, layout)
    return _Draft(request, layout, existing, before, aside, column, edition, shown.left_out)


def _corrected(draft: _Draft) -> _Draft:
    """Return `draft`, of a plan that is published already, as a correction of that edition."""
    edition = corrected(
        draft.edition, draft.before, draft.column, draft.request.intent, draft.layout
    )
    return replace(draft, edition=edition)


def _checked(draft: _Draft) -> tuple[Finding, ...]:
    """Return all findings; raises where they hold an error, or a warning and `--strict`."""
    request, receipt = draft.request, draft.existing.receipt
    plan = replace(draft.edition.plan, title=draft.existing.plan.title or request.title)
    checks = check_plan(plan, draft.layout, request.check, receipt.findings, receipt.sources)
    former = (replace(f, severity=Severity.WARNING) for f in draft.before.chain.findings)
    # The reading and a rule may report the same of the same place.
    start = draft.before.start
    unsigned = signature_findings(start.replaces or start.follows, request.sign)
    every = (*former, *unsigned, *receipt.findings, *draft.column.findings, *checks)
    findings = tuple({(f.code, str(f.place), f.message): f for f in every}.values())
    stop_at(findings, strict=request.strict)
    return findings


def _written(draft: _Draft, files: Mapping[str, bytes], is_unchanged: bool) -> tuple[Path, ...]:
    """Return where the artifacts and, last, their record are, or would be.

    Of an edition that was there already, only what is missing or damaged is written.
    """
    request, aside = draft.request, draft.aside
    record = with_artifacts(draft.edition.record, files)
    whole = {**files, record_name(record): record_to_json(record)}
    paths = tuple(request.output / name for name in whole)
    if request.dry_run:
        return paths
    if is_unchanged and (again := draft.again):
        if lost := lost_files(again, files, request.sign):
            write_all(request.output, lost)
        return paths
    signature = signature_file(record_name(record), whole, record.day, request.sign)
    write_all(request.output, {**whole, **signature, **aside.files}, remove=aside.names)
    return paths


def _count_updated(plan: Plan, layout: Layout) -> int:
    """Return how many actions have a real update in the newest period."""
    kinds = (update_kind(action.updates[-1], layout) for action in plan.actions())
    return sum(1 for kind in kinds if kind is UpdateKind.UPDATE)
