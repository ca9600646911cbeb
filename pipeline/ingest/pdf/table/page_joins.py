"""Seams: whether a page's first row is the rest of the row before, weighed over all its cells.

Every sign is a likelihood: how often it is seen where a row was cut, over how often where a new
row begins, as a natural logarithm. What a new row looks like the table's other rows tell
(`Habits`); what a cut looks like is the same in all documents, for a page ends anywhere in a
text. The signs of one cell and of different cells are added up.
"""

from __future__ import annotations

from dataclasses import replace
from math import log

from pipeline.ingest.pdf.table.column_stats import Habit, Habits, kind_of_start
from pipeline.ingest.pdf.table.parts import PageCell, TablePart
from pipeline.ingest.pdf.text.flow import SENTENCE_ENDS, TextColumn, has_room
from pipeline.ingest.pdf.text.lines import Line

UNSURE = 1.5
"""A weight between this and its opposite leaves a doubt."""
_NEVER = -8.0
"""Where a text ended long before the page did, nothing of it is left for the next page."""
_KEPT_TOGETHER = 3.4
"""Lines of a paragraph that move to the next page together, as room in line heights."""
_NEAR = 1.8
"""Text that ends this close above the page's end, in line heights, ended with the page."""
_BLANK = 0.7
"""The share of the cells of a row that is cut that had ended before."""
_ROOM = 0.75
"""The share of paragraphs behind whose last line a word more would have fitted."""
_STOP, _ROOM_INSIDE = 0.12, 0.05
"""The share of the lines inside a paragraph that end with a stop, and with room for the next."""
_INSIDE = {"item": 0.01, "number": 0.03, "small": 0.6, "capital": 0.36}
"""How the lines inside a paragraph begin."""
_PARAGRAPH = {"item": 0.35, "number": 0.02, "small": 0.03, "capital": 0.6}
"""How the later paragraphs of a cell do."""
_KNOWN = 0.01
"""The share of rests that are the whole text of another cell of their column."""
_MOST = 6.0
"""What blank cells may say together: they are blank for one reason."""


def goes_on(above: TablePart, below: TablePart, habits: Habits) -> float:
    """Return for and against the first row of `below` being the rest of the last of `above`.

    Above zero it is, the further the surer.
    """
    if below.begun is not None:
        return _NEVER if below.begun else -_NEVER
    over = _last_row(above)
    first = below.row(0)
    lowest = max(above.lowest(), key=lambda line: (line.page, line.bottom), default=None)
    if lowest is None:
        return _NEVER
    floor = lowest._replace(bottom=max(lowest.bottom, habits.floor))
    if any(_is_other_cell(over.get(cell.column), cell) for cell in first):
        return _NEVER
    weight = _of_page(lowest, floor) + _of_inset(below, habits)
    blank = 0.0
    for cell in first:
        habit = habits.columns[cell.column]
        if cell.is_blank:
            blank += _of_blank(over.get(cell.column), habit)
        else:
            weight += of_texts(over.get(cell.column), cell, habit, lowest, floor)
    return weight + max(min(blank, _MOST), -_MOST)


def _last_row(part: TablePart) -> dict[int, PageCell]:
    """Return the cells of the last row by column, and blank ones where the tags leave them out."""
    cells = part.row(part.rows - 1)
    covered = {n for c in cells for n in range(c.column, c.column + c.column_span)}
    top = max((cell.top for cell in cells), default=0.0)
    blank = PageCell(part.rows - 1, 0, 1, 1, part.last_page, TextColumn(0, 0, 1.0), top=top)
    left_out = {n: replace(blank, column=n) for n in range(part.columns) if n not in covered}
    return left_out | {cell.column: cell for cell in cells}


def _is_other_cell(above: PageCell | None, below: PageCell) -> bool:
    """Return whether two texts are in cells of different widths: both pages rule a row alike."""
    if above is None or above.is_blank or below.is_blank:
        return False
    return above.column_span != below.column_span


