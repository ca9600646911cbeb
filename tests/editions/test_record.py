"""Edition records: readable JSON that names every artifact and what was known of it."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest

from pipeline.answers import AnswerFile
from pipeline.digest import plan_digest
from pipeline.editions import (
    AcceptedFinding,
    Correction,
    Follows,
    Withdrawal,
    carried_record,
    make_record,
    record_from_json,
    record_name,
    record_to_json,
    with_artifacts,
    withdrawal_from_json,
    withdrawal_name,
    withdrawal_to_json,
)
from pipeline.errors import UnreadableFileError
from pipeline.history_check import Amendment
from pipeline.layout import BUILT_IN, font_digests, load_layout
from pipeline.model import Period
from tests.plans import SMALL, with_table

AMENDMENT = Amendment("7", "7.1", "March 27th 2025", "update", "reworded", "a", "b", "A slip.")
ANSWERS = AnswerFile("updates/owner.xlsx", "ab" * 32, ("7.1", "10#2"))
RECORD = make_record(
    "action-plan", SMALL, Follows("cd" * 32), amendments=[AMENDMENT], answers=[ANSWERS]
)


def test_a_record_says_what_is_known_before_rendering() -> None:
    """Day, period, digest of the plan, what it follows, and the tools; no artifacts yet."""
    assert (RECORD.date, RECORD.period) == (dt.date(2025, 3, 27), "March 27th 2025")
    assert RECORD.plan == plan_digest(SMALL)
    assert {"publish", "weasyprint"} <= set(RECORD.versions)
    assert RECORD.artifacts == ()


def test_artifacts_are_named_with_digest_and_size() -> None:
    """The digest is what `sha256sum` prints."""
    (artifact,) = with_artifacts(RECORD, {"plan.pdf": b"abc"}).artifacts

    assert (artifact.name, artifact.size) == ("plan.pdf", 3)
    # `printf abc | sha256sum`
    assert artifact.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_a_record_comes_back_from_its_json() -> None:
    """What is written is read as it was."""
    record = with_artifacts(RECORD, {"plan.pdf": b"abc"})

    assert record_from_json(record_to_json(record), "record") == record


def test_a_correction_comes_back_from_its_json() -> None:
    """Version, day of publication, the entry before it and the reason are kept."""
    correction = Correction(dt.date(2025, 4, 1), "A figure was wrong.", "ab" * 32)
    record = replace(
        RECORD, version=2, published=dt.date(2025, 4, 1), after="cd" * 32, correction=correction
    )

    assert record_from_json(record_to_json(record), "record") == record


def test_a_record_of_version_1_0_is_read() -> None:
    """It knows no day of publication, so the period's date counts as that day."""
    fields = json.loads(record_to_json(RECORD))
    for field in ("version", "published", "after", "correction"):
        del fields[field]
    data = json.dumps({**fields, "schema_version": "1.0"}).encode()

    record = record_from_json(data, "record")

    assert (record.version, record.day) == (1, dt.date(2025, 3, 27))


def test_what_a_pdf_carries_does_not_depend_on_the_day() -> None:
    """The same inputs give the same PDF on any day, so it carries neither day nor artifacts."""
    published = replace(RECORD, published=dt.date(2025, 4, 1))

    assert carried_record(with_artifacts(published, {"plan.pdf": b"abc"})) == RECORD


def test_the_review_is_in_the_record_and_not_in_the_pdf() -> None:
    """Who released an edition, and what was accepted, reads back; the PDF carries neither."""
    accepted = AcceptedFinding("email-address", "7.1", "5f0c6a8e12ab34cd", "For the public.")
    record = replace(RECORD, reviewed_by="Head of Governance", accepted=(accepted,))

    assert record_from_json(record_to_json(record), "record") == record
    assert carried_record(record) == RECORD


def test_a_record_without_a_review_has_no_fields_of_it() -> None:
    """So a PDF of an earlier version can be set again byte for byte."""
    assert not {"reviewed_by", "accepted"} & set(json.loads(record_to_json(RECORD)))


def test_fonts_come_back_by_their_digests() -> None:
    """The PDF carries them as well: they decide its bytes."""
    record = replace(RECORD, fonts=font_digests(load_layout(BUILT_IN)))

    assert "DejaVuSans.ttf" in record.fonts
    assert record_from_json(record_to_json(record), "r").fonts == record.fonts
    assert carried_record(record).fonts == record.fonts
    assert b'"fonts"' not in record_to_json(RECORD)


def test_a_withdrawal_comes_back_from_its_json() -> None:
    """It names the withdrawn edition's record, the day, and the reason."""
    withdrawal = Withdrawal(
        "1.1",
        "action-plan",
        dt.date(2026, 6, 27),
        1,
        "ab" * 32,
        dt.date(2026, 7, 3),
        "Two names were published.",
        "ab" * 32,
    )

    assert withdrawal_from_json(withdrawal_to_json(withdrawal), "x") == withdrawal
    assert withdrawal_name(withdrawal) == "action-plan-2026-06-27.withdrawal.json"
    with pytest.raises(UnreadableFileError, match="x is not a withdrawal: version"):
        withdrawal_from_json(
            withdrawal_to_json(withdrawal).replace(b'"version": 1', b'"v": 1'), "x"
        )


def test_a_record_can_be_read_by_a_person() -> None:
    """It is indented JSON with plain dates."""
    text = record_to_json(RECORD).decode()

    assert '\n  "date": "2025-03-27",\n' in text
    assert text.endswith("}\n")
    assert json.loads(text)["amendments"][0]["reason"] == "A slip."


def test_the_files_name() -> None:
    """Name, day and an ending that no artifact has."""
    assert record_name(RECORD) == "action-plan-2025-03-27.edition.json"


def test_a_plan_without_a_dated_period_is_no_edition() -> None:
    """It could not be said when it was public."""
    undated = with_table(SMALL, periods=(SMALL.periods[0], Period("Response", None)))

    with pytest.raises(ValueError, match="dated period"):
        make_record("plan", undated, None)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "it is not JSON: EOF"),
        (b"[]", "not an edition record"),
        (record_to_json(RECORD).replace(b'"plan"', b'"plam"', 1), "plan: is missing"),
        (record_to_json(replace(RECORD, schema_version="2.0")), "version 2.0"),
    ],
)
def test_what_is_no_record_is_refused(data: bytes, message: str) -> None:
    """The message names the file and the field."""
    with pytest.raises(UnreadableFileError, match=message) as caught:
        record_from_json(data, "build/x.edition.json")

    assert "build/x.edition.json" in caught.value.message
