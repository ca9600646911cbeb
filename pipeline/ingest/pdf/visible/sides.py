"""What is on both sides of a gutter: areas that are read one after the other, or cells of rows."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Sequence

from pipeline.ingest.pdf.page import Box
from pipeline.ingest.pdf.positions.sections import has_cells
from pipeline.ingest.pdf.text.lines import Line, around
from pipeline.ingest.pdf.text.numbers import is_number

_FEWEST = 6
"""A gutter passes at least so many lines on either side."""
_BLOCK = 0.6
"""White space higher than this, in line heights, parts two blocks of lines."""
_ENOUGH = 10
"""So many lines show that an area has running text."""
_LONG_LINE = 4
"""Lines of running text have at least so many words, on average."""
_FULL, _MOSTLY = 0.7, 0.6
"""Of running text this share of the lines fill that share of the width."""
_SMALL = 0.25
"""This share of the lines in running text begins with a small letter."""
_SAME = 1.5
"""Lines within so many points are at one height."""
_EQUAL = 0.06
"""Areas are as wide as each other, or twice as wide, to within this share."""
_KNOWN = 2.5
"""What it says that a side is all running text, or all rows of one line, where one is the first."""
_PASSED = 1.5
"""What it says that a gutter passes half of the lines: columns of a table are short here and there.
"""
_USUAL = 6.3
"""White space is seldom a gutter between areas: so much has to speak for one."""
_LABELLED = 0.75
"""So many rows begin with words and end with numbers in a table of numbers."""
_BESIDE = 1.5
"""A rule so near to a table, in line heights, is of it."""
_RULED = 3.5
"""What it says for two tables side by side that a rule ends and begins between them."""
_PIECE = 4.0
"""Pieces of a rule no further apart than this, in points, are one."""


def parts_areas(
    left: Sequence[Line], right: Sequence[Line], x: float, barriers: Sequence[Box], share: float
) -> float:
    """Return how far what is left and right of a gutter at `x` speaks for two areas.

    Above zero it does. `barriers` are the level rules of the page, among others; `share` is how
    much of the page's lines, or the area's, the gutter passes.
    """
    sides = left, right
    if min(len(left), len(right)) < _FEWEST:
        return -1.0
    prose = [_prose(side) for side in sides]
    known = [max(own, _celled(side)) for own, side in zip(prose, sides, strict=True)]
    is_told = _have_labels(left, right)
    told = _KNOWN * sum(known) if max(prose) > _MOSTLY or is_told else 0.0
    together = max(_begun_together(left, right), _blocks_together(left, right))
    apart = 6 * max(together - 0.25, 0) + 2 * max(_level(left, right) - 0.5, 0)
    apart = 0.0 if is_told else apart
    equal = 1.0 if _are_equal(left, right) else -0.5
    length = min((len(left) + len(right)) / 40, 1.0) + _PASSED * min(2 * share, 1.0)
    return told + equal + length + _RULED * _ruled_apart(sides, x, barriers) - apart - _USUAL


def _have_labels(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Return whether the rows of either side begin with words and end with numbers."""
    for side in (left, right):
        celled = [line for line in side if has_cells(line)]
        words = sum(not is_number(line.words[0].text) for line in celled)
        numbers = sum(is_number(line.words[-1].text) for line in celled)
        if len(celled) < _FEWEST or words < _LABELLED * len(celled):
            return False
        if numbers < _LABELLED * len(celled):
            return False
    return True


def _celled(side: Sequence[Line]) -> float:
    """Return the share of lines that gaps part, as in a table whose lines are rows."""
    return sum(map(has_cells, side)) / len(side)


def _ruled_apart(sides: Sequence[Sequence[Line]], x: float, barriers: Sequence[Box]) -> int:
    """Return at how many heights level rules run over all of either side, and not between.

    Either side is a table by itself; else each cell may have rules of its own.
    """
    left, right = map(around, sides)
    if any(2 * sum(map(has_cells, side)) < len(side) for side in sides):
        return 0
    room = _BESIDE * sides[0][0].height
    top, bottom = min(left.top, right.top) - room, max(left.bottom, right.bottom) + room
    level = [b for b in barriers if b.bottom - b.top < _SAME and top < b.top < bottom]
    before = [b.top for b in level if b.x1 < x and _runs_over(b, left)]
    behind = [b.top for b in level if b.x0 > x and _runs_over(b, right)]
    return sum(any(abs(a - b) <= _SAME for b in behind) for a in before)


def _runs_over(rule: Box, side: Box) -> bool:
    return rule.x0 <= side.x0 + _PIECE and rule.x1 >= side.x1 - _PIECE


def _blocks(side: Sequence[Line]) -> list[list[Line]]:
    """Return the lines of `side` in blocks that white space parts."""
    blocks = [[side[0]]]
    for above, line in itertools.pairwise(side):
        if line.top - above.bottom > _BLOCK * line.height:
            blocks.append([])
        blocks[-1].append(line)
    return blocks


def _prose(side: Sequence[Line]) -> float:
    """Return the share of lines that are in running text; few lines show less."""
    width = max(line.x1 for line in side) - min(line.x0 for line in side)
    lines = sum(len(block) for block in _blocks(side) if _is_prose(block, width))
    return lines / max(len(side), _ENOUGH)


def _is_prose(block: Sequence[Line], width: float) -> bool:
    if len(block) < 3 or any(map(has_cells, block)):
        return False
    full = sum(line.x1 - line.x0 >= _FULL * width for line in block[:-1])
    words = sum(len(line.words) for line in block)
    small = sum(line.text[:1].islower() for line in block[1:])
    is_long = words >= _LONG_LINE * len(block) and full >= _MOSTLY * (len(block) - 1)
    return is_long and small >= _SMALL * (len(block) - 1)


def _begun_together(left: Sequence[Line], right: Sequence[Line]) -> float:
    """Return the share of heights at which texts begin on both sides, of all at which they do."""
    begun = [
        sorted(line.bottom for line in side[1:] if not line.text[:1].islower())
        for side in (left, right)
    ]
    both = sum(_is_near(y, begun[1]) for y in begun[0])
    count = len(begun[0]) + len(begun[1]) - both
    return both / count if count else 0.0


def _blocks_together(left: Sequence[Line], right: Sequence[Line]) -> float:
    """Return the share of blocks with the same top or middle as one on the other side."""
    blocks = [[around(block) for block in _blocks(side)][1:] for side in (left, right)]
    few, many = sorted(blocks, key=len)
    if len(few) < 3:
        return 0.0
    tops = sorted(box.top for box in many)
    middles = sorted(box.top + box.bottom for box in many)
    alike = sum(_is_near(box.top, tops) or _is_near(box.top + box.bottom, middles) for box in few)
    return alike / len(few)


def _level(left: Sequence[Line], right: Sequence[Line]) -> float:
    """Return the share of lines of the shorter side that are level with one of the other."""
    few, many = sorted((left, right), key=len)
    feet = sorted(line.bottom for line in many)
    return sum(_is_near(line.bottom, feet) for line in few) / len(few)


def _is_near(y: float, heights: Sequence[float]) -> bool:
    place = bisect_left(heights, y - _SAME)
    return place < len(heights) and heights[place] <= y + _SAME


def _are_equal(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Return whether both sides are as wide, or one is twice as wide: columns of a page."""
    a, b = (max(n.x1 for n in side) - min(n.x0 for n in side) for side in (left, right))
    return any(abs(a / b / ratio - 1) <= _EQUAL for ratio in (0.5, 1, 2)) if b else False
