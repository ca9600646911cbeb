"""Grids that are drawn in part: shaded cells, level rules cell by cell."""

from __future__ import annotations

import itertools

from pipeline.ingest.pdf.page import UNMARKED, Box, Page, Word
from pipeline.ingest.pdf.rules.bands import grids_of

XS = (50, 100, 300, 500)


def word(text: str, x: float, top: float) -> Word:
    """Return a word in letters 5 points wide, 10 high."""
    end = x + 5 * len(text)
    return Word(text, x, top, end, top + 10, False, False, "", UNMARKED, True, False)


def row(top: float, *texts: str) -> list[Word]:
    """Return a text in each column."""
    return [word(text, x + 3, top) for text, x in zip(texts, XS, strict=False)]


def page(words: list[Word], rules: list[Box], fills: list[Box]) -> Page:
    """Return a page."""
    return Page(1, 600, 400, tuple(words), tuple(rules), tuple(fills), 0, 0)


def shaded(top: float, bottom: float) -> list[Box]:
    """Return a filled box for each column."""
    return [Box(a, top, b, bottom) for a, b in itertools.pairwise(XS)]


def pieces(y: float) -> list[Box]:
    """Return a level rule for each column."""
    return [Box(a, y, b, y + 0.5) for a, b in itertools.pairwise(XS)]


def test_a_shaded_heading_belongs_to_the_ruled_grid_below() -> None:
    """Headings drawn as fills without lines are the table's first row."""
    rules = [Box(50, y, 500, y + 0.5) for y in (80, 120, 160)]
    rules += [Box(x, 80, x + 0.5, 160) for x in XS]
    (grid,) = grids_of(page(row(65, "No.", "Owner", "Update"), rules, shaded(60, 80)))
    assert (len(grid.ys), grid.ys[0]) == (4, 60)


def test_every_other_row_shaded_is_a_table() -> None:
    """The rows between the shaded ones, and the one below the last, are rows as well."""
    words = [w for n in range(5) for w in row(65 + 20 * n, str(n), "Chief", "Done.")]
    words += [word("Published", 60, 300)]
    fills = [box for n in (0, 2, 4) for box in shaded(60 + 20 * n, 80 + 20 * n)]
    (grid,) = grids_of(page(words, [], fills))
    assert (len(grid.xs), len(grid.ys)) == (4, 6)
    words += row(165, "5", "Chief", "Done.")
    (grid,) = grids_of(page(words, [], fills))
    assert len(grid.ys) == 7


def test_level_rules_drawn_cell_by_cell_show_the_columns() -> None:
    """Walls are where the pieces meet; the heading above the first rule is a row."""
    words = [word("The-long-title-of-the-whole-plan", 53, 40), *row(65, "No.", "Owner", "Update")]
    words += [w for n in range(3) for w in row(85 + 20 * n, str(n), "Chief", "Done.")]
    rules = [box for n in range(4) for box in pieces(80 + 20 * n)]
    (grid,) = grids_of(page(words, rules, []))
    assert (len(grid.xs), len(grid.ys), grid.ys[0]) == (4, 5, 64)


def test_level_rules_in_one_piece_are_no_table() -> None:
    """Lines between paragraphs have no columns."""
    rules = [Box(50, y, 500, y + 0.5) for y in (80, 120, 160)]
    assert grids_of(page(row(90, "Some", "text", "here"), rules, [])) == []


def test_a_background_is_no_cell() -> None:
    """A fill over the whole page draws no table."""
    assert grids_of(page(row(90, "Some", "text"), [], [Box(0, 0, 600, 400)])) == []


def test_the_ground_under_cells_is_no_cell() -> None:
    """Where cells lie upon a fill, only its gaps show; a place without a cell has no sides."""
    ground = Box(50, 60, 500, 140)
    cells = [Box(a + 1, y, b - 1, y + 38) for a, b in itertools.pairwise(XS) for y in (61, 101)]
    words = [w for y in (70, 110) for w in row(y, "1", "Chief", "Done.")]
    (grid,) = grids_of(page(words, [], [ground, *cells]))
    assert not any(region.is_open for region in grid.regions)
    words.pop(3)  # where no cell is drawn there is no word
    (grid,) = grids_of(page(words, [], [ground, *(box for box in cells if box != cells[1])]))
    assert [(r.row, r.column) for r in grid.regions if r.is_open] == [(1, 0)]


