"""Grids of cells, from words that stand under one another with white space between."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.ingest.pdf.lattice import Lattice, Region
from pipeline.ingest.pdf.lines import Line, around, lines_of
from pipeline.ingest.pdf.page import Box, Page, Word

_GAP = 0.9
"""Words further apart than this, in line heights, may stand in two columns."""
_GUTTER = 0.5
"""White space between columns is at least this wide, in line heights."""
_BAND = 0.42
"""White space between rows is at least this high, in line heights."""
_WIDE = 0.6
"""A line wider than this share of the page, without a gap, is running text."""
_FEWEST = 3
"""Fewer lines with gaps are no table."""


def aligned_grids(pages: Sequence[Page]) -> list[list[Lattice]]:
    """Return the grids that the words of each page stand in, the columns alike on all pages.

    Where no white space goes through all pages, each page has columns of its own or none.
    """
    tables = [_table_lines(page) for page in pages]
    boxes = [box for table in tables for box in table]
    if not boxes:
        return [[] for _ in pages]
    common = _columns(boxes)
    return [_grids(table, common) for table in tables]


def _table_lines(page: Page) -> list[Box]:
    """Return the parts of the lines of `page` from its first to its last line with gaps."""
    rows = [_segments(line) for line in lines_of(page.words, page.number)]
    gapped = [n for n, segments in enumerate(rows) if len(segments) > 1]
    if len(gapped) < _FEWEST:
        return []
    inside = rows[gapped[0] : gapped[-1] + 1]
    return [s for segments in inside if not _is_prose(segments, page) for s in segments]


def _columns(boxes: Sequence[Box]) -> list[float]:
    return _edges([(box.x0, box.x1) for box in boxes], _GUTTER * _height(boxes))


def _height(boxes: Sequence[Box]) -> float:
    return sorted(box.bottom - box.top for box in boxes)[len(boxes) // 2]


def _grids(boxes: Sequence[Box], common: Sequence[float]) -> list[Lattice]:
    if not boxes:
        return []
    xs = common if len(common) > 2 else _columns(boxes)
    if len(xs) < 3:
        return []
    ys = _edges(_with_companions(boxes, xs), _BAND * _height(boxes))
    regions = [Region(r, c, 1, 1) for r in range(len(ys) - 1) for c in range(len(xs) - 1)]
    return [Lattice(tuple(xs), tuple(ys), tuple(regions))]


def _segments(line: Line) -> list[Box]:
    """Return the parts of `line` that wide gaps leave."""
    groups: list[list[Word]] = []
    for word in line.words:
        if groups and word.x0 - groups[-1][-1].x1 <= _GAP * line.height:
            groups[-1].append(word)
        else:
            groups.append([word])
    return [around(group) for group in groups]


def _is_prose(segments: Sequence[Box], page: Page) -> bool:
    return len(segments) == 1 and segments[0].x1 - segments[0].x0 > _WIDE * page.width


def _edges(spans: Sequence[tuple[float, float]], gap: float) -> list[float]:
    """Return the outer ends of `spans` and the middle of each gap that none of them crosses."""
    ordered = sorted(spans)
    edges = [ordered[0][0] - 1]
    reached = ordered[0][1]
    for start, end in ordered[1:]:
        if start - reached >= gap:
            edges.append((start + reached) / 2)
        reached = max(reached, end)
    return [*edges, reached + 1]


def _with_companions(boxes: Sequence[Box], xs: Sequence[float]) -> list[tuple[float, float]]:
    """Return how far down each line reaches; one that stands alone hangs on to those above.

    A row begins with text in several columns; a line in one column only is the rest of a cell,
    after a paragraph's end perhaps.
    """
    levels: list[list[Box]] = []
    for box in sorted(boxes, key=lambda box: box.top):
        if levels and box.top < levels[-1][0].bottom:
            levels[-1].append(box)
        else:
            levels.append([box])
    spans: list[tuple[float, float]] = []
    for level in levels:
        top, bottom = min(b.top for b in level), max(b.bottom for b in level)
        columns = {sum(1 for x in xs if x < box.x0) for box in level}
        if len(columns) < 2 and spans:
            top = min(top, spans[-1][1])
        spans.append((top, bottom))
    return spans
