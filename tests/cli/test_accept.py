"""`publish accept`: what stops a publication is accepted, with a reason, for its text."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from pipeline.accept import load_acceptances
from tests.cli.run import Runner

ROOT = Path(__file__).parent.parent.parent
ADD = ("add-period", "--date", "2026-06-27", "--format", "json", "--quiet")
AT = ("email-address", "--at", "3.2")
UPDATES = Path("inputs/updates/2026-06-27.csv")
ROW = '3.2,"Write to Jo at jo.bloggs@wexmoor.police.uk.",\n'
ACCEPTED = Path("inputs/accepted.toml")


@pytest.fixture
def publish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Runner:
    """Return what runs `publish` in a folder with the example and an address in a new update."""
    shutil.copytree(ROOT / "inputs", tmp_path / "inputs")
    monkeypatch.chdir(tmp_path)
    UPDATES.write_text(UPDATES.read_text(encoding="utf-8") + ROW, encoding="utf-8")
    return Runner(monkeypatch, capsys)


def test_an_address_in_a_new_update_stops_until_it_is_accepted(publish: Runner) -> None:
    """Stopped with exit code 8, accepted, published; the record names what was accepted."""
    stopped = publish(*ADD)
    assert stopped.code == 8
    assert stopped.err.splitlines()[1].startswith("  email-address: An e-mail address is in")
    assert 'publish accept email-address --at 3.2 --date 2026-06-27 --reason "..."' in stopped.err
    assert not Path("build").exists() or not list(Path("build").glob("*.json"))

    accepted = publish("accept", *AT, "--reason", "It is the team's own.")
    assert (accepted.code, accepted.out) == (0, "inputs/accepted.toml\n")
    assert publish(*ADD, "--reviewed-by", "Head of Governance").code == 0

    record = json.loads(Path("build/action-plan-2026-06-27.edition.json").read_text("utf-8"))
    (entry,) = [one for one in record["accepted"] if one["code"] == "email-address"]
    assert (entry["at"], entry["reason"]) == ("3.2", "It is the team's own.")
    assert record["reviewed_by"] == "Head of Governance"
    artifact = Path("build/action-plan-2026-06-27.json").read_text(encoding="utf-8")
    assert "Head of Governance" not in artifact
    assert "It is the team's own." not in artifact


def test_an_acceptance_is_void_when_the_text_changes(publish: Runner) -> None:
    """Another address at the same place is asked about, and the former line is mentioned."""
    publish("accept", *AT, "--reason", "It is the team's own.")
    UPDATES.write_text(UPDATES.read_text("utf-8").replace("jo.bloggs@", "x@"), encoding="utf-8")

    stopped = publish(*ADD)
    assert stopped.code == 8
    assert "Another text was accepted here." in stopped.err


def test_strict_with_json_gives_json(publish: Runner) -> None:
    """Where findings stop the run, stdout has them all, the one that stops first."""
    stopped = publish(*ADD, "--strict", "--json")
    found = json.loads(stopped.out)

    assert (stopped.code, found["artifacts"]) == (8, [])
    first = found["findings"][0]
    assert (first["code"], first["at"], first["new"]) == ("email-address", "3.2", True)
    assert any(finding.get("accepted") for finding in found["findings"])


def test_the_terminal_shows_it_first(publish: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """At 80 columns the address is the first finding of a run that goes through."""
    monkeypatch.setenv("COLUMNS", "80")
    Path("publish.toml").write_text("[check]\nrules = { phone-number = false }\n")
    publish("accept", *AT, "--reason", "It is the team's own.")
    shown = publish("add-period", "--date", "2026-06-27", "--format", "json", "--all")
    ACCEPTED.write_text("")
    stopped = publish(*ADD, "--output", "other")

    assert "email-address" in stopped.err.splitlines()[1]
    assert "email-address, 3.2: accepted: It is the team's own." in shown.err


def test_only_what_was_found_can_be_accepted(publish: Runner) -> None:
    """A wrong code or place is named with what there is, and nothing is written."""
    before = ACCEPTED.read_bytes()
    code = publish("accept", "e-mail", "--at", "3.2", "--reason", "x")
    place = publish("accept", "email-address", "--at", "3.3", "--reason", "x")
    nowhere = publish("accept", "email-address", "--reason", "x")

    assert [ran.code for ran in (code, place, nowhere)] == [2, 2, 2]
    assert "e-mail was not found; there is: email-address" in " ".join(code.err.split())
    assert "found at: 3.2" in " ".join(place.err.split())
    assert "--everywhere" in " ".join(nowhere.err.split())
    assert ACCEPTED.read_bytes() == before


def test_the_date_is_asked_for_where_two_are_open(publish: Runner) -> None:
    """With updates for two dates the command does not choose one."""
    shutil.copy(UPDATES, UPDATES.with_name("2026-09-26.csv"))
    ran = publish("accept", *AT, "--reason", "x")

    assert ran.code == 2
    assert "2026-06-27, 2026-09-26" in " ".join(ran.err.split())


def test_every_line_of_the_example_counts() -> None:
    """The lines that the example is shipped with are for the texts that it has."""
    import datetime as dt

    from pipeline.cli.request import Given
    from pipeline.draft import make_draft
    from pipeline.layout import load_layout

    given = Given(
        date=dt.date(2026, 6, 27),
        plan=ROOT / "inputs" / "existing-plan.txt",
        updates=[ROOT / UPDATES],
        accepted=ROOT / ACCEPTED,
    )
    draft = make_draft(given.request(), load_layout("devon-and-cornwall"), lambda _: None)

    used = {(item.finding.code, item.at) for item in draft.items if item.reason}
    assert used == set(load_acceptances(ROOT / ACCEPTED))
