"""Short cells in the middle or at the foot of their rows."""

from __future__ import annotations

import pytest

from pipeline.ingest.pdf.page import Word
from pipeline.ingest.pdf.positions.centred_rows import Floating, floating_rows, is_clear
from pipeline.ingest.pdf.positions.gutters import Gutter
from pipeline.ingest.pdf.positions.levels import Level, Pitch, levels_of, lines_by_column
from pipeline.ingest.pdf.positions.page_lines import Columns
from pipeline.ingest.pdf.text.lines import Line
from tests.ingest.pdf.tabled import cell

COLUMNS = Columns((45, 95, 260, 400), (Gutter(60, 100), Gutter(250, 265)), 50)
GAP, PARAGRAPH = 6, 9
"""Rows are split by less than paragraphs are."""


Table = tuple[list[list[Line]], list[Level]]


def rows(share: float, count: int = 8, top: float = 0.0) -> list[Word]:
    """Return rows whose short cells are at this share of the height."""
    made: list[Word] = []
    for n in range(count):
        lines = 3 + n % 3
        height = 11 * (lines + 2) + PARAGRAPH
        long, short = (100, 265) if n % 2 else (265, 100)
        made += cell(long, top, ["Review all of the new forms"] * lines)
        made += cell(long, top + 11 * lines + PARAGRAPH, ["Train all of them in these"] * 2)
        made += cell(50, top + share * (height - 11), ["7"])
        made += cell(short, top + share * (height - 11), ["Done"])
        top += height + GAP
    return made


def table(words: list[Word], page: int = 1) -> Table:
    """Return the lines and levels of a page's words."""
    columns = lines_by_column(words, page, COLUMNS)
    return columns, levels_of(columns, COLUMNS, (), Pitch(1.1, 1.1))


def found(*tables: Table) -> list[Floating]:
    """Return what is found of tables without known headings."""
    return floating_rows(tables, [{} for _ in tables])


def begun(floating: Floating) -> int:
    """Return how many rows begin."""
    return sum(score > 0 for score in floating.scores)


@pytest.mark.parametrize("share", [0.5, 1.0])
def test_the_parting_that_puts_cells_right_is_taken(share: float) -> None:
    """Not the widest white space parts rows, but what puts the short cells in place between."""
    (only,) = found(table(rows(share)))
    assert begun(only) == 8


def test_cells_at_the_top_do_not_float() -> None:
    """The usual table is left to what begins together."""
    assert found(table(rows(0.0))) == []


def test_rows_that_touch_do_not_float() -> None:
    """A full last line looks as if it went on into the next row, which may begin all the same."""
    made: list[Word] = []
    top = 0.0
    for n in range(8):
        lines = 3 + n % 3
        made += cell(50, top, ["7"]) + cell(265, top, ["Done"])
        made += cell(100, top, ["Review all of the forms that are"] * lines)
        top += 11 * lines
    columns, levels = table(made)
    assert levels[3].states == ("apart", "wrapped", "apart")
    assert is_clear(levels[3])
    assert found((columns, levels)) == []


def test_short_cells_beside_a_line_that_goes_on_begin_no_row() -> None:
    """In the middle of a row they are level with one of its lines, and begin together."""
    made: list[Word] = []
    top = 0.0
    for n in range(8):
        lines = 5 + 2 * (n % 3)
        made += cell(100, top, ["Review all of the forms that are"] * lines)
        middle = top + 11 * (lines // 2)
        made += cell(50, middle, ["7"]) + cell(265, middle, ["Done"])
        top += 11 * lines + GAP
    columns, levels = table(made)
    assert levels[2].states == ("apart", "wrapped", "apart")
    assert begun(found((columns, levels))[0]) == 8


def test_two_columns_do_not_float() -> None:
    """A label beside a value shows no place that cells share."""
    columns, levels = table(rows(1.0))
    assert floating_rows([(columns[:2], levels)], [{}]) == []


def test_a_row_that_a_page_ends_may_stand_at_the_top() -> None:
    """A browser sets a row that it cuts from the top, both parts, though others are centred."""
    full = rows(0.5, 7)
    top = max(word.bottom for word in full) + GAP
    cut = cell(50, top, ["7"]) + cell(100, top, ["Done"])
    cut += cell(265, top, ["Review all of the new forms"] * 9)
    rest = cell(265, 0, ["forms are all of them read"] * 2)
    first, second = found(table(full + cut), table(rest + rows(0.5, 8, 22 + GAP), 2))
    assert (begun(first), begun(second)) == (8, 9)
    assert second.begun is False


def test_a_row_that_begins_a_page_fills_what_all_rows_do() -> None:
    """A number that every row has, and that is never long, is in no rest of a row."""
    first, second = found(table(rows(0.5)), table(rows(0.5), 2))
    assert (begun(first), begun(second)) == (8, 8)
    assert second.begun is True


def test_a_rule_parts_rows_where_the_cells_do_not_tell() -> None:
    """The sides of shaded rows are boundaries, whatever is between."""
    columns, levels = table(rows(0.5))
    (only,) = found((columns, levels))
    starts = [n for n, score in enumerate(only.scores) if score > 0]
    ruled = [
        level._replace(ruled=(n in starts,) * 3, edge=level.top if n in starts else None)
        for n, level in enumerate(levels)
    ]
    (by_rule,) = found((columns, ruled))
    assert [n for n, score in enumerate(by_rule.scores) if score > 0] == starts
    assert min(by_rule.scores[n] for n in starts[1:]) > min(only.scores[n] for n in starts[1:])
