"""Where updates are found, and when a run stops because nobody answered."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pipeline.errors import NothingAnsweredError
from pipeline.ingest import DEFAULT_OPTIONS
from pipeline.layout import load_layout
from pipeline.model import Period
from pipeline.silence import check_silence, find_updates
from tests.plans import SMALL

LAYOUT = load_layout("devon-and-cornwall")
NEWEST = SMALL.periods[-1].date or dt.date.max
DATE = dt.date(2026, 6, 27)


def look(folder: Path, *, is_continued: bool, is_answered: bool) -> str:
    """Return the message with which a run for `DATE` stops; empty if it goes on."""
    updates = find_updates(folder, DATE)
    try:
        check_silence(
            updates,
            SMALL,
            Period("June", DATE),
            LAYOUT,
            DEFAULT_OPTIONS,
            is_continued,
            is_answered,
        )
    except NothingAnsweredError as error:
        return error.message
    return ""


def give(folder: Path, *dates: dt.date) -> None:
    """Put one file of answers for each of `dates` into `folder`."""
    for date in dates:
        (folder / f"{date}.csv").write_text("key,update\n7.1,Done.\n", encoding="utf-8")


def test_a_date_has_a_folder_and_files(tmp_path: Path) -> None:
    """`<date>/` and `<date>.*` are found, other names are not."""
    give(tmp_path, DATE)
    (tmp_path / DATE.isoformat()).mkdir()
    (tmp_path / "2026-6-27.csv").touch()
    (tmp_path / "notes.txt").touch()

    updates = find_updates(tmp_path, DATE)

    assert [path.name for path in updates.paths] == ["2026-06-27", "2026-06-27.csv"]
    assert updates.waiting == {}


@pytest.mark.parametrize(
    ("days", "is_continued", "is_answered", "message"),
    [
        ((), False, False, ""),
        ((), True, False, "there is nothing for 2026-06-27"),
        ((), True, True, ""),
        ((1,), False, False, "; there is 2026-06-28 with 1 file"),
        ((1,), True, True, ""),
        ((-1,), True, True, "has answers that no edition has published: 2026-06-26 with 1 file"),
    ],
)
def test_when_a_run_stops(
    tmp_path: Path, days: tuple[int, ...], is_continued: bool, is_answered: bool, message: str
) -> None:
    """Only a first try without any answers, and a period that was answered, go on."""
    give(tmp_path, *(DATE + dt.timedelta(days=day) for day in days))

    found = look(tmp_path, is_continued=is_continued, is_answered=is_answered)

    assert message in found
    assert bool(found) == bool(message)


@pytest.mark.parametrize(("day", "stops"), [(0, False), (1, True)])
def test_answers_for_a_published_date_are_not_waiting(
    tmp_path: Path, day: int, stops: bool
) -> None:
    """Those up to the plan's newest period are past; those of the day after it are not."""
    give(tmp_path, NEWEST + dt.timedelta(days=day))

    assert bool(look(tmp_path, is_continued=True, is_answered=True)) == stops
