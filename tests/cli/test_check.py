"""`publish check`: the table, the JSON, the exit codes and the options."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pipeline.check.example import Example
from pipeline.cli.commands import COMMANDS
from pipeline.model import Plan
from pipeline.planfile import plan_to_json
from tests.cli.run import Runner


@pytest.fixture
def publish(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Runner:
    """Return the command line, run in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(COMMANDS, "check", "pipeline.cli.check:check")
    return Runner(monkeypatch, capsys)


def _file(plan: Plan) -> str:
    Path("plan.json").write_bytes(plan_to_json(plan))
    return "plan.json"


def test_a_sound_plan_has_no_findings(publish: Runner) -> None:
    """Nothing is found, and that is said with a count for each family."""
    ran = publish("check", _file(Example().plan()))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("plan.json: 0 errors, 0 warnings, 0 notes (complete 0, dates 0,")


def test_findings_are_on_stdout_public_release_first(publish: Runner) -> None:
    """Public release before the rest, new ones before old; the summary last."""
    ran = publish("check", _file(Example(owners=("",), lead="Mr Bloggs").plan()))
    assert (ran.code, ran.err) == (0, "")
    lines = [line.rstrip() for line in ran.out.splitlines()]
    assert lines == [
        "As in the plan before March 27th 2025 (2)",
        "note     “Mr Bloggs” is named once.",
        "         → Check that each person is to be named; a post outlives its holder. "
        "[officer-name]",
        "warning  The action has no owner. (action 7.1)",
        "         → Name the post that answers for the action. [owner-empty]",
        "",
        "plan.json: 0 errors, 1 warning, 1 note (complete 1, dates 0, state 0, "
        "public release 1, readable 0, accessible 0, reading 0)",
    ]


def test_findings_that_say_the_same_are_one_line(publish: Runner) -> None:
    """Nine actions without an owner are one line with the first places and a count."""
    references = tuple(f"7.{n}" for n in range(1, 10))
    plan = Example(numbers=("7",) * 9, references=references, owners=("",)).plan()
    ran = publish("check", _file(plan))
    assert "no owner. (actions 7.1, 7.2, 7.3," in ran.out
    assert "7.8 and 1 more)" in ran.out
    assert "7.9)" in publish("check", "plan.json", "--all").out


def test_a_rule_s_old_notes_do_not_drown_the_rest(publish: Runner) -> None:
    """Of the notes of earlier periods three are shown; `--all` and `--json` have all."""
    names = "".join(f" {first}{last}Q met." for first in "BCDFG" for last in "KLMNPRSTVW")
    owners = ("DCI Bloggs", "DCI Jones", "DCI Patel", "DCI Okafor")
    name = _file(Example(updates=(f"{', '.join(owners)} met.{names}", "Begun.")).plan())
    short, whole = (" ".join(publish("check", name, *o).out.split()) for o in ((), ("--all",)))
    assert "... and 1 more of these (--all shows them)" in short
    assert "“DCI Okafor”" not in short
    assert "... (--all shows the rest)" in short
    assert "“DCI Okafor”" in whole
    assert "--all" not in whole
    assert "BKQ (1, first in 7.1)" in whole
    assert len(json.loads(publish("check", name, "--json").out)["findings"]) == 5


