"""Cells that no wall parts, though their words keep to the columns."""

from __future__ import annotations

from pipeline.ingest.pdf.page import UNMARKED, Word
from pipeline.ingest.pdf.rules.missing_walls import walled
from pipeline.ingest.pdf.table.model import Region, TableModel

XS = (50.0, 100.0, 300.0, 500.0)
FULL = tuple(Region(0, column, 1, 1) for column in range(3))
WIDE = Region(1, 0, 1, 3)


def word(text: str, x: float, top: float) -> Word:
    """Return a word in letters 5 points wide, 10 high."""
    end = x + 5 * len(text)
    return Word(text, x, top, end, top + 10, False, False, "", UNMARKED, True, False)


def regions(*below: Word) -> list[Region]:
    """Return the cells of a table whose second row has no walls, and holds the words `below`."""
    above = [word(text, x + 3, 5) for text, x in zip(("1", "Chief", "Done."), XS, strict=False)]
    grid = TableModel(XS, (0.0, 20.0, 40.0), (*FULL, WIDE))
    return list(walled(grid, [*above, *below], 1).regions[3:])


def test_texts_that_begin_with_their_columns_are_cells() -> None:
    """Walls that a style leaves out are where the columns do, beside a blank cell as well."""
    parted = [Region(1, column, 1, 1) for column in range(3)]
    assert regions(word("2", 53, 25), word("Head", 103, 25), word("None.", 303, 25)) == parted
    assert regions(word("2", 53, 25), word("None.", 303, 25)) == parted


def test_a_text_across_the_columns_is_one_cell() -> None:
    """A title over all columns crosses their walls, or is in one of them alone."""
    assert regions(word("Recommendation", 53, 25)) == [WIDE]
    assert regions(word("Part", 53, 25)) == [WIDE]


def test_a_text_that_begins_elsewhere_parts_nothing() -> None:
    """Words that a tab sets apart do not begin where the texts of a column do."""
    assert regions(word("Part", 53, 25), word("Owner", 200, 25)) == [WIDE]


def test_a_wall_that_a_text_crosses_is_none() -> None:
    """A merged cell beside one of its own keeps its width."""
    wide = [Region(1, 0, 1, 2), Region(1, 2, 1, 1)]
    assert regions(word("Recommendation", 53, 25), word("None.", 303, 25)) == wide


def test_most_wide_cells_keep_to_a_wall_that_is_not_drawn() -> None:
    """Numbers begin anywhere in their columns; where several rows keep to a wall, it is one."""
    ys = tuple(20.0 * n for n in range(6))
    regions = [Region(row, 0, 1, 3) for row in range(5)]
    numbers = ("7", "17", "117", "1,117", "11,117")
    placed = [
        word(text, right - 5 * len(text), 20.0 * n + 5)
        for n, text in enumerate(numbers)
        for right in (90.0, 280.0, 480.0)
    ]
    found = walled(TableModel(XS, ys, tuple(regions)), placed, 1)
    assert len(found.regions) == 15
    few = walled(TableModel(XS, ys[:3], tuple(regions[:2])), placed[:6], 1)
    assert len(few.regions) == 2
