"""The review page in Chromium: axe-core finds nothing, and every part is reached by the keys."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli.request import Given
from pipeline.draft import make_draft
from pipeline.layout import load_layout
from pipeline.review import review_content, review_page
from tests.conformance.test_page import NODE_MODULES

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent

pytestmark = [pytest.mark.conformance, pytest.mark.browser]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the review of the example, with its acceptances taken away."""
    folder = tmp_path_factory.mktemp("review")
    given = Given(
        date=dt.date(2026, 6, 27),
        plan=ROOT / "inputs" / "existing-plan.txt",
        updates=[ROOT / "inputs" / "updates" / "2026-06-27.csv"],
        output=folder,
        accepted=folder / "none.toml",
    )
    layout = load_layout("devon-and-cornwall")
    draft = make_draft(given.request(), layout, lambda _: None)
    path = folder / "review.html"
    path.write_bytes(review_page(review_content(draft), (), layout))
    return path


def _run(script: str, page: Path) -> Any:
    chromium = shutil.which("chromium")
    if chromium is None or not (NODE_MODULES / "playwright-core").is_dir():
        pytest.fail("this test needs Chromium and the packages from npm that test_page.py names")
    command = ["node", str(HERE / script), str(NODE_MODULES), chromium, str(page)]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def test_axe_finds_nothing_at_three_widths(page: Path) -> None:
    """WCAG 2.2 AA as far as a program sees it; nothing is fetched, and nothing is cut off."""
    (found,) = _run("measure_page.mjs", page).values()
    for screen in found["screens"]:
        assert screen["violations"] == []
        assert screen["scrollWidth"] <= screen["width"]
        assert screen["requests"] == [page.as_uri()]


def test_every_part_is_reached_by_the_keys(page: Path) -> None:
    """The first Tab is the way past the head, Enter follows a link and opens a list."""
    assert _run("review_keys.mjs", page) == {
        "first": "Skip to the review",
        "target": "#release",
        "opened": True,
    }
