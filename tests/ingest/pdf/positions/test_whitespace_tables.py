"""Rows and cells from where words are: what each layout tells."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence

import pytest

from pipeline.ingest.pdf.page import Box, Page, Word
from pipeline.ingest.pdf.positions.whitespace_tables import aligned_grids
from pipeline.ingest.pdf.table.model import Region, TableModel
from tests.ingest.pdf.tabled import cell, page, row

XS = (50, 90, 250, 430)
HEADING = (("No.",), ("Action",), ("Update", "by month"), ("Owner",))
LONG = ("The control room has", "asked for the forms and", "will test them.")
NEXT = ("A second paragraph ends", "this cell.")
PLAN = (
    (("7.1",), ("Review", "the forms."), LONG, ("Chief",)),
    (("7.2",), LONG, ("Done.",), ("Head of", "Crime")),
    (("7.3",), ("Train", "all staff."), ("", ""), ("Chief",)),
    (("7.4",), LONG, (*LONG, *NEXT), ("Head",)),
    (("7.5",), ("Publish.",), LONG, ("Chief",)),
)


def table(top: float, rows: Sequence[Sequence[Sequence[str]]], space: float) -> list[Word]:
    """Return the words of `rows` one below the other, `space` more than a line's end apart."""
    made: list[Word] = []
    for cells in rows:
        made += row(top, cells, XS)
        top += 11 * max(len(lines) for lines in cells) + space
    return made


def only(pages: Sequence[Page]) -> TableModel:
    """Return the only grid."""
    (grid,) = [grid for here in aligned_grids(pages, 10) for grid in here]
    return grid


@pytest.mark.parametrize("space", [0, 0.6, 3, 9, 25])
def test_rows_are_found_however_far_apart(space: float) -> None:
    """White space, or what begins together where there is none, tells rows."""
    grid = only([page(table(60, (HEADING, *PLAN), space))])
    assert (len(grid.ys), len(grid.xs)) == (7, 5)


def test_a_blank_line_in_a_cell_does_not_part_the_row() -> None:
    """White space as high as that between rows parts none if one column alone goes on."""
    cells = (("7.6",), ("Act.",), (*LONG, "", *NEXT, "", *LONG), ("Head",))
    grid = only([page(table(60, (HEADING, *PLAN, cells, *PLAN), 11))])
    assert len(grid.ys) == 13


def test_short_cells_in_the_middle_of_their_rows_part_none() -> None:
    """Where cells float, the white space across all columns tells rows."""
    made, top = row(40, HEADING, XS), 80.0
    for cells in PLAN:
        height = max(len(lines) for lines in cells)
        for x, lines in zip(XS, cells, strict=True):
            made += cell(x, top + (height - len(lines)) * 5.5, lines)
        top += 11 * height + 8
    assert len(only([page(made)]).ys) == 7


def test_rules_and_shades_tell_rows() -> None:
    """A rule or the side of a fill across columns is a row's end, whatever the words say."""
    words = [*row(60, HEADING, XS), *row(82, PLAN[0], XS), *cell(90, 115, ["On."])]
    words += row(126, PLAN[1], XS)
    rule, fill = Box(40, 113.5, 560, 114), Box(40, 125, 560, 160)
    assert len(only([page(words, rules=[rule])]).ys) == 5
    assert len(only([page(words, rules=[rule], fills=[fill])]).ys) == 5


def test_a_merged_cell_goes_on_past_its_rows() -> None:
    """Text on the left that goes on beside new rows is one cell over them."""
    merged = [f"Line {n} of the whole" for n in range(9)]
    xs = (50, 200, 250, 430)
    words = row(60, (("Recommendation",), ("No.",), ("Update",), ("Owner",)), xs)
    words += cell(50, 80, merged)
    for n, top in enumerate((80, 119, 158)):
        words += row(top, ((), (f"7.{n}",), LONG, ("Chief",)), xs)
    assert Region(1, 0, 3, 1) in only([page(words)]).regions


def test_a_heading_over_two_columns_is_one_cell() -> None:
    """A line that runs on into the next column, which has no text of its own, is one cell."""
    rows = [((f"7.{n}",), LONG, ("Done.",), ("Chief",)) for n in range(4)]
    words = row(60, (("Evidence requirements",), (), ("Update",), ("Owner",)), XS)
    assert Region(0, 0, 1, 2) in only([page(words + table(80, rows, 6))]).regions


