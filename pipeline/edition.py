"""An edition before it is rendered: held against what was published before, and recorded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.changes import change_note, correction_note
from pipeline.column import PreparedColumn
from pipeline.diff import diff_plans, excerpt
from pipeline.digest import plan_digest
from pipeline.editions import (
    Chain,
    Correction,
    Edition,
    EditionRecord,
    Follows,
    Start,
    continuity,
    day_text,
    edition_text,
    frozen_plan,
    last_version,
    make_record,
    published_plan,
    sha256,
    tool_versions,
)
from pipeline.errors import OtherPlanError, PublishedError
from pipeline.gc_pause import waiting_collector
from pipeline.history_check import check_history
from pipeline.layout import Layout, font_digests, layout_digest
from pipeline.merge import add_period
from pipeline.model import Plan
from pipeline.publication import Sentence
from pipeline.signing import Signed

_SHOWN = 5
"""A message shows so many of the cells that differ."""
_LONGEST = 160
"""Characters of a cell that a message shows."""


@dataclass(frozen=True, slots=True)
class Before:
    """What was published before, and where the run begins."""

    chain: Chain
    start: Start
    former: Plan
    """The plan that history is held against: as it was published, else as it was read."""
    follows: Follows


@dataclass(frozen=True, slots=True)
class Intent:
    """What is to become of a plan with its new period."""

    name: str
    published: dt.date
    """The day of publication."""
    reason: str = ""
    """Why an edition of this date is replaced; empty where none may be."""
    amend: str = ""
    """Why an earlier cell may differ from what was published; empty where none may."""
    signed: Signed | None = None
    """Who signs it; None if nobody does."""


@dataclass(frozen=True, slots=True)
class NewEdition:
    """An edition before it is rendered."""

    plan: Plan
    record: EditionRecord
    """As it is known before rendering: without artifacts."""
    changes: tuple[Sentence, ...]
    """The change note, one sentence each."""
    correction: str = ""
    """When and why it was corrected, in one sentence; empty if it was not."""


def find_before(chain: Chain, start: Start, plan: Plan, layout: Layout, date: dt.date) -> Before:
    """Return what was published before the edition of `date`, which `plan` is the base of.

    Raises OtherPlanError if `plan` does not continue it.
    """
    former, follows = frozen_plan(start.follows, plan)
    replaced = start.replaces
    if start.follows and former is not plan:
        found = continuity(former, plan, layout, len(former.periods))
        if not found.holds:
            raise _other_plan(start.follows, start.plan, str(found), date)
    elif replaced and _base(replaced) != plan_digest(plan):
        published = published_plan(replaced)
        found = continuity(published, plan, layout, len(published.periods) - 1)
        if not found.holds:
            raise _other_plan(replaced, start.plan, str(found), date)
    return Before(chain, start, former, follows)


@waiting_collector()
def make_edition(
    before: Before, existing: Plan, column: PreparedColumn, intent: Intent, layout: Layout
) -> NewEdition:
    """Return `existing` with its new column, after it was held against what was published.

    With the content of the edition that it would replace, it is that edition again. Raises
    HistoryChangedError for a changed earlier cell, PublishedError where an edition of this date
    says something else and no reason is given.
    """
    plan = add_period(existing, column.column)
    amend = intent.amend or intent.reason
    amendments = check_history(before.former, plan, column.column, amend)
    replaced = before.start.replaces
    if replaced and replaced.record.plan == plan_digest(plan):
        record = replace(replaced.record, artifacts=())
    else:
        if replaced and not intent.reason:
            raise _published(replaced, plan)
        record = make_record(
            intent.name,
            plan,
            before.follows,
            amendments=amendments,
            answers=column.files,
            layout=layout_digest(layout),
            signed=intent.signed,
            fonts=font_digests(layout),
        )
        record = _entered(before, record, intent)
    note = change_note(before.former, plan, layout, record.amendments)
    return _noted(NewEdition(plan, record, note), layout)


def changes_in(before: Before, edition: NewEdition, layout: Layout) -> tuple[Sentence, ...]:
    """Return the change note of `edition` in the words of `layout`."""
    note = change_note(before.former, edition.plan, layout, edition.record.amendments)
    return _noted(replace(edition, changes=note), layout).changes


def corrected(
    edition: NewEdition, before: Before, column: PreparedColumn, intent: Intent, layout: Layout
) -> NewEdition:
    """Return `edition`, that of a former publication again, as a correction of it."""
    plain = replace(
        edition.record,
        answers=column.files,
        versions=tool_versions(signed=intent.signed is not None),
        signed=intent.signed,
        layout=layout_digest(layout),
        correction=None,
    )
    changes = edition.changes[1:] if edition.correction else edition.changes
    return _noted(NewEdition(edition.plan, _entered(before, plain, intent), changes), layout)


def set_otherwise(
    replaced: Edition, files: Mapping[str, bytes], signed: Signed | None
) -> PublishedError:
    """Return the error of a run that would publish the same plan in other files.

    `signed` is who would sign them.
    """
    was = replaced.record.signed
    if (was is None) is not (signed is None):
        how = f"signed by {was.by}; this run does not sign" if was else "without a signature"
        return PublishedError(
            f"{_was_published(replaced)} with the same plan, {how}",
            hint=_how_to_correct(replaced),
        )
    published = {artifact.name: artifact.sha256 for artifact in replaced.record.artifacts}
    new = [name for name in files if name not in published]
    changed = [n for n, data in files.items() if n in published and published[n] != sha256(data)]
    parts = [
        f"{', '.join(new)} would be added" if new else "",
        f"{', '.join(changed)} would look different (another layout or version of publish)"
        if changed
        else "",
    ]
    return PublishedError(
        f"{_was_published(replaced)} with the same plan in other files: "
        f"{'; '.join(filter(None, parts))}",
        hint=_how_to_correct(replaced),
    )


def _entered(before: Before, record: EditionRecord, intent: Intent) -> EditionRecord:
    """Return `record` as the entry behind the last one of its name."""
    last = before.chain.last(intent.name)
    if last and intent.published < last.day:
        raise PublishedError(
            f"the day of publication, {intent.published}, is before {last.day}, "
            f"the day of {last.path.name}, which comes before it",
            hint=f"Give --published-on {last.day} or later.",
        )
    replaced = before.start.replaces
    correction = Correction(intent.published, intent.reason, replaced.digest) if replaced else None
    return replace(
        record,
        version=last_version(before.chain, record.name, record.date) + 1,
        published=intent.published,
        after=last.digest if last else "",
        correction=correction,
    )


def _noted(edition: NewEdition, layout: Layout) -> NewEdition:
    """Return `edition` with its change note recorded, first the sentence of its correction."""
    correction = edition.record.correction
    note = correction_note(correction.on, correction.reason, layout) if correction else ""
    changes = (*([Sentence(note)] if note else []), *edition.changes)
    record = replace(edition.record, changes=tuple(map(str, changes)))
    return replace(edition, record=record, changes=changes, correction=note)


def _base(edition: Edition) -> str:
    """Return the digest of the plan that `edition` was made from."""
    return edition.record.follows.plan if edition.record.follows else ""


def _other_plan(edition: Edition, path: Path, why: str, date: dt.date) -> OtherPlanError:
    return OtherPlanError(
        f"{path} does not continue {edition_text(edition)} ({edition.path}): {why}",
        hint=f"To continue that edition, leave --plan out: publish add-period --date {date}. "
        f"Another plan has a name of its own: publish add-period --date {date} --plan {path} "
        "--name NAME.",
    )


def _published(replaced: Edition, plan: Plan) -> PublishedError:
    changes = diff_plans(published_plan(replaced), plan).changes
    count = f"{len(changes)} {'place differs' if len(changes) == 1 else 'places differ'}"
    lines = [f"{_was_published(replaced)} with other content: {count}"]
    for change in changes[:_SHOWN]:
        was, now = excerpt(change.old, change.new)
        lines += [
            str(change),
            f"  published: {_short(was)}",
            f"  now:       {_short(now)}",
        ]
    return PublishedError("\n".join(lines), hint=_how_to_correct(replaced))


def _short(text: str) -> str:
    return f"{text[:_LONGEST]} …" if len(text) > _LONGEST else text or "(blank)"


def _was_published(edition: Edition) -> str:
    return f"{edition_text(edition)}, was published on {day_text(edition.day)}"


def _how_to_correct(edition: Edition) -> str:
    return (
        "The published edition is untouched. To replace it and keep it on record: "
        f'publish correct --date {edition.record.date} --reason "..."'
    )
