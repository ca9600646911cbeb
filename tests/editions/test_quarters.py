"""Six quarters with a correction and a withdrawal: every published cell stays provable."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from pipeline.load import load_plan
from pipeline.model import Plan
from tests.cli.run import Runner

PLAN = """Harbour Action Plan

Rec. No.|Recommendation:|Evidence requirements:|Recommendation Owner:|March 27th 2025|Status
1|The harbour office should light the quay.|1.1|Lamps are lit.|Harbour Master|Two were bought.|Open
2|The harbour office should publish tides.|2.1|Tides are online.|Tide Clerk|It was printed.|Open
""".replace("|", "\t")
QUARTERS = tuple(
    map(
        dt.date.fromisoformat,
        ("2025-06-27", "2025-09-26", "2025-12-19", "2026-03-27", "2026-06-26", "2026-09-25"),
    )
)


class Harbour:
    """A working folder whose clock is set by the test, and what was public when."""

    def __init__(self, folder: Path, publish: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.publish, self.monkeypatch = folder, publish, monkeypatch
        self.public: dict[dt.date, Plan] = {}
        """The plan that is public from a day on."""

    def run(self, day: dt.date, *arguments: object) -> None:
        """Run a command on `day`; it must work."""
        noon = dt.datetime(day.year, day.month, day.day, 12, tzinfo=dt.UTC)
        self.monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(noon.timestamp())))
        ran = self.publish(*arguments)
        assert ran.code == 0, ran.err

    def publish_quarter(self, date: dt.date, update: str, day: dt.date, *reason: str) -> None:
        """Publish the edition of `date` on `day`, or correct it where there is a reason."""
        path = self.folder / "inputs" / "updates" / f"{date}.csv"
        path.write_text(f"key,update\n1.1,{update}\n", encoding="utf-8")
        command = (
            ("correct", "--date", date, "--reason", *reason)
            if reason
            else ("add-period", "--date", date)
        )
        self.run(day, *command)
        self.public[day] = load_plan(self.folder / "build" / f"action-plan-{date}.json").plan

    def on(self, day: dt.date) -> Plan:
        """Return the plan that was public at the end of `day`."""
        return self.public[max(since for since in self.public if since <= day)]


@pytest.fixture
def harbour(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Harbour:
    """Return the folder after six quarters, played with nothing but default options."""
    (tmp_path / "inputs" / "updates").mkdir(parents=True)
    (tmp_path / "inputs" / "existing-plan.txt").write_text(PLAN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    played = Harbour(tmp_path, Runner(monkeypatch, capsys), monkeypatch)
    days = [date + dt.timedelta(days=4) for date in QUARTERS]
    for place, (date, day) in enumerate(zip(QUARTERS, days, strict=True)):
        played.publish_quarter(date, f"Lamp {place + 3} was bought.", day)
        if place == 2:
            corrected = day + dt.timedelta(days=9)
            played.publish_quarter(date, "Lamp 5 was borrowed.", corrected, "It is not ours.")
        if place == 4:
            withdrawn = day + dt.timedelta(days=6)
            played.run(withdrawn, "withdraw", "--date", date, "--reason", "Not agreed.")
            played.public[withdrawn] = played.on(day - dt.timedelta(days=1))
            played.publish_quarter(date, "Lamp 7 was agreed.", withdrawn + dt.timedelta(days=5))
    return played


def printed(harbour: Harbour) -> dict[dt.date, tuple[bool, bool]]:
    """Return whether PDF and page of the third and fourth quarter print the correction's reason."""
    build, note = harbour.folder / "build", "Corrected on 1 January 2026: It is not ours."
    texts = {}
    for date in QUARTERS[2:4]:
        with pdfium.PdfDocument(build / f"action-plan-{date}.pdf") as document:
            pdf = document[0].get_textpage().get_text_bounded()
        page = (build / f"action-plan-{date}.html").read_text(encoding="utf-8")
        texts[date] = (note in pdf, note in page)
    return texts


def test_every_cell_is_found_for_each_day(harbour: Harbour) -> None:
    """`history --on` names the edition of each day, its files verify and hold its cells."""
    verified: set[str] = set()
    first, last = min(harbour.public), max(harbour.public)
    for offset in range((last - first).days + 3):
        day = first + dt.timedelta(days=offset)
        (edition,) = json.loads(harbour.publish("history", "--on", day, "--json").out)["editions"]
        files = [harbour.folder / "build" / name for name in edition["files"]]
        if edition["sha256"] not in verified:
            verified.add(edition["sha256"])
            ran = harbour.publish("verify", *files)
            assert ran.code == 0, ran.out
        data = next(path for path in files if path.suffix == ".json")
        assert load_plan(data).plan == harbour.on(day), day

    assert len(verified) == len(QUARTERS) + 2  # the corrected edition, and the withdrawn one
    # The period's date does not count: its edition became public four days later.
    before = harbour.publish("history", "--on", QUARTERS[0]).out
    assert before == f"nothing was public in build on {QUARTERS[0]}\n"
    # The later page tells the correction too, in its list of editions.
    assert printed(harbour) == {QUARTERS[2]: (True, True), QUARTERS[3]: (False, True)}
