"""Lines across a page, and how they stand to columns."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from pipeline.ingest.pdf.page import Page, Word
from pipeline.ingest.pdf.positions.gutters import Gutter, gap_weight
from pipeline.ingest.pdf.table.outside import Loose, furniture
from pipeline.ingest.pdf.text.lines import GAP, Line, around
from pipeline.richtext import BULLET

_LEVEL = 0.25
"""Words whose feet lie this close, in line heights, are in one line."""
_NEXT = 1.6
"""The next line of a paragraph follows within this many line heights."""
_CLEAN = 0.8
"""White space is a gutter's where it has this share of the gutter's width."""
_AT_COLUMN = 0.7
_ALIGNED = 1.5
"""A cell begins this close, in points, to where its column does."""
_FEW = 2
"""A running title has no more gaps than this."""

Kind = Literal["table", "cell", "label", "prose"]
"""A line in several columns; in one of them; in the first; across them without a gap."""


class Columns(NamedTuple):
    """The columns of a table: their edges, and the gutters between them."""

    xs: tuple[float, ...]
    gutters: tuple[Gutter, ...]
    left: float
    """Where most lines of the first column begin."""

    def of(self, word: Word) -> int:
        """Return the column in which `word` begins: text too wide runs out behind."""
        x = word.x0 + min((word.x1 - word.x0) / 2, word.height / 2)
        return min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)

    def is_clean(self, left: Word, right: Word) -> bool:
        """Return whether `right` is in a later column than `left`, white space between."""
        gutter, gap = self.gutters[self.of(right) - 1], right.x0 - left.x1
        weight = gap_weight(gap, max(left.height, 1.0))
        return weight > 0.5 or (weight > 0 and gap >= _CLEAN * gutter.width)

    def has_gap(self, line: Line) -> bool:
        """Return whether a wide gap lies inside one of the columns."""
        return any(
            self.of(a) == self.of(b) and b.x0 - a.x1 > GAP * line.height and a.text != BULLET
            for a, b in itertools.pairwise(line.words)
        )

    def begins(self, word: Word) -> bool:
        """Return whether `word` is just where its column begins."""
        column = self.of(word)
        start = self.gutters[column - 1].end if column else self.left
        return abs(word.x0 - start) < _AT_COLUMN


def lines_across(page: Page) -> list[Line]:
    """Return the words of `page` as lines across the whole page, from the top."""
    rows: list[list[Word]] = []
    for word in sorted(page.words, key=lambda word: word.bottom):
        if rows and word.bottom - rows[-1][0].bottom <= _LEVEL * word.height:
            rows[-1].append(word)
        else:
            rows.append([word])
    ordered = [sorted(row, key=lambda word: word.x0) for row in rows]
    made = [Line(page.number, tuple(row), *around(row)) for row in ordered]
    return sorted(made, key=lambda line: line.top)


def without_furniture(
    pages: Sequence[Page], lines: Sequence[list[Line]], columns: Mapping[int, Columns]
) -> list[range]:
    """Return which lines of each page are left without those at its ends that the pages repeat.

    A heading row is repeated too; it is known by its words, which begin where the columns do.
    """
    repeated = _repeated(pages, lines)
    kept: list[range] = []
    for n, own in enumerate(lines):
        first, end = 0, len(own)
        while end > first and (n, end - 1) in repeated:
            end -= 1
        while first < end and (n, first) in repeated:
            if n in columns and _is_heading(own[first], columns[n]):
                first = _top_of_heading(own, first, columns[n])
                break
            first += 1
        kept.append(range(first, end))
    return kept


def _repeated(pages: Sequence[Page], lines: Sequence[list[Line]]) -> set[tuple[int, int]]:
    """Return the place of each line that pages repeat: of its page among `pages`, and in it.

    Areas of one page are looked at together.
    """
    sheets: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for n, (page, own) in enumerate(zip(pages, lines, strict=True)):
        sheets[page.number].extend((n, place) for place in range(len(own)))
    heights = {page.number: page.height for page in pages}
    loose = [
        Loose(number, heights[number], [lines[n][k] for n, k in places])
        for number, places in sheets.items()
    ]
    return {sheets[number][place] for number, place in furniture(loose)}


def _top_of_heading(lines: Sequence[Line], first: int, columns: Columns) -> int:
    """Return the first line of the heading that the line `first` is of.

    Where headings are in the middle or at the foot, the longest one begins above all others. In
    the first column a running title may be, unless it reaches down beside the line below.
    """
    while first > 0:
        above, line = lines[first - 1], lines[first]
        kind = kind_of(above, columns)
        is_title = kind == "prose" or (kind == "label" and above.bottom <= line.top)
        if is_title or line.top - above.top > _NEXT * above.height:
            break
        first -= 1
    return first


def _is_heading(line: Line, columns: Columns) -> bool:
    """Return whether most of the cells of `line` begin where columns do."""
    starts = [
        word for left, word in itertools.pairwise(line.words) if columns.of(word) > columns.of(left)
    ]
    at_column = [w for w in starts if abs(w.x0 - columns.gutters[columns.of(w) - 1].end) < _ALIGNED]
    return len(starts) > _FEW or 2 * len(at_column) > len(starts)


def kind_of(line: Line, columns: Columns) -> Kind:
    """Return how `line` stands to `columns`."""
    clean = crossed = 0
    for left, right in itertools.pairwise(line.words):
        if (behind := columns.of(right)) > columns.of(left):
            if columns.is_clean(left, right):
                clean += 1
            else:
                crossed += behind - columns.of(left)
    first, last = columns.of(line.words[0]), line.words[-1]
    if columns.of(last) < len(columns.gutters) and last.x1 > columns.xs[columns.of(last) + 1]:
        crossed += 1
    if clean and (clean >= crossed or first > 0):
        return "table"
    if first > 0:
        return "cell"
    return "prose" if crossed else "label"
