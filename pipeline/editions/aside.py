"""Keep an edition whole when another takes over its names: its files get names with a version."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.editions.chain import Chain, history
from pipeline.editions.folder import Edition, file_bytes
from pipeline.editions.record import record_name
from pipeline.editions.start import edition_text
from pipeline.errors import OutputError

_VERSIONED = re.compile(r"v\d+\.")


@dataclass(frozen=True, slots=True)
class Aside:
    """The files that make room for an edition."""

    files: dict[str, bytes]
    """The same files under names with a version: `action-plan-2026-06-27.v1.pdf`."""
    names: tuple[str, ...]
    """Their names before."""


def set_aside(chain: Chain, name: str, date: dt.date) -> Aside:
    """Return the files of the edition of `name` and `date` under names that tell its version.

    Whatever begins with the edition's name goes along: artifacts, record, withdrawal, signatures.
    Raises OutputError if such files are there and no record says what they are.
    """
    stem = f"{name}-{date.isoformat()}"
    there = list(_files(chain.folder, stem))
    edition = occupant(chain, name, date)
    if edition is None:
        if there:
            raise OutputError(
                f"{there[0]} is in the way: no edition in {chain.folder} has that file",
                "Move it out of the folder and run again; "
                "if it was published, put its record back beside it.",
            )
        return Aside({}, ())
    version = f"{stem}.v{edition.record.version}"
    files = {version + path.name.removeprefix(stem): file_bytes(path) for path in there}
    return Aside(files, tuple(path.name for path in there))


def check_unpublished(folder: Path, names: Collection[str]) -> None:
    """Raise OutputError if one of `names` in `folder` is a file that an edition published."""
    for edition in history(folder).editions:
        own = {edition.path.name, *(edition.file(a).name for a in edition.record.artifacts)}
        if taken := sorted(own.intersection(names)):
            raise OutputError(
                f"{folder / taken[0]} was published as {edition_text(edition)}; "
                "nothing was written",
                "Choose another folder (--output) or another name (--name). "
                "publish correct replaces an edition and keeps the former one.",
            )


def occupant(chain: Chain, name: str, date: dt.date) -> Edition | None:
    """Return the edition whose files have the names of `name` and `date` without a version."""
    return next((e for e in chain.editions if _has_names(e, name, date)), None)


def last_version(chain: Chain, name: str, date: dt.date) -> int:
    """Return the highest version of the editions of `name` and `date`, 0 if there is none."""
    same = (e.record for e in chain.editions if (e.record.name, e.record.date) == (name, date))
    return max((record.version for record in same), default=0)


def _has_names(edition: Edition, name: str, date: dt.date) -> bool:
    record = edition.record
    return (record.name, record.date) == (name, date) and edition.path.name == record_name(record)


def _files(folder: Path, stem: str) -> Iterator[Path]:
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        ending = path.name.removeprefix(f"{stem}.")
        if ending != path.name and not _VERSIONED.match(ending) and path.is_file():
            yield path
