"""The straight line: read the plan, add a period, check, render, prove, write."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.draft import Draft, Progress, Request, corrected_draft, make_draft
from pipeline.edition import NewEdition, set_otherwise
from pipeline.editionfiles import is_again, lost_files, signature_file
from pipeline.editions import (
    AcceptedFinding,
    Edition,
    EditionRecord,
    record_name,
    record_to_json,
    with_artifacts,
)
from pipeline.findings import Finding
from pipeline.layout import Layout, in_language, load_layout
from pipeline.model import Plan
from pipeline.nochange import UpdateKind, update_kind
from pipeline.render import NOT_APART, PUBLISHED, check_formats
from pipeline.render.pdf_process import Apart, rendering_apart
from pipeline.store import check_name, check_writable, locked, write_all

if TYPE_CHECKING:
    from pipeline.accept import Item
    from pipeline.verify import Proof


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
    items: tuple[Item, ...]
    """What was found, those first that matter most."""
    proof: Proof
    follows: Edition | None = None
    """The edition that this one continues."""
    is_unchanged: bool = False
    """Whether the edition was there already, and nothing was written."""
    left_out: tuple[str, ...] = ()
    """The headings of the columns that the layout leaves out."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found, without what decides its order."""
        return tuple(item.finding for item in self.items)

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
    layout = load_layout(request.layout)
    if request.languages:
        layout = in_language(layout, request.languages[0])
    if further := request.languages[1:]:
        chosen = request.formats or PUBLISHED
        request = replace(request, formats=(*chosen, *(f"{tag}.html" for tag in further)))
    formats = request.formats or PUBLISHED
    check_formats(formats)
    check_name(request.name)
    if request.sign:
        request.sign.check_day(request.intent.published)
    if not request.dry_run:
        check_writable(request.output)
    lock = nullcontext() if request.dry_run else locked(request.output)
    with lock, nullcontext(apart) if apart else rendering_apart(formats) as setter:
        return _publish(request, layout, progress, setter)


def _publish(request: Request, layout: Layout, progress: Progress, apart: Apart | None) -> Report:
    draft = make_draft(request, layout, progress)
    is_pdf = "pdf" in draft.formats
    coming = apart.begin(draft.publication) if apart and is_pdf else NOT_APART
    progress("Checking")
    from pipeline.accept import stop_at  # from here on the PDF's process has work
    from pipeline.verify import render_proved

    options = f" --date {request.date}{' --correct' * bool(request.correct)}"
    stop_at(draft.items, strict=request.strict, options=options)
    files, proof = render_proved(draft.publication, draft.formats, progress, coming, draft.sign)
    is_unchanged = False
    if again := draft.again:
        is_unchanged = is_again(again, files, whole=bool(request.correct))
        if not is_unchanged and not request.correct:
            raise set_otherwise(again, files, request.intent.signed)
        if not is_unchanged or (request.correct and again.record.signed != request.intent.signed):
            is_unchanged, draft = False, corrected_draft(draft)
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
        draft.items,
        proof,
        draft.before.start.follows,
        is_unchanged,
        draft.left_out,
    )


def _written(draft: Draft, files: Mapping[str, bytes], is_unchanged: bool) -> tuple[Path, ...]:
    """Return where the artifacts and, last, their record are, or would be.

    Of an edition that was there already, only what is missing or damaged is written.
    """
    request, aside = draft.request, draft.aside
    record = with_artifacts(_released(draft), files)
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


def _released(draft: Draft) -> EditionRecord:
    """Return the draft's record with who released it, and what was accepted for it."""
    accepted = (
        AcceptedFinding(item.finding.code, item.at, item.text, item.reason)
        for item in draft.items
        if item.reason
    )
    return replace(
        draft.edition.record,
        reviewed_by=draft.request.reviewed_by,
        accepted=tuple(dict.fromkeys(accepted)),
    )


def _count_updated(plan: Plan, layout: Layout) -> int:
    """Return how many actions have a real update in the newest period."""
    kinds = (update_kind(action.updates[-1], layout) for action in plan.actions())
    return sum(1 for kind in kinds if kind is UpdateKind.UPDATE)
