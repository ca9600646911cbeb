"""A signed edition is verified with its signer's name, and a falsified one is found."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.editions import (
    EditionRecord,
    carried_record,
    history,
    make_record,
    record_name,
    record_to_json,
    with_artifacts,
)
from pipeline.editions.record import with_checksum
from pipeline.layout import layout_digest, load_layout
from pipeline.planfile import plan_to_json
from pipeline.publication import Publication
from pipeline.render import renderer
from pipeline.signing import (
    Signer,
    load_signer,
    record_signature,
    sign_pdf,
    signature_name,
    unsigned,
)
from pipeline.verify import again as again_module
from pipeline.verify.verdict import Verdict, verify_file
from tests.signing.certificates import NAME, PASSPHRASE, write_certificate
from tests.verify.artifacts import NAME as STEM
from tests.verify.artifacts import PLAN
from tests.verify.falsify import ALL, falsified

LAYOUT = load_layout("devon-and-cornwall")
DAY = dt.date(2026, 7, 1)
PDF, JSON = f"{STEM}.pdf", f"{STEM}.json"


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> Signer:
    """Return who signs."""
    return load_signer(write_certificate(tmp_path_factory.mktemp("key")), lambda: PASSPHRASE)


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Signer:
    """Return somebody else who signs, with a name that looks like the first."""
    path = write_certificate(tmp_path_factory.mktemp("key"), "ecdsa")
    return load_signer(path, lambda: PASSPHRASE)


@pytest.fixture(scope="module")
def record(signer: Signer) -> EditionRecord:
    """Return the record of a signed edition, without artifacts."""
    digest = layout_digest(LAYOUT)
    return make_record(
        "action-plan", PLAN, None, published=DAY, layout=digest, signed=signer.signed
    )


@pytest.fixture(scope="module")
def signed(record: EditionRecord, signer: Signer) -> bytes:
    """Return the signed PDF."""
    inside = record_to_json(carried_record(record))
    publication = Publication(PLAN, LAYOUT, STEM, record=inside)
    return sign_pdf(renderer("pdf")(publication), signer, DAY)


@pytest.fixture
def verdict(
    tmp_path: Path,
    record: EditionRecord,
    signer: Signer,
    signed: bytes,
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., Verdict]:
    """Return what publishes a PDF in a signed edition and verifies a file of it."""
    monkeypatch.setattr(again_module, "_set", lambda *_: unsigned(signed))  # set once for all tests

    def judge(pdf: bytes, name: str = PDF, key: Signer | None = signer) -> Verdict:
        files = {PDF: pdf, JSON: plan_to_json(PLAN)}
        made = with_artifacts(replace(record, signed=key.signed if key else None), files)
        data = record_to_json(made)
        signature = (
            {signature_name(record_name(made)): record_signature(data, key, DAY)} if key else {}
        )
        for file, content in {**files, record_name(made): data, **signature}.items():
            (tmp_path / file).write_bytes(content)
        return verify_file(tmp_path / name, tmp_path, LAYOUT)

    return judge


def messages(verdict: Verdict, passed: bool) -> list[str]:
    """Return the messages of the checks that passed, or did not."""
    return [check.message for check in verdict.checks if check.passed is passed]


def test_a_signed_edition_is_verified(verdict: Callable[..., Verdict], signed: bytes) -> None:
    """The signer of the PDF and of the record is named, and the PDF is set again."""
    found = verdict(signed)

    assert messages(found, passed=False) == []
    assert any(
        m.startswith(f"it is signed by {NAME} (certificate sha256 ") for m in messages(found, True)
    )
    assert any(m.startswith(f"its record is signed by {NAME} ") for m in messages(found, True))
    assert "set again from the plan and the record in it, it is the same" in messages(found, True)


@pytest.mark.parametrize("name", [JSON, f"{STEM}.edition.json"])
def test_other_files_are_vouched_for_by_the_record(
    verdict: Callable[..., Verdict], signed: bytes, name: str
) -> None:
    """Their digests are in the record, which is signed; the record itself is checked as well."""
    found = verdict(signed, name)

    assert messages(found, passed=False) == []
    assert any(m.startswith(f"its record is signed by {NAME} ") for m in messages(found, True))


def test_a_signature_taken_off_is_missed(verdict: Callable[..., Verdict], signed: bytes) -> None:
    """The PDF's own record says that it was signed, whatever the one beside it says."""
    wanted = f"it was published signed by {NAME}, and it has no signature"

    assert wanted in messages(verdict(unsigned(signed)), passed=False)
    assert wanted in messages(verdict(unsigned(signed), key=None), passed=False)


def test_the_signature_of_somebody_else_is_found(
    verdict: Callable[..., Verdict], signed: bytes, other: Signer
) -> None:
    """Also of somebody with the same name: the certificate counts."""
    data = sign_pdf(unsigned(signed), other, DAY)

    (found,) = (m for m in messages(verdict(data), passed=False) if m.startswith("it is signed by"))
    assert f"by its record it was signed by {NAME} (sha256 " in found


def test_a_signature_of_another_day_is_found(
    verdict: Callable[..., Verdict], signed: bytes, signer: Signer
) -> None:
    """The day of publication is the day of the signature."""
    data = sign_pdf(unsigned(signed), signer, DAY + dt.timedelta(days=1))

    wanted = "its signature is of 2026-07-02, not of the day of publication"
    assert wanted in messages(verdict(data), passed=False)


@pytest.mark.parametrize("name", [n for n in ALL if n != "saved_by_another_program"][::6])
def test_a_falsified_signed_pdf_is_found(
    verdict: Callable[..., Verdict], signed: bytes, name: str
) -> None:
    """Whether it is saved anew or signed again by its forger, with the record's digest re-made."""
    found = verdict(falsified(signed, ALL[name]))

    assert not found.passed
    assert any("sign" in message for message in messages(found, passed=False))


def test_a_forger_with_a_certificate_is_found(
    verdict: Callable[..., Verdict], signed: bytes, other: Signer
) -> None:
    """A falsified base that is signed anew is found by setting it again, and names its signer."""
    data = sign_pdf(falsified(unsigned(signed), ALL["black_rectangle"]), other, DAY)
    found = messages(verdict(data, key=other), passed=False)

    assert any("it differs\n      page 2: words and lines" in message for message in found)


def test_an_edited_signed_record_is_found(
    tmp_path: Path, verdict: Callable[..., Verdict], signed: bytes
) -> None:
    """Even the newest day of publication, which nothing but the record has, with a new checksum."""
    verdict(signed)
    (path,) = tmp_path.glob("*.edition.json")
    fields = json.loads(path.read_bytes())
    path.write_text(json.dumps(with_checksum({**fields, "published": "2026-06-30"})))

    found = messages(verify_file(tmp_path / JSON, tmp_path, LAYOUT), passed=False)

    assert "its record is signed, but its signature is not of these bytes" in found


def test_a_missing_signature_of_a_record_is_found(
    tmp_path: Path, verdict: Callable[..., Verdict], signed: bytes
) -> None:
    """`history` names it without pyHanko, `verify` as well."""
    verdict(signed)
    (path,) = tmp_path.glob("*.p7s")
    path.unlink()

    (finding,) = history(tmp_path).findings
    assert finding.code == "signature-missing"
    assert path.name in finding.message
    assert not verify_file(tmp_path / PDF, tmp_path, LAYOUT).passed
