"""Lines across a page, and which of them stand in a table whose columns are known."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median
from typing import Literal, NamedTuple

from pipeline.ingest.pdf.page import Page, Word
from pipeline.ingest.pdf.positions.gutters import Gutter, gap_weight
from pipeline.ingest.pdf.table.outside import Loose, furniture
from pipeline.ingest.pdf.text.lines import GAP, Line, around, is_gapped
from pipeline.richtext import BULLET

_LEVEL = 0.25
"""Words whose feet lie this close, in line heights, stand in one line."""
_NEXT = 1.6
"""The next line of a paragraph follows within this many line heights."""
_LARGER = 1.12
"""A line so much higher than the text of the page is a heading."""
_TITLE = 1.45
"""So is one so much higher, where no wide gap parts it, though it reaches over columns."""
_CLEAN = 0.8
"""White space is a gutter's where it has this share of the gutter's width."""
_AT_COLUMN = 0.7
_ALIGNED = 1.5
"""A cell begins this close, in points, to where its column does."""
_FEW = 2
"""A running title has no more gaps than this."""
_OUTDENT = 1.0
"""A line that begins this far left of the table, in points, is not of it."""

Kind = Literal["table", "cell", "label", "prose"]
"""A line in several columns; in one of them; in the first; across them without a gap."""
_INSIDE = frozenset({"table", "cell"})


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
        """Return whether `right` stands in a later column than `left`, white space between."""
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
        """Return whether `word` stands just where its column begins."""
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
    repeated = furniture(
        [Loose(p.number, p.height, own) for p, own in zip(pages, lines, strict=True)]
    )
    kept: list[range] = []
    for n, (page, own) in enumerate(zip(pages, lines, strict=True)):
        first, end = 0, len(own)
        while end > first and (page.number, end - 1) in repeated:
            end -= 1
        while first < end and (page.number, first) in repeated:
            if n in columns and _is_heading(own[first], columns[n]):
                first = _top_of_heading(own, first, columns[n])
                break
            first += 1
        kept.append(range(first, end))
    return kept


def _top_of_heading(lines: Sequence[Line], first: int, columns: Columns) -> int:
    """Return the first line of the heading that the line `first` is of.

    Where headings stand in the middle or at the foot, the longest one begins above all others. In
    the first column a running title may stand, unless it reaches down beside the line below.
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


def labels_of(lines: Iterable[Line], columns: Columns) -> frozenset[str]:
    """Return the texts that stand in the first column beside another, more than once."""
    texts = Counter(_label(line, columns) for line in lines if kind_of(line, columns) == "table")
    return frozenset(text for text, count in texts.items() if text and count > 1)


def _label(line: Line, columns: Columns) -> str:
    return " ".join(word.text for word in line.words if columns.of(word) == 0)


def tables_of(
    lines: Sequence[Line],
    columns: Columns,
    labels: frozenset[str],
    body: float,
    goes_on: bool,
) -> Iterator[list[Line]]:
    """Yield the lines of each table of a page.

    A line of running text parts two tables, and so does a heading. Lines in the first column are
    of the table where they stand between others of it, or close to one, and where they are one of
    the `labels` that stand beside a value elsewhere; such a one may stand alone at the page's end.
    With `goes_on` the page before ended in a table, and a single cell may fill this one.
    """
    runs = _runs(lines, columns, body)
    for number, run in enumerate(runs):
        kinds = [kind_of(line, columns) for line in run]
        labelled = [n for n, line in enumerate(run) if _label(line, columns) in labels]
        sure = sorted({*labelled, *(n for n, kind in enumerate(kinds) if kind in _INSIDE)})
        is_rest = goes_on and number == 0 and bool(sure)
        if "table" in kinds or is_rest or (labelled and number == len(runs) - 1):
            first, last = sure[0], sure[-1]
            start = _reach(run, first, last, -1, columns)
            yield run[start : _reach(run, last, first, 1, columns) + 1]


def _runs(lines: Sequence[Line], columns: Columns, body: float) -> list[list[Line]]:
    runs: list[list[Line]] = [[]]
    usual = median(line.height for line in lines) if lines else body
    for line in lines:
        kind = kind_of(line, columns)
        outdented = kind != "table" and line.x0 < columns.left - _OUTDENT
        heading = kind == "label" and line.height > _LARGER * body
        heading = heading or (line.height > _TITLE * usual and not is_gapped(line))
        if kind == "prose" or outdented or heading:
            runs.append([])
        else:
            runs[-1].append(line)
    return [run for run in runs if run]


def _reach(run: Sequence[Line], near: int, far: int, step: int, columns: Columns) -> int:
    """Return the last line of `run` beyond `near`, up or down, that is of the table as well.

    Such a line stands in the first column, and no more white space parts it from the table than
    parts the lines in it, from `near` to `far`.
    """
    inside = run[min(near, far) : max(near, far) + 1]
    most = max((b.top - a.bottom for a, b in itertools.pairwise(inside)), default=0.0)
    while 0 <= near + step < len(run):
        upper, lower = sorted((run[near], run[near + step]), key=lambda line: line.top)
        if lower.top - upper.bottom > max(most, (_NEXT - 1) * upper.height) + 0.5:
            break
        line = run[near + step]
        if abs(line.x0 - columns.left) > _OUTDENT or line.x1 > columns.gutters[0].start + _OUTDENT:
            break
        near += step
    return near
