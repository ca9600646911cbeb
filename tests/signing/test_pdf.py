"""A signature is an update behind the bytes that were set; the same key and day give the same."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from pipeline.layout import load_layout
from pipeline.publication import Publication
from pipeline.render import renderer
from pipeline.signing import (
    Signer,
    load_signer,
    pdf_signature,
    record_signature,
    sign_pdf,
    signatory,
    unsigned,
)
from tests.signing.certificates import NAME, PASSPHRASE, Kind, certificate_of, write_certificate
from tests.verify.artifacts import PLAN

DAY = dt.date(2026, 7, 1)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """Return a PDF as it is set."""
    return renderer("pdf")(Publication(PLAN, load_layout("devon-and-cornwall"), "plan"))


def signer_of(folder: Path, kind: Kind = "rsa", name: str = "Jane Doe") -> Signer:
    """Return a signer with a key of `kind`."""
    return load_signer(write_certificate(folder, kind, name=name), lambda: PASSPHRASE)


def test_rsa_gives_the_same_bytes(tmp_path: Path, pdf: bytes) -> None:
    """The same key and day give the same file, another day another one."""
    signer = signer_of(tmp_path)

    assert sign_pdf(pdf, signer, DAY) == sign_pdf(pdf, signer, DAY)
    assert sign_pdf(pdf, signer, DAY) != sign_pdf(pdf, signer, DAY + dt.timedelta(days=1))
    assert record_signature(b"record", signer, DAY) == record_signature(b"record", signer, DAY)


def test_of_ecdsa_only_the_signature_differs(tmp_path: Path, pdf: bytes) -> None:
    """All that the signature covers is the same, and so is the file's size."""
    signer = signer_of(tmp_path, "ecdsa")
    one, two = sign_pdf(pdf, signer, DAY), sign_pdf(pdf, signer, DAY)
    first, second = pdf_signature(one), pdf_signature(two)

    assert first is not None
    assert second is not None
    assert (len(one), first.covered, first.day) == (len(two), second.covered, second.day)
    assert first.cms != second.cms


@pytest.mark.parametrize("kind", ["rsa", "ecdsa"])
def test_the_signature_comes_behind_what_was_set(tmp_path: Path, pdf: bytes, kind: Kind) -> None:
    """The file begins with the unsigned one, and the signature is of all else but itself."""
    data = sign_pdf(pdf, signer_of(tmp_path, kind), DAY)
    found = pdf_signature(data)

    assert found is not None
    assert data.startswith(pdf)
    assert unsigned(data) == found.base == pdf
    assert found.signs_only(data)
    assert len(found.covered) + 2 * 16384 + 2 == len(data)
    named = signatory(found.cms, found.covered, DAY)
    assert named.fault == ""
    assert named.signed is not None
    assert named.signed.by == NAME


def test_the_field_is_invisible(tmp_path: Path, pdf: bytes) -> None:
    """It lies off the page, is printed nowhere, and nothing else of the document is changed."""
    with pikepdf.open(BytesIO(sign_pdf(pdf, signer_of(tmp_path), DAY))) as signed:
        (field,) = signed.Root.AcroForm.Fields
        left, bottom, right, top = (int(side) for side in field.Rect)
        value = field.V

    assert (left, bottom) == (right, top)
    assert left < 0
    assert str(value.SubFilter) == "/ETSI.CAdES.detached"
    assert str(value.M) == "D:20260701120000Z"


def test_an_unsigned_pdf_has_no_signature(pdf: bytes) -> None:
    """It is not signed, also where its words speak of signatures."""
    assert pdf_signature(pdf) is None
    assert unsigned(pdf) == pdf
    assert pdf_signature(pdf + b"% /ByteRange [0 1 2 3]\n") is None


def test_what_was_added_behind_is_not_the_signature_alone(tmp_path: Path, pdf: bytes) -> None:
    """A comment at the end is found, though every PDF reader ignores it."""
    data = sign_pdf(pdf, signer_of(tmp_path), DAY) + b"% a comment\n"
    found = pdf_signature(data)

    assert found is not None
    assert not found.signs_only(data)


@pytest.mark.parametrize("kind", ["rsa", "ecdsa"])
def test_a_signature_is_of_its_bytes_and_its_day(tmp_path: Path, kind: Kind) -> None:
    """Another byte, a day on which the certificate was not valid and no signature are faults."""
    made = record_signature(b"record", signer_of(tmp_path, kind), DAY)

    assert signatory(made, b"record", DAY).fault == ""
    assert signatory(made, b"recorD", DAY).fault == "its signature is not of these bytes"
    assert "was not valid on 2030" in signatory(made, b"record", dt.date(2030, 1, 1)).fault
    assert "cannot be read" in signatory(b"nothing", b"record", DAY).fault
    assert "cannot be read" in signatory(made[:-200], b"record", DAY).fault


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
def test_openssl_verifies_the_signature_of_a_record(tmp_path: Path) -> None:
    """Another program checks it, with the certificate alone."""
    from cryptography.hazmat.primitives.serialization import Encoding

    (tmp_path / "record").write_bytes(b"record\n")
    (tmp_path / "record.p7s").write_bytes(record_signature(b"record\n", signer_of(tmp_path), DAY))
    (tmp_path / "own.pem").write_bytes(certificate_of("rsa").public_bytes(Encoding.PEM))
    command = "openssl cms -verify -binary -inform DER -in record.p7s -content record"
    done = subprocess.run(
        [*command.split(), "-CAfile", "own.pem", "-purpose", "any", "-no_check_time"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (0, b"record\n"), done.stderr


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="pdfsig is not installed")
def test_pdfsig_verifies_the_pdf(tmp_path: Path, pdf: bytes) -> None:
    """Poppler says that the signature is valid and of the whole document."""
    path = tmp_path / "signed.pdf"
    path.write_bytes(sign_pdf(pdf, signer_of(tmp_path), DAY))
    done = subprocess.run(["pdfsig", path], capture_output=True, text=True, check=False)

    assert "Signature Validation: Signature is Valid." in done.stdout
    assert "Total document signed" in done.stdout
