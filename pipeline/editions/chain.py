"""The chain of editions in a folder: each entry names the one before it, by its digest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.editions.audit import entry_faults
from pipeline.editions.carried import carried_fault, unlisted_files
from pipeline.editions.folder import (
    Edition,
    Entry,
    Withdrawn,
    entry_name,
    file_bytes,
    read_entries,
)
from pipeline.editions.record import Artifact, sha256
from pipeline.errors import InputError
from pipeline.findings import Finding, Place, Severity, Source
from pipeline.render import RENDERERS
from pipeline.signing import signature_name, signature_path
from pipeline.store import settle


@dataclass(frozen=True, slots=True)
class Chain:
    """The entries of a folder, the earliest first, and what is wrong with them."""

    folder: Path
    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...]
    """Each names the entry's file as its source."""

    @property
    def editions(self) -> tuple[Edition, ...]:
        """Every edition, also those that were superseded or withdrawn."""
        return tuple(e for e in self.entries if isinstance(e, Edition))

    @property
    def names(self) -> tuple[str, ...]:
        """The names under which something was published."""
        return tuple(sorted({e.record.name for e in self.editions}))

    def standing(self, name: str, on: dt.date = dt.date.max) -> tuple[Edition, ...]:
        """Return the editions of `name` that were in force at the end of `on`, the latest last.

        A correction takes the place of what it corrects; a withdrawn edition is left out.
        """
        found: list[Edition] = []
        for entry in self.entries:
            if entry.day > on:
                continue
            if isinstance(entry, Withdrawn):
                found = [e for e in found if e.digest != entry.withdrawal.record]
            elif entry.record.name == name:
                correction = entry.record.correction
                found = [e for e in found if not correction or e.digest != correction.record]
                found.append(entry)
        return tuple(found)

    def on(self, date: dt.date) -> tuple[Edition, ...]:
        """Return the edition of each name that was public at the end of `date`."""
        standing = (self.standing(name, date) for name in self.names)
        return tuple(editions[-1] for editions in standing if editions)

    def superseded_by(self, edition: Edition) -> Edition | None:
        """Return the correction that took the place of `edition`."""
        return next(
            (
                e
                for e in self.editions
                if e.record.correction and e.record.correction.record == edition.digest
            ),
            None,
        )

    def withdrawn(self, edition: Edition) -> Withdrawn | None:
        """Return the withdrawal of `edition`."""
        withdrawals = (e for e in self.entries if isinstance(e, Withdrawn))
        return next((w for w in withdrawals if w.withdrawal.record == edition.digest), None)

    def story(self, edition: Edition) -> tuple[str, ...]:
        """Return in words when `edition` was published, and what became of it."""
        correction = edition.record.correction
        return (
            f"published on {edition.day}",
            *([f"signed by {signed.by}"] if (signed := edition.record.signed) else []),
            *([f"corrected on {correction.on}: {correction.reason}"] if correction else []),
            *self.fate(edition),
        )

    def fate(self, edition: Edition) -> tuple[str, ...]:
        """Return in words why `edition` is no longer in force; empty if it is."""
        lines = []
        if later := self.superseded_by(edition):
            reason = later.record.correction.reason if later.record.correction else ""
            version = later.record.version
            lines.append(f"superseded on {later.day} by version {version}: {reason}")
        if withdrawn := self.withdrawn(edition):
            lines.append(f"withdrawn on {withdrawn.day}: {withdrawn.withdrawal.reason}")
        return tuple(lines)

    def last(self, name: str) -> Entry | None:
        """Return the latest entry of `name`, whatever it is."""
        return next((e for e in reversed(self.entries) if entry_name(e) == name), None)

    def findings_of(self, entry: Entry) -> tuple[Finding, ...]:
        """Return what is wrong with `entry`."""
        return tuple(f for f in self.findings if f.place == _place(entry.path))


def history(folder: Path) -> Chain:
    """Return the entries in `folder`, checked: records, links between them, artifacts.

    A publication that died on the way is settled first.
    """
    settle(folder)
    entries: list[Entry] = []
    findings: list[Finding] = []
    for found in read_entries(folder):
        if isinstance(found, tuple):
            path, error = found
            findings.append(_finding("record-unreadable", path, error.message, error.hint))
        else:
            entries.append(found)
    entries = _in_order(entries)
    findings += (_finding(*fault) for fault in entry_faults(entries))
    for entry in entries:
        if isinstance(entry, Edition):
            findings += _artifact_faults(entry)
    return Chain(folder, tuple(entries), tuple(findings))


def artifact_fault(artifact: Artifact, path: Path) -> str:
    """Return what is wrong with a published file: `missing`, `changed` or nothing."""
    if not path.is_file():
        return "missing"
    try:
        data = file_bytes(path)
        same = (sha256(data), len(data)) == (artifact.sha256, artifact.size)
        return "" if same else "changed"
    except InputError:
        return "unreadable"


def _in_order(entries: Sequence[Entry]) -> list[Entry]:
    """Return `entries` by day, and within a day each behind those it was made after."""
    before = {entry.digest: entry.before for entry in entries}

    def depth(digest: str) -> int:
        count = 0
        while digest := before.get(digest, ""):
            count += 1
        return count

    return sorted(entries, key=lambda e: (e.day, depth(e.digest), entry_name(e), e.path.name))


def _artifact_faults(edition: Edition) -> Iterator[Finding]:
    for artifact in edition.record.artifacts:
        path = edition.file(artifact)
        if fault := artifact_fault(artifact, path):
            yield _finding(f"artifact-{fault}", edition.path, f"{path.name} is {fault}")
    if edition.record.signed and not signature_path(edition.path).is_file():
        message = f"its signature, {signature_name(edition.path.name)}, is missing"
        yield _finding("signature-missing", edition.path, message)
    for path in unlisted_files(edition, tuple(RENDERERS)):
        message = f"{path.name} has its name and is not in its list of artifacts"
        yield _finding("artifact-unlisted", edition.path, message)
    if fault := carried_fault(edition):
        yield _finding("record-not-carried", edition.path, fault)


def _place(path: Path) -> Place:
    return Place(source=Source(str(path)))


def _finding(code: str, path: Path, message: str, hint: str = "") -> Finding:
    hint = hint or "Put the file back as it was published, from a backup."
    return Finding(code, Severity.ERROR, message, _place(path), hint)
