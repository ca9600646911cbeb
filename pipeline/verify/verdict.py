"""Whether a file is what was published: its digest, its own agreement, its place in the chain."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pipeline.digest import plan_digest
from pipeline.editions import (
    Chain,
    Edition,
    carried_record,
    entry_name,
    has_records,
    history,
    published_plan,
    record_from_json,
    sha256,
)
from pipeline.editions.record import RECORD_ENDING
from pipeline.editions.withdrawal import WITHDRAWAL_ENDING
from pipeline.errors import HistoryChangedError, PublishError
from pipeline.history_check import check_history
from pipeline.ingest.kinds import file_format
from pipeline.layout import Layout
from pipeline.load import read_file
from pipeline.model import Plan
from pipeline.verify import artifact_faults, read_back
from pipeline.verify.check import Check
from pipeline.verify.feed import feed_faults, is_feed
from pipeline.verify.pdfchecks import CarryingPdf, PdfChecks
from pipeline.verify.signatures import record_signature_checks

_WHOLE = ("json", "pdf")
"""Formats that hold the plan itself."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found about a file."""

    path: str
    checks: tuple[Check, ...]
    fate: tuple[str, ...] = ()
    """Why the file's edition is no longer in force, in words; empty if it is."""

    @property
    def passed(self) -> bool:
        """Whether every check passed."""
        return all(check.passed for check in self.checks)


def verify_file(
    path: Path,
    folder: Path | None,
    layout: Layout,
    usual: Path | None = None,
    pictures: Path | None = None,
) -> Verdict:
    """Return whether the file at `path` is what the editions in a folder say was published.

    That is `folder`, else the file's own where it has records, else the `usual` one. `layout` is
    the one it was published in, unless another one here has the digest that its record names.
    The first page of a PDF that differs is shown in the folder `pictures`, if one is given.
    Raises an InputError if there is no such file, or one of a format that is not read.
    """
    data = read_file(path)
    chain = history(folder or _home(path.parent, usual))
    if path.name.endswith((RECORD_ENDING, WITHDRAWAL_ENDING)):
        return Verdict(str(path), tuple(_entry_checks(path, data, chain)))
    edition, published = _published(path.name, data, chain)
    if is_feed(path.name):
        faults = [] if edition is None else feed_faults(published_plan(edition), data)
        notes = [Check("feed", False, fault.note) for fault in faults]
        return Verdict(str(path), (published, *notes))
    format_ = file_format(path.name)
    checks = [published]
    try:
        plan, carried = read_back(path.name, data)
    except PublishError as error:
        return Verdict(str(path), (published, Check("readable", False, error.message)))
    if format_ == "pdf":
        edition = edition or _edition_of(carried, chain)
        pdf = CarryingPdf(path.name, data, plan, carried)
        checks += PdfChecks(pdf, edition, layout, pictures).all()
    if edition is not None:
        checks += record_signature_checks(edition)
        plan = _as_published(plan, edition, path.name, data, layout)
        checks += [_same_plan(plan, edition), *_descent(plan, edition, chain)]
    return Verdict(str(path), tuple(checks), chain.fate(edition) if edition else ())


def _home(own: Path, usual: Path | None) -> Path:
    return own if usual is None or has_records(own) else usual


def _entry_checks(path: Path, data: bytes, chain: Chain) -> Iterator[Check]:
    """Yield what is found of a record or a withdrawal, which is not an artifact."""
    digest = sha256(data)
    entry = next((e for e in chain.entries if e.digest == digest), None)
    kind = "the record of an edition" if path.name.endswith(RECORD_ENDING) else "a withdrawal"
    if entry is None:
        message = f"it is {kind}, and no such one is in {chain.folder}: sha256 {digest}"
        yield Check("published", False, message)
    elif isinstance(entry, Edition):
        story = ", ".join(chain.story(entry))
        message = f"it is the record of the edition of {entry.record.date}, {story}"
        yield Check("published", True, message)
    else:
        what = entry.withdrawal
        message = f"it is the withdrawal on {what.on} of the edition of {what.date}: {what.reason}"
        yield Check("published", True, message)
    own = {str(path), str(entry.path)} if entry else {str(path)}
    found = [f for f in chain.findings if f.place.source and f.place.source.path in own]
    yield from (Check("record", False, f.message) for f in found)
    if isinstance(entry, Edition):
        yield from record_signature_checks(entry)
    if entry is not None and not found:
        yield Check("record", True, "it has its place in the chain, and its files are with it")
    yield from _others_faults(chain, entry_name(entry) if entry else "", own)


