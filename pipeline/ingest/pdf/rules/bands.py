"""Grids that are drawn in part: shaded cells without rules, or inside them."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from pipeline.ingest.pdf.page import Box, Page, Word
from pipeline.ingest.pdf.rules.broken_rules import reach, row_of_its_own, walls_of_pieces, within
from pipeline.ingest.pdf.rules.lattice import SNAP, lattices
from pipeline.ingest.pdf.rules.missing_walls import crosses
from pipeline.ingest.pdf.table.model import TableModel
from pipeline.ingest.pdf.text.lines import around

_WHOLE_PAGE = 0.8
"""A fill that covers more of the page than this is its background."""
_BARE = 0.05
"""A fill is the ground under cells if no larger share of its words is in none of them."""
_TIGHT = 0.6
"""A fill whose sides lie this close to its words, in line heights, marks them."""
_MOST_FILLS = 1000
"""A page with more is a drawing."""
_SHOWN = 0.1
_MARGIN = 0.2
"""So much of a word's height, above and below, may reach over the end of its cell."""


def grids_of(page: Page) -> list[TableModel]:
    """Return the grids on `page`: by its rules; where there are none, by their pieces or by fills.

    Shaded cells that adjoin a ruled grid, such as a heading's, belong to it, and rows of shaded
    cells in it are rows.
    """
    whole = _WHOLE_PAGE * page.width * page.height
    fills = _cells([box for box in page.fills if _area(box) < whole], page.words)
    rules = [rule for rule in page.rules if _is_shown(rule, page.height)]
    if not lattices(rules):
        rules.extend(walls_of_pieces(rules, page))
    if grids := lattices(rules):
        sides = [side for grid in grids for side in _shaded(grid, fills, page.words)]
        return lattices([*rules, *sides]) if sides else grids
    sides = [side for box in fills for side in _sides(box)]
    found = lattices([*sides, *_between(fills, page)])
    return [grid._replace(support="fill") for grid in found]


def _is_shown(rule: Box, height: float) -> bool:
    """Return whether more than the end of `rule` is on the page.

    A browser draws the walls of a cell that began pages before down to the margin.
    """
    shown = min(rule.bottom, height) - max(rule.top, 0.0)
    return shown >= 0 and shown >= _SHOWN * (rule.bottom - rule.top)


def _area(box: Box) -> float:
    return (box.x1 - box.x0) * (box.bottom - box.top)


def _cells(fills: Sequence[Box], words: Sequence[Word]) -> list[Box]:
    """Return `fills` but those under cells, of which gaps are left, and those inside one cell.

    A word is marked by a fill close round it, a paragraph by one as wide as the cell's inside.
    """
    ordered = sorted(fills, key=lambda box: box.top)
    if len(ordered) > _MOST_FILLS:
        return ordered
    upon = [[x for x in _begun_in(box, ordered) if _is_upon(x, box)] for box in ordered]
    cells = [
        (box, inside)
        for box, inside in zip(ordered, upon, strict=True)
        if not _is_ground(box, inside, words)
    ]
    marked = {
        x
        for box, inside in cells
        for x in inside
        if _meets_no_side(x, box) and (not _are_abreast(inside) or _is_tight(x, words))
    }
    return [box for box, _ in cells if box not in marked]


def _is_ground(box: Box, inside: Sequence[Box], words: Sequence[Word]) -> bool:
    """Return whether cells lie on `box` side by side, and hardly a word beside them."""
    if not _are_abreast(inside):
        return False
    shown = [word for word in words if _holds(box, word)]
    bare = sum(not any(_holds(cell, word) for cell in inside) for word in shown)
    return bare <= _BARE * len(shown)


def _are_abreast(boxes: Sequence[Box]) -> bool:
    """Return whether some of the boxes, given by their tops, are side by side."""
    return any(a.x1 <= b.x0 and b.top < a.bottom for a, b in itertools.combinations(boxes, 2))


def _holds(box: Box, word: Word) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box.x0 <= x <= box.x1 and box.top <= y <= box.bottom


def _is_tight(box: Box, words: Sequence[Word]) -> bool:
    """Return whether `box` lies close round words."""
    inside = [word for word in words if _holds(box, word)]
    if not inside:
        return False
    text, room = around(inside), _TIGHT * inside[0].height
    return (
        max(text.x0 - box.x0, text.top - box.top, box.x1 - text.x1, box.bottom - text.bottom)
        <= room
    )


def _begun_in(box: Box, ordered: Sequence[Box]) -> Sequence[Box]:
    """Return those of the boxes, given by their tops, that begin between the ends of `box`."""
    first = bisect_left(ordered, box.top, key=lambda other: other.top)
    return ordered[first : bisect_right(ordered, box.bottom, key=lambda other: other.top)]


