"""Words by their marks, and what the rules round them tell."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest

from pipeline.ingest.pdf.page import Box, Page
from pipeline.ingest.pdf.tags.marks import Marks, repeated
from pipeline.ingest.pdf.tags.tree import Mark
from pipeline.ingest.pdf.text.lines import Line, lines_of
from tests.ingest.pdf import tabled

XS, YS = (40.0, 100.0, 300.0), (50.0, 90.0, 150.0)


def grid(xs: Sequence[float] = XS, ys: Sequence[float] = YS) -> list[Box]:
    """Return the rules of a table."""
    level = [Box(xs[0], y, xs[-1], y) for y in ys]
    return level + [Box(x, ys[0], x, ys[-1]) for x in xs]


def filled() -> list[Box]:
    """Return the shaded cells of a table whose ground shows between them as its lines."""
    return [
        Box(left + 0.5, top + 0.5, right - 0.5, bottom - 0.5)
        for left, right in pairwise(XS)
        for top, bottom in pairwise(YS)
    ]


def line(x: float, top: float, text: str = "Review") -> Line:
    """Return a line of `text`."""
    return lines_of(tabled.words(x, top, text), 1)[0]


def marks(rules: Sequence[Box] = (), fills: Sequence[Box] = ()) -> Marks:
    """Return the marks of a page with three words, whose rules are known."""
    placed = [w._replace(mark=n) for n, w in enumerate(tabled.words(45, 60, "7 Review forms"))]
    made = Marks(lambda number: tabled.page(placed, number, rules=rules, fills=fills))
    made.peek(Mark(1, 0))
    return made


@pytest.mark.parametrize(("rules", "fills"), [(grid(), []), ([], filled())])
def test_the_cell_round_a_line_has_a_top_and_the_table_edges(
    rules: list[Box], fills: list[Box]
) -> None:
    """Both are where the rules lie, or where shaded cells begin and end."""
    found = marks(rules, fills)
    assert found.edges(line(105, 60)) == pytest.approx(XS, abs=1)
    assert found.top(line(105, 60)) == pytest.approx(50, abs=1)
    assert found.top(line(105, 120)) == pytest.approx(90, abs=1)
    assert found.place(line(105, 60)) == (1, 2)


def test_a_cell_without_walls_stays_whole() -> None:
    """Words that keep to the columns above part it only where there are no tags: they say it."""
    xs, ys = (40.0, 100.0, 180.0, 300.0), (50.0, 90.0, 150.0)
    walls = [Box(x, 50, x, 90) for x in xs[1:-1]]
    rules = [*grid((xs[0], xs[-1]), ys), *walls]
    placed = [*tabled.words(45, 60, "7"), *tabled.words(105, 60, "Chief")]
    placed += [*tabled.words(185, 60, "Done"), *tabled.words(45, 120, "8")]
    placed += [*tabled.words(105, 120, "Head"), *tabled.words(185, 120, "None")]
    tagged = [word._replace(mark=0) for word in placed]
    found = Marks(lambda number: tabled.page(tagged, number, rules=rules))
    found.peek(Mark(1, 0))
    assert found.place(line(185, 60, "Done")) == (2, 3)
    assert found.place(line(185, 120, "None")) == (0, 3)


def test_outside_the_rules_there_is_neither() -> None:
    """A line beside the table, or on a page without rules, is in no cell."""
    assert (marks(grid()).edges(line(400, 60)), marks(grid()).top(line(400, 60))) == ((), None)
    assert (marks().edges(line(105, 60)), marks().top(line(105, 60))) == ((), None)
    assert marks().place(line(105, 60)) is None


def test_a_merged_cell_begins_at_its_own_top() -> None:
    """A line further down in a cell over two rows is below the rule above the whole cell."""
    merged = [
        *(Box(100, 90, 300, 90), Box(40, 50, 300, 50), Box(40, 150, 300, 150)),
        *(Box(x, 50, x, 150) for x in XS),
    ]
    found = marks(merged)
    assert found.top(line(45, 120)) == 50
    assert found.top(line(105, 120)) == 90


def test_each_table_of_a_page_has_its_own_edges() -> None:
    """Of several grids the one round the line tells."""
    lower = grid((40.0, 200.0, 300.0), (200.0, 260.0))
    found = marks([*grid(), *lower])
    assert found.edges(line(105, 60)) == XS
    assert found.edges(line(205, 220)) == (40, 200, 300)
    assert found.top(line(205, 220)) == 200


def test_a_word_is_handed_out_once() -> None:
    """What one element has taken no other element gets, nor is it left over."""
    found = marks()
    assert [word.text for word in found.take(Mark(1, 1))] == ["Review"]
    assert found.take(Mark(1, 1)) == []
    assert [word.text for word in found.left(1)] == ["7", "forms"]


def test_links_of_the_tree_are_not_taken_from_the_page() -> None:
    """A word keeps the link of its page only where the tree has no link to that address."""
    linked = [w._replace(mark=0, link=f"https://{w.text}.org") for w in tabled.words(45, 60, "a b")]

    def page(number: int) -> Page:
        return tabled.page(linked, number)

    found = Marks(page, lambda number: frozenset({"https://a.org"}))
    assert [word.link for word in found.take(Mark(1, 0))] == ["", "https://b.org"]


def test_marks_that_repeat_the_first_page_are_told() -> None:
    """A browser tags the headings of every page in one element."""
    found = Marks(
        lambda n: tabled.page([w._replace(mark=0) for w in tabled.words(45, 60, "No.")], n)
    )
    both = [Mark(1, 0), Mark(2, 0)]
    assert list(repeated(both, found)) == [Mark(2, 0)]
    assert list(repeated(both[:1], found)) == []


def test_pages_are_not_read_for_what_is_set_aside() -> None:
    """What a browser repeats on later pages becomes an artifact there when they are read."""
    read: list[int] = []

    def page(number: int) -> Page:
        read.append(number)
        placed = [w._replace(mark=n) for n, w in enumerate(tabled.words(45, 60, f"Rec {number}"))]
        return tabled.page(placed, number)

    made = Marks(page)
    assert [word.text for word in made.take(Mark(1, 0))] == ["Rec"]
    assert [word.text for word in made.set_aside([Mark(1, 1), Mark(2, 0), Mark(3, 0)])] == ["1"]
    assert read == [1]
    assert made.artifacts(2) == ["Rec"]
    assert [word.text for word in made.take(Mark(2, 1))] == ["2"]
    assert read == [1, 2]
