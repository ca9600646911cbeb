"""The edition record: what was published, of which plan, after which edition.

It is written twice. Beside the artifacts, as `<name>-<date>.edition.json`, it names each artifact
with its SHA-256. Inside the PDF, as `edition.json`, it cannot: no file can hold its own digest,
nor that of the web page, which states the PDF's size. There `artifacts` is empty, and all else
is the same.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, ClassVar

from pipeline import __version__
from pipeline.answers import AnswerFile
from pipeline.digest import plan_digest
from pipeline.errors import UnreadableFileError
from pipeline.frozen import Amendment
from pipeline.model import Plan

if TYPE_CHECKING:
    from pydantic import TypeAdapter

RECORD_VERSION = "1.0"
RECORD_ENDING = ".edition.json"

_TOOLS = ("weasyprint", "pikepdf", "python-docx", "jinja2")
"""The libraries on which the artifacts' bytes depend."""
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
    """The SHA-256 of the former edition's record; empty where that plan was not published here."""
    date: dt.date | None = None
    """The former edition's day."""


@dataclass(frozen=True, slots=True)
class EditionRecord:
    """An edition: one publication of a plan. Digests are SHA-256 in hexadecimal digits."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID

    schema_version: str
    name: str
    """The artifacts' name without date and ending."""
    date: dt.date
    """The day of publication: the newest period's."""
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
    artifacts: tuple[Artifact, ...] = ()


def make_record(
    name: str,
    plan: Plan,
    follows: Follows | None,
    *,
    amendments: Sequence[Amendment] = (),
    answers: Sequence[AnswerFile] = (),
) -> EditionRecord:
    """Return the record of `plan` as it is known before rendering: without artifacts.

    Raises ValueError if the plan's last period has no date: it cannot be said when it was public.
    """
    newest = plan.periods[-1] if plan.periods else None
    if newest is None or newest.date is None:
        raise ValueError("an edition needs a dated period")
    return EditionRecord(
        RECORD_VERSION,
        name,
        newest.date,
        newest.label,
        plan_digest(plan),
        follows,
        tuple(amendments),
        tuple(answers),
        tool_versions(),
    )


def with_artifacts(record: EditionRecord, files: Mapping[str, bytes]) -> EditionRecord:
    """Return `record` with the digest and size of each of `files`."""
    return replace(
        record,
        artifacts=tuple(Artifact(name, sha256(data), len(data)) for name, data in files.items()),
    )


def record_name(record: EditionRecord) -> str:
    """Return the name of the record's file: `action-plan-2026-06-27.edition.json`."""
    return f"{record.name}-{record.date.isoformat()}{RECORD_ENDING}"


def record_to_json(record: EditionRecord) -> bytes:
    """Return `record` as indented UTF-8 JSON that ends in a newline."""
    text = json.dumps(asdict(record), indent=2, ensure_ascii=False, default=dt.date.isoformat)
    return text.encode() + b"\n"


def record_from_json(data: bytes, path: str) -> EditionRecord:
    """Return the record in `data`; raises UnreadableFileError where it is none."""
    from pydantic import ValidationError  # slow to import, and not for --help

    try:
        record = _adapter().validate_json(data)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        where = ".".join(map(str, fault["loc"])) or "it"
        raise UnreadableFileError(
            f"{path} is not an edition record: {where}: {fault['msg']}",
            hint="Take it from a backup; a record is never edited.",
        ) from error
    if record.schema_version.partition(".")[0] != RECORD_VERSION.partition(".")[0]:
        raise UnreadableFileError(
            f"{path} is an edition record of version {record.schema_version}, which is not read",
            hint="Use the version of publish that wrote it.",
        )
    return record


def sha256(data: bytes) -> str:
    """Return the SHA-256 of `data` in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def tool_versions() -> dict[str, str]:
    """Return the version of this program and of each library that shapes the artifacts."""
    return {"publish": __version__, **{tool: _installed(tool) for tool in _TOOLS}}


def _installed(tool: str) -> str:
    try:
        return version(tool)
    except PackageNotFoundError:
        return ""


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[EditionRecord]:
    from pydantic import TypeAdapter  # slow to import, and not for --help

    return TypeAdapter(EditionRecord)
