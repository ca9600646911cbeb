"""Columns from white space: what a boundary cuts against what it explains."""

from __future__ import annotations

import random
import time

from pipeline.ingest.pdf.page import UNMARKED, Word
from pipeline.ingest.pdf.positions.gutters import gutters
from pipeline.richtext import BULLET
from tests.ingest.pdf.tabled import words


def line(*cells: tuple[float, str]) -> list[Word]:
    """Return a line of cells, each with the place where it begins."""
    return [word for x, text in cells for word in words(x, 0, text)]


def test_a_gutter_reaches_from_the_longest_text_to_the_next_column() -> None:
    """The white space ends where the next column begins."""
    (found,) = gutters(
        [line((50, "one"), (120, "two")), line((50, "longer"), (120, "two"))], ()
    ).gutters
    assert 79 <= found.start <= 81
    assert 119 <= found.end <= 121


def test_a_heading_over_two_columns_does_not_join_them() -> None:
    """One line that runs over the gutter weighs less than the gaps of the others."""
    rows = [line((50, f"7.{n}"), (80, "Review the forms"), (300, "Chief")) for n in range(4)]
    rows.insert(0, line((50, "Evidence of progress"), (300, "Owner")))
    assert len(gutters(rows, ()).gutters) == 2


def test_a_column_that_holds_its_heading_only_is_a_column() -> None:
    """White space that only one line parts is a gutter where nothing crosses it."""
    rows = [line((50, "No."), (100, "Update"), (300, "Status"))]
    rows += [line((50, str(n)), (100, "The form was tested in May")) for n in range(5)]
    assert len(gutters(rows, ()).gutters) == 2


def test_a_column_that_holds_its_heading_only_has_gutters_of_its_own() -> None:
    """However much the other columns hold, the white space beside it ends at its heading."""
    rows = [line((50, "No."), (100, "Update"), (300, "Status"), (400, "Owner"))]
    rows += [line((50, str(n)), (100, "It was tested"), (400, "Chief")) for n in range(120)]
    _, before, behind = gutters(rows, ()).gutters
    assert before.end <= 300 < behind.start


def test_bullets_are_no_column() -> None:
    """The space behind a bullet parts nothing, even where every line has one."""
    rows = [line((50, str(n)), (100, BULLET), (115, "Review the forms")) for n in range(5)]
    assert len(gutters(rows, ()).gutters) == 1


def test_four_points_are_enough() -> None:
    """A narrow gutter is told from a space, which words of other lines cross."""
    texts = ("aaaa bb ccc", "aa bbbb ccc", "aaa b ddddd", "aaaaaa bbbb")
    rows = [line((50, text), (106.5, text)) for text in texts]
    (found,) = gutters(rows, ()).gutters
    assert found.end == 106.5


def _requirements(*marks: str) -> list[list[Word]]:
    """Return lines under a heading over two columns, hardly a space behind each of `marks`."""
    texts = ("The unit", "monitors its", "own survey", "in each of", "the districts")
    rows = [line((50, "Evidence of progress"), (300, "Owner")) for _ in range(2)]
    for mark in marks:
        start = 72 - words(0, 0, mark)[0].x1
        rows.append(line((20, "7"), (start, mark), (75, "Each district"), (300, "Chief")))
        rows += [line((20, "is"), (75, text), (300, "Chief")) for text in texts]
    return rows


def test_lines_that_begin_at_one_place_tell_a_column_from_a_touching_one() -> None:
    """Where the left cells have ended, white space is before the same place."""
    found = gutters(_requirements("7.1", "10.2", "10.3", "12.1"), ()).gutters
    assert [round(gutter.end) for gutter in found][1:] == [75, 300]


def test_the_numbers_of_a_list_are_no_column() -> None:
    """Its lines begin at one place too, but no cell ends before it."""
    assert len(gutters(_requirements("1.", "2.", "3.", "4."), ()).gutters) == 2
    assert len(gutters(_requirements("(a)", "(b)", "(c)", "(d)"), ()).gutters) == 2


def test_an_upright_rule_is_a_boundary() -> None:
    """Where text fills its cells, a rule between them is enough."""
    rows = [line((50, "seven"), (78, "eight"), (120, "x")) for _ in range(3)]
    assert len(gutters(rows, [(77, 3)]).gutters) == 2
    assert len(gutters(rows, ()).gutters) == 1


def test_thousands_of_words_at_odd_places_do_not_hang() -> None:
    """The work grows with the words, not with their square."""
    chance = random.Random(3)  # noqa: S311 - repeatable places, no secret
    spread = [
        [
            Word("x", x, 0, x + chance.random() * 40, 9, False, False, "", UNMARKED, True, False)
            for x in sorted(chance.uniform(-99, 99_999) for _ in range(40))
        ]
        for _ in range(500)
    ]
    begun = time.process_time()
    gutters(spread, ())
    assert time.process_time() - begun < 5
