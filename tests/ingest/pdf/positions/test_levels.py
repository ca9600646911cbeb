"""What the columns of a table show at each height where a line begins."""

from __future__ import annotations

from pipeline.ingest.pdf.page import Box
from pipeline.ingest.pdf.positions.gutters import Gutter
from pipeline.ingest.pdf.positions.levels import (
    Pitch,
    carried_columns,
    edges_of,
    levels_of,
    line_pitch,
    lines_by_column,
)
from pipeline.ingest.pdf.positions.page_lines import Columns
from tests.ingest.pdf.tabled import cell, page

COLUMNS = Columns((45, 95, 260), (Gutter(90, 100),), 50)
PITCH = Pitch(1.1, 1.1)
WORDS = [*cell(50, 0, ["7"]), *cell(100, 0, ["Review all of the forms that were", "sent."])]
TABLE = lines_by_column([*WORDS, *cell(100, 26, ["Train", "them."])], 1, COLUMNS)


def test_each_level_names_what_its_columns_show() -> None:
    """A line too full to take the next word is wrapped; one with room has ended."""
    pitch = line_pitch([TABLE], COLUMNS)
    assert pitch == PITCH
    assert [level.states for level in levels_of(TABLE, COLUMNS, (), pitch)] == [
        ("apart", "apart"),
        ("white", "wrapped"),
        ("white", "apart"),
        ("white", "ended"),
    ]


def test_single_lines_far_apart_set_no_pitch() -> None:
    """A table whose cells have one line each is not a paragraph."""
    words = [word for n in range(3) for word in cell(100, 40.0 * n, ["Review"])]
    assert line_pitch([lines_by_column(words, 1, COLUMNS)], COLUMNS) == Pitch(1.0, 1.0)


def test_rows_that_touch_are_told_by_their_own_pitch() -> None:
    """A line that is a little nearer or further than those of a paragraph begins anew."""
    text = ["Review all of the forms that were", "sent to each of the many districts", "by May."]
    tops = (0, 33.2, 66.0)
    words = [word for top in tops for word in cell(100, top, text)]
    table = lines_by_column(words, 1, COLUMNS)
    found = levels_of(table, COLUMNS, (), line_pitch([table], COLUMNS))
    states = [level.states[1] for level in found]
    assert states == ["apart", "wrapped", "wrapped"] * 3


def test_a_program_that_rounds_has_two_usual_pitches() -> None:
    """Both are of paragraphs where they are about as frequent."""
    words = [
        word
        for n, top in enumerate((0, 11.0, 22.1, 33.1, 44.2))
        for word in cell(100, top, ["Review all of the forms that were" if n < 4 else "sent."])
    ]
    assert line_pitch([lines_by_column(words, 1, COLUMNS)], COLUMNS) == Pitch(1.1, 1.11)


def test_a_raised_line_is_of_its_cell() -> None:
    """Lines that overlap are in one cell, whatever their pitch."""
    words = [*WORDS, *cell(100, 17, ["a"])]
    found = levels_of(lines_by_column(words, 1, COLUMNS), COLUMNS, (), PITCH)
    assert [level.states[1] for level in found] == ["apart", "wrapped", "ended"]


def test_rules_and_fills_say_which_columns_they_part() -> None:
    """An underlined word and the page's background part nothing."""
    under = Box(100, 12, 130, 12.5)
    fills = [Box(45, 20, 95, 40), Box(0, 0, 600, 800)]
    found = edges_of(page(WORDS, rules=[under], fills=fills), COLUMNS)
    assert [(edge.y, edge.ruled) for edge in found] == [(20, (True, False)), (40, (True, False))]


def test_an_edge_stands_above_the_line_below_it() -> None:
    """The level that follows a rule knows where it lies."""
    edges = edges_of(page(WORDS, rules=[Box(45, 24, 260, 24.5)]), COLUMNS)
    third = levels_of(TABLE, COLUMNS, edges, PITCH)[2]
    assert (third.edge, third.ruled) == (24.25, (True, True))


def test_merged_cells_nest_from_the_left() -> None:
    """A cell that goes on is merged only where nothing begins to the left of it."""
    assert carried_columns(("white", "through", "apart")) == 2
    assert carried_columns(("apart", "through", "apart")) == 0


def test_labels_count_in_tables_of_two_columns() -> None:
    """A label that is on several cards begins a row."""
    found = levels_of(TABLE, COLUMNS, (), PITCH, frozenset({"7"}))
    assert [level.label for level in found] == ["7", "", "", ""]


def test_a_number_below_a_number_begins_a_cell() -> None:
    """Numbers are never set in several lines, however near they are to each other."""
    forms = ["Review all of the forms that were", "sent."]
    table = lines_by_column([*cell(50, 0, ["7", "8"]), *cell(100, 0, forms)], 1, COLUMNS)
    found = levels_of(table, COLUMNS, (), PITCH)
    assert [level.states for level in found] == [("apart", "apart"), ("apart", "wrapped")]
