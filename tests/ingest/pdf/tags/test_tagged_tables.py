"""Tables by tags: what the rules round the tagged cells add."""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import pairwise

import pikepdf
import pytest

from pipeline.ingest import DEFAULT_OPTIONS
from pipeline.ingest.pdf import read_pdf
from pipeline.ingest.pdf.file.reopening import Afresh
from pipeline.ingest.pdf.page import Box, Word
from pipeline.ingest.pdf.table.parts import TablePart
from pipeline.ingest.pdf.tags.marks import Marks
from pipeline.ingest.pdf.tags.tagged_tables import TaggedTable
from pipeline.ingest.pdf.tags.tree import tag_tree
from tests.ingest.pdf import tabled
from tests.ingest.pdf.making import Tag, line, make_pdf, text
from tests.ingest.pdf.tags.test_marks import grid

XS, YS = (40.0, 100.0, 300.0, 400.0), (50.0, 80.0, 120.0)


def part(
    rows: Sequence[Tag], words: Sequence[tuple[float, float, str]], rules: Sequence[Box]
) -> TablePart:
    """Return the table of `rows`, whose marks are `words` with their places, on a ruled page."""
    placed: list[Word] = []
    for mark, (x, top, shown) in enumerate(words):
        placed += [word._replace(mark=mark) for word in tabled.words(x, top, shown)]
    data = make_pdf([[]], [Tag("Table", rows)])
    with pikepdf.open(io.BytesIO(data)) as pdf:
        tree = tag_tree(pdf, Afresh(data))
        assert tree is not None
        node = next(tree.nodes())
        marks = Marks(lambda number: tabled.page(placed, number, rules=rules))
        made = TaggedTable(node, marks).part()
    assert made is not None
    return made[0]


def row(*marks: int | None) -> Tag:
    """Return a row with a cell for each mark, an empty one for None."""
    return Tag("TR", [Tag("TD", [] if mark is None else [mark]) for mark in marks])


WORDS = [(45, 53, "7"), (105, 55, "Review"), (305, 55, "Head"), (105, 80.5, "forms")]


def test_rows_know_how_far_below_their_rule_the_text_begins() -> None:
    """The highest text of a row counts; without a rule or a text nothing is known."""
    rows = [row(0, 1, 2), row(None, 3, None), row(None, None, None)]
    assert part(rows, WORDS, grid(XS, YS)).insets == [3, 0.5, None]
    assert part(rows, WORDS, []).insets == [None, None, None]


def test_a_cell_knows_the_rule_above_it() -> None:
    """Where none is drawn its top is zero."""
    made = part([row(0, 1, 2), row(None, 3, None)], WORDS, grid(XS, YS))
    assert [cell.top for cell in made.cells] == [50, 50, 50, 0, 80, 0]


def test_the_columns_are_where_the_rules_are() -> None:
    """As many edges as the table needs, or none: another grid may be round the text."""
    rows = [row(0, 1, 2)]
    assert part(rows, WORDS, grid(XS, YS)).edges == XS
    assert part(rows, WORDS, grid((40, 300, 400), YS)).edges == ()
    assert part(rows, WORDS, []).edges == ()


def test_the_first_text_in_a_grid_tells_the_columns() -> None:
    """A text above the rules, such as a heading that has none, tells nothing."""
    words = [(45, 20, "No."), (105, 20, "Text"), (305, 20, "Lead"), *WORDS]
    made = part([row(0, 1, 2), row(3, 4, 5)], words, grid(XS, YS))
    assert made.edges == XS
    assert made.insets == [None, 3]


@pytest.mark.parametrize(("begins", "rows"), [(51, 2), (55, 3)])
def test_a_row_cut_by_a_page_is_known_by_the_space_above_its_text(begins: float, rows: int) -> None:
    """WeasyPrint tags a table on each page and leaves that space out where it cuts a row.

    Nothing else tells here: the last row ends with a stop and the next page begins with a capital.
    """
    tables, pages = [], []
    for number, first in enumerate((55.0, begins)):
        texts = ("Review.", "Head.") if number else ("Train.", "Lead.")
        places = [(45, first, texts[0]), (305, first, texts[1])]
        if not number:
            places += [(45, 355, "Report."), (305, 355, "Chief.")]
        pages.append(_page(places, (50, 350, 370) if not number else (50, 90)))
        marks = [*range(len(places))]
        kids = [_row_on(number, pair) for pair in zip(marks[::2], marks[1::2], strict=True)]
        tables.append(Tag("Table", kids, number))
    document = read_pdf(make_pdf(pages, tables), "plan.pdf", DEFAULT_OPTIONS)
    assert document.method == "tag tree"
    assert [len(table.rows) for table in document.tables()] == [rows]


def _row_on(page: int, marks: Sequence[int]) -> Tag:
    return Tag("TR", [Tag("TD", [mark], page) for mark in marks], page)


def _page(places: Sequence[tuple[float, float, str]], ys: Sequence[float]) -> list[str]:
    """Return a page of a two-column table; the tops of its texts are given."""
    rules = [line(40, y, 500, y) for y in ys]
    rules += [line(x, top, x, bottom) for top, bottom in pairwise(ys) for x in (40, 300, 500)]
    return [text(x, top + 9, shown, n) for n, (x, top, shown) in enumerate(places)] + rules
