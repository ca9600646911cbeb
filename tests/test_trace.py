"""A published update traced to the returned file that it came from."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pipeline.answers import read_answers
from pipeline.editions import make_record, record_name, record_to_json, with_artifacts
from pipeline.errors import MissingFileError, UnknownActionError
from pipeline.merge import add_period
from pipeline.model import Period, PeriodColumn
from pipeline.planfile import plan_to_json
from pipeline.richtext import EMPTY, plain_text
from pipeline.trace import trace
from tests.forms.made import LAYOUT
from tests.plans import SMALL

DAY = dt.date(2026, 6, 27)
ANSWERS = "key,update,status\n7.1,Done.,Complete\n"


@pytest.fixture
def returned(tmp_path: Path) -> Path:
    """Return a returned file, its answers published beside it in `build`."""
    returned = tmp_path / "returned" / "a.csv"
    returned.parent.mkdir()
    returned.write_text(ANSWERS, encoding="utf-8")
    publish(tmp_path / "build", returned)
    return returned


def publish(folder: Path, returned: Path) -> None:
    """Write the edition of the small plan with the answers in `returned` into `folder`."""
    period = Period("June 27th 2026", DAY)
    answers = read_answers([returned], SMALL, period, LAYOUT)
    plan = add_period(SMALL, PeriodColumn(period, answers.answers, answers.new_actions))
    record = make_record("action-plan", plan, None, answers=answers.files)
    files = {f"action-plan-{DAY}.json": plan_to_json(plan)}
    record = with_artifacts(record, files)
    folder.mkdir()
    for name, data in {**files, record_name(record): record_to_json(record)}.items():
        (folder / name).write_bytes(data)


def test_an_update_leads_to_its_file(returned: Path, tmp_path: Path) -> None:
    """The update, its status, the file and its digest are found, and the file is there."""
    found = trace(tmp_path / "build", DAY, "7.1")
    assert (found.period, found.status) == ("June 27th 2026", "Complete")
    assert found.update == plain_text("Done.")
    (traced,) = found.files
    assert traced.file.path == returned.as_posix()
    assert traced.found == returned


def test_a_renamed_file_is_found_by_its_digest(returned: Path, tmp_path: Path) -> None:
    """The digest tells the file, whatever it is called now."""
    renamed = returned.rename(returned.with_name("from-sam.csv"))
    (traced,) = trace(tmp_path / "build", DAY, "7.1").files
    assert traced.found == renamed


def test_a_changed_file_is_not_the_one(returned: Path, tmp_path: Path) -> None:
    """A file that was edited after publication does not prove what was published."""
    returned.write_text(ANSWERS.replace("Done", "Undone"), encoding="utf-8")
    (traced,) = trace(tmp_path / "build", DAY, "7.1").files
    assert traced.found is None
    assert traced.is_changed


def test_a_deleted_file_is_gone(returned: Path, tmp_path: Path) -> None:
    """A file that is no longer there is still named, with its digest."""
    returned.unlink()
    (traced,) = trace(tmp_path / "build", DAY, "7.1").files
    assert traced.found is None
    assert not traced.is_changed
    assert len(traced.file.sha256) == 64


def test_an_action_that_nobody_answered_has_no_file(returned: Path, tmp_path: Path) -> None:
    """What add-period wrote by itself comes from no file."""
    found = trace(tmp_path / "build", DAY, "7.2")
    assert (found.update, found.files) == (EMPTY, ())


def test_an_unknown_action_is_refused(returned: Path, tmp_path: Path) -> None:
    """The edition's keys are named."""
    with pytest.raises(UnknownActionError, match=r"no action '9\.9'") as caught:
        trace(tmp_path / "build", DAY, "9.9")
    assert "7.1, 7.2, 10#1, 10#2" in caught.value.hint


def test_a_day_without_an_edition_is_refused(returned: Path, tmp_path: Path) -> None:
    """The days that have one are named."""
    with pytest.raises(MissingFileError, match="no edition of 2026-07-01") as caught:
        trace(tmp_path / "build", dt.date(2026, 7, 1), "7.1")
    assert "2026-06-27" in caught.value.hint
