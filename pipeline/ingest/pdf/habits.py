"""How a table's cells are filled and written: learned from its rows that no page end touches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from pipeline.ingest.pdf.flow import SENTENCE_ENDS
from pipeline.ingest.pdf.parts import Cell, Part
from pipeline.richtext import BULLET

_LONGEST_NUMBER = 8
"""A first word with a digit and no more characters than this is a number: `7.1`, `3b`, `(12)`."""


@dataclass(slots=True)
class Habit:
    """What the cells of one column have in common, as counts."""

    cells: int = 0
    filled: int = 0
    stops: int = 0
    """Cells that end as sentences do."""
    small: int = 0
    """Cells that begin with a small letter."""
    numbered: int = 0
    """Cells that begin with a number."""
    merges: bool = False
    """Some cells span several rows."""

    def share(self, count: int, usual: float) -> float:
        """Return `count` as a share of the filled cells; `usual` counts as two further cells."""
        return (count + 2 * usual) / (self.filled + 2)

    @property
    def blank(self) -> float:
        """The share of cells without text."""
        return (self.cells - self.filled + 0.4) / (self.cells + 2)


@dataclass(slots=True)
class Habits:
    """What is usual in a table, so that what a page's end did to it stands out."""

    columns: defaultdict[int, Habit] = field(default_factory=lambda: defaultdict(Habit))
    inset: float = 0.0
    """The space between a row's upper rule and its text."""
    slices: bool = False
    """Where a page's end cuts a row, its rest begins without that space."""
    floor: float = 0.0
    """How far down a page the text of the table reaches."""

    def is_sliced(self, part: Part) -> bool:
        """Return whether the first row of `part` lacks the usual space above its text."""
        inset = part.insets[0] if part.insets else None
        return inset is not None and inset < self.inset / 2 and self.inset - inset > 1


def habits_of(parts: Sequence[Part], headings: int) -> Habits:
    """Return the habits of the table that `parts` show; its first rows are `headings`."""
    habits = Habits()
    insets: list[float] = []
    for number, part in enumerate(parts):
        first = 1 if number else max(headings, 1)
        # The first and the last row on a page may be pieces.
        last = part.rows - (number + 1 < len(parts))
        rows = range(first, last)
        for cell in part.cells:
            if cell.row >= (0 if number else headings):
                habits.columns[cell.column].merges |= cell.row_span > 1
            if cell.row in rows:
                _count(habits.columns[cell.column], cell)
        insets.extend(inset for inset in part.insets[first:last] if inset is not None)
        habits.floor = max([habits.floor, *(line.bottom for line in part.lowest())])
    shown = [inset for part in parts for inset in part.insets if inset is not None]
    habits.inset = median(insets) if insets else max(shown, default=0.0)
    habits.slices = any(habits.is_sliced(part) for part in parts[1:])
    return habits


def _count(habit: Habit, cell: Cell) -> None:
    habit.cells += 1
    if not cell.is_blank:
        text = cell.content.plain.lstrip(f"{BULLET} ")
        habit.filled += 1
        habit.stops += text[-1:] in SENTENCE_ENDS
        habit.small += text[:1].islower()
        habit.numbered += is_numbered(text)


def is_numbered(text: str) -> bool:
    """Return whether `text` begins with a number, as references do."""
    first = text.split(maxsplit=1)[0] if text else ""
    return len(first) <= _LONGEST_NUMBER and any(c.isdigit() for c in first)
