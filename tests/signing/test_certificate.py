"""A certificate that cannot be used is one clear message, and nothing is published."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12

from pipeline.errors import MachineError, SigningError
from pipeline.signing import load_signer
from tests.signing.certificates import (
    FIRST,
    LAST,
    NAME,
    PASSPHRASE,
    Kind,
    certificate_of,
    write_certificate,
)


def never() -> str:
    """Fail where a passphrase is asked for without need."""
    raise AssertionError("a passphrase was asked for")


@pytest.mark.parametrize("kind", ["rsa", "ecdsa"])
def test_opens_with_its_passphrase(tmp_path: Path, kind: Kind) -> None:
    """The signer has the name and the days of the certificate."""
    signer = load_signer(write_certificate(tmp_path, kind), lambda: PASSPHRASE)

    assert signer.signed.by == NAME
    assert signer.valid == (FIRST, LAST)


def test_no_passphrase_is_asked_for_where_none_is_needed(tmp_path: Path) -> None:
    """A file without a passphrase opens at once."""
    assert load_signer(write_certificate(tmp_path, passphrase=""), never).signed.by == NAME


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (FIRST, ""),
        (LAST, ""),
        (FIRST - dt.timedelta(days=1), "is not valid yet"),
        (LAST + dt.timedelta(days=1), "has expired"),
    ],
)
def test_the_certificate_counts_on_its_days(tmp_path: Path, day: dt.date, words: str) -> None:
    """The first and the last day count, the days around them do not."""
    signer = load_signer(write_certificate(tmp_path), lambda: PASSPHRASE)
    if not words:
        signer.check_day(day)
        return

    with pytest.raises(SigningError, match=words) as raised:
        signer.check_day(day)

    assert str(day) in raised.value.message


def missing(_: Path) -> None:
    """Leave nothing there."""


def folder(path: Path) -> None:
    """Make a folder there."""
    path.mkdir()


def pipe(path: Path) -> None:
    """Make a pipe there."""
    os.mkfifo(path)


def text(path: Path) -> None:
    """Write some text there."""
    path.write_text("a certificate")


def empty(path: Path) -> None:
    """Write nothing there."""
    path.write_bytes(b"")


def large(path: Path) -> None:
    """Write more there than a certificate has."""
    path.write_bytes(b"0" * 1_000_001)


def shortened(path: Path) -> None:
    """Write the beginning of a certificate there."""
    path.write_bytes(write_certificate(path.parent).read_bytes()[:-20])


def without_key(path: Path) -> None:
    """Write a certificate without its key there."""
    made = certificate_of("rsa")
    path.write_bytes(
        pkcs12.serialize_key_and_certificates(b"publish", None, made, None, NoEncryption())
    )


def other_key(path: Path) -> None:
    """Write a certificate there whose key PDF readers do not know."""
    write_certificate(path.parent, "ed25519").rename(path)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (missing, "does not exist"),
        (folder, "is not a file"),
        (pipe, "is not a file"),
        (text, "is not a PKCS #12 file"),
        (empty, "is not a PKCS #12 file"),
        (large, "is too large for a certificate"),
        (shortened, "is not a PKCS #12 file"),
        (without_key, "has no private key"),
        (other_key, "has a key of the kind 'ed25519'"),
    ],
)
def test_what_is_no_certificate_is_named(
    tmp_path: Path, make: Callable[[Path], None], words: str
) -> None:
    """The message names the file and what is wrong with it, in one line."""
    path = tmp_path / "wanted.p12"
    make(path)

    with pytest.raises(SigningError, match=words) as raised:
        load_signer(path, lambda: PASSPHRASE)

    assert str(path) in raised.value.message
    assert "\n" not in raised.value.message
    assert raised.value.hint


def test_a_wrong_passphrase_is_named(tmp_path: Path) -> None:
    """The message does not repeat the passphrase."""
    with pytest.raises(SigningError, match="cannot be opened with that passphrase") as raised:
        load_signer(write_certificate(tmp_path), lambda: "a loud morning")

    assert "morning" not in raised.value.message + raised.value.hint


def test_the_extra_is_named_where_it_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without pyHanko the message has the line that installs it."""
    monkeypatch.setitem(sys.modules, "pyhanko.sign.signers", None)

    with pytest.raises(MachineError, match="pyHanko is needed to sign") as raised:
        load_signer(write_certificate(tmp_path), lambda: PASSPHRASE)

    assert "publish-action-plan[sign]" in raised.value.hint