def _published(name: str, data: bytes, chain: Chain) -> tuple[Edition | None, Check]:
    """Return the edition that the file is of, and whether it is the very file."""
    digest = sha256(data)
    listed = [(e, artifact) for e in chain.editions for artifact in e.record.artifacts]
    # The same bytes may be in several editions: that of the name counts first, then one in force.
    listed.sort(key=lambda pair: (pair[0].file(pair[1]).name != name, bool(chain.fate(pair[0]))))
    named = next((e for e, artifact in listed if e.file(artifact).name == name), None)
    for edition, artifact in listed:
        if artifact.sha256 == digest and artifact.size == len(data):
            fate = "".join(f", {line}" for line in chain.fate(edition))
            message = f"it is {artifact.name} as published on {edition.day}{fate}"
            if named is not None and named is not edition:
                message += f", and not {name}, the file of the edition of {named.record.date}"
            return edition, Check("published", named in (None, edition), message)
    for edition, artifact in listed:
        if name in (artifact.name, edition.file(artifact).name):
            message = f"it is not {name} as published on {edition.day}: sha256 {digest}"
            return edition, Check("published", False, message)
    message = f"no edition in {chain.folder} has this file: sha256 {digest}"
    return None, Check("published", False, message)


def _edition_of(carried: bytes | None, chain: Chain) -> Edition | None:
    """Return the edition that a PDF says it is of."""
    if carried is None:
        return None
    with suppress(PublishError):
        record = record_from_json(carried, "its edition record")
        return next((e for e in chain.editions if carried_record(e.record) == record), None)
    return None


def _as_published(plan: Plan, edition: Edition, name: str, data: bytes, layout: Layout) -> Plan:
    """Return the plan that `edition` published where the file shows it, else `plan`.

    A CSV cannot show all that a plan has, such as a heading over two columns: it is the plan's
    where it reads back as the gate reads it.
    """
    if plan_digest(plan) == edition.record.plan or file_format(name) in _WHOLE:
        return plan
    with suppress(PublishError):
        published = published_plan(edition)
        if not any(artifact_faults(published, name, data, layout)):
            return published
    return plan


def _same_plan(plan: Plan, edition: Edition) -> Check:
    record = edition.record
    if plan_digest(plan) == record.plan:
        return Check("plan", True, f"its plan is that of the edition of {record.date}")
    return Check("plan", False, f"its plan is not that of the edition of {record.date}")


def _descent(plan: Plan, edition: Edition, chain: Chain) -> Iterator[Check]:
    """Yield whether each edition follows from the one before, back to the first."""
    own = {str(link.path) for link in _ancestors(edition, chain)}
    yield from _others_faults(chain, edition.record.name, own)
    for link in _ancestors(edition, chain):
        faults = [f.message for f in chain.findings_of(link) if "artifact" not in f.code]
        for message in faults:
            yield Check("chain", False, f"edition of {link.record.date}: {message}")
        if faults:
            return
    former = _former(edition, chain)
    if former is None:
        yield Check("chain", True, "it is the first edition here")
        return
    yield _history_check(plan, edition, former)


def _others_faults(chain: Chain, name: str, own: Collection[str]) -> Iterator[Check]:
    """Yield what is wrong with other entries of `name`: then it is open which are the true ones."""
    for finding in chain.findings:
        path = finding.place.source.path if finding.place.source else ""
        if path in own or "artifact" in finding.code or not _is_of(name, path):
            continue
        yield Check("chain", False, f"{Path(path).name}: {finding.message}")


def _is_of(name: str, path: str) -> bool:
    """Return whether the record at `path`, perhaps not readable, has the file name of `name`."""
    file = Path(path).name
    return file.startswith(f"{name}-") and file[len(name) + 1 :][:4].isdigit()


def _history_check(plan: Plan, edition: Edition, former: Edition) -> Check:
    """Return whether the plan says about earlier periods what the former edition said."""
    amended = {(a.action, a.period, a.field, a.old, a.new) for a in edition.record.amendments}
    try:
        found = check_history(published_plan(former), plan, None, "asked")
    except (HistoryChangedError, PublishError) as error:
        return Check("chain", False, error.message)
    silent = [a for a in found if (a.action, a.period, a.field, a.old, a.new) not in amended]
    if silent:
        first = silent[0]
        where = ", ".join(filter(None, (first.action, first.period, first.field)))
        message = f"earlier cells differ from the edition of {former.record.date}: {where}"
        return Check("chain", False, message)
    noted = f", with {len(amended)} recorded amendments" if amended else ""
    return Check("chain", True, f"it follows from the edition of {former.record.date}{noted}")


def _former(edition: Edition, chain: Chain) -> Edition | None:
    follows = edition.record.follows
    if follows is None or not follows.record:
        return None
    return next((e for e in chain.editions if e.digest == follows.record), None)


def _ancestors(edition: Edition, chain: Chain) -> Iterator[Edition]:
    link: Edition | None = edition
    while link is not None:
        yield link
        link = _former(link, chain)
