"""How a table's cells are filled and written: learned from its rows that no page end touches."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from pipeline.ingest.pdf.table.parts import PageCell, TablePart
from pipeline.ingest.pdf.text.flow import SENTENCE_ENDS
from pipeline.richtext import BULLET

_LONGEST_NUMBER = 8
"""A first word with a digit and no more characters than this is a number: `7.1`, `3b`, `(12)`."""


_LONGEST_KNOWN = 2
"""Cells of so many lines may be alike: owners, statuses, the labels of cards."""
_USUAL = {"item": 0.15, "number": 0.1, "small": 0.05, "capital": 0.7}
"""How cells begin before anything is known of them."""

Texts = Mapping[int, Counter[str]]
"""The short texts of each column, in all tables of a document."""


@dataclass(slots=True)
class Habit:
    """What the cells of one column have in common, as counts."""

    cells: int = 0
    filled: int = 0
    stops: int = 0
    """Cells that end as sentences do."""
    begun: Counter[str] = field(default_factory=Counter)
    """Cells by how they begin."""
    repeated: int = 0
    """Cells whose text is that of another one in the column, in any table."""
    paragraphs: int = 0
    places: int = 0
    """Where a page's end may cut the paragraphs: between them, or behind two lines, before two."""
    merges: bool = False
    """Some cells span several rows."""
    texts: Counter[str] = field(default_factory=Counter)

    def share(self, count: int, usual: float) -> float:
        """Return `count` as a share of the filled cells; `usual` counts as two further cells."""
        return (count + 2 * usual) / (self.filled + 2)

    def knows(self, text: str) -> bool:
        """Return whether `text` is the whole text of a cell in the column."""
        return self.texts[text] > 0

    def starts(self, kind: str) -> float:
        """Return the share of cells that begin in a way that `kind_of_start()` knows."""
        return self.share(self.begun[kind], _USUAL[kind])

    @property
    def between(self) -> float:
        """How often a page's end that cuts a text cuts it between two paragraphs."""
        return (self.paragraphs + 0.6) / (self.places + 2)

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

    def is_sliced(self, part: TablePart) -> bool:
        """Return whether the first row of `part` lacks the usual space above its text."""
        inset = part.insets[0] if part.insets else None
        return inset is not None and inset < self.inset / 2 and self.inset - inset > 1


def texts_of(tables: Iterable[Sequence[TablePart]]) -> Texts:
    """Return the texts of short cells in rows that no page end touches; of each table its parts."""
    texts: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for parts in tables:
        for part, rows in _whole_rows(parts, 0):
            for cell in part.cells:
                if cell.row in rows and 0 < sum(cell.paragraph_lengths) <= _LONGEST_KNOWN:
                    texts[cell.column][cell.content.plain] += 1
    return texts


def habits_of(parts: Sequence[TablePart], headings: int, texts: Texts | None = None) -> Habits:
    """Return the habits of the table that `parts` show; its first rows are `headings`.

    `texts` are those of the document, where it has other tables.
    """
    habits = Habits()
    insets: list[float | None] = []
    for column, known in (texts_of([parts]) if texts is None else texts).items():
        habits.columns[column].texts = known
    for number, (part, rows) in enumerate(_whole_rows(parts, headings)):
        for cell in part.cells:
            if cell.row >= (0 if number else headings):
                habits.columns[cell.column].merges |= cell.row_span > 1
            if cell.row in rows:
                _count(habits.columns[cell.column], cell)
        insets.extend(part.insets[n] for n in rows if n < len(part.insets))
        habits.floor = max([habits.floor, *(line.bottom for line in part.lowest())])
    shown = [inset for part in parts for inset in part.insets if inset is not None]
    known_insets = [inset for inset in insets if inset is not None]
    habits.inset = median(known_insets) if known_insets else max(shown, default=0.0)
    habits.slices = any(habits.is_sliced(part) for part in parts[1:])
    return habits


def _whole_rows(parts: Sequence[TablePart], headings: int) -> Iterator[tuple[TablePart, range]]:
    """Yield each part with its rows that are whole: the first and last on a page may be pieces."""
    for number, part in enumerate(parts):
        first = 1 if number else max(headings, 1)
        yield part, range(first, part.rows - (number + 1 < len(parts)))


def _count(habit: Habit, cell: PageCell) -> None:
    habit.cells += 1
    if not cell.is_blank:
        text = cell.content.plain
        habit.filled += 1
        habit.stops += text[-1:] in SENTENCE_ENDS
        habit.begun[kind_of_start(text, is_item=text.startswith(BULLET))] += 1
        habit.repeated += habit.texts[text] > 1
        habit.paragraphs += len(cell.paragraph_lengths)
        habit.places += sum(1 + max(length - 3, 0) for length in cell.paragraph_lengths)


def kind_of_start(text: str, *, is_item: bool) -> str:
    """Return how a text begins: as an `item` of a list, by a `number`, `small` or `capital`."""
    if is_item:
        return "item"
    if is_numbered(text):
        return "number"
    return "small" if text[:1].islower() else "capital"


def is_numbered(text: str) -> bool:
    """Return whether `text` begins with a number, as references do."""
    first = text.split(maxsplit=1)[0] if text else ""
    return len(first) <= _LONGEST_NUMBER and any(c.isdigit() for c in first)
