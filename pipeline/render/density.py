"""Column widths that take the least paper: the sum of the rows' heights is made small.

A table's height is that of its highest cell in each row, so a column is given room where its text
is what makes rows high, and lends it where its cells are short. The heights are estimated from the
lengths of words, never set: a search tries some hundred widths, and the renderer sets one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from pipeline.model import Level, Plan
from pipeline.render.widths import prose_columns
from pipeline.richtext import BulletList, RichText, line_text

Measure = Callable[[str], float]
"""The width of a text on one line, in ems."""

CHARACTERS = 22
"""Letters that a line of prose has at least: about four words."""
_LETTER = 0.5
"""The average width of a letter, in ems."""
_WASTE = 1.3
"""Ems that a line of prose leaves at its end on average: half a word."""
_INDENT = 0.85
"""Of a list item, in ems."""
_GAP = 0.35
"""Between two paragraphs of a cell, in lines."""
_ROWS = 400
"""Of longer tables this many rows, evenly spread, stand for all."""
_MOST = 99.0
"""Per cent that the least widths may take together, so that something is left to distribute."""
_STEPS = (4.0, 2.0, 1.0, 0.5)
"""Per cent of the table's width that a column lends another, from coarse to fine."""


@dataclass(frozen=True, slots=True)
class Room:
    """What turns a share of the table into room for text."""

    table_width: float
    """In ems of the table's type."""
    padding: float
    """What rules and padding take of a column, in ems."""

    def text(self, share: float) -> float:
        """Return the room for text in a column with `share` per cent of the table, in ems."""
        return max(self.table_width * share / 100 - self.padding, 1.0)

    def share(self, text: float) -> float:
        """Return the share in per cent of a column with room for `text` ems."""
        return 100 * (text + self.padding) / self.table_width


class _Heights:
    """How high each row's cell of a column is, in lines, by the column's width."""

    def __init__(self, cells: Sequence[Sequence[float]]) -> None:
        self._cells = cells
        """For each row the length of each paragraph, in ems."""
        self._known: dict[float, list[float]] = {}

    def at(self, room: float) -> list[float]:
        """Return the height of each row's cell where lines have `room` ems."""
        if room not in self._known:
            line = max(room - _WASTE, 1.0)
            self._known[room] = [_height(lengths, room, line) for lengths in self._cells]
        return self._known[room]


def _height(lengths: Sequence[float], room: float, line: float) -> float:
    lines = sum(1 if length <= room else ceil(length / line) for length in lengths)
    return lines + _GAP * max(len(lengths) - 1, 0)


def densest(
    plan: Plan, widths: Sequence[float], least: Sequence[float], room: Room, measure: Measure
) -> tuple[float, ...]:
    """Return shares in per cent, none below its `least`, at which the table is least high.

    The search begins at `widths` and is the same for the same plan. Columns without a word
    begin at their `least`.
    """
    lengths = list(_lengths(plan, measure))
    columns = [_Heights(cells) for cells in lengths]
    filled = [w if any(cells) else 0.0 for w, cells in zip(widths, lengths, strict=True)]
    shares = _with_least(filled if any(filled) else widths, least)
    if not shares:
        return tuple(widths)
    for step in _STEPS:
        while (better := _improved(columns, shares, least, room, step)) is not None:
            shares = better
    return tuple(shares)


def readable(plan: Plan, least: Sequence[float], room: Room) -> list[float]:
    """Return `least` raised to a readable line in each column that holds prose.

    Where the table has no room for that, each is raised as far as all can be.
    """
    line = room.share(CHARACTERS * _LETTER)
    prose = set(prose_columns(plan))
    raised = [max(line - low, 0.0) if place in prose else 0.0 for place, low in enumerate(least)]
    spare = _MOST - sum(least)
    part = min(max(spare, 0.0) / sum(raised), 1.0) if any(raised) else 0.0
    return [low + part * more for low, more in zip(least, raised, strict=True)]


def _with_least(widths: Sequence[float], least: Sequence[float]) -> list[float]:
    """Return `widths` with none below its `least`; empty if that is more than the table."""
    spare = 100.0 - sum(least)
    if spare <= 0:
        return []
    over = [max(width - low, 0.0) for width, low in zip(widths, least, strict=True)]
    if not any(over):
        over = list(least)
    total = sum(over)
    return [low + spare * more / total for low, more in zip(least, over, strict=True)]


def _improved(
    columns: Sequence[_Heights],
    shares: Sequence[float],
    least: Sequence[float],
    room: Room,
    step: float,
) -> list[float] | None:
    """Return the best shares after one column lent another `step`; None where none is better."""
    heights = [column.at(round(room.text(s), 3)) for column, s in zip(columns, shares, strict=True)]
    lent = [
        column.at(round(room.text(share - step), 3)) if share - step >= low else None
        for column, share, low in zip(columns, shares, least, strict=True)
    ]
    given = [
        column.at(round(room.text(s + step), 3)) for column, s in zip(columns, shares, strict=True)
    ]
    top = [sorted(row, reverse=True)[:3] for row in zip(*heights, strict=True)]
    now = sum(row[0] for row in top)
    best: tuple[float, int, int] | None = None
    for giver, smaller in enumerate(lent):
        if smaller is None:
            continue
        for taker, larger in enumerate(given):
            if taker == giver:
                continue
            total = _total(top, heights[giver], heights[taker], smaller, larger)
            if total < now - 1e-6 and (best is None or total < best[0] - 1e-9):
                best = (total, giver, taker)
    if best is None:
        return None
    changed = list(shares)
    changed[best[1]] -= step
    changed[best[2]] += step
    return changed


def _total(
    top: Sequence[Sequence[float]],
    giver: Sequence[float],
    taker: Sequence[float],
    smaller: Sequence[float],
    larger: Sequence[float],
) -> float:
    """Return the table's height with two columns changed; `top` has each row's three highest."""
    total = 0.0
    for highest, g, t, new_g, new_t in zip(top, giver, taker, smaller, larger, strict=True):
        other = _highest_but(highest, g, t)
        total += max(other, new_g, new_t)
    return total


def _highest_but(highest: Sequence[float], one: float, other: float) -> float:
    """Return the highest of a row's cells but for two, whose heights are `one` and `other`."""
    left = [one, other]
    for height in highest:
        if height in left:
            left.remove(height)
        else:
            return height
    return 0.0


def _lengths(plan: Plan, measure: Measure) -> Iterator[list[list[float]]]:
    """Yield for each column, for each row, the length of each paragraph in ems."""
    rows = list(_rows(plan))
    step = max(len(rows) / _ROWS, 1.0)
    chosen = [rows[int(i * step)] for i in range(int(len(rows) / step))]
    for place in range(len(plan.columns)):
        yield [_paragraphs(row[place], measure) for row in chosen]


def _rows(plan: Plan) -> Iterator[tuple[RichText, ...]]:
    """Yield the cells of each row; a recommendation's own are in its first."""
    blank = RichText()
    top = [column.level is Level.RECOMMENDATION for column in plan.columns]
    for recommendation in plan.recommendations:
        for place, action in enumerate(recommendation.actions):
            row = plan.row(recommendation, action)
            yield tuple(
                blank if place and is_top else cell for cell, is_top in zip(row, top, strict=True)
            )


def _paragraphs(cell: RichText, measure: Measure) -> list[float]:
    return [
        measure(line_text(line)) + (_INDENT if isinstance(block, BulletList) else 0.0)
        for block in cell.blocks
        for line in block.lines
    ]
