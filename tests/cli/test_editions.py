"""`publish history` and `publish verify`: what they say, and how they end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.run import Runner
from tests.editions.published import publish_twice


@pytest.fixture
def publish(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runner:
    """Return what runs `publish`."""
    return Runner(monkeypatch, capsys)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with two editions."""
    publish_twice(tmp_path)
    return tmp_path


class TestHistory:
    """`publish history`."""

    def test_shows_every_edition(self, publish: Runner, folder: Path) -> None:
        """Each with its day, its plan's digest, its artifacts and what it follows."""
        ran = publish("history", "--folder", folder)

        assert (ran.code, ran.err) == (0, "")
        assert "2026-06-27  June 27th 2026  (action-plan)" in ran.out
        assert "  follows a plan from elsewhere" in ran.out
        assert "  follows 2026-06-27" in ran.out
        assert "  action-plan-2026-09-26.json  " in ran.out

    def test_shows_what_was_public_on_a_day(self, publish: Runner, folder: Path) -> None:
        """Only the edition that was public that day is shown."""
        ran = publish("history", "--folder", folder, "--on", "2026-07-01")

        assert "2026-06-27  June 27th 2026" in ran.out
        assert "September" not in ran.out

    def test_before_the_first_edition(self, publish: Runner, folder: Path) -> None:
        """Nothing is said to have been public before the first edition."""
        ran = publish("history", "--folder", folder, "--on", "2020-01-01")

        assert (ran.code, ran.out) == (0, f"nothing was public in {folder} on 2020-01-01\n")

    def test_json(self, publish: Runner, folder: Path) -> None:
        """JSON has the records as they are."""
        said = json.loads(publish("history", "--folder", folder, "--json").out)

        assert [e["record"]["date"] for e in said["editions"]] == ["2026-06-27", "2026-09-26"]
        assert said["editions"][1]["record"]["follows"]["record"] == said["editions"][0]["sha256"]
        assert said["findings"] == []

    def test_a_chain_that_is_not_whole(self, publish: Runner, folder: Path) -> None:
        """The fault is with its edition, and the command ends with 7."""
        (folder / "action-plan-2026-06-27.json").write_text("{}")

        ran = publish("history", "--folder", folder)

        assert ran.code == 7
        assert "FAULT   action-plan-2026-06-27.json is changed" in ran.out
        assert f"the history in {folder} is not whole" in ran.err


class TestVerify:
    """`publish verify`."""

    def test_published_files(self, publish: Runner, folder: Path) -> None:
        """Files that are what was published end with 0, each with what was checked."""
        files = sorted(folder.glob("action-plan-????-??-??.json"))

        ran = publish("verify", *files, "--folder", folder)

        assert ran.code == 0
        assert f"{files[0]}: verified\n" in ran.out
        assert "  ok    it follows from the edition of 2026-06-27\n" in ran.out

    def test_a_changed_file(self, publish: Runner, folder: Path) -> None:
        """One changed file among others ends with 7 and is named."""
        path = folder / "action-plan-2026-09-26.json"
        path.write_bytes(path.read_bytes().replace(b"September", b"October"))

        ran = publish("verify", path, "--folder", folder)

        assert ran.code == 7
        assert f"{path}: NOT VERIFIED\n" in ran.out
        assert "  FAIL  it is not action-plan-2026-09-26.json as published" in ran.out

    def test_json(self, publish: Runner, folder: Path) -> None:
        """JSON has each check by name."""
        path = folder / "action-plan-2026-06-27.json"

        (said,) = json.loads(publish("verify", path, "--folder", folder, "--json").out)

        assert said["verified"] is True
        assert [c["check"] for c in said["checks"]] == ["published", "plan", "chain"]

    def test_a_missing_file(self, publish: Runner, folder: Path) -> None:
        """A file that is not there is an error, not a verdict."""
        assert publish("verify", folder / "none.pdf", "--folder", folder).code == 3
