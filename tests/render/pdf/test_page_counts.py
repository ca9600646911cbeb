"""How much paper a plan takes: the example and the real plan with a period more."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pypdfium2
import pytest

from pipeline.arrange import arranged
from pipeline.layout import load_layout
from pipeline.load import load_plan
from pipeline.merge import add_period
from pipeline.model import Answer, Period, PeriodColumn, Plan
from pipeline.publication import Publication, Sentence
from pipeline.render.pdf import render_pdf
from pipeline.richtext import plain_text

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "inputs" / "existing-plan.txt"
REAL = ROOT.parent / "shared" / "plan" / "existing-plan.txt"
JUNE = Period("June 27th 2026", dt.date(2026, 6, 27))


def with_five_periods(path: Path) -> Plan:
    """Return the plan at `path`, which has four periods, with a fifth without changes."""
    plan = load_plan(path).plan
    same = plain_text("As per previous update.")
    return add_period(plan, PeriodColumn(JUNE, tuple(Answer(key, same) for key in plan.keys())))


@pytest.mark.parametrize(
    ("path", "name", "most"),
    [
        (EXAMPLE, "devon-and-cornwall", 15),
        (EXAMPLE, "compact", 10),
        (REAL, "devon-and-cornwall", 18),
        (REAL, "compact", 14),
    ],
    ids=["example", "example-compact", "real", "real-compact"],
)
def test_pages(path: Path, name: str, most: int) -> None:
    """Five periods with their summary take no more A3 pages, at the layout's own type size."""
    if not path.is_file():
        pytest.skip(f"{path} is not on this machine")
    layout = load_layout(name)
    plan = arranged(with_five_periods(path), layout).plan
    news = (Sentence("39 actions have not changed."),)

    data = render_pdf(Publication(plan, layout, "plan", changes=news))

    document = pypdfium2.PdfDocument(data)
    assert len(document) <= most
    document.close()
