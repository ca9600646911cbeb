"""The edition record: what was published, of which plan, after which edition.

It is written twice. Beside the artifacts, as `<name>-<date>.edition.json`, it names each artifact
with its SHA-256. Inside the PDF, as `edition.json`, it cannot: no file can hold its own digest,
nor that of the web page, which states the PDF's size. Nor does the PDF name the day on which it
is published, so that the same inputs give the same bytes on any day, nor anything of the review
before it. There these fields are empty, and all else is the same (`carried_record()`).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Any, ClassVar

from pipeline.answers import AnswerFile
from pipeline.digest import plan_digest
from pipeline.editions.versions import tool_versions
from pipeline.errors import UnreadableFileError
from pipeline.history_check import Amendment
from pipeline.invalid import faults
from pipeline.model import Plan
from pipeline.signing import Signed

if TYPE_CHECKING:
    from pydantic import TypeAdapter, ValidationError

RECORD_VERSION = "1.3"
RECORD_ENDING = ".edition.json"

_LONGEST_NAME = 255
"""Bytes of a file's name on today's systems."""
_SHOWN_NAME = 60
_FORBID: dict[str, Any] = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class Artifact:
    """A published file."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID

    name: str
    sha256: str
    size: int
    """In bytes."""


@dataclass(frozen=True, slots=True)
class Follows:
    """What an edition was made from."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID

    plan: str
    """The digest of the plan before the new period."""
    record: str = ""
    """The SHA-256 of the former edition's record; empty if that plan was not published here."""
    date: dt.date | None = None
    """The former edition's day."""


@dataclass(frozen=True, slots=True)
class Correction:
    """Why an edition replaces a former one of the same date."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID

    on: dt.date
    """The day of the correction, which the artifacts print."""
    reason: str
    record: str
    """The SHA-256 of the superseded edition's record."""


@dataclass(frozen=True, slots=True)
class AcceptedFinding:
    """A finding that a person accepted before the edition was published."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID

    code: str
    at: str
    """The action's key, or another place (`publish accept --at`)."""
    text: str
    """The beginning of the digest of what was accepted."""
    reason: str


@dataclass(frozen=True, slots=True)
class EditionRecord:
    """An edition: one publication of a plan. Digests are SHA-256 in hexadecimal digits."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID

    schema_version: str
    name: str
    """The artifacts' name without date and ending."""
    date: dt.date
    """The newest period's date, which names the edition."""
    period: str
    """The newest period's label."""
    plan: str
    """The digest of the plan's content (`plan_digest()`)."""
    follows: Follows | None
    """None for a plan that was made from no other."""
    amendments: tuple[Amendment, ...]
    """What was changed in earlier periods, and why."""
    answers: tuple[AnswerFile, ...]
    """The files that the new period was made from."""
    versions: dict[str, str]
    """The tools that made the artifacts."""
    version: int = 1
    """Counts the editions of this name and date, from 1."""
    published: dt.date | None = None
    """The day on which it became public; None in a PDF and in a record of version 1.0."""
    after: str = ""
    """The SHA-256 of the entry before it under this name, empty in the first: so the entries of
    a folder are one chain."""
    correction: Correction | None = None
    """None if no edition of this date was replaced."""
    layout: str = ""
    """The digest of the layout (`layout_digest()`); empty in a record of version 1.0."""
    changes: tuple[str, ...] = ()
    """The change note as the artifacts print it, one sentence each."""
    signed: Signed | None = None
    """Who signed the PDF and this record; None for an edition without signatures."""
    reviewed_by: str = ""
    """The role of the person who released the edition; empty if nobody was named."""
    accepted: tuple[AcceptedFinding, ...] = ()
    """The findings that a person accepted."""
    fonts: dict[str, str] = field(default_factory=dict)
    """The SHA-256 of each font of the layout, by its file's name; empty before version 1.3."""
    artifacts: tuple[Artifact, ...] = ()
    checksum: str = ""
    """The SHA-256 of the record as JSON without this field: it shows a slip, not a forgery.
    Empty in a record that is not written yet."""

    @property
    def day(self) -> dt.date:
        """The day on which it became public; records of version 1.0 know only the period's."""
        return self.published or self.date


