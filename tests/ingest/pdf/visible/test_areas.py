"""Areas of a page: what is read one after the other, and the columns of tables, which are not."""

from __future__ import annotations

import pytest

from pipeline.ingest.pdf.page import WHOLE, Box, Word
from pipeline.ingest.pdf.table.model import TableModel
from pipeline.ingest.pdf.visible.areas import areas_of, cropped
from tests.ingest.pdf.tabled import cell, page, row

SENTENCES = (
    "The harbour board keeps every form in",
    "the office by the quay and counts it",
    "with care, so that each boat has its",
    "own. Every spring the crew of a ferry",
    "brings the list to the board and adds",
    "what was mended. Sails are sewn by two",
    "people in the loft above the net store",
    "and nothing else is kept in that room.",
)
PAINTED = (
    "Paint is bought once a year and kept",
    "in the shed behind the mill, where it",
    "is dry. The foreman has the only key",
    "and writes down who takes which pot,",
    "for which boat and on what day. Old",
    "pots go back to the seller, who fills",
    "them again and sends them by the next",
    "cart that leaves for the lower town.",
)


def prose(x: float, top: float, lines: tuple[str, ...] = SENTENCES) -> list[Word]:
    """Return the words of a column of running text."""
    return cell(x, top, lines * 2, 13.0)


def tracker(x: float, top: float, rows: int = 12, pitch: float = 20.0) -> list[Word]:
    """Return the words of a table of three columns, 250 wide."""
    return [
        w
        for n in range(rows)
        for w in row(top + pitch * n, ([f"{n + 1}"], ["Mend nets"], ["12.5"]), (x, x + 60, x + 220))
    ]


def test_columns_of_running_text_are_areas() -> None:
    """What is above them comes first, then the left column, then the right one."""
    placed = [*cell(50, 20, ["All about the harbour and its boats, by the board itself " * 2])]
    above, left, right = areas_of(page([*placed, *prose(50, 60), *prose(310, 66, PAINTED)]))
    assert left.x1 == right.x0
    assert 240 < left.x1 < 310
    assert above.bottom == left.top == right.top


def test_a_table_beside_running_text_is_an_area() -> None:
    """Running text on one side alone tells, where the lines of the other are at other heights."""
    found = page([*tracker(50, 60), *prose(320, 66)])
    left, right = areas_of(found)
    assert len(cropped(found, left).words) == len(tracker(50, 60))
    assert all(word.x0 >= 320 for word in cropped(found, right).words)


@pytest.mark.parametrize("middle", [False, True])
def test_columns_of_a_table_are_no_areas(middle: bool) -> None:
    """Cells of sentences begin at one height, or have their middle there."""
    placed, top = [], 60.0
    for n in range(6):
        high = 2 + n % 3
        left = SENTENCES[:high]
        right = PAINTED[: 5 - high]
        off = 13.0 * (high - len(right)) / 2 if middle else 0.0
        placed += [*cell(50, top, left, 13.0), *cell(310, top + max(off, 0.0), right, 13.0)]
        top += 13.0 * max(high, len(right)) + 12
    assert areas_of(page(placed)) == (WHOLE,)


@pytest.mark.parametrize("count", [1, 2])
def test_rules_tell_two_tables_side_by_side(count: int) -> None:
    """Rules that end and begin between two tables part them; those that run on make one."""
    ends = [(46, 294), (310, 560)] if count == 2 else [(46, 560)]
    rules = [Box(x0, y, x1, y) for y in (58, 78, 302) for x0, x1 in ends]
    found = areas_of(page([*tracker(50, 60), *tracker(314, 60)], rules=rules))
    assert len(found) == count


def test_no_gutter_passes_a_level_rule() -> None:
    """Where a rule runs over both columns, what is above and below are areas of their own."""
    lines = [*prose(50, 60), *prose(310, 66, PAINTED), *prose(50, 340), *prose(310, 346, PAINTED)]
    assert len(areas_of(page(lines))) == 2
    assert len(areas_of(page(lines, rules=[Box(50, 310, 560, 310)]))) == 4


def test_a_table_keeps_to_its_area() -> None:
    """The outer columns reach as far as there is white space, but not over the next area."""
    model = TableModel((0, 50, 300), (0, 20), ())
    assert model.within(Box(10, 0, 260, 90)).xs == (10, 50, 260)
    assert model.within(WHOLE) == model
