"""The record inside a PDF: what a changed record cannot take back."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from pipeline.editions.folder import Edition, file_bytes
from pipeline.editions.record import (
    Artifact,
    EditionRecord,
    carried_record,
    record_from_json,
    sha256,
)
from pipeline.errors import InputError, UnreadableFileError

CARRIED = "edition.json"


def attachments(data: bytes) -> dict[str, bytes]:
    """Return the files that a PDF carries, by name; raises ValueError where it is not a PDF."""
    import pikepdf  # slow to import, and only for PDFs

    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            return {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()}
    except (pikepdf.PdfError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"its attachments cannot be read: {error}") from error


def carried_fault(edition: Edition) -> str:
    """Return how the record of `edition` differs from the one inside its own PDF, or nothing.

    A PDF that is missing or was changed is a fault of its own, and no witness.
    """
    for artifact in edition.record.artifacts:
        if artifact.name.endswith(".pdf") and (data := _as_published(artifact, edition)):
            return _difference(data, edition)
    return ""


def _as_published(artifact: Artifact, edition: Edition) -> bytes:
    """Return the bytes of an artifact, none if it is not as it was published."""
    try:
        data = file_bytes(edition.file(artifact))
    except InputError:
        return b""
    return data if sha256(data) == artifact.sha256 else b""


def _difference(data: bytes, edition: Edition) -> str:
    try:
        carried = attachments(data).get(CARRIED)
        if carried is None:
            return "its PDF carries no edition record"
        inside = record_from_json(carried, "the record in its PDF")
    except (ValueError, UnreadableFileError) as error:
        return f"the record in its PDF cannot be read: {error}"
    wanted = carried_record(edition.record)
    if inside == wanted:
        return ""
    return f"it is not the record in its PDF: {', '.join(_fields(inside, wanted))} differ"


def _fields(one: EditionRecord, other: EditionRecord) -> list[str]:
    names = EditionRecord.__dataclass_fields__
    return [name for name in names if getattr(one, name) != getattr(other, name)]


def unlisted_files(edition: Edition, endings: tuple[str, ...]) -> list[Path]:
    """Return the files with the name of `edition` and one of `endings` that it does not list."""
    listed = {edition.file(artifact) for artifact in edition.record.artifacts}
    stem = edition.path.name.removesuffix(".edition.json")
    there = (edition.path.with_name(f"{stem}.{ending}") for ending in endings)
    return [path for path in there if path not in listed and path.is_file()]
