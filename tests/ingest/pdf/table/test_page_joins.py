"""Whether a page's first row is the rest of the row before: every sign for itself."""

from __future__ import annotations

import pytest

from pipeline.ingest.pdf.page import UNMARKED, Word
from pipeline.ingest.pdf.table.column_stats import Habits, habits_of, is_numbered
from pipeline.ingest.pdf.table.page_joins import goes_on
from pipeline.ingest.pdf.table.parts import PageCell, TablePart
from pipeline.ingest.pdf.text.compressed_list import Held
from pipeline.ingest.pdf.text.flow import TextColumn, paragraphs
from pipeline.ingest.pdf.text.lines import lines_of

WIDE = 100.0
FLOOR = 300.0


def cell(text: str, row: int, column: int, page: int, top: float) -> PageCell:
    """Return a cell whose lines, split by `/`, begin at `top`; letters are 5 points wide."""
    left = WIDE * column
    words = []
    for number, line in enumerate(text.split("/") if text else []):
        x, y = left, top + 11 * number
        for word in line.split():
            end = x + 5 * len(word)
            words.append(Word(word, x, y, end, y + 10, False, False, "", UNMARKED, True, True))
            x = end + 2.5
    bounds = TextColumn(left, left + WIDE - 5, 1.1)
    return PageCell(
        row, column, 1, 1, page, bounds, Held(paragraphs(lines_of(words, page), bounds))
    )


def part(page: int, *rows: tuple[float, tuple[str, ...]], insets: float = 3.0) -> TablePart:
    """Return what `page` shows: rows of texts, each row beginning at a height."""
    cells = [
        cell(text, r, c, page, top)
        for r, (top, texts) in enumerate(rows)
        for c, text in enumerate(texts)
    ]
    made = TablePart(len(rows), len(rows[0][1]), cells, page, page, 0, 0)
    made.insets = [insets] * len(rows)
    return made


INNER = [
    (20.0 * n, (f"7.{n}", "Head of Crime", f"The board reviewed form/number {n} in full."))
    for n in range(1, 11)
]
OTHER = [
    (y, (f"8.{n}", "Chief", f"The fund paid for its/item {n}.")) for n, (y, _) in enumerate(INNER)
]


def weighed(last: tuple[str, ...], first: tuple[str, ...], top: float, inset: float = 3.0) -> float:
    """Return the weight for `first` going on with `last`, which began at `top`."""
    heading = (0.0, ("No.", "Owner", "Update"))
    above = part(1, heading, *INNER, (top, last))
    below = part(2, (10.0, first), *((y + 40, texts) for y, texts in OTHER))
    below.insets[0] = inset
    habits = habits_of([above, below], 1)
    habits.floor = FLOOR
    return goes_on(above, below, habits)


def test_a_sentence_that_breaks_off_goes_on() -> None:
    """A small letter after a line without a stop, at the foot of the page."""
    last = ("7.11", "Head of Crime", "The board has reviewed/the forms and asked for/more of the")
    assert weighed(last, ("", "", "same in each district."), FLOOR - 32) > 1.5


def test_a_number_in_sequence_begins_a_row() -> None:
    """A reference below a reference is a new action, though all cells reach the page's end."""
    last = ("7.11", "Head of Crime", "The board reviewed it.")
    assert weighed(last, ("7.12", "Head of Crime", "The fund is spent."), FLOOR - 10) < -1.5


def test_a_text_that_ended_above_has_no_rest() -> None:
    """A column that left room on the page cannot have text over."""
    last = ("7.11", "Head of Crime", "/".join(["The board has reviewed"] * 9) + "/this.")
    assert weighed(last, ("", "Chief", "More is to be done."), FLOOR - 110) < -1.5


def test_a_page_with_room_cuts_no_row() -> None:
    """Rows that may be cut fill the page; where there is room the next row was moved whole."""
    last = ("7.11", "Head of Crime", "The board reviewed/this.")
    at_end = weighed(last, ("", "", "They asked for more."), FLOOR - 21)
    assert weighed(last, ("", "", "They asked for more."), FLOOR - 121) < at_end - 3


def test_columns_that_are_never_blank_make_blank_cells_a_sign() -> None:
    """Two full stops in a row decide nothing; that number and owner are missing does."""
    last = ("7.11", "Head of Crime", "The board has reviewed/the forms in each place.")
    assert weighed(last, ("", "", "They asked for more."), FLOOR - 21) > 0


@pytest.mark.parametrize(("inset", "joined"), [(0.0, True), (3.0, False)])
def test_a_producer_that_slices_rows_does_so_at_every_page(inset: float, joined: bool) -> None:
    """The space above a row's text is missing where it was cut, in documents that leave it out."""
    last = ("7.11", "Head of Crime", "The board has reviewed/the forms in each place.")
    heading = (0.0, ("No.", "Owner", "Update"))
    pages = [part(1, heading, *INNER, (FLOOR - 21, last)), part(2, (10, ("", "", "A.")), *OTHER)]
    pages.append(part(3, (10.0, ("", "", "rest of it.")), *OTHER[:3]))
    pages[1].insets[0], pages[2].insets[0] = inset, 0.0
    habits = habits_of(pages, 1)
    assert habits.slices
    assert (goes_on(pages[0], pages[1], habits) > 0) is joined


def test_cells_of_another_width_are_of_another_row() -> None:
    """A page that cuts a row rules it alike on both: one text over all columns begins a card."""
    card = [
        (y, (f"Update {n}", f"The fund paid for its/item {n}.")) for n, (y, _) in enumerate(INNER)
    ]
    above = part(1, *card, (FLOOR - 10, ("Update 12", "")))
    below = part(2, (10.0, ("and of/the rest",)), *card)
    below.cells[0].column_span, below.columns = 2, 2
    above.cells[-1].paras = []
    weight = goes_on(above, below, habits_of([above, below], 0))
    below.cells[0].column_span = 1
    assert weight < -1.5 < goes_on(above, below, habits_of([above, below], 0))


def test_blank_rows_decide_nothing_where_nothing_is_known() -> None:
    """Without any other row the first page's end is weighed all the same."""
    above, below = part(1, (0.0, ("", "", ""))), part(2, (0.0, ("", "", "A.")))
    assert goes_on(above, below, Habits()) < 0


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("7.1", True), ("3b The panel", True), ("(12)", True), ("The 7th", False), ("", False)],
)
def test_references_begin_with_a_number(text: str, wanted: bool) -> None:
    """The first word has a digit and is short."""
    assert is_numbered(text) is wanted