@pytest.mark.parametrize("width", [80, 120])
def test_it_fits_the_terminal(publish: Runner, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """No line but the summary's is wider, and no word is broken."""
    monkeypatch.setenv("COLUMNS", str(width))
    update = (
        "The review of the forms that the districts use has ended on 29/08/2026, as it was told."
    )
    ran = publish("check", _file(Example(updates=("Begun.", update), owners=("",)).plan()))
    assert max(len(line.rstrip()) for line in ran.out.splitlines()) <= width
    assert (
        "29/08/2026 is described as past, but after the day the update was published."
        in " ".join(ran.out.split())
    )


def test_a_place_is_said_once(publish: Runner) -> None:
    """The file is in the summary, a period says its column, a sentence its recommendation."""
    heading = "Rec. No.,Recommendation,Reference,Evidence,Owner,March 27th 2025,Status"
    rows = "7,,7.1,Recorded.,Chief,Met 29/08/2026.,Open\n"
    Path("plan.csv").write_text(f"{heading}\n{rows}")
    out = publish("check", "plan.csv").out
    assert "Recommendation 7 has no text. (row 2)" in out
    assert "was published. (action 7.1, March 27th 2025, row 2)" in out
    assert out.count("plan.csv") == 1


def test_json_has_every_finding_with_its_family(publish: Runner) -> None:
    """The result for machines: counts, and code, severity, place, sentence and hint of each."""
    ran = publish("check", _file(Example(updates=("Begun.", "")).plan()), "--json")
    said = json.loads(ran.out)
    digest = said["findings"][0].pop("text")
    assert re.fullmatch("[0-9a-f]{16}", digest)
    assert said == {
        "path": "plan.json",
        "counts": {
            **dict.fromkeys(("reading", "complete", "dates", "state"), 0),
            **dict.fromkeys(("public release", "readable", "accessible"), 0),
            "complete": 1,
        },
        "findings": [
            {
                "family": "complete",
                "code": "update-missing",
                "severity": "warning",
                "message": "No action has an update in “March 27th 2025”.",
                "period": "March 27th 2025",
                "hint": "Ask the owner for an update, or write that nothing changed.",
                "new": True,
                "at": "March 27th 2025",
            }
        ],
    }


def test_json_names_the_place_in_the_file(publish: Runner) -> None:
    """Path, page, line, row and column are values of their own, where the file has them."""
    heading = "Rec. No.,Recommendation,Reference,Evidence,Owner,March 27th 2025,Status"
    Path("plan.csv").write_text(f"{heading}\n7,Review.,7.1,Recorded.,Chief,Met 29/08/2026.,Open\n")
    found = json.loads(publish("check", "plan.csv", "--json").out)["findings"]
    (late,) = [f for f in found if f["code"] == "date-after-period"]
    assert (late["recommendation"], late["action"], late["period"]) == (
        "7",
        "7.1",
        "March 27th 2025",
    )
    assert (late["source"], late["row"], late["column"]) == ("plan.csv, row 2, column 6", 2, 6)


def test_strict_stops_at_warnings_and_still_shows_them(publish: Runner) -> None:
    """The table is printed, and the exit code is 8."""
    ran = publish("check", _file(Example(owners=("",)).plan()), "--strict")
    assert ran.code == 8
    assert "The action has no owner." in ran.out
    assert ran.err.startswith("publish: error: 1 warning, and --strict was given:")


def test_errors_stop_without_strict(publish: Runner) -> None:
    """A protective marking is not to be published."""
    example = Example(updates=("Begun.", "OFFICIAL-SENSITIVE"))
    ran = publish("check", _file(example.plan()))
    assert ran.code == 8
    assert "1 error," in ran.out
    assert "protective-marking" in ran.err


def test_notes_never_stop(publish: Runner) -> None:
    """What is worth knowing does not fail a strict run."""
    assert publish("check", _file(Example(lead="DCI Bloggs").plan()), "--strict").code == 0


def test_the_settings_switch_rules(publish: Runner) -> None:
    """`publish.toml` in the working folder is read; a wrong code is named."""
    name = _file(Example(owners=("",)).plan())
    Path("publish.toml").write_text("[check]\nrules = { owner-empty = false }\n")
    assert "owner" not in publish("check", name, "--strict").out
    Path("publish.toml").write_text("[check]\nrules = { ownerless = false }\n")
    ran = publish("check", name)
    assert (ran.code, "check.rules.ownerless" in ran.err) == (6, True)


def test_a_period_can_be_dated(publish: Runner) -> None:
    """`--period-date` says when a period with a heading like Nov-24 was published."""
    example = Example(periods=("Nov-24", "Mar-25"), updates=("Begun.", "Held on 1 May 2025."))
    name = _file(example.plan())
    assert "described as past" not in publish("check", name).out
    assert "described as past" in publish("check", name, "--period-date", "Mar-25=2025-03-27").out


@pytest.mark.parametrize("value", ["Mar-25", "Mar-25=27/03/2025", "Nov-99=2025-03-27"])
def test_a_wrong_period_date_is_a_usage_error(publish: Runner, value: str) -> None:
    """A heading that is not there and a day in another form exit with 2."""
    name = _file(Example(periods=("Nov-24", "Mar-25")).plan())
    assert publish("check", name, "--period-date", value).code == 2


def test_the_reading_comes_last_and_nothing_is_said_twice(publish: Runner) -> None:
    """What the reader repaired is shown; what a rule says as well is the rule's."""
    rows = [
        "Wexmoor Police Missing People Action Plan",
        "Rec. No.\tRecommendation:\tEvidence requirements:\tRecommendation Owner:\t"
        "March 27th 2025\tStatus",
        "7\tReview how reports are graded.\t7.1\tGrading is recorded.\tChief Constable\t"
        "A review has begun.\tIn progress",
        "8\t\t8.1\tForms are kept.\tChief Constable\t<p>A form was made.</p>\tIn progress",
    ]
    Path("plan.txt").write_text("\n\n".join(rows[:1]) + "\n\n" + "\n".join(rows[1:]) + "\n")
    ran = publish("check", "plan.txt", "--json")
    found = json.loads(ran.out)["findings"]
    codes = [finding["code"] for finding in found]
    assert codes.count("recommendation-without-text") == 1
    assert [f["family"] for f in found] == sorted(
        (f["family"] for f in found), key=lambda name: name == "reading"
    )


def test_control_signs_do_not_reach_the_terminal(publish: Runner) -> None:
    """An escape sequence in a file is shown without what steers a terminal."""
    sheet = ["Rec. No.", "Recommendation", "Reference", "Evidence", "Owner", "March 27th 2025"]
    cells = ["7", "\x1b[31mReview\x9b2J it.", "8.1\x07", "Recorded.", "Mr \x1b]0;Bloggs", "Done."]
    Path("plan.csv").write_text("\n".join(",".join(row) for row in (sheet, cells)) + "\n")
    ran = publish("check", "plan.csv")
    assert not set("\x1b\x9b\x07") & set(ran.out + ran.err)
    ran = publish("check", "plan\u202evsc.\x1b[2Jcsv")
    assert "there is no file" in ran.err
    assert not set("\u202e\x1b") & set(ran.out + ran.err)
