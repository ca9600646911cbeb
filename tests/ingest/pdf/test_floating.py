"""Short cells in the middle or at the foot of their rows."""

from __future__ import annotations

import pytest

from pipeline.ingest.pdf.across import Columns
from pipeline.ingest.pdf.floating import is_floating, kind_of_band, row_bands
from pipeline.ingest.pdf.gutters import Gutter
from pipeline.ingest.pdf.levels import Level, levels_of, lines_by_column
from pipeline.ingest.pdf.lines import Line
from tests.ingest.pdf.tabled import cell

COLUMNS = Columns((45, 95, 260, 400), (Gutter(60, 100), Gutter(250, 265)), 50)
GAP, PARAGRAPH = 6, 9
"""Rows are parted by less than paragraphs are."""


def table(share: float) -> tuple[list[list[Line]], list[Level]]:
    """Return a table whose short cells stand at this share of their rows' height."""
    made, top = [], 0.0
    for n in range(8):
        lines = 3 + n % 3
        height = 11 * (lines + 2) + PARAGRAPH
        long, short = (100, 265) if n % 2 else (265, 100)
        made += cell(long, top, ["Review all of the new forms"] * lines)
        made += cell(long, top + 11 * lines + PARAGRAPH, ["Train all of them in these"] * 2)
        made += cell(50, top + share * (height - 11), ["7"])
        made += cell(short, top + share * (height - 11), ["Done"])
        top += height + GAP
    columns = lines_by_column(made, 1, COLUMNS)
    return columns, levels_of(columns, COLUMNS, (), 1.1)


@pytest.mark.parametrize("share", [0.5, 1.0])
def test_the_white_space_that_puts_cells_right_parts_rows(share: float) -> None:
    """Not the widest white space, but the one with the short cells in place between."""
    tables = [table(share)]
    begun = [level for level in tables[0][1] if kind_of_band(level) in row_bands(tables)]
    assert len(begun) == 7


def test_cells_at_the_top_do_not_float() -> None:
    """The usual table is left to what begins together."""
    assert not row_bands([table(0.0)])


def test_cells_that_begin_beside_others_that_go_on_float() -> None:
    """Where that is so for most, rows do not begin with all their cells."""
    beside = Level(20, 10, 10, ("apart", "wrapped", "apart"), None, (False,) * 3)
    together = beside._replace(states=("apart", "apart", "white"))
    assert is_floating([[beside, beside, together]])
    assert not is_floating([[beside, together, together]])
