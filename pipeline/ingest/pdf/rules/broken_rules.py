"""Tables whose level rules are drawn cell by cell, with no upright ones: walls, and rows beside."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pipeline.ingest.pdf.page import Box, Page, Word
from pipeline.ingest.pdf.rules.lattice import SNAP
from pipeline.ingest.pdf.rules.missing_walls import crosses
from pipeline.ingest.pdf.text.lines import Line, lines_of, segments

_PIECE = 8.0
"""A shorter piece of a rule is a dash."""
_NEXT_LINE = 1.5
"""Lines further apart than this, in line heights, are of different things."""
_NEXT_ROW = 0.35
"""So is one further apart than this, in the first column, above one with texts in several."""
_MARGIN = 0.12
"""How much of the page's height, at its foot, may hold its number and title."""


def walls_of_pieces(rules: Sequence[Box], page: Page) -> Iterator[Box]:
    """Yield the walls of a table whose level rules are drawn cell by cell, and no upright ones.

    A wall is where a piece of a rule ends and the next one begins, on several heights.
    """
    heights: dict[float, set[float]] = defaultdict(set)
    pieces = [r for r in rules if r.bottom - r.top <= SNAP and r.x1 - r.x0 >= _PIECE]
    starts = defaultdict(list)
    for piece in pieces:
        starts[round(piece.top)].append(piece.x0)
    for piece in pieces:
        near = [x for y in (-1, 0, 1) for x in starts.get(round(piece.top) + y, ())]
        if (x := next((x for x in near if abs(x - piece.x1) <= SNAP), None)) is not None:
            end = (x + piece.x1) / 2
            heights[next((x for x in heights if abs(x - end) <= SNAP), end)].add(piece.top)
    heights = {x: tops for x, tops in heights.items() if len(tops) > 1}
    walls = [
        Box(x, top, x, bottom)
        for x, own in heights.items()
        for top, bottom in itertools.pairwise(sorted(own))
        if not any(crosses(box, x) for box in within(page.words, top, bottom))
    ]
    yield from walls
    ruled = {top for tops in heights.values() for top in tops}
    for first, last in _runs([*((w.top, w.bottom) for w in walls), *((y, y) for y in ruled)]):
        inside = [piece for piece in pieces if first <= piece.top <= last]
        own = sorted(x for x, tops in heights.items() if any(first <= y <= last for y in tops))
        yield from _rows_beside([*own, *_ends(inside)], first, last, page)


def _runs(spans: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return where tables begin and end on a page: what `spans` cover without a gap."""
    runs: list[tuple[float, float]] = []
    for top, bottom in sorted(spans):
        if runs and top <= runs[-1][1] + SNAP:
            runs[-1] = runs[-1][0], max(runs[-1][1], bottom)
        else:
            runs.append((top, bottom))
    return runs


def _rows_beside(xs: Sequence[float], first: float, last: float, page: Page) -> Iterator[Box]:
    """Yield the rules of the rows above the `first` rule of a table: a heading may have none.

    Below the `last` rule is what a page's end cuts: it is of a row that goes on.
    """
    *walls, _, _ = xs
    if (top := reach(walls, (first, last), page, down=False)) < first - SNAP:
        yield from row_of_its_own(xs, top, first)


def _ends(pieces: Sequence[Box]) -> tuple[float, float]:
    return min(piece.x0 for piece in pieces), max(piece.x1 for piece in pieces)


def row_of_its_own(xs: Sequence[float], top: float, bottom: float) -> Iterator[Box]:
    """Yield the rules round a row that has none above, or none at all."""
    yield Box(min(xs), top, max(xs), top)
    yield Box(min(xs), bottom, max(xs), bottom)
    yield from (Box(x, top, x, bottom) for x in xs)


def within(words: Sequence[Word], top: float, bottom: float) -> Iterator[Word]:
    """Yield the words whose middle lies between two heights."""
    return (word for word in words if top < (word.top + word.bottom) / 2 < bottom)


def reach(walls: Sequence[float], ruled: tuple[float, float], page: Page, *, down: bool) -> float:
    """Return how far lines that keep to the columns go on beyond what is `ruled`, without a gap."""
    edge = reached = ruled[1] if down else ruled[0]
    beyond = [w for w in page.words if (w.top > edge - SNAP if down else w.bottom < edge + SNAP)]
    inside = lines_of(within(page.words, *ruled), page.number)
    starts = [text.x0 for line in inside for text in segments(line)]
    lefts = [min((x0 for x0 in starts if x0 > x - 1), default=x) for x in walls]
    filled, columns = set[int](), set[int]()
    foot, lines = (1 - _MARGIN) * page.height, lines_of(beyond, page.number)
    for line in lines if down else reversed(lines):
        gap = (line.top - reached if down else reached - line.bottom) / line.height
        is_first = all(text.x0 < walls[0] for text in segments(line))
        is_other = not down and len(filled) > 1 and is_first and gap > _NEXT_ROW
        if gap > _NEXT_LINE or is_other or not _keeps_to(walls, lefts, line):
            break
        if down and line.top > foot and not _begins_at(starts, line):
            break
        reached = line.bottom + 1 if down else line.top - 1
        filled = {sum(x < word.x0 for x in walls) for word in line.words}
        columns |= filled
    return reached if len(columns) > 1 else edge


def _keeps_to(walls: Sequence[float], lefts: Sequence[float], line: Line) -> bool:
    """Return whether no text of `line` crosses a wall.

    Where texts all but touch over a wall, the second begins at the left of its column.
    """
    texts = segments(line)
    for x, left in zip(walls, lefts, strict=True):
        if any(crosses(text, x) for text in texts):
            is_cut = any(crosses(word, x) for word in line.words)
            if is_cut or not any(abs(word.x0 - left) <= SNAP for word in line.words):
                return False
    return True


def _begins_at(starts: Sequence[float], line: Line) -> bool:
    """Return whether a text of `line` begins where others do: a page's title need not."""
    return any(abs(text.x0 - x) <= SNAP for text in segments(line) for x in starts)
