"""What is wrong with the entries of a folder: edited, dropped, copied, forked or not linked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.editions.folder import Edition, Entry, Withdrawn, entry_name
from pipeline.editions.record import RECORD_ENDING, record_name
from pipeline.editions.withdrawal import WITHDRAWAL_ENDING, withdrawal_name


class Fault(NamedTuple):
    """Something wrong with an entry."""

    code: str
    path: Path
    """The entry's file."""
    message: str


def entry_faults(entries: Sequence[Entry]) -> Iterator[Fault]:
    """Yield what is wrong with `entries`, each and as one chain; they are in order."""
    names: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        yield from _own_faults(entry)
        yield from _link_faults(entry, entries)
        names[entry_name(entry)].append(entry)
    for same in names.values():
        yield from _copy_faults(same)
        yield from _fork_faults(same)
        yield from _unlinked_faults(same)


def _own_faults(entry: Entry) -> Iterator[Fault]:
    if not entry.is_intact:
        message = "it was changed after it was written: its checksum is of other content"
        yield Fault("record-changed", entry.path, message)
    wanted = _file_name(entry)
    if entry.path.name not in (wanted, _versioned(wanted, _identity(entry)[-1])):
        message = f"its content is that of {wanted}, and its file has another name"
        yield Fault("record-misnamed", entry.path, message)


def _copy_faults(entries: Sequence[Entry]) -> Iterator[Fault]:
    """Yield the entries that say to be the same edition, or its withdrawal, as one before."""
    first: dict[tuple[object, ...], Entry] = {}
    for entry in entries:
        before = first.setdefault((type(entry), *_identity(entry)), entry)
        if before is not entry:
            message = f"it is of the same edition as {before.path.name}; there can only be one"
            yield Fault("record-duplicate", entry.path, message)


def _fork_faults(entries: Sequence[Entry]) -> Iterator[Fault]:
    """Yield the entries that were made after the same one: only one of them can be next."""
    after: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.before:
            after[entry.before].append(entry)
    for rivals in after.values():
        for entry in rivals if len({rival.digest for rival in rivals}) > 1 else ():
            others = ", ".join(rival.path.name for rival in rivals if rival is not entry)
            message = f"it was made after the same entry as {others}; only one can be the next"
            yield Fault("chain-forked", entry.path, message)


def _unlinked_faults(entries: Sequence[Entry]) -> Iterator[Fault]:
    """Yield the entries that begin a chain of their own beside the longest, and days that run back.

    The longest chain is taken for the true one.
    """
    digests = {entry.digest: entry for entry in entries}
    length: dict[str, int] = defaultdict(int)
    for entry in entries:
        length[_root(entry, digests).digest] += 1
    roots = [entry for entry in entries if not entry.before]
    true = max(roots, key=lambda root: length[root.digest], default=None)
    for root in roots:
        if root is not true and true is not None and root.digest != true.digest:
            message = f"it is linked to no other entry, while {true.path.name} has a chain"
            yield Fault("chain-unlinked", root.path, message)
    for entry in entries:
        before = digests.get(entry.before)
        if before and before.day > entry.day:
            message = f"its day, {entry.day}, is before that of the entry before it, {before.day}"
            yield Fault("chain-broken", entry.path, message)


def _root(entry: Entry, digests: dict[str, Entry]) -> Entry:
    """Return the first entry of the chain of `entry`; a digest cannot name one made later."""
    while before := digests.get(entry.before):
        entry = before
    return entry


def _identity(entry: Entry) -> tuple[str, str, int]:
    """Return the name, date and version of the edition that `entry` is about."""
    what = entry.withdrawal if isinstance(entry, Withdrawn) else entry.record
    return what.name, what.date.isoformat(), what.version


def _file_name(entry: Entry) -> str:
    if isinstance(entry, Withdrawn):
        return withdrawal_name(entry.withdrawal)
    return record_name(entry.record)


def _versioned(name: str, version: int) -> str:
    for ending in (RECORD_ENDING, WITHDRAWAL_ENDING):
        if name.endswith(ending):
            return f"{name.removesuffix(ending)}.v{version}{ending}"
    return name


def _link_faults(entry: Entry, entries: Sequence[Entry]) -> Iterator[Fault]:
    """Yield what is wrong with the links from `entry` to those it was made after."""
    if isinstance(entry, Edition):
        yield from _follows_faults(entry, [e for e in entries if isinstance(e, Edition)])
    named = _named(entry)
    follows = entry.record.follows if isinstance(entry, Edition) else None
    known = {e.digest for e in entries} | ({follows.record} if follows else set())
    for digest in dict.fromkeys(filter(None, (named, entry.before))):
        if digest not in known:
            message = f"the entry before it is missing or was changed: sha256 {digest}"
            yield Fault("predecessor-missing", entry.path, message)
    replaced = next((e for e in entries if e.digest == named), None)
    if replaced and _identity(replaced)[:2] != _identity(entry)[:2]:
        message = f"it replaces {replaced.path.name}, which is of another name or date"
        yield Fault("chain-broken", entry.path, message)


def _named(entry: Entry) -> str:
    """Return the digest of the edition that `entry` takes out of force, if any."""
    if isinstance(entry, Withdrawn):
        return entry.withdrawal.record
    return entry.record.correction.record if entry.record.correction else ""


def _follows_faults(edition: Edition, editions: Sequence[Edition]) -> Iterator[Fault]:
    """Yield what is wrong with the link from `edition` to the one it follows."""
    follows = edition.record.follows
    if follows is None or not follows.record:
        return
    former = next((e for e in editions if e.digest == follows.record), None)
    if former is not None:
        if former.record.plan != follows.plan or former.record.date != follows.date:
            message = f"the edition it follows, {former.path.name}, is of another plan or date"
            yield Fault("chain-broken", edition.path, message)
        return
    same = (e for e in editions if e.record.name == edition.record.name)
    changed = next((e for e in same if e.record.date == follows.date), None)
    if changed is not None:
        message = f"the edition it follows, {changed.path.name}, was changed afterwards"
        yield Fault("chain-broken", edition.path, message)
    else:
        message = f"the edition it follows, of {follows.date}, is missing"
        yield Fault("predecessor-missing", edition.path, message)
