"""`publish add-period`, killed as each stage begins: the former edition is whole every time."""

from __future__ import annotations

import datetime as dt
import os
import signal
from pathlib import Path

import pytest

from pipeline.draft import Request
from pipeline.editions import history
from pipeline.planfile import plan_to_json
from pipeline.publish import publish_period
from pipeline.silence import Updates
from tests.plans import SMALL
from tests.test_store import in_child, wait

_STAGES = 12
"""What is said on the way: three stages of reading, the check, two for each format, writing."""


def request(folder: Path, date: dt.date) -> Request:
    """Return what `publish add-period` asks for, in the formats that are quick to render."""
    plan = folder.parent / "plan.json"
    plan.write_bytes(plan_to_json(SMALL))
    return Request(
        date=date,
        plan=None,
        first_plan=plan,
        updates=Updates(()),
        missing="no-update",
        layout="devon-and-cornwall",
        output=folder,
        name="action-plan",
        formats=("json", "csv", "docx"),
    )


def publish_until(folder: Path, date: dt.date, stage: int) -> int:
    """Return the exit code of a run that is killed as stage number `stage` begins."""
    begun = iter(range(1, 100))

    def progress(_: str) -> None:
        if next(begun) == stage:
            os.kill(os.getpid(), signal.SIGKILL)

    return wait(in_child(lambda: publish_period(request(folder, date), progress))())


@pytest.mark.parametrize("date", [dt.date(2026, 6, 27), dt.date(2026, 9, 26)])
def test_the_former_edition_is_whole(tmp_path: Path, date: dt.date) -> None:
    """Killed while publishing the same day again or the next: nothing has changed, and no trace.

    The next run succeeds.
    """
    folder = tmp_path / "build"
    publish_period(request(folder, dt.date(2026, 6, 27)), lambda _: None)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    codes = []
    for stage in range(1, _STAGES + 1):
        codes.append(publish_until(folder, date, stage))
        if codes[-1] == 0:
            break
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == before

    assert codes[-1] == 0
    assert codes[:-1] == [-signal.SIGKILL] * len(codes[:-1])
    assert len(codes) > 6
    assert history(folder).findings == ()
