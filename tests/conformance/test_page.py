"""The web page, by other people's judgement: Chromium, axe-core and the Nu checker.

The checkers and the screen reader come from npm, into the repository's own `node_modules`:
`npm install --no-save --no-package-lock axe-core@4.14.1 playwright-core@1.65.1 vnu-jar@26.9.27
@guidepup/virtual-screen-reader@0.33.0 jsdom@29.1.1`
"""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from pipeline.draft import Request
from pipeline.layout import load_layout
from pipeline.load import load_plan
from pipeline.model import Plan
from pipeline.publication import Publication, PublishedFile, Sentence
from pipeline.publish import publish_period
from pipeline.render.html import render_html
from pipeline.silence import Updates
from tests.plans import SMALL, plans, with_table, with_updates
from tests.test_real_plan import SOURCE

ROOT = Path(__file__).parents[2]
NODE_MODULES = Path(os.environ.get("NODE_PATH") or ROOT / "node_modules")
SCRIPT = Path(__file__).parent / "measure_page.mjs"
LISTENER = Path(__file__).parent / "listen.mjs"
HEARD = Path(__file__).parent / "heard.txt"
RANDOM_PLANS = 6

pytestmark = [pytest.mark.conformance, pytest.mark.browser]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the page of every plan that is to be checked."""
    folder = tmp_path_factory.mktemp("pages")
    updates = Updates((ROOT / "inputs/updates/2026-06-27.csv",))
    example = ROOT / "inputs/existing-plan.txt"
    request = Request(
        *(dt.date(2026, 6, 27), example, updates, "devon-and-cornwall", folder, "example"),
        formats=("json", "csv", "html"),  # the checks of the PDF and DOCX are elsewhere
    )
    publish_period(request, lambda _: None)
    _render(folder / "small.html", SMALL)
    _render(folder / "without-periods.html", _without_periods(SMALL))
    if SOURCE.is_file():
        _render(folder / "real.html", load_plan(SOURCE).plan)
    _render_random_plans(folder)
    return folder


def _render(path: Path, plan: Plan) -> None:
    files = (PublishedFile("plan.pdf", "pdf", 400_000), PublishedFile("plan.csv", "csv", 90_000))
    layout = load_layout("devon-and-cornwall")
    publication = Publication(
        plan, layout, "plan", files, (Sentence("1 action is new: 7.1.", ("7.1",)),)
    )
    path.write_bytes(render_html(publication))


def _without_periods(plan: Plan) -> Plan:
    recommendations = tuple(
        replace(r, actions=tuple(with_updates(a, ()) for a in r.actions))
        for r in plan.recommendations
    )
    return with_table(plan, (), recommendations)


def _render_random_plans(folder: Path) -> None:
    found: list[Plan] = []

    @settings(
        max_examples=RANDOM_PLANS,
        phases=[Phase.generate],
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(plans())
    def keep(plan: Plan) -> None:
        found.append(plan)

    keep()
    for number, plan in enumerate(found[-RANDOM_PLANS:]):
        _render(folder / f"random-{number}.html", plan)


@pytest.fixture(scope="module")
def measured(folder: Path) -> dict[str, Any]:
    """Return what the browser found on each page, by the page's path."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None or shutil.which("node") is None:
        pytest.skip("Chromium or Node.js is not installed (apt install chromium nodejs)")
    for package in ("axe-core", "playwright-core"):
        if not (NODE_MODULES / package).is_dir():
            pytest.skip(f"{package} is not in {NODE_MODULES} (npm install {package})")
    pages = sorted(map(str, folder.glob("*.html")))
    command = ["node", str(SCRIPT), str(NODE_MODULES.resolve()), chromium, *pages]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=900)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_axe_finds_no_violation(measured: dict[str, Any]) -> None:
    """No rule of axe-core is broken at 320, 768 and 1440 pixels, light and dark, all open."""
    faults = {
        f"{path} at {screen['width']}": screen["violations"]
        for path, page in measured.items()
        for screen in page["screens"]
        if screen["violations"]
    }

    assert {s["width"] for page in measured.values() for s in page["screens"]} == {320, 768, 1440}
    assert not faults


def test_page_never_scrolls_sideways(measured: dict[str, Any]) -> None:
    """At no width is the page wider than the window, whatever its longest word."""
    for path, page in measured.items():
        for screen in page["screens"]:
            assert screen["scrollWidth"] <= screen["width"], path


def test_page_fetches_nothing(measured: dict[str, Any]) -> None:
    """The browser asks for the page itself and for nothing else."""
    for path, page in measured.items():
        for screen in page["screens"]:
            assert screen["requests"] == [Path(path).as_uri()]


def test_cards_are_still_a_table(measured: dict[str, Any]) -> None:
    """Chromium tells assistive technology of the same table, rows and cells at every width."""
    kept = ("table", "row", "cell", "columnheader", "rowheader")
    for path, page in measured.items():
        narrow, _, wide = (
            {role: screen["roles"].get(role, 0) for role in kept} for screen in page["screens"]
        )
        assert narrow["table"] == wide["table"] >= 1, path
        assert narrow["row"] == wide["row"] > 1, path
        assert narrow["columnheader"] == wide["columnheader"] >= 1, path
        assert narrow["rowheader"] == wide["rowheader"], path


def test_every_action_is_found(measured: dict[str, Any]) -> None:
    """Each filter shows its actions and no others, with the script and without; links lead on."""
    for path, page in measured.items():
        assert page["unscripted"] == [], path
        assert page["lostByWords"] == [], path
        for screen in page["screens"]:
            assert screen["found"] == [], path


def test_history_is_printed(measured: dict[str, Any]) -> None:
    """On paper every update is shown, though nobody opened its disclosure."""
    assert all(page["hiddenInPrint"] == 0 for page in measured.values())


def test_a_screen_reader_says_the_whole_page(
    folder: Path, golden: Callable[[Path, str], None]
) -> None:
    """What is heard of the small plan is `heard.txt`; each update with all that surrounds it."""
    for package in ("@guidepup/virtual-screen-reader", "jsdom"):
        if shutil.which("node") is None or not (NODE_MODULES / package).is_dir():
            pytest.skip(f"Node.js or {package} is not there (npm install {package})")
    command = ["node", str(LISTENER), str(NODE_MODULES.resolve()), str(folder / "small.html")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    heard = done.stdout.splitlines()

    for recommendation in SMALL.recommendations:
        for action in recommendation.actions:
            for period in SMALL.periods:
                begins = f"group, Recommendation {recommendation.number}, Action "
                ends = f", {period.label}" + (f", {action.status} now" if action.status else "")
                said = [line for line in heard if line.startswith(begins) and line.endswith(ends)]
                assert said, (recommendation.number, action.reference, period.label)
    golden(HEARD, done.stdout)


def test_nu_checker_finds_no_error(folder: Path) -> None:
    """The Nu checker has nothing to say about any page; of its content it may say one thing.

    A random plan may begin a run with an accent: the page shows what the plan says.
    """
    jar = NODE_MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    if not jar.is_file() or shutil.which("java") is None:
        pytest.skip(f"Java or {jar} is not there (apt install default-jre-headless)")
    pages = sorted(map(str, folder.glob("*.html")))
    command = ["java", "-jar", str(jar), "--format", "gnu", *pages]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=900)

    said = [line for line in done.stderr.splitlines() if "composing character" not in line]
    assert said == []
    assert done.returncode == 0
