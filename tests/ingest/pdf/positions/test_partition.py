"""The cheapest parting of a table into rows."""

from __future__ import annotations

import itertools

from pipeline.ingest.pdf.positions.partition import Stretch, cheapest, stretches
from pipeline.ingest.pdf.text.lines import Line, lines_of
from tests.ingest.pdf.tabled import cell


def lines(*cells: tuple[float, int]) -> list[Line]:
    """Return the lines of one column: where each cell begins, and how many lines it has."""
    return lines_of([w for top, count in cells for w in cell(50, top, ["forms"] * count)], 1)


def whole(*columns: list[Line]) -> Stretch:
    """Return all lines as one row."""
    return stretches(columns, [0.0], 10.0)[0][-1]


def test_short_cells_are_misplaced_where_they_do_not_stand() -> None:
    """Each cell shorter than the row is at its top, in its middle, or at its foot."""
    long = lines((0, 5))
    assert whole(long, lines((0, 1))).places[:3] == (0, 5, 5)
    assert whole(long, lines((22, 1))).places[:3] == (5, 0, 5)
    assert whole(long, lines((44, 1))).places[:3] == (5, 5, 0)
    assert whole(long, long).places[:3] == (0, 0, 0)


def test_cells_of_a_row_that_is_cut_share_a_height() -> None:
    """The middle of a row whose end is cut off lies lower than that of what is left, or higher."""
    long, low, high = lines((0, 9)), lines((66, 1)), lines((11, 1))
    assert (whole(long, low, low).places.begun, whole(long, low, low).places.ended) == (0, 10)
    assert (whole(long, high, high).places.begun, whole(long, high, high).places.ended) == (10, 0)
    assert whole(long, low, low, lines((33, 1))).places.begun == 5


def test_white_space_inside_a_cell_costs() -> None:
    """Lines far apart are of two cells, paragraphs are of one."""
    assert whole(lines((0, 2), (30, 2))).split == 0
    assert whole(lines((0, 2), (60, 2))).split == 5
    assert whole(lines(*((n * 60, 1) for n in range(5)))).split == 20


def test_the_cheapest_rows_cover_all_lines() -> None:
    """Every other parting costs more; what each place would cost otherwise is told."""
    options = stretches([lines(*((n * 11, 1) for n in range(4)))], [0, 11, 22, 33], 10.0)
    prices = {(0, 2): 1.0, (2, 4): 1.0, (0, 4): 5.0}
    parting = cheapest(options, lambda s: prices.get((s.start, s.end), 2.0), frozenset())
    assert [(s.start, s.end) for s in parting.rows] == [(0, 2), (2, 4)]
    assert parting.cost == 2.0
    assert parting.surer[1:] == [-2.0, 2.0, -2.0]


def test_fixed_places_begin_rows() -> None:
    """A heading's end is a boundary, whatever it costs."""
    options = stretches([lines(*((n * 11, 1) for n in range(4)))], [0, 11, 22, 33], 10.0)
    for place in (1, 2, 3):
        parting = cheapest(options, lambda s: 1.0, frozenset({place}))
        assert [s.start for s in parting.rows] == [0, place]
        assert all(a.end == b.start for a, b in itertools.pairwise(parting.rows))


def test_numbers_below_each_other_are_cells_of_their_own() -> None:
    """So they cost as much as white space inside a cell does."""
    numbers = lines_of([w for n in range(3) for w in cell(50, 11.0 * n, [f"{n}.5"])], 1)
    assert whole(numbers).split == 10
    assert whole(lines((0, 3))).split == 0
