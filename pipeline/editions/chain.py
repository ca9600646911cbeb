"""The chain of editions in a folder: each record names the one it follows, by its digest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.digest import plan_digest
from pipeline.editions.record import (
    RECORD_ENDING,
    Artifact,
    EditionRecord,
    Follows,
    record_from_json,
    sha256,
)
from pipeline.errors import InputError
from pipeline.findings import Finding, Place, Severity, Source
from pipeline.model import Plan
from pipeline.store import settle

_READ_FIRST = (".json", ".pdf", ".docx", ".html")
"""The artifacts that hold the whole plan, the fastest to read first."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A record with the file it stands in."""

    record: EditionRecord
    path: Path
    digest: str
    """The SHA-256 of the record's file."""


@dataclass(frozen=True, slots=True)
class Chain:
    """The editions of a folder, the earliest first, and what is wrong with them."""

    folder: Path
    editions: tuple[Edition, ...]
    findings: tuple[Finding, ...]
    """Each names the edition's record as its source."""

    def on(self, date: dt.date) -> Edition | None:
        """Return the edition that was public at the end of `date`, None before the first."""
        return next((e for e in reversed(self.editions) if e.record.date <= date), None)

    def findings_of(self, edition: Edition) -> tuple[Finding, ...]:
        """Return what is wrong with `edition`."""
        return tuple(f for f in self.findings if f.place == _place(edition.path))


def history(folder: Path) -> Chain:
    """Return the editions in `folder`, checked: records, links between them, artifacts.

    A publication that died on the way is settled first.
    """
    settle(folder)
    editions: list[Edition] = []
    findings: list[Finding] = []
    for path in sorted(folder.glob(f"*{RECORD_ENDING}")):
        try:
            data = path.read_bytes()
            editions.append(Edition(record_from_json(data, str(path)), path, sha256(data)))
        except InputError as error:
            findings.append(_finding("record-unreadable", path, error.message, error.hint))
    editions.sort(key=lambda e: (e.record.date, e.record.name))
    for edition in editions:
        findings += [*_link_faults(edition, editions), *_artifact_faults(edition)]
    return Chain(folder, tuple(editions), tuple(findings))


def predecessor(folder: Path, name: str, plan: Plan) -> Edition | None:
    """Return the edition in `folder` whose newest period is that of `plan`, None if none is.

    The one that a new period added to `plan` follows, though `plan` itself may have been edited.
    """
    if not plan.periods:
        return None
    newest = plan.periods[-1]
    same = (
        edition
        for edition in history(folder).editions
        if (edition.record.name, edition.record.period, edition.record.date)
        == (name, newest.label, newest.date)
    )
    return next(same, None)


def frozen_plan(edition: Edition | None, plan: Plan) -> tuple[Plan, Follows]:
    """Return the plan that history is held against, and what the new edition follows.

    That is the plan as `edition` published it, whatever was done since to the file that `plan`
    was read from; `plan` itself where nothing was published before.
    """
    digest = plan_digest(plan)
    if edition is None:
        return plan, Follows(digest)
    follows = Follows(edition.record.plan, edition.digest, edition.record.date)
    return (plan if digest == edition.record.plan else published_plan(edition)), follows


def published_plan(edition: Edition) -> Plan:
    """Return the plan that `edition` published, out of the first artifact that still holds it.

    Raises InputError where none does.
    """
    from pipeline.load import load_plan  # reads every format; not needed to show the chain

    known = {Path(artifact.name).suffix: artifact for artifact in edition.record.artifacts}
    for artifact in filter(None, map(known.get, _READ_FIRST)):
        path = edition.path.parent / artifact.name
        if not _artifact_fault(artifact, path):
            plan = load_plan(path).plan
            if plan_digest(plan) == edition.record.plan:
                return plan
    raise InputError(
        f"the plan of the edition of {edition.record.date} is in none of its artifacts beside "
        f"{edition.path}",
        hint="Put its files back from a backup, or start from another plan.",
    )


def _link_faults(edition: Edition, editions: list[Edition]) -> Iterator[Finding]:
    """Yield what is wrong with the link from `edition` to the one it follows."""
    follows = edition.record.follows
    if follows is None or not follows.record:
        return
    former = next((e for e in editions if e.digest == follows.record), None)
    if former is not None:
        if former.record.plan != follows.plan:
            message = f"the edition it follows, {former.path.name}, is of another plan"
            yield _finding("chain-broken", edition.path, message)
        return
    same = (e for e in editions if e.record.name == edition.record.name)
    changed = next((e for e in same if e.record.date == follows.date), None)
    if changed is not None:
        message = f"the edition it follows, {changed.path.name}, was changed afterwards"
        yield _finding("chain-broken", edition.path, message)
    else:
        message = f"the edition it follows, of {follows.date}, is missing"
        yield _finding("predecessor-missing", edition.path, message)


def _artifact_faults(edition: Edition) -> Iterator[Finding]:
    for artifact in edition.record.artifacts:
        if fault := _artifact_fault(artifact, edition.path.parent / artifact.name):
            yield _finding(f"artifact-{fault}", edition.path, f"{artifact.name} is {fault}")


def _artifact_fault(artifact: Artifact, path: Path) -> str:
    """Return what is wrong with a published file: `missing`, `changed` or nothing."""
    if not path.is_file():
        return "missing"
    return "" if sha256(path.read_bytes()) == artifact.sha256 else "changed"


def _place(path: Path) -> Place:
    return Place(source=Source(str(path)))


def _finding(code: str, path: Path, message: str, hint: str = "") -> Finding:
    hint = hint or "Put the file back as it was published, from a backup."
    return Finding(code, Severity.ERROR, message, _place(path), hint)


__all__ = (
    "Chain",
    "Edition",
    "frozen_plan",
    "history",
    "predecessor",
    "published_plan",
)
