"""The files of an edition: whether they are there already, what is lost, who signed them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from pipeline.editions import Artifact, Edition, artifact_fault, sha256
from pipeline.findings import Finding, Severity
from pipeline.signing import Signer, record_signature, signature_name, signature_path, unsigned


def signature_findings(follows: Edition | None, key: Signer | None) -> Iterator[Finding]:
    """Yield a warning where the edition before was signed and the new one is not."""
    if follows and follows.record.signed and key is None:
        yield Finding(
            "not-signed",
            Severity.WARNING,
            f"the edition of {follows.record.date} was signed by {follows.record.signed.by}, "
            "and this one is not signed",
            hint="Sign it with --sign FILE, or with `sign` in publish.toml.",
        )


def is_again(replaced: Edition, files: Mapping[str, bytes], *, whole: bool) -> bool:
    """Return whether `files` are artifacts of `replaced`; all of them where it must be `whole`."""
    published = {artifact.name: artifact.sha256 for artifact in replaced.record.artifacts}
    same = all(
        published.get(name) == sha256(data) or _has_other_signature(replaced, name, data)
        for name, data in files.items()
    )
    return same and (not whole or set(files) == set(published))


def _has_other_signature(replaced: Edition, name: str, data: bytes) -> bool:
    """Return whether `data` is a file of `replaced` but for its signature: ECDSA never repeats."""
    artifact = next((a for a in replaced.record.artifacts if a.name == name), None)
    base = unsigned(data)
    if artifact is None or base == data or artifact_fault(artifact, replaced.file(artifact)):
        return False
    there = replaced.file(artifact).read_bytes()
    return unsigned(there) == base != there


def lost_files(again: Edition, files: Mapping[str, bytes], key: Signer | None) -> dict[str, bytes]:
    """Return the files of the published edition `again` that are missing or damaged."""
    damaged = [a.name for a in again.record.artifacts if _is_damaged(a, again)]
    lost = {name: files[name] for name in damaged if name in files}
    name = again.path.name
    if key and key.signed == again.record.signed and not signature_path(again.path).is_file():
        lost |= signature_file(name, {name: again.path.read_bytes()}, again.day, key)
    return lost


def signature_file(
    name: str, files: Mapping[str, bytes], day: dt.date, key: Signer | None
) -> dict[str, bytes]:
    """Return the file with the signature of the record `name`, if there is a key."""
    return {signature_name(name): record_signature(files[name], key, day)} if key else {}


def _is_damaged(artifact: Artifact, edition: Edition) -> bool:
    return bool(artifact_fault(artifact, edition.file(artifact)))
