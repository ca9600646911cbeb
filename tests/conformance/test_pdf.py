"""The PDF holds to PDF/A-3a and PDF/UA-1, by other people's judgement."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pipeline.layout import Layout, load_layout
from pipeline.load import load_plan
from pipeline.model import Plan
from pipeline.publication import Publication
from pipeline.render.pdf import render_pdf
from pipeline.richtext import plain_text
from pipeline.signing import load_signer, sign_pdf
from tests.plans import SMALL, plans, with_table, with_updates
from tests.signing.certificates import PASSPHRASE, Kind, write_certificate

ROOT = Path(__file__).parents[2]
NEIGHBOUR = ROOT.parent / "shared" / "tools" / "verapdf" / "verapdf"
RANDOM_PLANS = 30

pytestmark = pytest.mark.conformance


@pytest.fixture(scope="module")
def verapdf() -> str:
    """Return the checker's path: on the PATH, or beside the repository."""
    found = shutil.which("verapdf") or (str(NEIGHBOUR) if NEIGHBOUR.is_file() else None)
    if found is None:
        pytest.skip("veraPDF is neither on the PATH nor beside the repository")
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the PDF of every plan that is to be checked."""
    folder = tmp_path_factory.mktemp("pdf")
    layout = load_layout("devon-and-cornwall")
    small = replace(layout, page=replace(layout.page, size="A4"))
    for name, plan in _known_plans().items():
        _render(folder / f"{name}.pdf", plan, layout)
        _render(folder / f"{name}-a4.pdf", plan, small)
    _render_random_plans(folder, [layout, small])
    kinds: tuple[Kind, ...] = ("rsa", "ecdsa")
    for kind in kinds:
        signer = load_signer(write_certificate(folder, kind), lambda: PASSPHRASE)
        data = sign_pdf((folder / "small.pdf").read_bytes(), signer, dt.date(2026, 7, 1))
        (folder / f"signed-{kind}.pdf").write_bytes(data)
    return folder


def test_verapdf_passes_every_plan(verapdf: str, folder: Path) -> None:
    """Both profiles, for the example, the real plan and plans of any shape, in one run."""
    files = sorted(map(str, folder.glob("*.pdf")))
    assert len(files) >= RANDOM_PLANS

    done = subprocess.run(
        [verapdf, "ua1,3a", *files], capture_output=True, text=True, check=False, timeout=600
    )

    assert 0 == done.returncode, done.stdout + done.stderr
    assert 2 * len(files) == done.stdout.count("PASS")


def test_second_checker_finds_no_error(folder: Path) -> None:
    """Outloud, which follows the tags as a person hears them, reports no error."""
    outloud = shutil.which("outloud", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    if outloud is None:
        pytest.skip("outloud is not installed (pip install outloud)")

    # TBL-010 counts more headings than cells as a fault, which a plan of one action cannot help.
    # A signed file is left to veraPDF: Outloud asks for a name and a place in the reading order of
    # a signature's field, also where that has no size (ISO 14289-1, 7.18.1, leaves such out).
    files = [path for path in sorted(folder.glob("*.pdf")) if not path.stem.startswith("signed-")]
    done = subprocess.run(
        [outloud, "--skip", "TBL-010", *map(str, files)],
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )

    assert 0 == done.returncode, done.stdout


def _known_plans() -> dict[str, Plan]:
    known = {"small": SMALL, "tall": _with_tall_row(SMALL), "wide": _with_periods(SMALL, 8)}
    for name, path in (
        ("example", ROOT / "inputs" / "existing-plan.txt"),
        ("existing", ROOT.parent / "shared" / "plan" / "existing-plan.txt"),
    ):
        if path.is_file():
            known[name] = load_plan(path).plan
    return known


def _with_tall_row(plan: Plan) -> Plan:
    first, *rest = plan.recommendations
    action = first.actions[0].replaced(updates=(plain_text("word " * 3000), plain_text("Short.")))
    return replace(
        plan, recommendations=(replace(first, actions=(action, *first.actions[1:])), *rest)
    )


def _with_periods(plan: Plan, count: int) -> Plan:
    period = plan.periods[-1]
    return with_table(
        plan,
        periods=tuple(replace(period, label=f"Period {i + 1}") for i in range(count)),
        recommendations=tuple(
            replace(r, actions=tuple(with_updates(a, (a.updates[0],) * count) for a in r.actions))
            for r in plan.recommendations
        ),
    )


def _render_random_plans(folder: Path, layouts: list[Layout]) -> None:
    """Write PDFs of plans that hypothesis draws, always the same ones."""
    drawn: list[Plan] = []

    @settings(
        max_examples=RANDOM_PLANS,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(plans(max_periods=8), st.sampled_from(layouts))
    def render(plan: Plan, layout: Layout) -> None:
        _render(folder / f"random-{len(drawn):02}.pdf", plan, layout)
        drawn.append(plan)

    render()


def _render(file: Path, plan: Plan, layout: Layout) -> None:
    file.write_bytes(render_pdf(Publication(plan, layout, file.stem)))