def _is_upon(box: Box, other: Box) -> bool:
    """Return whether `box` lies on the larger `other`; a page's end cuts both, about alike."""
    inside = box.x0 >= other.x0 - SNAP and box.x1 <= other.x1 + SNAP
    return inside and box.bottom <= other.bottom + SNAP and _area(box) < _area(other)


def _meets_no_side(box: Box, cell: Box) -> bool:
    """Return whether `box` meets no side of the `cell` that it lies upon, as a marked word does."""
    return box.x0 > cell.x0 and box.x1 < cell.x1 and box.top > cell.top and box.bottom < cell.bottom


def _sides(box: Box) -> Iterator[Box]:
    yield box._replace(x1=box.x0)
    yield box._replace(x0=box.x1)
    yield box._replace(bottom=box.top)
    yield box._replace(top=box.bottom)


def _shaded(grid: TableModel, fills: Sequence[Box], words: Sequence[Word]) -> Iterator[Box]:
    """Yield the sides of shaded cells in columns of `grid`: right above or below it, or inside."""
    rows: dict[tuple[int, int], list[Box]] = defaultdict(list)
    if len(fills) > _MOST_FILLS:
        return
    for box in fills:
        if all(any(abs(x - side) <= SNAP for x in grid.xs) for side in (box.x0, box.x1)):
            rows[round(box.top), round(box.bottom)].append(box)
    bands = []
    for row in rows.values():
        first = row[0]
        if min(abs(first.bottom - grid.ys[0]), abs(first.top - grid.ys[-1])) <= SNAP:
            yield from (side for box in row for side in _sides(box))
            beside = [x for x in grid.xs if not any(box.x0 < x < box.x1 for box in row)]
            yield from _walls(beside, first.top, first.bottom, words)
        elif len({box.x0 for box in row}) > 1:
            bands.append(first)
    yield from _heights(grid, bands, words)


def _heights(grid: TableModel, bands: Sequence[Box], words: Sequence[Word]) -> Iterator[Box]:
    """Yield the ends of shaded rows in `grid` where nothing is ruled, with the walls between.

    Where a height is ruled, the rules say which cells end there: one that spans rows may be shaded
    row by row, and its text then crosses their ends. A heading that is shaded alone says nothing
    about the rows below.
    """
    if all(band.top <= grid.ys[0] + SNAP for band in bands):
        return
    ends = sorted({end for band in bands for end in (band.top, band.bottom)})
    ys = [y for y in ends if grid.ys[0] < y < grid.ys[-1] and _is_new(y, grid.ys)]
    if not ys:
        return
    top = max(y for y in grid.ys if y < ys[0])
    bottom = min(y for y in grid.ys if y > ys[-1])
    for above, below in itertools.pairwise([top, *ys, bottom]):
        yield from _walls(grid.xs[1:-1], above, below, words)
    for y in ys:
        cut = [word for word in words if _stands_across(word, y)]
        for left, right in itertools.pairwise(grid.xs):
            if not any(left < (word.x0 + word.x1) / 2 < right for word in cut):
                yield Box(left, y, right, y)


def _walls(xs: Sequence[float], top: float, bottom: float, words: Sequence[Word]) -> Iterator[Box]:
    """Yield walls between two heights at those of the `xs` that no word crosses."""
    inside = list(within(words, top, bottom))
    for x in xs:
        if not any(crosses(word, x) for word in inside):
            yield Box(x, top, x, bottom)


def _is_new(y: float, heights: Sequence[float]) -> bool:
    return all(abs(y - height) > SNAP for height in heights)


def _stands_across(word: Word, y: float) -> bool:
    margin = _MARGIN * word.height
    return word.top + margin < y < word.bottom - margin


def _between(fills: Sequence[Box], page: Page) -> Iterator[Box]:
    """Yield the rules of the rows that are not shaded, between and below those that are."""
    rows: dict[tuple[float, float], set[float]] = defaultdict(set)
    for box in fills:
        rows[round(box.top), round(box.bottom)] |= {round(box.x0), round(box.x1)}
    stripes = sorted((top, bottom, xs) for (top, bottom), xs in rows.items() if len(xs) > 2)
    for (_, top, xs), (bottom, _, others) in itertools.pairwise(stripes):
        texts = list(within(page.words, top, bottom))
        is_free = not any(crosses(word, x) for word in texts for x in xs)
        if xs == others and bottom - top > SNAP and is_free:
            yield from row_of_its_own(sorted(xs), top, bottom)
    if len(stripes) > 1 and stripes[-1][2] == stripes[-2][2]:
        _, top, ends = stripes[-1]
        bottom = reach(sorted(ends)[1:-1], (stripes[0][0], top), page, down=True)
        if bottom > top + SNAP:
            yield from row_of_its_own(sorted(ends), top, bottom)
