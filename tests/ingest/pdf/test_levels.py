"""What the columns of a table show at each height where a line begins."""

from __future__ import annotations

from pipeline.ingest.pdf.across import Columns
from pipeline.ingest.pdf.gutters import Gutter
from pipeline.ingest.pdf.levels import (
    carried_columns,
    edges_of,
    levels_of,
    line_pitch,
    lines_by_column,
)
from pipeline.ingest.pdf.page import Box
from tests.ingest.pdf.tabled import cell, page

COLUMNS = Columns((45, 95, 260), (Gutter(90, 100),), 50)
WORDS = [*cell(50, 0, ["7"]), *cell(100, 0, ["Review all of the forms that were", "sent."])]
TABLE = lines_by_column([*WORDS, *cell(100, 26, ["Train", "them."])], 1, COLUMNS)


def test_each_level_names_what_its_columns_show() -> None:
    """A line too full to take the next word is wrapped; one with room has ended."""
    pitch = line_pitch([TABLE], COLUMNS)
    assert pitch == 1.1
    assert [level.states for level in levels_of(TABLE, COLUMNS, (), pitch)] == [
        ("apart", "apart"),
        ("white", "wrapped"),
        ("white", "apart"),
        ("white", "ended"),
    ]


def test_single_lines_far_apart_set_no_pitch() -> None:
    """A table whose cells have one line each is no paragraph."""
    words = [word for n in range(3) for word in cell(100, 40.0 * n, ["Review"])]
    assert line_pitch([lines_by_column(words, 1, COLUMNS)], COLUMNS) == 1.0


def test_rules_and_fills_say_which_columns_they_part() -> None:
    """An underlined word and the page's background part nothing."""
    under = Box(100, 12, 130, 12.5)
    fills = [Box(45, 20, 95, 40), Box(0, 0, 600, 800)]
    found = edges_of(page(WORDS, rules=[under], fills=fills), COLUMNS)
    assert [(edge.y, edge.ruled) for edge in found] == [(20, (True, False)), (40, (True, False))]


def test_an_edge_stands_above_the_line_below_it() -> None:
    """The level that follows a rule knows where it lies."""
    edges = edges_of(page(WORDS, rules=[Box(45, 24, 260, 24.5)]), COLUMNS)
    third = levels_of(TABLE, COLUMNS, edges, 1.1)[2]
    assert (third.edge, third.ruled) == (24.25, (True, True))


def test_merged_cells_nest_from_the_left() -> None:
    """A cell that goes on is merged only where nothing begins to the left of it."""
    assert carried_columns(("white", "through", "apart")) == 2
    assert carried_columns(("apart", "through", "apart")) == 0


def test_labels_count_in_tables_of_two_columns() -> None:
    """A label that stands on several cards begins a row."""
    found = levels_of(TABLE, COLUMNS, (), 1.1, frozenset({"7"}))
    assert [level.label for level in found] == ["7", "", "", ""]
