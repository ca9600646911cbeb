"""Read the entries of a folder: the record of each edition, and each withdrawal."""

from __future__ import annotations

import datetime as dt
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pipeline.editions.record import (
    RECORD_ENDING,
    Artifact,
    EditionRecord,
    is_intact,
    record_from_json,
    record_name,
    sha256,
)
from pipeline.editions.withdrawal import WITHDRAWAL_ENDING, Withdrawal, withdrawal_from_json
from pipeline.errors import InputError, UnreadableFileError

_T = TypeVar("_T")
_LARGEST = 20_000_000
"""Bytes of a record. The largest plan that can be published has one of a few megabytes."""
_BACKUP = "Put it back from a backup, or move it out of the folder."


@dataclass(frozen=True, slots=True)
class Edition:
    """A record with the file that holds it."""

    record: EditionRecord
    path: Path
    digest: str
    """The SHA-256 of the record's file."""
    is_intact: bool = True
    """Whether the record has its own checksum."""

    @property
    def day(self) -> dt.date:
        """The day on which it became public."""
        return self.record.day

    @property
    def before(self) -> str:
        """The digest of the entry before it; records of version 1.0 know what they follow."""
        follows = self.record.follows
        return self.record.after or (follows.record if follows else "")

    @property
    def is_kept_aside(self) -> bool:
        """Whether its files tell their version, because another took over their names."""
        return self.path.name != record_name(self.record)

    def file(self, artifact: Artifact) -> Path:
        """Return where `artifact` is: beside the record, under the record's own beginning.

        An edition that was replaced has its files as `action-plan-2026-06-27.v1.pdf`; its record
        names them as they were published.
        """
        published = record_name(self.record).removesuffix(RECORD_ENDING)
        here = self.path.name.removesuffix(RECORD_ENDING)
        ending = artifact.name.removeprefix(published)
        return self.path.with_name(artifact.name if ending == artifact.name else here + ending)


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A withdrawal with the file that holds it."""

    withdrawal: Withdrawal
    path: Path
    digest: str
    """The SHA-256 of the withdrawal's file."""
    is_intact: bool = True
    """Whether the withdrawal has its own checksum."""

    @property
    def day(self) -> dt.date:
        """The day of the withdrawal."""
        return self.withdrawal.on

    @property
    def before(self) -> str:
        """The digest of the entry before it."""
        return self.withdrawal.after


Entry = Edition | Withdrawn


def entry_name(entry: Entry) -> str:
    """Return the name that `entry` belongs to."""
    return entry.withdrawal.name if isinstance(entry, Withdrawn) else entry.record.name


def read_entries(folder: Path) -> Iterator[Entry | tuple[Path, InputError]]:
    """Yield what is recorded in `folder`; for a file that is not readable, it and the reason."""
    yield from _read(folder, RECORD_ENDING, record_from_json, Edition)
    yield from _read(folder, WITHDRAWAL_ENDING, withdrawal_from_json, Withdrawn)


def has_records(folder: Path) -> bool:
    """Return whether something is recorded in `folder`."""
    return any(True for _ in folder.glob(f"*{RECORD_ENDING}"))


def _read(
    folder: Path,
    ending: str,
    from_json: Callable[[bytes, str], _T],
    entry: Callable[[_T, Path, str, bool], Entry],
) -> Iterator[Entry | tuple[Path, InputError]]:
    for path in sorted(folder.glob(f"*{ending}")):
        try:
            data = file_bytes(path, _LARGEST)
            yield entry(from_json(data, str(path)), path, sha256(data), is_intact(data))
        except InputError as error:
            yield path, error


def file_bytes(path: Path, largest: int | None = None) -> bytes:
    """Return the bytes of the file at `path`, of at most `largest` bytes.

    Raises UnreadableFileError for all else that a path may be: reading a pipe would never end.
    """
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise UnreadableFileError(f"{path} is not a file", _BACKUP)
        if largest is not None and found.st_size > largest:
            raise UnreadableFileError(f"{path} is too large: {found.st_size:,} bytes", _BACKUP)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFileError(f"{path} is a link to a file that is missing", _BACKUP) from error
    except OSError as error:
        raise UnreadableFileError(f"{path} cannot be read: {error.strerror}", _BACKUP) from error
