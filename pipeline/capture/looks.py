"""What a published document looks like, measured; the same for each format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

PAPER = "#ffffff"
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class CellLooks:
    """A cell of a table."""

    text: str
    """Without white space, which pages do not give exactly."""
    fill: str
    """The colour of the cell, as `#rrggbb`."""
    ground: str
    """The colour right behind its words; that of the cell where they have none of their own."""
    colours: Counter[str]
    """Of its letters."""
    sizes: Counter[float]
    """Of its letters, in points."""
    pitches: Counter[float] = field(default_factory=Counter)
    """From each line to the next, in multiples of the size."""
    span: int = 1


@dataclass(frozen=True, slots=True)
class TableLooks:
    """A table, or what one page shows of it."""

    edges: tuple[float, ...]
    """Where the columns begin and the last one ends, in millimetres from the page's left side."""
    rows: tuple[tuple[tuple[int, CellLooks], ...], ...]
    """The cells that begin in each row, with their columns."""
    rules: Counter[str] = field(default_factory=Counter)
    """The colours of the lines in it."""
    top: str = ""
    """The colour of the rule above it; empty if there is not one of its own."""
    page: int = 1

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.edges) - 1


@dataclass(frozen=True, slots=True)
class LineLooks:
    """A line or paragraph outside the tables."""

    text: str
    """Without white space."""
    size: float
    """In points."""
    ground: str = PAPER


@dataclass(frozen=True, slots=True)
class Looks:
    """A document."""

    width: float
    height: float
    """The sheet, in millimetres."""
    margins: tuple[float, float, float, float]
    """Top, right, bottom and left, in millimetres."""
    tables: tuple[TableLooks, ...]
    lines: tuple[LineLooks, ...]
    families: Counter[str]
    """The typefaces of its letters, as the file names them."""
    letters: dict[str, float]
    """The width of each letter of the most used face, in ems; empty if the file has none."""
    link: str = ""
    """The colour of its links; empty if it has none."""
    header: str = ""
    footer: str = ""
    """What each page repeats, but for its number."""
    pictures: int = 0


def squeezed(text: str) -> str:
    """Return `text` without white space and case, for comparing what pages show."""
    return "".join(text.split()).casefold()


def most(counts: Iterable[Counter[Value]], otherwise: Value) -> Value:
    """Return what is counted most over all `counts`; `otherwise` where nothing is."""
    total: Counter[Value] = Counter()
    for count in counts:
        total.update(count)
    ranked = sorted(total.items(), key=lambda item: (-item[1], str(item[0])))
    return ranked[0][0] if ranked else otherwise


def every_cell(tables: Iterable[TableLooks]) -> Iterator[CellLooks]:
    """Yield the cells of all `tables`."""
    return (cell for table in tables for row in table.rows for _, cell in row)
