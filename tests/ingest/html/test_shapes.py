"""Pages in the shapes in which forces publish, read cell by cell."""

from __future__ import annotations

from functools import partial

import pytest

from pipeline.ingest import DEFAULT_OPTIONS
from pipeline.ingest.html import read_html
from tests.corpus.html_source import html_source
from tests.corpus.measure import measure
from tests.corpus.prose import prose_plan
from tests.corpus.sheets import SHAPES, wide
from tests.corpus.style import Style

ALL_SHAPES = SHAPES | {
    "spanner": partial(wide, spanner=True),
    "repeated": partial(wide, numbers="repeated"),
    "blank": partial(wide, numbers="blank"),
}


@pytest.mark.parametrize("shape", ALL_SHAPES)
@pytest.mark.parametrize("seed", [1, 2])
def test_every_cell_is_exact(shape: str, seed: int) -> None:
    """Every cell comes back with its paragraphs, lists, bold, italic and links, in its place."""
    sheet = ALL_SHAPES[shape](prose_plan(seed))

    found = measure(sheet, read_html(html_source(sheet, Style()), "p.html", DEFAULT_OPTIONS))

    assert found.cells == found.exact
    assert found.outside
    assert not found.wrong
