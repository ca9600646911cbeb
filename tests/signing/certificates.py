"""Certificates for tests: made here, of a body that does not exist."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from pathlib import Path
from typing import Literal

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    KeySerializationEncryption,
    NoEncryption,
    pkcs12,
)
from cryptography.x509.oid import NameOID

Kind = Literal["rsa", "ecdsa", "ed25519"]
PASSPHRASE = "a quiet afternoon"  # noqa: S105 - of certificates made for tests
NAME = "Jane Doe, Invented Constabulary"
FIRST, LAST = dt.date(2026, 1, 1), dt.date(2027, 12, 31)


@lru_cache
def key_of(
    kind: Kind,
) -> rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey:
    """Return a new key of `kind`, the same one for every test."""
    match kind:
        case "rsa":
            return rsa.generate_private_key(65537, 2048)
        case "ecdsa":
            return ec.generate_private_key(ec.SECP256R1())
        case "ed25519":
            return ed25519.Ed25519PrivateKey.generate()


@lru_cache
def certificate_of(kind: Kind, name: str = "Jane Doe") -> x509.Certificate:
    """Return a certificate of the key of `kind`, signed by itself, valid from FIRST to LAST."""
    key = key_of(kind)
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, name),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Invented Constabulary"),
        ]
    )
    builder = (
        x509.CertificateBuilder(subject, subject, key.public_key(), 7)
        .not_valid_before(dt.datetime.combine(FIRST, dt.time()))
        .not_valid_after(dt.datetime.combine(LAST + dt.timedelta(days=1), dt.time()))
    )
    return builder.sign(key, None if kind == "ed25519" else SHA256())


def write_certificate(
    folder: Path, kind: Kind = "rsa", *, name: str = "Jane Doe", passphrase: str = PASSPHRASE
) -> Path:
    """Return the PKCS #12 file of a certificate with its key, in `folder`."""
    locked: KeySerializationEncryption = NoEncryption()
    if passphrase:
        locked = BestAvailableEncryption(passphrase.encode())
    path = folder / f"{name}-{kind}.p12"
    made = certificate_of(kind, name)
    path.write_bytes(
        pkcs12.serialize_key_and_certificates(b"publish", key_of(kind), made, None, locked)
    )
    return path
