"""Whether what is signed was signed by whom its record names."""

from __future__ import annotations

import datetime as dt

from pipeline.editions import Edition
from pipeline.editions.folder import file_bytes
from pipeline.errors import InputError
from pipeline.signing import Signed, signatory, signature_path
from pipeline.verify.check import Check

_LARGEST = 100_000
"""Bytes of a signature."""


def signed_by(cms: bytes, data: bytes, day: dt.date, named: Signed | None, what: str) -> Check:
    """Return whether `cms` is a signature of `data`, made on `day` by whom the record `named`.

    Raises MachineError if it cannot be checked here.
    """
    found = signatory(cms, data, day)
    if found.fault or found.signed is None:
        return Check("signature", False, f"{what} is signed, but {found.fault}")
    who = f"{what} is signed by {found.signed.by} (certificate sha256 {found.signed.certificate})"
    if found.signed != named:
        other = f"by {named.by} (sha256 {named.certificate})" if named else "by nobody"
        return Check("signature", False, f"{who}; by its record it was signed {other}")
    return Check("signature", True, f"{who} on {day}")


def record_signature_checks(edition: Edition) -> list[Check]:
    """Return whether the record of `edition` is signed as it says; nothing if it says nothing.

    Raises MachineError if it cannot be checked here.
    """
    if edition.record.signed is None:
        return []
    path = signature_path(edition.path)
    try:
        cms, record = file_bytes(path, _LARGEST), file_bytes(edition.path)
    except InputError as error:
        return [Check("signature", False, f"the signature of its record: {error.message}")]
    return [signed_by(cms, record, edition.day, edition.record.signed, "its record")]
