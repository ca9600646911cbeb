"""The words of the marks, and the drawn cell that a line of them stands in."""

from __future__ import annotations

import itertools

from pipeline.ingest.pdf.lines import lines_of
from pipeline.ingest.pdf.marks import Marks
from pipeline.ingest.pdf.page import Box, Page, Word
from pipeline.ingest.pdf.tags import Mark

XS = (50, 100, 300, 500)
MARKS = tuple(Mark(1, number) for number in range(6))


def word(text: str, x: float, top: float, mark: int) -> Word:
    """Return a word with its mark, in letters 5 points wide, 10 high."""
    end = x + 5 * len(text)
    return Word(text, x, top, end, top + 10, False, False, "", mark, True, False)


def shown(rules: list[Box], fills: list[Box]) -> Marks:
    """Return the marks of a page with two rows of three cells."""
    places = itertools.product((65, 105), XS[:3])
    words = [word(f"w{n}", x + 3, top, n) for n, (top, x) in enumerate(places)]
    return Marks(lambda _: Page(1, 600, 400, tuple(words), tuple(rules), tuple(fills), 0, 0))


def places(marks: Marks) -> list[tuple[int, int] | None]:
    """Return the drawn column of each word, and how many there are."""
    lines = [lines_of(marks.take(mark), 1)[0] for mark in MARKS]
    return [marks.place(line) for line in lines]


def test_a_mark_is_handed_out_once() -> None:
    """The words of a mark are of one cell."""
    marks = shown([], [])
    assert [word.text for word in marks.take(MARKS[0])] == ["w0"]
    assert marks.take(MARKS[0]) == []


def test_rules_tell_the_column() -> None:
    """A line stands in the column between two walls."""
    rules = [Box(50, y, 500, y) for y in (60, 100, 140)] + [Box(x, 60, x, 140) for x in XS]
    assert places(shown(rules, [])) == [(0, 3), (1, 3), (2, 3)] * 2


def test_fills_tell_the_column_where_no_rule_does() -> None:
    """Backgrounds of cells with small gaps between them stand for rules."""
    fills = [Box(a, y, b - 1, y + 39) for y in (60, 100) for a, b in itertools.pairwise(XS)]
    assert places(shown([], fills)) == [(0, 3), (1, 3), (2, 3)] * 2


def test_without_rules_and_fills_no_column_is_known() -> None:
    """Nothing is drawn, nothing is told."""
    assert places(shown([], [])) == [None] * 6
