"""What `verify` makes of a file's name and folder: an older edition, a record, another folder."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from pipeline.editions.withdraw import withdraw_edition
from pipeline.layout import load_layout
from pipeline.verify.verdict import Verdict, verify_file
from tests.editions.published import publish_twice

LAYOUT = load_layout("devon-and-cornwall")
JUNE, SEPTEMBER = "action-plan-2026-06-27", "action-plan-2026-09-26"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the editions of June and September, as JSON."""
    folder = tmp_path / "build"
    publish_twice(folder)
    return folder


def failed(verdict: Verdict) -> list[str]:
    """Return the messages of the checks that did not pass."""
    return [check.message for check in verdict.checks if not check.passed]


def test_an_older_file_under_a_newer_name_is_not_verified(folder: Path) -> None:
    """It was published, but not as what its name says; the message names both."""
    shutil.copy(folder / f"{JUNE}.json", folder / f"{SEPTEMBER}.json")

    (message, *others) = failed(verify_file(folder / f"{SEPTEMBER}.json", folder, LAYOUT))

    assert message == (
        f"it is {JUNE}.json as published on 2026-06-27, and not {SEPTEMBER}.json, "
        "the file of the edition of 2026-09-26"
    )
    assert others == []


def test_a_newer_file_under_an_older_name_is_not_verified(folder: Path) -> None:
    """The other way round as well."""
    shutil.copy(folder / f"{SEPTEMBER}.json", folder / f"{JUNE}.json")

    assert f"and not {JUNE}.json" in failed(verify_file(folder / f"{JUNE}.json", folder, LAYOUT))[0]


def test_the_own_folder_comes_first(folder: Path, tmp_path: Path) -> None:
    """A file beside its records is held against them, though the usual folder has others."""
    usual = tmp_path / "usual"
    usual.mkdir()
    shutil.copy(folder / f"{JUNE}.edition.json", usual)
    shutil.copy(folder / f"{JUNE}.json", usual)

    assert verify_file(folder / f"{SEPTEMBER}.json", None, LAYOUT, usual).passed


def test_the_usual_folder_is_for_files_without_records(folder: Path, tmp_path: Path) -> None:
    """A download is held against the editions in the usual folder."""
    download = tmp_path / "download.json"
    shutil.copy(folder / f"{JUNE}.json", download)

    assert verify_file(download, None, LAYOUT, folder).passed


def test_a_folder_that_is_named_comes_before_both(folder: Path, tmp_path: Path) -> None:
    """`--folder` says where the editions are."""
    other = tmp_path / "other"
    other.mkdir()

    message = failed(verify_file(folder / f"{JUNE}.json", other, LAYOUT, folder))[0]

    assert message.startswith(f"no edition in {other} has this file")


@pytest.mark.parametrize("place", ["in its folder", "downloaded"])
def test_a_record_is_said_to_be_one(folder: Path, tmp_path: Path, place: str) -> None:
    """It is not taken for a plan, in its folder or elsewhere with `--folder`."""
    path = folder / f"{JUNE}.edition.json"
    if place == "downloaded":
        path = Path(shutil.copy(path, tmp_path))

    verdict = verify_file(path, None if place == "in its folder" else folder, LAYOUT)

    assert verdict.passed
    assert verdict.checks[0].message == (
        "it is the record of the edition of 2026-06-27, published on 2026-06-27"
    )


def test_a_withdrawal_is_said_to_be_one(folder: Path) -> None:
    """With what it withdraws and why."""
    path = withdraw_edition(
        folder, "action-plan", dt.date(2026, 9, 26), "Not agreed.", dt.date(2026, 10, 2)
    )

    verdict = verify_file(path, None, LAYOUT)

    assert verdict.passed
    assert verdict.checks[0].message == (
        "it is the withdrawal on 2026-10-02 of the edition of 2026-09-26: Not agreed."
    )


def test_an_unknown_record_is_not_verified(folder: Path, tmp_path: Path) -> None:
    """A record of no edition here is not one of its files either."""
    path = tmp_path / "action-plan-2027-01-01.edition.json"
    path.write_text(
        (folder / f"{JUNE}.edition.json").read_text().replace("2026-06-27", "2027-01-01")
    )

    message = failed(verify_file(path, folder, LAYOUT))[0]

    assert message.startswith("it is the record of an edition, and no such one is in")
