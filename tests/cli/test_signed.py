"""`--sign`: a signed edition from the command line, and what stops it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.run import Runner
from tests.signing.certificates import NAME, PASSPHRASE, write_certificate

INPUTS = Path(__file__).parents[2] / "inputs"
JUNE = ("--date", "2026-06-27", "--format", "json")


@pytest.fixture
def publish(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Runner:
    """Return what runs `publish` in a folder with the example and a certificate."""
    shutil.copytree(INPUTS, tmp_path / "inputs")
    write_certificate(tmp_path).rename(tmp_path / "certificate.p12")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PUBLISH_PASSPHRASE", PASSPHRASE)
    return Runner(monkeypatch, capsys)


def test_each_edition_keeps_its_signature(publish: Runner) -> None:
    """A correction is signed too; the former record's signature is kept beside it."""
    sign = ("--sign", "certificate.p12")
    assert publish("add-period", *JUNE, "--published-on", "2026-07-01", *sign).code == 0
    answers = Path("inputs/updates/2026-06-27.csv")
    answers.write_text(answers.read_text().replace("1,047 records", "1,074 records"))
    reason = ("--reason", "A figure was wrong.")
    ran = publish("correct", "--date", "2026-06-27", *reason, "--published-on", "2026-07-03", *sign)
    assert (ran.code, ran.err.count("not-signed")) == (0, 0)

    records = sorted(Path("build").glob("*.edition.json"))
    verified = publish("verify", *records, *Path("build").glob("*-27*.json"))

    assert sorted(p.name for p in Path("build").glob("*.p7s")) == [
        "action-plan-2026-06-27.edition.json.p7s",
        "action-plan-2026-06-27.v1.edition.json.p7s",
    ]
    assert verified.code == 0
    assert verified.out.count(f"its record is signed by {NAME}") >= 4


def test_the_same_again_changes_nothing(publish: Runner) -> None:
    """Neither the record nor its signature; a signature that was lost is made again."""
    sign = ("--sign", "certificate.p12")
    publish("add-period", *JUNE, "--published-on", "2026-07-01", *sign)
    before = {path: path.read_bytes() for path in Path("build").iterdir()}
    (signature,) = Path("build").glob("*.p7s")
    signature.unlink()

    ran = publish("add-period", *JUNE, "--published-on", "2026-07-05", *sign)

    assert "already published with this content" in ran.err
    assert {path: path.read_bytes() for path in Path("build").iterdir()} == before


def test_an_unsigned_edition_after_a_signed_one_is_a_warning(publish: Runner) -> None:
    """It is published, and the warning says how to sign; `sign` in publish.toml is enough."""
    publish("add-period", *JUNE, "--sign", "certificate.p12")
    later = ("--date", "2026-09-26", "--missing", "no-update", "--format", "json", "--dry-run")

    assert "not-signed" in publish("add-period", *later).err
    Path("publish.toml").write_text('sign = "certificate.p12"\n')
    assert "not-signed" not in publish("add-period", *later).err


def test_a_wrong_passphrase_stops_before_anything_is_written(
    publish: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One message with exit code 11, and no folder is made."""
    monkeypatch.setenv("PUBLISH_PASSPHRASE", "another")

    ran = publish("add-period", *JUNE, "--sign", "certificate.p12", "--quiet")

    assert (ran.code, ran.out) == (11, "")
    assert ran.err.startswith("publish: error: certificate.p12 cannot be opened")
    assert not Path("build").exists()


def test_without_a_terminal_the_passphrase_must_be_in_the_environment(
    publish: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing waits for an answer that cannot come."""
    monkeypatch.delenv("PUBLISH_PASSPHRASE")

    ran = publish("add-period", *JUNE, "--sign", "certificate.p12", "--quiet")

    assert ran.code == 11
    assert "Give it in PUBLISH_PASSPHRASE" in ran.err


def test_signing_a_published_edition_is_a_correction(publish: Runner) -> None:
    """Without a reason it is refused, with the command that would do it."""
    publish("add-period", *JUNE, "--format", "pdf")

    ran = publish("add-period", *JUNE, "--format", "pdf", "--sign", "certificate.p12", "--quiet")

    assert ran.code == 5
    assert "with the same plan, without a signature" in ran.err
    assert "publish correct --date 2026-06-27" in ran.err
