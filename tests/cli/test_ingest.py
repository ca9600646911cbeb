"""`publish ingest`: what the receipt tells."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.layout import load_layout
from pipeline.model import Detail
from pipeline.publication import Publication
from pipeline.render import renderer
from tests.cli.run import Runner
from tests.plans import SMALL

PLAN = replace(
    SMALL, details=(Detail("Force", "Wexmoor Police"), Detail("", "How to read this plan")),
    notes=("Ask for it in large print.",),
)  # fmt: skip


@pytest.fixture
def publish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Runner:
    """Return what runs `publish` in a folder with `plan.docx`."""
    monkeypatch.chdir(tmp_path)
    publication = Publication(PLAN, load_layout("devon-and-cornwall"), "plan")
    Path("plan.docx").write_bytes(renderer("docx")(publication))
    return Runner(monkeypatch, capsys)


def test_the_receipt_tells_what_stands_around_the_table(publish: Runner) -> None:
    """Every line that became the title, a detail or a note is in the receipt."""
    assert publish("ingest", "plan.docx", "--receipt=receipt.txt", "--quiet").code == 0
    told = Path("receipt.txt").read_text(encoding="utf-8").splitlines()
    first = told.index(f"Title: {PLAN.title}")
    assert told[first + 1 : first + 6] == [
        "Lines above the table: 2",
        "  Force: Wexmoor Police",
        "  How to read this plan",
        "Paragraphs below the table: 1",
        "  Ask for it in large print.",
    ]


def test_the_screen_counts_it(publish: Runner) -> None:
    """The title is shown, and how many lines are above and below the table."""
    ran = publish("ingest", "plan.docx")
    assert f"title: {PLAN.title}" in ran.err
    assert "2 lines above the table, 1 paragraph below it" in " ".join(ran.err.split())


def test_json_has_it(publish: Runner) -> None:
    """Scripts get the same."""
    read = json.loads(publish("ingest", "plan.docx", "--json").out)
    assert read["title"] == PLAN.title
    assert read["details"][1] == {"label": "", "text": "How to read this plan"}
    assert read["notes"] == ["Ask for it in large print."]
