"""The signature beside a record: detached CMS, as `openssl cms -verify` reads it too."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from pipeline.signing.certificate import Signer
from pipeline.signing.cms import sign_bytes

SIGNATURE_ENDING = ".p7s"


def signature_name(name: str) -> str:
    """Return the name of the signature of the file `name`: `...-2026-06-27.edition.json.p7s`."""
    return name + SIGNATURE_ENDING


def signature_path(path: Path) -> Path:
    """Return where the signature of the file at `path` is."""
    return path.with_name(signature_name(path.name))


def record_signature(record: bytes, signer: Signer, day: dt.date) -> bytes:
    """Return the detached signature of a record, in DER."""
    return sign_bytes(record, signer, day, is_pdf=False)
