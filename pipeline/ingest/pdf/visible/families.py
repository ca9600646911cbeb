"""Which of the grids that rules draw are tables whose rows are ruled.

Grids with the same column edges, on whatever pages, are one family and judged together: what one
page shows of a table may be a single row. Nothing outside a family decides about it but the lines
right above and below that keep to its columns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.ingest.pdf.rules.ruled import PageParts
from pipeline.ingest.pdf.table.parts import TablePart
from pipeline.ingest.pdf.text.lines import Line, is_gapped

_SAME_EDGE = 4.0
"""Column edges that lie this close, in points, are the same."""
_MOST_CROWDED = 0.5
"""Where more of a family's words are in rows that seem to be several, upright rules alone are
drawn."""
_MOST_BESIDE = 0.1
"""Where more of a table's words are outside its rules, beside them in its columns, rules are
missing."""
_MOST_BLANK = 0.5
"""A table has fewer blank rows between others."""
_NEAR = 2.5
"""A line follows a table or the line before within so many line heights."""


class Refused(NamedTuple):
    """A grid that is not read by its rules, and why."""

    page: int
    """The place of its page among those given."""
    part: int
    reason: str


def refused(shown: Sequence[PageParts]) -> Iterator[Refused]:
    """Yield the grids whose rules do not show all rows of a table, and those that are none."""
    beside = _beside(shown)
    for family in _families(shown):
        parts = [shown[page].parts[n] for page, n in family]
        if reason := _reason(parts, sum(beside[place] for place in family)):
            yield from (Refused(page, n, reason) for page, n in family)


def _families(shown: Sequence[PageParts]) -> list[list[tuple[int, int]]]:
    """Return the places of the grids that have the same column edges."""
    families: list[tuple[tuple[float, ...], list[tuple[int, int]]]] = []
    for page, parts in enumerate(shown):
        for n, part in enumerate(parts.parts):
            own = next((places for edges, places in families if _alike(edges, part.edges)), None)
            if own is None:
                families.append((part.edges, [(page, n)]))
            else:
                own.append((page, n))
    return [places for _, places in families]


def _alike(a: Sequence[float], b: Sequence[float]) -> bool:
    return len(a) == len(b) and all(abs(x - y) <= _SAME_EDGE for x, y in zip(a, b, strict=True))


def _reason(parts: Sequence[TablePart], beside: int) -> str:
    """Return why the rules of a family are not its rows; empty if they are."""
    words = sum(part.words for part in parts)
    if (crowded := sum(part.crowded for part in parts)) > _MOST_CROWDED * words:
        return f"{crowded:,} of {words:,} words are in several rows that no rule parts"
    is_striped = any(part.support == "fill" for part in parts)
    if beside > (0 if is_striped else _MOST_BESIDE * (words + beside)):
        return f"{beside:,} of {words + beside:,} words are in rows beside the ruled ones"
    if not _is_filled(parts):
        return "its rules frame text in a single column"
    if _is_chart(parts):
        return "most of its rows are blank, between others, as in a chart"
    return ""


def _is_filled(parts: Sequence[TablePart]) -> bool:
    """Return whether several columns have text, and several rows, as in a table."""
    filled = [cell for part in parts for cell in part.cells if not cell.is_blank]
    columns = {cell.column for cell in filled}
    rows = len({(id(part), c.row) for part in parts for c in part.cells if not c.is_blank})
    return len(columns) > 1 and (rows > 1 or len(columns) > 2)


def _is_chart(parts: Sequence[TablePart]) -> bool:
    """Return whether most rows are blank between others; below all others they may be."""
    blank = rows = 0
    for part in parts:
        filled = {cell.row for cell in part.cells if not cell.is_blank}
        covered = {
            n for c in part.cells if not c.is_blank for n in range(c.row, c.row + c.row_span)
        }
        blank += sum(n not in covered for n in range(max(filled, default=0)))
        rows += part.rows
    return blank > _MOST_BLANK * rows


def _beside(shown: Sequence[PageParts]) -> dict[tuple[int, int], int]:
    """Return how many words are right above or below each grid in lines that keep to its columns.

    So is every second row of a table whose others are shaded, and nothing else rules it. A page
    without a grid may show such rows alone; they count for the grid before.
    """
    found: dict[tuple[int, int], int] = defaultdict(int)
    last: tuple[int, int] | None = None
    for page, parts in enumerate(shown):
        for n, part in enumerate(parts.parts):
            last = page, n
            found[last] += sum(_words(line, part.edges) for line in _around(part, parts.loose))
        if last is not None and not parts.parts:
            edges = shown[last[0]].parts[last[1]].edges
            found[last] += sum(_words(line, edges) for line in parts.loose)
    return found


def _around(part: TablePart, loose: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines that follow one another right above and below `part`."""
    lines = sorted(loose, key=lambda line: line.top)
    edge = part.bottom
    for line in lines:
        if line.top >= part.bottom - line.height / 2:
            if line.top - edge > _NEAR * line.height:
                break
            edge = line.bottom
            yield line
    edge = part.top
    for line in reversed(lines):
        if line.bottom <= part.top + line.height / 2:
            if edge - line.bottom > _NEAR * line.height:
                break
            edge = line.top
            yield line


def _words(line: Line, edges: Sequence[float]) -> int:
    """Return how many words `line` has, 0 unless it keeps to several of the columns."""
    inside = [x for x in edges if line.x0 < x < line.x1]
    keeps = is_gapped(line) and not any(w.x0 < x < w.x1 for w in line.words for x in inside)
    return len(line.words) if inside and keeps else 0
