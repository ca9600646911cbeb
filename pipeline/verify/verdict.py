"""Whether a file is what was published: its digest, its own agreement, its place in the chain."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from pipeline.digest import plan_digest
from pipeline.editions import (
    Chain,
    Edition,
    carried_record,
    history,
    published_plan,
    record_from_json,
    sha256,
)
from pipeline.errors import HistoryChangedError, PublishError
from pipeline.frozen import check_history
from pipeline.ingest.kinds import file_format
from pipeline.layout import Layout
from pipeline.load import read_file
from pipeline.model import Plan
from pipeline.verify import artifact_faults, read_back

_SHOWN = 3
_WHOLE = ("json", "pdf")
"""Formats that hold the plan itself."""


@dataclass(frozen=True, slots=True)
class Check:
    """One question to a file, and the answer."""

    name: str
    passed: bool
    message: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found about a file."""

    path: str
    checks: tuple[Check, ...]

    @property
    def passed(self) -> bool:
        """Whether every check passed."""
        return all(check.passed for check in self.checks)


def verify_file(path: Path, folder: Path, layout: Layout) -> Verdict:
    """Return whether the file at `path` is what the editions in `folder` say was published.

    `layout` is the one it was published in. Raises an InputError where there is no such file, or
    one of a format that is not read.
    """
    data = read_file(path)
    format_ = file_format(path.name)
    chain = history(folder)
    edition, published = _published(path.name, data, chain)
    checks = [published]
    try:
        plan, carried = read_back(path.name, data)
    except PublishError as error:
        return Verdict(str(path), (published, Check("readable", False, error.message)))
    if format_ == "pdf":
        checks.append(_agreement(plan, path.name, data, layout))
        checks.append(_carried_record(plan, carried, edition))
        edition = edition or _edition_of(carried, chain)
    if edition is not None:
        plan = _as_published(plan, edition, path.name, data, layout)
        checks += [_same_plan(plan, edition), *_descent(plan, edition, chain)]
    return Verdict(str(path), tuple(checks))


def _published(name: str, data: bytes, chain: Chain) -> tuple[Edition | None, Check]:
    """Return the edition that the file is of, and whether it is the very file."""
    digest = sha256(data)
    listed = [(e, artifact) for e in chain.editions for artifact in e.record.artifacts]
    # The same bytes may be in several editions: that of the name counts first, then one in force.
    listed.sort(key=lambda pair: (pair[0].file(pair[1]).name != name, bool(chain.fate(pair[0]))))
    for edition, artifact in listed:
        if artifact.sha256 == digest:
            fate = "".join(f", {line}" for line in chain.fate(edition))
            message = f"it is {artifact.name} as published on {edition.day}{fate}"
            return edition, Check("published", True, message)
    for edition, artifact in listed:
        if artifact.name == name:
            message = f"it is not {name} as published on {edition.day}: sha256 {digest}"
            return edition, Check("published", False, message)
    message = f"no edition in {chain.folder} has this file: sha256 {digest}"
    return None, Check("published", False, message)


def _agreement(plan: Plan, name: str, data: bytes, layout: Layout) -> Check:
    """Return whether a PDF's page and tags show the plan that it carries."""
    faults = list(artifact_faults(plan, name, data, layout))
    if not faults:
        return Check("agreement", True, "its page, its tags and its embedded plan agree")
    lines = [line for fault in islice(faults, _SHOWN) for line in fault.lines()]
    message = f"its page, its tags and its embedded plan differ in {len(faults)} places"
    return Check("agreement", False, "\n      ".join((message, *lines)))


def _carried_record(plan: Plan, carried: bytes | None, edition: Edition | None) -> Check:
    """Return whether the record inside a PDF is that of its plan and of its edition."""
    if carried is None:
        return Check("record", False, "it carries no edition record")
    try:
        record = record_from_json(carried, "its edition record")
    except PublishError as error:
        return Check("record", False, error.message)
    if record.plan != plan_digest(plan):
        return Check("record", False, "its edition record is of another plan than it carries")
    if edition is not None and record != carried_record(edition.record):
        message = f"its edition record is not that of {edition.path.name}"
        return Check("record", False, message)
    return Check("record", True, f"it carries the record of the edition of {record.date}")


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


def _history_check(plan: Plan, edition: Edition, former: Edition) -> Check:
    """Return whether the plan says of earlier periods what the former edition said."""
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
