"""The key and the certificate that editions are signed with, out of a PKCS #12 file."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from pipeline.errors import SigningError
from pipeline.signing.extra import missing_extra

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate
    from pyhanko.sign.signers import SimpleSigner

_LARGEST = 1_000_000
"""Bytes. A PKCS #12 file holds a key and a few certificates."""
_KINDS = ("rsa", "ec")
"""Keys that sign a SHA-256 digest, which every reader of signed PDFs can check."""
_EXPORT = "Export the certificate with its private key as PKCS #12."
_NAMES = ("common_name", "organization_name")
_LONGEST = 120
"""Characters of a name."""


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signed an edition, as its record names it."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    by: str
    """The certificate's subject: `Jane Doe, Invented Constabulary`."""
    certificate: str
    """The SHA-256 of the certificate in DER."""


@dataclass(frozen=True, slots=True)
class Signer:
    """A key with its certificate."""

    signed: Signed
    valid: tuple[dt.date, dt.date]
    """The first and the last day on which the certificate is valid all day (UTC)."""
    key: SimpleSigner

    def check_day(self, day: dt.date) -> None:
        """Raise SigningError if the certificate is not valid on `day`."""
        first, last = self.valid
        if first <= day <= last:
            return
        state = "has expired" if day > last else "is not valid yet"
        raise SigningError(
            f"the certificate of {self.signed.by} {state}: it is valid from {first} to {last}, "
            f"and the day of publication is {day}",
            hint="Sign with a certificate that is valid on that day; nothing was published.",
        )


def load_signer(path: Path, passphrase: Callable[[], str]) -> Signer:
    """Return the signer in the PKCS #12 file at `path`.

    `passphrase` is called only for a file that needs one. Raises MachineError if pyHanko is
    missing; SigningError where the file cannot be read, is not such a file or has no usable key,
    and for a wrong passphrase.
    """
    data = _read(path)
    try:
        from asn1crypto.pkcs12 import Pfx
        from pyhanko.sign.signers import SimpleSigner
    except ModuleNotFoundError as error:
        raise missing_extra("to sign an edition") from error
    try:
        Pfx.load(data, strict=True)["auth_safe"]["content_type"].native  # noqa: B018 - it is parsed
    except (ValueError, TypeError, KeyError) as error:
        raise SigningError(
            f"{path} is not a PKCS #12 file (.p12 or .pfx)",
            hint=_EXPORT,
        ) from error
    try:
        return _signer(SimpleSigner.load_pkcs12_data(data, (), None), path)
    except ValueError:  # it needs a passphrase
        secret = passphrase().encode()
    except AttributeError as error:  # so pyHanko meets a file of certificates alone
        raise SigningError(f"{path} has no private key", hint=_EXPORT) from error
    try:
        return _signer(SimpleSigner.load_pkcs12_data(data, (), secret), path)
    except AttributeError as error:
        raise SigningError(f"{path} has no private key", hint=_EXPORT) from error
    except ValueError as error:
        raise SigningError(
            f"{path} cannot be opened with that passphrase; nothing was published",
            hint="Give its passphrase in PUBLISH_PASSPHRASE, or when you are asked for it.",
        ) from error


def certificate_signed(certificate: Certificate) -> Signed:
    """Return who signs with `certificate`."""
    names = certificate.subject.native
    parts = [str(names[name]) for name in _NAMES if names.get(name)]
    text = ", ".join(parts) or certificate.subject.human_friendly
    plain = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return Signed(plain[:_LONGEST], hashlib.sha256(certificate.dump()).hexdigest())


def certificate_days(certificate: Certificate) -> tuple[dt.date, dt.date]:
    """Return the first and the last day on which `certificate` is valid at noon (UTC)."""
    half = dt.timedelta(hours=12)
    first, last = certificate.not_valid_before, certificate.not_valid_after
    return (first + half).date(), (last - half).date()


def _signer(key: SimpleSigner, path: Path) -> Signer:
    certificate = key.signing_cert
    kind = certificate.public_key.algorithm if certificate else ""
    if certificate is None or kind not in _KINDS:
        raise SigningError(
            f"{path} has a key of the kind {kind or 'none'!r}, which is not used for signing",
            hint="Use a certificate with an RSA or an elliptic curve (ECDSA) key.",
        )
    return Signer(certificate_signed(certificate), certificate_days(certificate), key)


def _read(path: Path) -> bytes:
    hint = "Name the certificate's PKCS #12 file (.p12 or .pfx)."
    try:
        if not path.is_file():
            what = "is not a file" if path.exists() else "does not exist"
            raise SigningError(f"the certificate {path} {what}", hint)
        if path.stat().st_size > _LARGEST:
            raise SigningError(f"{path} is too large for a certificate", hint)
        return path.read_bytes()
    except OSError as error:
        raise SigningError(f"the certificate {path} cannot be read: {error.strerror}", hint) from (
            error
        )