def test_a_label_of_a_card_is_no_merged_cell() -> None:
    """A label fills its line and has no value, so that the next one seems to go on with it."""
    labels = ("Recommendation", "Evidence that is needed", "Recommendation owner", "Status")
    words = []
    for n in range(4):
        tops = (0, 33, 44, 77) if n == 1 else (0, 33, 66, 99)
        for label, top in zip(labels, tops, strict=True):
            words += cell(50, 60 + 130 * n + top, [label])
            value = [f"The value of {label.lower()} {n}", "and of others"]
            words += cell(190, 60 + 130 * n + top, value if (n, top) != (1, 33) else [])
    found = only([page(words)])
    assert len(found.ys) == 17
    assert all(region.row_span == 1 for region in found.regions)


def test_a_centred_heading_over_two_columns_is_one_cell() -> None:
    """Its second line may be in the second column alone."""
    long = ("The board has asked for them all",) * 3
    rows = [((f"7.{n}",), long, ("Done.",), ("Chief",)) for n in range(4)]
    words = row(60, ((), (), ("Update",), ("Owner",)), XS)
    words += [*cell(205, 60, ["Evidence required"]), *cell(258, 71, ["of it"])]
    words += cell(50, 71, ["No."])
    assert Region(0, 1, 1, 2) in only([page(words + table(90, rows, 6))]).regions


def test_shades_that_leave_out_columns_show_merged_cells() -> None:
    """They do not show where one of them ends: a text that begins does, for those to its right."""
    top, words, fills = 60.0, row(60, HEADING, XS), []
    for n in range(6):
        top += 44
        left = ((f"{n}",), ("Act",) if n == 0 else ()) if n % 3 == 0 else ((), ())
        words += row(top, (*left, LONG, ("Chief",)), XS)
        fills += [Box(245, top - 3, 560, top + 41)] if n % 2 else []
    found = only([page(words, fills=fills)]).regions
    assert [(r.row, r.row_span) for r in found if r.column == 0] == [(0, 1), (1, 3), (4, 3)]
    assert [(r.row, r.row_span) for r in found if r.column == 1] == [(0, 1), (1, 3), (4, 3)]


def test_pages_share_their_columns_and_say_what_goes_on() -> None:
    """A page that begins with the rest of a row says so, and has the columns of the others."""
    first = page(table(60, (HEADING, *PLAN), 8))
    rest = cell(250, 90, LONG) + table(130, PLAN, 8)
    second = page(row(60, HEADING, XS) + rest, 2)
    (one,), (two,) = aligned_grids([first, second], 10)
    assert one.xs == two.xs
    assert (one.begun, two.begun) == (True, False)


def test_pages_with_other_columns_keep_their_own() -> None:
    """A second table with columns of its own does not spoil the first."""
    other = [w for n in range(9) for w in row(60 + 30 * n, (("Force area",), LONG), (50, 330))]
    grids = aligned_grids([page(table(60, (HEADING, *PLAN), 8)), page(other, 2)], 10)
    assert [len(here[0].xs) for here in grids] == [5, 3]


def test_pages_without_columns_have_no_grid() -> None:
    """Paragraphs are no table."""
    prose = page(cell(50, 60, ["These are the words of a paragraph over the page"] * 9))
    assert aligned_grids([prose, page([], 2)], 10) == [[], []]


def test_words_and_rules_at_odd_places_do_not_hang() -> None:
    """Thousands of both, as a drawing or a damaged file has them, take no more than moments."""
    chance = random.Random(5)  # noqa: S311 - repeatable places, no secret
    placed = [
        word._replace(x0=x, x1=x + chance.choice((0, 5, 90, 800)))
        for word in cell(0, 0, ["x"] * 3000, 0.3)
        for x in [chance.uniform(-300, 900)]
    ]
    rules = [Box(x, x, x + 300, x + 1) for x in range(3000)]
    begun = time.process_time()
    aligned_grids([page(placed, rules=rules), page(placed, 2, fills=rules)], 10)
    assert time.process_time() - begun < 5
