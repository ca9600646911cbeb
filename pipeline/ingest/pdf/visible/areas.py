"""Areas of a page that are read one after the other, such as columns of running text.

A gutter between areas is white space from line to line that neither words, rules nor the sides of
fills cross. So is the white space between two columns of a table; what is on its sides tells them
apart: running text on either side, about as wide, whose lines and paragraphs begin at heights of
their own, or the cells of rows that begin or have their middle at one height.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.ingest.pdf.page import WHOLE, Box, Page
from pipeline.ingest.pdf.positions.page_lines import lines_across
from pipeline.ingest.pdf.table.model import TableModel
from pipeline.ingest.pdf.text.lines import GAP, Line, around, middle
from pipeline.ingest.pdf.visible.sides import parts_areas

_STEP = 3.0
"""Places of a gutter are looked at so far apart, in points."""
_MOST_STEPS = 1_000
"""Places looked at; where words lie far outside the page they are further apart."""
_FEWEST = 6
"""A gutter passes at least so many lines on either side."""
_NARROWEST = 0.2
"""No area is narrower than this share of what is split."""
_SAME = 1.5
"""Lines within so many points are at one height."""
_PIECE = 4.0
"""Pieces of a rule no further apart than this, in points, are one."""
_WHOLE = 0.8
"""A fill over more of the page than this is its background."""


class _Run(NamedTuple):
    """Lines from one to another that white space at `x` passes."""

    first: int
    end: int
    x: float


def areas_of(page: Page, models: Sequence[TableModel] = ()) -> tuple[Box, ...]:
    """Return the areas of `page` in reading order; one where it is read from side to side.

    Words inside `models`, tables that are known, are not looked at; no gutter passes such a table.
    """
    lines = lines_across(outside(page, models))
    barriers = _barriers(page, models)
    made: list[Box] = []
    for own, box in _beside(lines, [model.box for model in models]):
        made.extend(_split(own, box, barriers) if len(own) >= _FEWEST else [box])
    return tuple(made)


def _beside(lines: Sequence[Line], boxes: Sequence[Box]) -> Iterator[tuple[list[Line], Box]]:
    """Yield the page in one, or what is above, beside and below two tables side by side.

    Two pages may be on one sheet. What no line crosses above and below the tables is of either.
    """
    pair = next((p for p in itertools.permutations(boxes, 2) if _are_abreast(*p)), None)
    if pair is None:
        yield list(lines), WHOLE
        return
    x = (pair[0].x1 + pair[1].x0) / 2
    top, foot = min(box.top for box in pair), max(box.bottom for box in pair)
    crossing = [Box(line.x0, line.top, line.x1, line.bottom) for line in lines if _crosses(line, x)]
    crossing += [box for box in boxes if box.x0 < x < box.x1]
    above = max((box.bottom for box in crossing if box.bottom <= top), default=WHOLE.top)
    below = min((box.top for box in crossing if box.top >= foot), default=WHOLE.bottom)
    sides = (WHOLE.x0, x), (x, WHOLE.x1)
    parts = [Box(x0, above, x1, below) for x0, x1 in sides]
    for part in (WHOLE._replace(bottom=above), *parts, WHOLE._replace(top=below)):
        if part.bottom > part.top:
            halves = (_inside(line, part) for line in lines)
            yield [line for line in halves if line is not None], part


def _are_abreast(a: Box, b: Box) -> bool:
    """Return whether the table `a` is on the left of `b`, with most of either beside the other."""
    shared = min(a.bottom, b.bottom) - max(a.top, b.top)
    return a.x1 < b.x0 and 2 * shared > min(a.bottom - a.top, b.bottom - b.top)


def _crosses(line: Line, x: float) -> bool:
    return not any(start < x < end for start, end in _spaces(line))


def _inside(line: Line, box: Box) -> Line | None:
    """Return what `line` has in `box`."""
    words = tuple(word for word in line.words if box.holds(*middle(word)))
    return Line(line.page, words, *around(words)) if words else None


def outside(page: Page, models: Sequence[TableModel]) -> Page:
    """Return `page` without the words inside `models`."""
    if not models:
        return page
    words = (
        word
        for word in page.words
        if not any(m.place(word.x0 + 1, (word.top + word.bottom) / 2) for m in models)
    )
    return page._replace(words=tuple(words))


def cropped(page: Page, area: Box) -> Page:
    """Return what `page` has in `area`."""
    if area == WHOLE:
        return page
    words = tuple(word for word in page.words if area.holds(*middle(word)))
    left = min((word.x0 for word in words), default=0.0)
    right = max((word.x1 for word in words), default=page.width)
    rules, fills = (
        tuple(box for box in boxes if _meets(area, box)) for boxes in (page.rules, page.fills)
    )
    return page._replace(words=words, rules=rules, fills=fills, left=left, width=right - left)


def _meets(area: Box, box: Box) -> bool:
    across = box.x0 < area.x1 and box.x1 > area.x0
    return across and box.top < area.bottom and box.bottom > area.top


def _barriers(page: Page, models: Sequence[TableModel]) -> list[Box]:
    """Return what no gutter passes: tables, level rules and the upper and lower sides of fills."""
    level = [rule for rule in page.rules if rule.x1 - rule.x0 > rule.bottom - rule.top]
    for fill in page.fills:
        if (fill.x1 - fill.x0) * (fill.bottom - fill.top) < _WHOLE * page.width * page.height:
            level += [fill._replace(bottom=fill.top), fill._replace(top=fill.bottom)]
    return [*(model.box for model in models), *_joined(level)]


def _joined(rules: Sequence[Box]) -> Iterator[Box]:
    """Yield the level `rules`, pieces of one end to end."""
    last: Box | None = None
    for rule in sorted(rules, key=lambda rule: (round(rule.top / _SAME), rule.x0)):
        is_level = last is not None and abs(rule.top - last.top) <= _SAME
        if last is not None and is_level and rule.x0 <= last.x1 + _PIECE:
            last = last._replace(x1=max(last.x1, rule.x1))
        else:
            if last is not None:
                yield last
            last = rule
    if last is not None:
        yield last


def _split(lines: Sequence[Line], box: Box, barriers: Sequence[Box]) -> Iterator[Box]:
    """Yield `box`, or the areas that the surest gutter through `lines` makes of it."""
    scored = [
        (score, run)
        for run in _runs(lines, barriers)
        if (score := _score(lines, run, barriers)) > 0
    ]
    if not scored:
        yield box
        return
    _, run = max(scored)
    top = _between(lines, run.first, box.top)
    foot = _between(lines, run.end, box.bottom)
    if run.first:
        yield from _split(lines[: run.first], box._replace(bottom=top), barriers)
    sides = _sides(lines, run)
    for own, part in zip(sides, ((box.x0, run.x), (run.x, box.x1)), strict=True):
        yield from _split(own, Box(part[0], top, part[1], foot), barriers)
    if run.end < len(lines):
        yield from _split(lines[run.end :], box._replace(top=foot), barriers)


def _score(lines: Sequence[Line], run: _Run, barriers: Sequence[Box]) -> float:
    share = (run.end - run.first) / len(lines)
    return parts_areas(*_sides(lines, run), run.x, barriers, share)


def _between(lines: Sequence[Line], n: int, end: float) -> float:
    """Return a height between line `n` and those above, or `end` where there are none."""
    if not 0 < n < len(lines):
        return end
    return (max(line.bottom for line in lines[:n]) + lines[n].top) / 2


def _runs(lines: Sequence[Line], barriers: Sequence[Box]) -> Iterator[_Run]:
    """Yield the runs of lines that a gutter may pass, each with the middle of its gutter."""
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    margin = _NARROWEST * (right - left)
    step = max(_STEP, (right - left) / _MOST_STEPS)
    steps = int((right - left - 2 * margin) / step) + 1 if right > left else 0
    found: dict[tuple[int, int], list[float]] = {}
    spaces = [_spaces(line) for line in lines]
    tops = [line.top for line in lines]
    for x in (left + margin + step * n for n in range(steps)):
        for first, end in _passed(lines, spaces, tops, x, barriers):
            found.setdefault((first, end), []).append(x)
    for (first, end), places in found.items():
        for x in _middles(places, step):
            yield _Run(first, end, x)


def _middles(places: Sequence[float], step: float) -> Iterator[float]:
    """Yield the middle of each stretch of `places` that are `step` from each other."""
    start = 0
    for n in range(1, len(places) + 1):
        if n == len(places) or places[n] - places[n - 1] > step * 1.5:
            yield (places[start] + places[n - 1]) / 2
            start = n


def _spaces(line: Line) -> list[tuple[float, float]]:
    """Return the white space of `line`: before it, behind it and its wide gaps."""
    gaps = [
        (a.x1, b.x0) for a, b in itertools.pairwise(line.words) if b.x0 - a.x1 > GAP * line.height
    ]
    return [(-1e9, line.x0), *gaps, (line.x1, 1e9)]


def _passed(
    lines: Sequence[Line],
    spaces: Sequence[Sequence[tuple[float, float]]],
    tops: Sequence[float],
    x: float,
    barriers: Sequence[Box],
) -> Iterator[tuple[int, int]]:
    """Yield the first line and the end of each run that white space at `x` passes."""
    stops = {bisect_left(tops, b.top) for b in barriers if b.x0 < x < b.x1}
    stops |= {bisect_right(tops, b.bottom) for b in barriers if b.x0 < x < b.x1}
    first = 0
    for n in range(len(lines) + 1):
        is_open = n < len(lines) and any(a < x < b for a, b in spaces[n])
        if not is_open or n in stops:
            if n - first >= _FEWEST:
                yield first, n
            first = n if is_open else n + 1


def _sides(lines: Sequence[Line], run: _Run) -> tuple[list[Line], list[Line]]:
    """Return what the lines of `run` have on the left and on the right of its gutter."""
    sides: tuple[list[Line], list[Line]] = ([], [])
    for line in lines[run.first : run.end]:
        for side, box in zip(
            sides, (WHOLE._replace(x1=run.x), WHOLE._replace(x0=run.x)), strict=True
        ):
            if (half := _inside(line, box)) is not None:
                side.append(half)
    return sides
