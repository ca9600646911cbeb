"""Every shape, sheet, number of periods and language: proved, and passed by other checkers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import pytest

from pipeline.arrange import arranged
from pipeline.layout import Layout, in_language, load_layout
from pipeline.model import Plan
from pipeline.parse.receipt import plan_texts
from pipeline.publication import Publication, Sentence
from pipeline.render import renderer
from pipeline.verify import artifact_faults
from tests.conformance.test_pdf import verapdf as verapdf
from tests.plans import with_table, with_updates
from tests.render.docx.test_office import _pages
from tests.verify.artifacts import PLAN

SHAPES = ("wide", "by-recommendation", "cards")
SIZES = ("A3", "A4")
WAYS = ("landscape", "portrait")
PERIODS = (1, 5, 10)
LANGUAGES = ("en", "cy")
SAMPLE = 7
"""Every seventh of the 72 is made, with each value of each kind; `nox -s layouts` makes all."""

pytestmark = pytest.mark.conformance


@dataclass(frozen=True, slots=True)
class Made:
    """A document of the matrix, as it was rendered."""

    name: str
    plan: Plan
    layout: Layout
    path: Path


def _layouts() -> Iterator[tuple[str, Layout, int]]:
    step = 1 if os.environ.get("PUBLISH_LAYOUTS") == "all" else SAMPLE
    every = [*product(SHAPES, SIZES, WAYS, PERIODS, LANGUAGES)]
    for shape, size, way, count, language in every[::step]:
        layout = in_language(load_layout("devon-and-cornwall"), language)
        page = replace(layout.page, size=size, orientation=way)  # type: ignore[arg-type]
        made = replace(layout, shape=shape, page=page)  # type: ignore[arg-type]
        yield f"{shape}-{size}-{way}-{count}-{language}", made, count


def _with_periods(count: int) -> Plan:
    period, source = PLAN.periods[-1], len(PLAN.periods)
    return with_table(
        PLAN,
        periods=tuple(replace(period, label=f"Period {i + 1} of 2026") for i in range(count)),
        recommendations=tuple(
            replace(
                r,
                actions=tuple(
                    with_updates(a, tuple(a.updates[i % source] for i in range(count)))
                    for a in r.actions
                ),
            )
            for r in PLAN.recommendations
        ),
    )


@pytest.fixture(scope="module")
def matrix(tmp_path_factory: pytest.TempPathFactory) -> tuple[Made, ...]:
    """Return the PDF and the DOCX of each combination."""
    folder = tmp_path_factory.mktemp("layouts")
    plans = {count: _with_periods(count) for count in PERIODS}
    made = []
    for name, layout, count in _layouts():
        plan = arranged(plans[count], layout).plan
        publication = Publication(plan, layout, name, changes=(Sentence("One is new."),))
        for format_ in ("pdf", "docx"):
            path = folder / f"{name}.{format_}"
            path.write_bytes(renderer(format_)(publication))
            made.append(Made(name, plan, layout, path))
    return tuple(made)


def test_the_sample_has_every_value() -> None:
    """Each shape, size, way, number of periods and language is in what is made by default."""
    drawn = [*product(SHAPES, SIZES, WAYS, PERIODS, LANGUAGES)][::SAMPLE]

    assert [set(values) for values in zip(*drawn, strict=True)] == [
        set(kind) for kind in (SHAPES, SIZES, WAYS, PERIODS, LANGUAGES)
    ]


def test_every_document_is_proved(matrix: tuple[Made, ...]) -> None:
    """Each reads back as the plan."""
    assert len(matrix) in (2 * 72, 2 * 11)
    faults = {
        made.path.name: [line for fault in found for line in fault.lines()]
        for made in matrix
        if (
            found := list(
                artifact_faults(made.plan, made.path.name, made.path.read_bytes(), made.layout)
            )
        )
    }
    assert faults == {}


def test_verapdf_passes_every_layout(matrix: tuple[Made, ...], verapdf: str) -> None:
    """PDF/UA-1 and PDF/A-3a, in one run."""
    files = [str(made.path) for made in matrix if made.path.suffix == ".pdf"]

    done = subprocess.run(
        [verapdf, "ua1,3a", *files], capture_output=True, text=True, check=False, timeout=900
    )

    assert done.returncode == 0, done.stdout[-3000:] + done.stderr
    assert done.stdout.count("PASS") == 2 * len(files)


def test_outloud_finds_no_error(matrix: tuple[Made, ...]) -> None:
    """The tags are as a person hears them."""
    outloud = shutil.which("outloud", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    if outloud is None:
        pytest.skip("outloud is not installed (pip install outloud)")
    files = [str(made.path) for made in matrix if made.path.suffix == ".pdf"]

    done = subprocess.run(
        [outloud, "--skip", "TBL-010", *files],
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )

    assert done.returncode == 0, done.stdout[-3000:]


def test_word_knows_every_document(
    matrix: tuple[Made, ...], assert_valid_docx: Callable[[Path], None]
) -> None:
    """openxml-audit, which knows Word's schemas and rules, finds nothing."""
    for made in matrix:
        if made.path.suffix == ".docx":
            assert_valid_docx(made.path)


def test_libreoffice_shows_every_word(matrix: tuple[Made, ...], tmp_path: Path) -> None:
    """The pages that it makes of each document have each letter and figure of the plan.

    Words are not compared: a column of ten on a narrow sheet breaks them, and a hyphen where a
    line ends is not a character of the page's text.
    """
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not on the PATH")
    documents = [made for made in matrix if made.path.suffix == ".docx"]
    subprocess.run(
        [
            *(office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"),
            *("--convert-to", "pdf", "--outdir", str(tmp_path)),
            *(str(made.path) for made in documents),
        ],
        check=True,
        capture_output=True,
        timeout=1200,
    )
    lost = {}
    for made in documents:
        pages = _pages((tmp_path / f"{made.name}.pdf").read_bytes())
        wanted = "".join(word for text in plan_texts(made.plan) for word in text.split())
        shown = Counter("".join(pages))
        if missing := Counter(filter(str.isalnum, wanted)) - shown:
            lost[made.name] = missing
    assert lost == {}
