"""Seams: whether a page's first row is the rest of the row before, weighed over all its cells.

Every sign is a likelihood: how often it is seen where a row was cut, over how often where a new
row begins, as a natural logarithm. What a new row looks like the table's other rows tell
(`Habits`); what a cut looks like is the same in all documents, for a page ends anywhere in a
text. The signs of one cell and of different cells are added up.
"""

from __future__ import annotations

from math import log

from pipeline.ingest.pdf.flow import SENTENCE_ENDS, has_room
from pipeline.ingest.pdf.habits import Habit, Habits, is_numbered
from pipeline.ingest.pdf.lines import Line
from pipeline.ingest.pdf.parts import Cell, Part

UNSURE = 1.5
"""A weight between this and its opposite leaves a doubt."""
_NEVER = -8.0
"""Where a text ended long before the page did, nothing of it is left for the next page."""
_KEPT_TOGETHER = 3.4
"""Lines of a paragraph that move to the next page together, as room in line heights."""
_NEAR = 1.8
"""Text that ends this close above the page's end, in line heights, ended with the page."""
_STOP, _SMALL, _NUMBER, _AT_PARAGRAPH, _BLANK = 0.3, 0.6, 0.02, 0.3, 0.7
"""Of the texts that a page's end cuts, the share that is cut behind a stop, goes on with a small
letter or a number, is cut at a paragraph's end; and of the cells, the share that had ended."""
_MOST = 6.0
"""What blank cells may say together: they are blank for one reason."""


def goes_on(above: Part, below: Part, habits: Habits) -> float:
    """Return for and against the first row of `below` being the rest of the last of `above`.

    Above zero it is, the further the surer.
    """
    if below.begun is not None:
        return _NEVER if below.begun else -_NEVER
    over = {cell.column: cell for cell in above.row(above.rows - 1)}
    first = below.row(0)
    lowest = max(above.lowest(), key=lambda line: (line.page, line.bottom), default=None)
    if lowest is None:
        return _NEVER
    floor = lowest._replace(bottom=max(lowest.bottom, habits.floor))
    weight = _of_page(lowest, floor) + _of_inset(below, habits)
    blank = 0.0
    for cell in first:
        habit = habits.columns[cell.column]
        if cell.is_blank:
            blank += _of_blank(over.get(cell.column), habit)
        else:
            weight += of_texts(over.get(cell.column), cell, habit, lowest, floor)
    return weight + max(min(blank, _MOST), -_MOST)


def _of_page(lowest: Line, floor: Line) -> float:
    """Return what the room left on the page says: a row that may be cut fills it."""
    room = (floor.bottom - lowest.bottom) / lowest.height
    if room > _KEPT_TOGETHER:
        return _NEVER / 2
    return 0.7 if room <= _NEAR else -0.5


def _of_inset(below: Part, habits: Habits) -> float:
    """Return what the space above the text says, where the producer leaves none in a rest."""
    if not habits.slices:
        return 0.0
    return 15.0 if habits.is_sliced(below) else -6.0


def _of_blank(above: Cell | None, habit: Habit) -> float:
    """Return what a blank cell says: the text above had ended, or the column may be blank."""
    if habit.merges or above is None:
        return 0.0
    return log((1.0 if above.is_blank else _BLANK) / habit.blank)


def of_texts(above: Cell | None, below: Cell, habit: Habit, lowest: Line, floor: Line) -> float:
    """Return for and against the text of `below` being the rest of that of `above`.

    `lowest` is the row's lowest line, `floor` how low a line may stand on the page.
    """
    if above is None:
        return _NEVER
    if above.is_blank:  # the row had no room but for the first lines of some cells
        return 0.0 if _begun_low(above, lowest, floor) else _NEVER
    if not above.lines or not below.lines:
        return _NEVER
    last, first = above.lines[-1], _shifted(below.lines[0], above, below)
    return (
        _of_gap(last, lowest)
        + _of_end(last, first, above, habit)
        + of_start(first.text, habit, is_item=below.paras[0].bullet)
    )


def _begun_low(above: Cell, lowest: Line, floor: Line) -> bool:
    top = above.top or lowest.top
    return above.row_span == 1 and floor.bottom - top <= (_KEPT_TOGETHER + 1) * lowest.height


def _of_gap(last: Line, lowest: Line) -> float:
    """Return what the room below a text says: a text that goes on fills it."""
    if last.page != lowest.page:
        return _NEVER
    gap = (lowest.bottom - last.bottom) / lowest.height
    return max(_NEVER, -max(gap - _NEAR, 0.0))


def _of_end(last: Line, first: Line, above: Cell, habit: Habit) -> float:
    """Return what the end of a text says: cells end with a paragraph, most with a stop."""
    stop = last.words[-1].text[-1:] in SENTENCE_ENDS
    stops = habit.share(habit.stops, 0.5)
    weight = log(_STOP / stops) if stop else log((1 - _STOP) / (1 - stops))
    if has_room(last, first, above.bounds):
        return weight + log(_AT_PARAGRAPH / 0.8)
    return weight + log((1 - _AT_PARAGRAPH) / 0.4)


def of_start(text: str, habit: Habit, *, is_item: bool) -> float:
    """Return what the start of a text says: new cells begin in the column's own way."""
    if is_item:
        return 0.5
    small, numbered = habit.share(habit.small, 0.05), habit.share(habit.numbered, 0.2)
    if is_numbered(text):
        return log(_NUMBER / numbered)
    if text[:1].islower():
        return log(_SMALL / small)
    return log((1 - _SMALL - _NUMBER) / max(1 - small - numbered, 0.05))


def _shifted(line: Line, above: Cell, below: Cell) -> Line:
    """Return `line` as it would stand in the column of `above`."""
    by = above.bounds.left - below.bounds.left
    words = tuple(w._replace(x0=w.x0 + by, x1=w.x1 + by) for w in line.words)
    return line._replace(words=words, x0=line.x0 + by, x1=line.x1 + by)