def _of_page(lowest: Line, floor: Line) -> float:
    """Return what the room left on the page says: a row that may be cut fills it."""
    room = (floor.bottom - lowest.bottom) / lowest.height
    if room > _KEPT_TOGETHER:
        return _NEVER / 2
    return 0.7 if room <= _NEAR else -0.5


def _of_inset(below: TablePart, habits: Habits) -> float:
    """Return what the space above the text says, where the producer leaves none in a rest."""
    if not habits.slices:
        return 0.0
    return 15.0 if habits.is_sliced(below) else -9.0


def _of_blank(above: PageCell | None, habit: Habit) -> float:
    """Return what a blank cell says: the text above had ended, or the column may be blank."""
    if habit.merges or above is None:
        return 0.0
    return log((1.0 if above.is_blank else _BLANK) / habit.blank)


def of_texts(
    above: PageCell | None, below: PageCell, habit: Habit, lowest: Line, floor: Line
) -> float:
    """Return for and against the text of `below` being the rest of that of `above`.

    `lowest` is the row's lowest line, `floor` how low a line may be on the page.
    """
    if above is None:
        return _NEVER
    if above.is_blank:  # the row had no room but for the first lines of some cells
        return 0.0 if _begun_low(above, lowest, floor) else _NEVER
    if not above.lines or not below.lines:
        return _NEVER
    last, first = above.lines[-1], _shifted(below.lines[0], above, below)
    kind = kind_of_start(first.text, is_item=below.paras[0].bullet)
    is_short = has_room(last, first, above.bounds)
    cut = _of_cut(last, kind, habit, is_short=is_short)
    return _of_gap(last, lowest) + cut + _of_known(below, habit)


def _begun_low(above: PageCell, lowest: Line, floor: Line) -> bool:
    top = above.top or lowest.top
    return above.row_span == 1 and floor.bottom - top <= (_KEPT_TOGETHER + 1) * lowest.height


def _of_gap(last: Line, lowest: Line) -> float:
    """Return what the room below a text says: a text that goes on fills it."""
    if last.page != lowest.page:
        return _NEVER
    gap = (lowest.bottom - last.bottom) / lowest.height
    return max(_NEVER, -max(gap - _NEAR, 0.0))


def _of_cut(last: Line, kind: str, habit: Habit, *, is_short: bool) -> float:
    """Return what the end of one text and the start of the other say together.

    The page's end cuts inside a paragraph or between two; a cell ends with a paragraph. How often
    it cuts between two the length of the column's paragraphs tells.
    """
    stops = habit.share(habit.stops, 0.5)
    is_stop = last.words[-1].text[-1:] in SENTENCE_ENDS
    end = (stops if is_stop else 1 - stops) * (_ROOM if is_short else 1 - _ROOM)
    inside = (_STOP if is_stop else 1 - _STOP) * (_ROOM_INSIDE if is_short else 1 - _ROOM_INSIDE)
    between = habit.between
    cut = between * end * _PARAGRAPH[kind] + (1 - between) * inside * _INSIDE[kind]
    return log(cut / (end * habit.starts(kind)))


def _of_known(below: PageCell, habit: Habit) -> float:
    """Return what it says that a text is, or is not, the whole text of another cell."""
    repeated = habit.share(habit.repeated, 0.1)
    if habit.knows(below.content.plain):
        return log(_KNOWN / max(repeated, _KNOWN))
    return log((1 - _KNOWN) / max(1 - repeated, 0.05))


def _shifted(line: Line, above: PageCell, below: PageCell) -> Line:
    """Return `line` as it would be in the column of `above`."""
    by = above.bounds.left - below.bounds.left
    words = tuple(w._replace(x0=w.x0 + by, x1=w.x1 + by) for w in line.words)
    return line._replace(words=words, x0=line.x0 + by, x1=line.x1 + by)
