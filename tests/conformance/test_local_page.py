"""A quarter is played on the local page in Chromium, and axe-core finds nothing wrong with it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
NODE_MODULES = Path(os.environ.get("NODE_PATH") or ROOT / "node_modules")
SCRIPT = Path(__file__).parent / "play_local_page.mjs"

pytestmark = [pytest.mark.conformance, pytest.mark.browser]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that the quarter is played in."""
    return tmp_path_factory.mktemp("harbour")


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with pictures of the pages, and the PDF that was downloaded."""
    return tmp_path_factory.mktemp("pictures")


@pytest.fixture(scope="module")
def played(folder: Path, pictures: Path) -> dict[str, Any]:
    """Return what Chromium saw, from the first upload to the published edition."""
    node, chromium = shutil.which("node"), shutil.which("chromium")
    if node is None or chromium is None:
        pytest.skip("node or chromium is not installed")
    if not (NODE_MODULES / "playwright-core").is_dir() or not (NODE_MODULES / "axe-core").is_dir():
        pytest.skip(f"playwright-core or axe-core is not in {NODE_MODULES}")
    served = subprocess.Popen(
        [sys.executable, "-m", "pipeline", "open", "--no-browser", str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
    )
    assert served.stdout
    try:
        address = served.stdout.readline().strip()
        inputs = ROOT / "inputs"
        files = inputs / "existing-plan.txt", inputs / "updates" / "2026-06-27.csv"
        done = subprocess.run(
            [node, SCRIPT, NODE_MODULES, chromium, address, *files, pictures],
            capture_output=True,
            text=True,
            check=False,
            timeout=900,
        )
    finally:
        served.kill()
        served.communicate()
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def test_each_step_is_done_by_a_command_that_it_shows(played: dict[str, Any]) -> None:
    """From the first upload to the published edition, without JavaScript."""
    commands = {step["name"]: step["command"].strip() for step in played["steps"]}

    assert all(step["title"].endswith(": done") for step in played["steps"]), played["steps"]
    assert commands == {
        "start": "$ publish init --yes --from=inputs/received/existing-plan.txt",
        "read": "$ publish ingest inputs/existing-plan.txt",
        "ask": "$ publish request-updates --date=2026-06-27 --by=owner --format=xlsx",
        "answers": "$ publish progress --date=2026-06-27",
        "try": "$ publish add-period --dry-run --date=2026-06-27",
        "publish": "$ publish add-period --date=2026-06-27 --published-on=2026-07-01",
        "history": "$ publish history",
    }


def test_the_edition_is_published_and_downloaded(
    played: dict[str, Any], folder: Path, pictures: Path
) -> None:
    """The PDF that was downloaded is the one in the folder, and it is verified there."""
    assert played["steps"]
    (published,) = (folder / "build").glob("*.pdf")
    assert (pictures / "published.pdf").read_bytes() == published.read_bytes()
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "verify", pictures / "published.pdf"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_axe_finds_nothing(played: dict[str, Any]) -> None:
    """On each page, at 1280 and at 400 pixels."""
    assert played["violations"] == []


def test_no_page_is_wider_than_the_window(played: dict[str, Any]) -> None:
    """At 400 pixels nothing has to be scrolled sideways (WCAG 2.2, 1.4.10)."""
    assert {n: w for n, w in played["widths"].items() if w > int(n.split()[-1])} == {}


def test_nothing_is_fetched_from_elsewhere(played: dict[str, Any]) -> None:
    """The browser spoke to this machine alone."""
    assert len(played["origins"]) == 1
    assert played["origins"][0].startswith("http://127.0.0.1:")
