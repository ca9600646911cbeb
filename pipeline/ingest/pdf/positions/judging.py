"""What is a table, of what words seem to make: columns of text, charts and headings are none.

Tables with the same columns are judged together: a page may show a single row of one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.ingest.pdf.positions.partition import ByColumn
from pipeline.ingest.pdf.table.model import Region, TableModel
from pipeline.ingest.pdf.text.lines import Line
from pipeline.ingest.pdf.text.numbers import is_number

_FILLED = 0.35
"""A table has text in at least this share of its cells."""
_SEVERAL = 0.5
"""At least this share of its rows have text in several columns."""
_FEWEST_CELLS, _FEWEST_IN_TWO = 6, 8
"""A table has at least so many cells, in two rows or more; one of two columns has more."""
_SHORT_LINE = 3.0
"""Lines of running text have more words."""
_SMALL = 0.4
"""More of its lines begin with a small letter."""
_TOGETHER = 0.25
"""Of those that do not, fewer than this share are beside another."""
_LEVEL = 2.0
"""Lines within so many points are side by side."""
_STACKED = 3
"""So many numbers are in one cell of a chart."""
_MOST_COLUMNS = 3
"""Running text is set in no more columns."""


class Candidate(NamedTuple):
    """What may be a table, or what a page shows of one."""

    model: TableModel
    columns: ByColumn
    goes_on: bool
    """The page before ends in a table with the same columns."""
    is_labelled: bool
    """Some of its first cells are labels that other tables have as well."""

    def filled(self) -> list[int]:
        """Return how many cells of each row have text."""
        places = {
            place
            for lines in self.columns
            for line in lines
            if (place := self.model.place(line.x0 + 1, (line.top + line.bottom) / 2)) is not None
        }
        owners = self.model.by_place()
        rows = Counter(region.row for region in {owners[place] for place in places})
        return [rows[row] for row in range(len(self.model.ys) - 1)]


def tables_among(family: Sequence[Candidate]) -> list[bool]:
    """Return of each of the candidates, which have the same columns, whether it is a table."""
    filled = [candidate.filled() for candidate in family]
    if not any(map(_is_sound, family, filled)) or _is_running_text(family):
        return [False] * len(family)
    found: list[bool] = []
    for candidate, rows in zip(family, filled, strict=True):
        is_rest = candidate.goes_on and found[-1:] == [True]
        found.append(is_rest or _is_sound(candidate, rows) or _is_alike(candidate, rows))
    return found


def _is_sound(candidate: Candidate, filled: Sequence[int]) -> bool:
    """Return whether the rows of a candidate alone show a table."""
    rows, columns = len(filled), len(candidate.columns)
    cells = len(candidate.model.regions)
    fewest = _FEWEST_CELLS if columns > 2 else _FEWEST_IN_TWO
    if rows < 2 or (cells < fewest and not candidate.is_labelled):
        return False
    return _is_filled(candidate, filled) and not _is_stacked(candidate)


def _is_filled(candidate: Candidate, filled: Sequence[int]) -> bool:
    several = sum(count > 1 for count in filled)
    enough = sum(filled) >= _FILLED * len(candidate.model.regions)
    return enough and several >= _SEVERAL * len(filled)


def _is_alike(candidate: Candidate, filled: Sequence[int]) -> bool:
    """Return whether a small candidate is one of several tables in the same columns."""
    if candidate.is_labelled:
        return True
    return len(filled) > 1 and len(candidate.columns) > 2 and _is_filled(candidate, filled)


def _is_running_text(family: Sequence[Candidate]) -> bool:
    """Return whether the columns are of running text.

    In each most lines go on with a sentence, and those that begin one have none beside them.
    """
    columns = len(family[0].columns)
    texts = [[x for c in family for x in c.columns[n]] for n in range(columns)]
    if columns > _MOST_COLUMNS or not all(map(_is_prose, texts)):
        return False
    together = alone = 0
    for candidate in family:
        tops = Counter(
            round(line.bottom / _LEVEL)
            for lines in candidate.columns
            for line in lines
            if not line.text[:1].islower()
        )
        begun = [tops[n] + tops[n + 1] for n in tops if not tops[n - 1]]
        together += sum(count > 1 for count in begun)
        alone += sum(count == 1 for count in begun)
    return together < _TOGETHER * (together + alone)


def _is_prose(lines: Sequence[Line]) -> bool:
    """Return whether lines have several words, and go on with a sentence."""
    small = sum(line.text[:1].islower() for line in lines)
    words = sum(len(line.words) for line in lines)
    return words > _SHORT_LINE * len(lines) and small > _SMALL * len(lines)


def _is_stacked(candidate: Candidate) -> bool:
    """Return whether a cell has numbers one below the other, as beside a chart."""
    owners, stacks = candidate.model.by_place(), Counter[Region]()
    for line in (line for lines in candidate.columns for line in lines):
        place = candidate.model.place(line.x0 + 1, (line.top + line.bottom) / 2)
        if place is not None and is_number(line.text):
            stacks[owners[place]] += 1
    return max(stacks.values(), default=0) >= _STACKED
