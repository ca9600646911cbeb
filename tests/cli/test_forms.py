"""`publish request-updates` and `publish progress`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.planfile import plan_to_json
from tests.cli.run import Runner
from tests.plans import SMALL

DATE = "--date=2026-06-27"


@pytest.fixture
def publish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Runner:
    """Return what runs `publish` in a folder with the small plan as `plan.json`."""
    monkeypatch.chdir(tmp_path)
    Path("plan.json").write_bytes(plan_to_json(SMALL))
    Path("publish.toml").write_text('plan = "plan.json"\n', encoding="utf-8")
    return Runner(monkeypatch, capsys)


def test_forms_are_written_and_listed(publish: Runner) -> None:
    """The paths are on stdout; on stderr is which form goes to whom."""
    ran = publish("request-updates", DATE, "--by", "owner")
    folder = Path("build/forms/2026-06-27")
    assert ran.out.split() == [
        str(folder / "2026-06-27-chief-constable.xlsx"),
        str(folder / "2026-06-27-cc-pcc-and-partners.xlsx"),
    ]
    assert "CC, PCC and partners" in ran.err
    assert "10#1, 10#2" in ran.err
    assert all(Path(path).is_file() for path in ran.out.split())


@pytest.mark.parametrize("ending", ["xlsx", "docx"])
def test_one_form_of_the_whole_plan(ending: str, publish: Runner) -> None:
    """Without `--by` there is one form, in the format that was asked for."""
    ran = publish("request-updates", DATE, "--format", ending, "--output", "out")
    assert ran.out.split() == [f"out/2026-06-27-whole-plan.{ending}"]


def test_a_filled_form_is_not_overwritten(publish: Runner) -> None:
    """A form that somebody filled in where it lay is spared, unless `--replace` says otherwise."""
    (path,) = publish("request-updates", DATE).out.split()
    assert publish("request-updates", DATE).code == 0
    book = load_workbook(path)
    book["Updates"]["H7"] = "Done."
    book.save(path)
    refused = publish("request-updates", DATE)
    assert refused.code == 7
    assert "is there and differs" in refused.err
    assert publish("request-updates", DATE, "--replace").code == 0


def test_a_period_that_exists_is_not_asked_for(publish: Runner) -> None:
    """Nobody is asked about what is published."""
    assert publish("request-updates", "--date=2025-03-27").code == 5


def test_progress_shows_who_has_answered(publish: Runner) -> None:
    """The table and the reminder are on stdout."""
    ran = publish("progress", DATE, "--updates", _returned("7.1,Done.,\n7.2,No change.,\n"))
    assert ran.code == 0
    rows = [line.split() for line in ran.out.splitlines()]
    assert ["Chief", "Constable", "2", "1", "1", "0"] in rows
    assert ["Whole", "plan", "4", "1", "1", "2"] in rows
    assert "2 of 4 are still missing" in ran.out


def test_progress_is_counted_before_anybody_answers(publish: Runner) -> None:
    """Without a folder of updates all are missing."""
    assert "4 of 4 are still missing" in publish("progress", DATE).out


def test_the_folder_and_the_files_of_a_date_are_read(publish: Runner) -> None:
    """A file beside the folder of returned forms is not left out without a word."""
    folder = Path("inputs/updates/2026-06-27")
    folder.mkdir(parents=True)
    (folder / "a.md").write_text("## 7.1\nDone.\n", encoding="utf-8")
    folder.with_suffix(".csv").write_text("key,update\n7.2,Begun.\n", encoding="utf-8")
    assert "2 of 4 are still missing" in publish("progress", DATE).out


def test_progress_as_json(publish: Runner) -> None:
    """Counts come as lists of keys, with the reminder."""
    said = json.loads(publish("progress", DATE, "--json").out)
    assert said["owners"][0] == {
        "owner": "Chief Constable",
        "asked": 2,
        "answered": [],
        "no_change": [],
        "missing": ["7.1", "7.2"],
    }
    assert said["whole"]["asked"] == 4
    assert "4 of 4" in said["reminder"]


def test_a_fault_ends_the_count(publish: Runner) -> None:
    """Counted without the answer that does not fit, its owner would be reminded."""
    ran = publish("progress", DATE, "--updates", _returned("7.1,Done.,\n9,Lost.,\n"))
    assert ran.code == 5
    assert ran.out == ""
    assert "the plan has no action '9'" in ran.err


def _returned(rows: str) -> Path:
    path = Path("returned.csv")
    path.write_text(f"key,update,status\n{rows}", encoding="utf-8")
    return path