def make_record(
    name: str,
    plan: Plan,
    follows: Follows | None,
    *,
    amendments: Sequence[Amendment] = (),
    answers: Sequence[AnswerFile] = (),
    version: int = 1,
    published: dt.date | None = None,
    after: str = "",
    correction: Correction | None = None,
    layout: str = "",
    signed: Signed | None = None,
    fonts: Mapping[str, str] | None = None,
) -> EditionRecord:
    """Return the record of `plan` as it is known before rendering: without artifacts.

    Raises ValueError if the plan's last period has no date: it cannot be said when it was public.
    """
    newest = plan.periods[-1] if plan.periods else None
    if newest is None or newest.date is None:
        raise ValueError("an edition needs a dated period")
    return EditionRecord(
        *(RECORD_VERSION, name, newest.date, newest.label),
        plan_digest(plan),
        follows,
        tuple(amendments),
        tuple(answers),
        tool_versions(signed=signed is not None),
        version,
        published,
        after,
        correction,
        layout,
        signed=signed,
        fonts=dict(fonts or {}),
    )


def with_artifacts(record: EditionRecord, files: Mapping[str, bytes]) -> EditionRecord:
    """Return `record` with the digest and size of each of `files`."""
    artifacts = tuple(Artifact(name, sha256(data), len(data)) for name, data in files.items())
    return replace(record, artifacts=artifacts)


def carried_record(record: EditionRecord) -> EditionRecord:
    """Return `record` as the PDF carries it: without artifacts, day of publication and review."""
    return replace(record, artifacts=(), published=None, reviewed_by="", accepted=())


def record_name(record: EditionRecord) -> str:
    """Return the name of the record's file: `action-plan-2026-06-27.edition.json`."""
    return f"{record.name}-{record.date.isoformat()}{RECORD_ENDING}"


def record_to_json(record: EditionRecord) -> bytes:
    """Return `record`, with its checksum, as indented UTF-8 JSON that ends in a newline.

    Fields that came with versions 1.2 and 1.3 are left out where they are empty.
    """
    fields = asdict(record)
    for name in ("reviewed_by", "accepted", "fonts"):
        if not fields[name]:
            del fields[name]
    return fields_to_json(with_checksum(fields))


def record_from_json(data: bytes, path: str) -> EditionRecord:
    """Return the record in `data`, without its checksum (`is_intact()`).

    Raises UnreadableFileError if it is not one, or where what it calls a name is a path.
    """
    from pydantic import ValidationError  # slow to import, and not for --help

    try:
        record = _adapter().validate_json(data)
    except ValidationError as error:
        raise unreadable(error, path, "an edition record") from error
    check_version(record.schema_version, path, "an edition record")
    check_names((record.name, *(artifact.name for artifact in record.artifacts)), path)
    return replace(record, checksum="")


def is_intact(data: bytes) -> bool:
    """Return whether a record or a withdrawal, which can be read, has its own checksum.

    Those of version 1.0 have none.
    """
    fields = json.loads(data)
    if "checksum" not in fields:
        return bool(fields["schema_version"] == "1.0")
    return bool(fields["checksum"] == _checksum(fields))


def fields_to_json(fields: Mapping[str, Any]) -> bytes:
    """Return `fields` as indented UTF-8 JSON that ends in a newline."""
    text = json.dumps(fields, indent=2, ensure_ascii=False, default=dt.date.isoformat)
    return text.encode() + b"\n"


def with_checksum(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return `fields` with the checksum of all others."""
    return {**fields, "checksum": _checksum(fields)}


def _checksum(fields: Mapping[str, Any]) -> str:
    return sha256(fields_to_json({k: v for k, v in fields.items() if k != "checksum"}))


def check_names(names: Iterable[str], path: str) -> None:
    """Raise UnreadableFileError if one of `names` is a path: no other folder is looked into."""
    for name in names:
        plain = name == PurePosixPath(name).name == PureWindowsPath(name).name
        if not plain or not name.isprintable() or len(name.encode()) > _LONGEST_NAME:
            shown = name[:_SHOWN_NAME] + ("..." if len(name) > _SHOWN_NAME else "")
            raise UnreadableFileError(
                f"{path} is not an edition record: {shown!r} is not a file's name",
                hint="Take it from a backup; a record is never edited.",
            )


def unreadable(error: ValidationError, path: str, kind: str) -> UnreadableFileError:
    """Return the error of a file that is not `kind`, with the first field that is wrong."""
    return UnreadableFileError(
        f"{path} is not {kind}: {faults(error)[0]}",
        hint="Take it from a backup; a record is never edited.",
    )


def check_version(version: str, path: str, kind: str) -> None:
    """Raise UnreadableFileError if `version` has another first number than this program's."""
    if version.partition(".")[0] != RECORD_VERSION.partition(".")[0]:
        raise UnreadableFileError(
            f"{path} is {kind} of version {version}, which this program does not read",
            hint="Use the version of publish that wrote it.",
        )


def sha256(data: bytes) -> str:
    """Return the SHA-256 of `data` in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[EditionRecord]:
    from pydantic import TypeAdapter  # slow to import, and not for --help

    return TypeAdapter(EditionRecord)
