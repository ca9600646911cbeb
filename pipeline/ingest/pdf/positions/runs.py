"""Which lines of a page are in a table whose columns are known."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from pipeline.ingest.pdf.positions.page_lines import Columns, kind_of
from pipeline.ingest.pdf.text.lines import Line, is_gapped
from pipeline.ingest.pdf.text.numbers import is_number

_NEXT = 1.6
"""The next line of a paragraph follows within this many line heights."""
_LARGER = 1.12
"""A line so much higher than the text of the page is a heading."""
_TITLE = 1.45
"""So is one so much higher, where no wide gap parts it, though it reaches over columns."""
_OUTDENT = 1.0
"""A line that begins this far left of the table, in points, is not of it."""
_FEW_NUMBERS = 0.3
"""Of the cells in a heading fewer are numbers than this share, where those of rows are."""
_NEAR = 8
"""So many rows above a band tell how far rows are apart."""
_WIDE, _MOST_WORDS = 0.8, 10
"""A line over more of a table's width, or of more words, heads rows only where it is bold."""
_ROOM = 0.3
"""Round a band may be so much more white space than between rows, in line heights."""
_INSIDE = frozenset({"table", "cell"})


def labels_of(lines: Iterable[Line], columns: Columns) -> frozenset[str]:
    """Return the texts that are in the first column beside another, more than once."""
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

    A line of running text parts two tables, and so does a heading, but one that heads some rows of
    a table. Lines in the first column are
    of the table where they are between others of it, or close to one, and where they are one of
    the `labels` that are beside a value elsewhere; such a one may be alone at the page's end.
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
    """Return the lines between those that part tables; a band between two rows parts none."""
    runs: list[list[Line]] = [[]]
    parting: list[list[Line]] = [[]]
    usual = median(line.height for line in lines) if lines else body
    for line in lines:
        if _parts(line, columns, body, usual):
            if runs[-1]:
                runs.append([])
                parting.append([])
            parting[-1].append(line)
        else:
            runs[-1].append(line)
    made: list[list[Line]] = []
    for between, run in zip(parting, runs, strict=True):
        if made and run and len(between) == 1 and _is_band(made[-1], between[0], run, columns):
            made[-1].extend((*between, *run))
        elif run:
            made.append(run)
    return made


def _parts(line: Line, columns: Columns, body: float, usual: float) -> bool:
    """Return whether `line` is running text, a heading, or begins left of the table."""
    kind = kind_of(line, columns)
    outdented = kind != "table" and line.x0 < columns.left - _OUTDENT
    heading = kind == "label" and line.height > _LARGER * body
    return (
        kind == "prose"
        or outdented
        or heading
        or (line.height > _TITLE * usual and not is_gapped(line))
    )


def _is_band(above: Sequence[Line], band: Line, below: Sequence[Line], columns: Columns) -> bool:
    """Return whether `band` heads some rows of a table that goes on below it.

    No more white space is round it than between rows, and what is below are not headings.
    """
    left = min(columns.left, *(line.x0 for line in above)) - _OUTDENT
    inside = left <= band.x0 and band.x1 <= columns.xs[-1] + _OUTDENT
    rows = [line for line in above if kind_of(line, columns) == "table"]
    if not inside or not rows or is_gapped(band) or kind_of(below[0], columns) != "table":
        return False
    if any(columns.begins(word) for word in band.words if columns.of(word)):
        return False
    is_wide = band.x1 - band.x0 > _WIDE * (columns.xs[-1] - columns.xs[0])
    if (is_wide or len(band.words) > _MOST_WORDS) and not all(word.bold for word in band.words):
        return False
    usual = median([b.top - a.bottom for a, b in itertools.pairwise([*above[-_NEAR:], band])])
    room = max(usual, (_NEXT - 1) * band.height) + _ROOM * band.height
    if max(band.top - above[-1].bottom, below[0].top - band.bottom) > room:
        return False
    return not _heads(below[0], rows, columns)


def _heads(line: Line, rows: Sequence[Line], columns: Columns) -> bool:
    """Return whether `line`, below the `rows` of a table, is the heading of another one."""
    if line.text == rows[0].text:
        return True
    numbers = [_numbers(row, columns) for row in rows]
    if 2 * sum(numbers) > len(rows):
        return _numbers(line, columns) < _FEW_NUMBERS
    is_bold = [all(word.bold for word in row.words) for row in (rows[0], rows[-1], line)]
    return is_bold == [True, False, True]


def _numbers(line: Line, columns: Columns) -> float:
    """Return the share of cells behind the first that are numbers."""
    texts: dict[int, list[str]] = defaultdict(list)
    for word in line.words:
        texts[columns.of(word)].append(word.text)
    behind = [" ".join(own) for column, own in texts.items() if column]
    return sum(map(is_number, behind)) / len(behind) if behind else 0.0


def _reach(run: Sequence[Line], near: int, far: int, step: int, columns: Columns) -> int:
    """Return the last line of `run` beyond `near`, up or down, that is of the table as well.

    Such a line is in the first column, and no more white space parts it from the table than
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
