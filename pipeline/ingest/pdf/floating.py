"""Tables whose short cells stand in the middle or at the foot of their rows.

There a row begins with its longest cell alone. What tells is the white space across all columns,
and which white space it is shows by where it puts the short cells: in the middle, or at the foot.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.ingest.pdf.levels import FLOWING, Level, carried_columns
from pipeline.ingest.pdf.lines import Line

_BAND = 0.06
"""White space is told apart this finely, in line heights."""
_MOST_BANDS = 8
"""So many kinds of white space are tried."""
_TOP, _MIDDLE, _FOOT = range(3)
_OFF = 0.25
"""A cell stands at the top, in the middle or at the foot, when it is off by less than this."""

Columns = Sequence[Sequence[Line]]
"""The lines of a table by column."""


def is_floating(tables: Sequence[Sequence[Level]]) -> bool:
    """Return whether cells that begin together mostly do so beside others that go on."""
    beside = 0
    for level in (level for table in tables for level in table):
        if level.states.count("apart") > 1:
            beside += -1 if is_clear(level) else 1
    return beside > 0


def is_clear(level: Level) -> bool:
    """Return whether no cell goes on past `level`, but merged ones on the left."""
    behind = level.states[carried_columns(level.states) :]
    return not any(state in FLOWING for state in behind)


def kind_of_band(level: Level) -> int:
    """Return which kind of white space stands above `level`."""
    return round(level.band / _BAND)


def row_bands(tables: Sequence[tuple[Columns, Sequence[Level]]]) -> frozenset[int]:
    """Return the kinds of white space that part rows; none where short cells stand at the top.

    The kind that puts most cells in the middle, or at the foot, is one, and so is each other that
    puts more there with it, and what is wider than all that is usual, where no cell goes on.
    """
    clear = [x for _, levels in tables for x in levels[1:] if is_clear(x)]
    bands = Counter(kind_of_band(level) for level in clear)
    tried = [band for band, count in bands.most_common(_MOST_BANDS) if count > 1]
    best, found = 0, frozenset[int]()
    for mode in (_TOP, _MIDDLE, _FOOT):
        score, chosen = 0, frozenset[int]()
        while options := [
            (_score(tables, chosen | {band}, mode), band) for band in tried if band not in chosen
        ]:
            if (option := max(options))[0] <= score:
                break
            score, chosen = option[0], chosen | {option[1]}
        if score > best:
            best, found = score, chosen if mode != _TOP else frozenset()
    widest = max(tried, default=0)
    wider = {kind_of_band(x) for x in clear if FLOWING.isdisjoint(x.states)}
    return found and found | {band for band in wider if band > widest}


def _score(
    tables: Sequence[tuple[Columns, Sequence[Level]]], bands: frozenset[int], mode: int
) -> int:
    """Return how many more cells `bands` put right than wrong."""
    offsets = [pair[mode] for lines, levels in tables for pair in _offsets(lines, levels, bands)]
    return 2 * sum(offset < _OFF for offset in offsets) - len(offsets)


def _offsets(
    columns: Columns, levels: Sequence[Level], bands: frozenset[int]
) -> Iterator[tuple[float, float, float]]:
    """Yield how far each short cell is off the top, the middle and the foot of its row."""
    begun = (level for level in levels[1:] if is_clear(level) and kind_of_band(level) in bands)
    tops = [levels[0].top, *(level.top for level in begun)]
    rows: list[list[tuple[float, float]]] = [[] for _ in tops]
    for lines in columns:
        cells: dict[int, tuple[float, float]] = {}
        row = 0
        for line in lines:
            while row + 1 < len(tops) and line.top > tops[row + 1] - _OFF:
                row += 1
            cells[row] = cells.get(row, (line.top, 0.0))[0], line.bottom
        for row, cell in cells.items():
            rows[row].append(cell)
    for cells_of_row in rows:
        yield from _off(cells_of_row, levels[0].height)


def _off(
    cells: Sequence[tuple[float, float]], height: float
) -> Iterator[tuple[float, float, float]]:
    top = min((cell[0] for cell in cells), default=0.0)
    foot = max((cell[1] for cell in cells), default=0.0)
    for start, end in cells:
        if end - start < foot - top - height / 2:
            middle = abs(start + end - top - foot) / 2
            yield (start - top) / height, middle / height, (foot - end) / height
