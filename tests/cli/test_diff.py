"""`publish diff`: exit code, table, JSON and page."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import lxml.html
import pytest

from pipeline.layout import load_layout
from pipeline.merge import add_period
from pipeline.model import Answer, Period, PeriodColumn, Plan
from pipeline.planfile import plan_to_json
from pipeline.publication import Publication
from pipeline.render.html import render_html
from pipeline.richtext import plain_text
from tests.cli.run import Runner
from tests.plans import SMALL
from tests.test_diff import with_action, with_update


@pytest.fixture
def publish(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runner:
    """Return what runs `publish`."""
    return Runner(monkeypatch, capsys)


def saved(folder: Path, name: str, plan: Plan) -> Path:
    """Return the path of `plan`, saved as JSON."""
    (folder / name).write_bytes(plan_to_json(plan))
    return folder / name


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Return the path of the small plan."""
    return saved(tmp_path, "old.json", SMALL)


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """Return the path of the small plan with two changes."""
    changed = with_update(SMALL, 3, 1, plain_text("Done in <b>May</b>."))
    return saved(tmp_path, "new.json", with_action(changed, 0, status="Complete"))


def test_equal_plans(publish: Runner, old: Path) -> None:
    """Equal plans end with 0 and a sentence."""
    assert publish("diff", old, old) == (0, "The two plans are equal.\n", "")


def test_one_plan_in_two_formats(publish: Runner, old: Path) -> None:
    """A plan and its rendering are equal."""
    layout = load_layout("devon-and-cornwall")
    other = old.with_name("plan.html")
    other.write_bytes(render_html(Publication(SMALL, layout, "plan")))

    assert publish("diff", old, other).code == 0


def test_the_table(publish: Runner, old: Path, new: Path) -> None:
    """Plans that differ end with 10, and a row for each change shows both wordings."""
    ran = publish("diff", old, new)

    assert ran.code == 10
    assert "recommendation 7, action 7.1" in ran.out
    assert "[-In progress-]{+Complete+}" in ran.out
    assert "[-Done.-]{+Done in <b>May</b>.+}" in ran.out
    assert ran.out.endswith("2 changes\n")


def test_quiet(publish: Runner, old: Path, new: Path) -> None:
    """The exit code alone can be asked for."""
    assert publish("diff", old, new, "--quiet") == (10, "", "")


def test_json(publish: Runner, old: Path, new: Path) -> None:
    """JSON has each change with its place, words and segments."""
    ran = publish("diff", old, new, "--json")

    said = json.loads(ran.out)
    assert said["equal"] is False
    assert said["changes"][0] == {
        "kind": "changed",
        "field": "status",
        "recommendation": "7",
        "action": "7.1",
        "old": "In progress",
        "new": "Complete",
        "segments": [
            {"kind": "removed", "text": "In progress"},
            {"kind": "added", "text": "Complete"},
        ],
    }


def test_the_page(publish: Runner, old: Path, new: Path, tmp_path: Path) -> None:
    """The page is one file that marks what went and came, also for those who do not see."""
    page = tmp_path / "out" / "changes.html"

    ran = publish("diff", old, new, "--html", page, "--quiet")

    root = lxml.html.document_fromstring(page.read_text(encoding="utf-8"))
    assert ran == (10, f"{page}\n", "")
    assert root.get("lang") == "en-GB"
    assert "removed: Done. end." in ["".join(map(str, e.itertext())) for e in root.iter("del")]
    assert "added: Done in <b>May</b>. end." in [
        "".join(map(str, e.itertext())) for e in root.iter("ins")
    ]
    assert not list(root.iter("script", "link", "img", "b"))
    assert all(th.get("scope") for th in root.iter("th"))


def test_the_page_says_what_surrounds_a_change(publish: Runner, tmp_path: Path) -> None:
    """Status and recommendation are beside a change; "no change" is one line for a period."""
    column = PeriodColumn(
        Period("June 27th 2026", dt.date(2026, 6, 27)),
        (
            Answer("7.1", plain_text("All done."), status="Complete"),
            Answer("7.2", plain_text("No change.")),
            Answer("10#2", plain_text("As per previous update.")),
        ),
        (),
    )
    old = saved(tmp_path, "old.json", SMALL)
    new = saved(tmp_path, "new.json", add_period(SMALL, column))
    page = tmp_path / "changes.html"

    assert publish("diff", old, new, "--html", page, "-q").code == 10

    root = lxml.html.document_fromstring(page.read_text(encoding="utf-8"))
    text = " ".join("".join(map(str, root.itertext())).split())
    assert "June 27th 2026: no change on 2 actions (7.2, 10#2)." in text
    assert "added: No change." not in text
    assert "Status: In progress → Complete" in text
    assert "Recommendation 7 By 27 March 2025, review how reports are graded." in text


def test_the_page_of_equal_plans(publish: Runner, old: Path, tmp_path: Path) -> None:
    """A page without changes says so."""
    page = tmp_path / "changes.html"

    assert publish("diff", old, old, "--html", page, "-q").code == 0
    assert "The two plans are the same." in page.read_text(encoding="utf-8")


def test_a_file_that_cannot_be_read(publish: Runner, old: Path, tmp_path: Path) -> None:
    """An error is not a difference."""
    ran = publish("diff", old, tmp_path / "none.pdf")

    assert ran.code == 3
    assert "there is no file" in ran.err