def test_cells_that_reach_over_their_ground_are_cells() -> None:
    """At a page's end both are cut, by a fraction of a point not alike."""
    ground = Box(50, 60, 500, 139.8)
    cells = [Box(a + 1, y, b - 1, y + 39) for a, b in itertools.pairwise(XS) for y in (61, 101)]
    words = [w for y in (70, 110) for w in row(y, "1", "Chief", "Done.")]
    (grid,) = grids_of(page(words, [], [ground, *cells]))
    assert (len(grid.xs), len(grid.ys)) == (4, 3)


def test_a_cell_with_marked_words_is_a_cell() -> None:
    """A fill round words has no sides, and leaves the cell under it those that it has."""
    marked = [Box(101, 63, 130, 77), Box(301, 63, 330, 77)]
    (grid,) = grids_of(page(row(65, "1", "Chief", "Done."), [], [*shaded(60, 80), *marked]))
    assert grid.xs == XS


def test_rules_outside_the_page_are_not_there() -> None:
    """A browser draws a cell's walls from where it began, pages before."""
    rules = [Box(50, y, 500, y + 0.5) for y in (40, 80, 120)]
    rules += [Box(x, 40, x + 0.5, 120) for x in XS] + [Box(x, -400, x + 0.5, 42) for x in XS]
    (grid,) = grids_of(page(row(65, "No.", "Owner", "Update"), rules, []))
    assert grid.ys[0] > 39


def test_shaded_rows_inside_a_ruled_frame_are_rows() -> None:
    """Word's banded styles draw a frame and the heading's walls, and shade every other row."""
    words = [w for n in range(4) for w in row(65 + 20 * n, "1", "Chief", "Done.")]
    rules = [Box(50, y, 500, y + 0.5) for y in (60, 80, 140)]
    rules += [Box(x, 60, x + 0.5, 140 if x in (50, 500) else 80) for x in XS]
    (grid,) = grids_of(page(words, rules, shaded(100, 120)))
    assert len(grid.regions) == 4 * 3


def test_a_merged_cell_shaded_row_by_row_stays_merged() -> None:
    """Where a height is ruled, the rules say which cells end there."""
    rules = [Box(50, y, 500, y + 0.5) for y in (60, 100, 120)] + [Box(300, 80, 500, 80.5)]
    rules += [Box(x, 60, x + 0.5, 120) for x in XS]
    fills = [*shaded(60, 80), *shaded(80, 100)]
    (grid,) = grids_of(page(row(65, "No.", "Owner", "Update"), rules, fills))
    assert [r.row_span for r in grid.regions] == [2, 2, 1, 1, 1, 1, 1]


def test_a_row_with_one_shaded_cell_has_the_walls_of_its_grid() -> None:
    """A page's end cuts the last row; its texts keep to the columns, though they all but touch."""
    rules = [box for y in (60, 80, 100) for box in pieces(y)]
    words = [w for n in range(2) for w in row(65 + 20 * n, str(n), "Chief", "Done.")]
    words += [word("2", 53, 105), word("x" * 38, 108, 105), word("Done.", 303, 105)]
    (grid,) = grids_of(page(words, rules, [Box(300, 100, 500, 120)]))
    last = [region for region in grid.regions if region.row == 2]
    assert [(region.column, region.column_span) for region in last] == [(0, 1), (1, 1), (2, 1)]


def test_a_heading_shaded_alone_is_no_row_of_upright_rules() -> None:
    """Where nothing parts the rows below, the places of the words tell rows; the next step asks."""
    rules = [Box(x, 60, x + 0.5, 140) for x in XS] + [Box(50, y, 500, y + 0.5) for y in (60, 140)]
    (grid,) = grids_of(page(row(65, "No.", "Owner", "Update"), rules, shaded(60, 80)))
    assert len(grid.ys) == 2


def test_a_text_over_the_end_of_a_shaded_row_is_of_one_cell() -> None:
    """A merged cell beside the rows is shaded with each of them; its text does not end there."""
    words = [w for n in range(4) for w in row(65 + 20 * n, "1", "", "Done.")]
    words += [word(f"Review {n}", 103, 82 + 11 * n) for n in range(4)]
    rules = [Box(50, y, 500, y + 0.5) for y in (60, 80, 140)]
    rules += [Box(x, 60, x + 0.5, 140 if x in (50, 500) else 80) for x in XS]
    (grid,) = grids_of(page([w for w in words if w.text], rules, shaded(100, 120)))
    assert [r.row_span for r in grid.regions if r.column == 1 and r.row] == [3]
    assert [r.row for r in grid.regions if r.column == 2] == [0, 1, 2, 3]
