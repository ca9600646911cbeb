"""Text that runs out of its cell at the foot of a table: it is below the rules, not in them."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.ingest.pdf.rules.lattice import SNAP
from pipeline.ingest.pdf.table.parts import PageCell, TablePart
from pipeline.ingest.pdf.text.flow import paragraphs
from pipeline.ingest.pdf.text.lines import Line

_EXACT = 0.05
"""How exactly a line is at the usual distance below the one above, in line heights."""


def put_back(parts: Sequence[TablePart], loose: Sequence[Line]) -> list[Line]:
    """Give the cells at the foot of the tables the `loose` lines that go on below; return the rest.

    A page's end cuts rules and text apart (WeasyPrint, where a cell spans rows). Such a line begins
    where those of its cell do, as far below as they are from each other, and no text below a table
    is that close.
    """
    left = []
    for line in loose:
        home = next((c for part in parts for c in _at_foot(part) if _goes_on(c, line)), None)
        if home is None:
            left.append(line)
        else:
            home.paras = paragraphs([*home.lines, line], home.bounds)
    return left


def _at_foot(part: TablePart) -> list[PageCell]:
    return [cell for cell in part.row(part.rows - 1) if cell.lines]


def _goes_on(cell: PageCell, line: Line) -> bool:
    last = cell.lines[-1]
    pitch = (line.top - last.top) / last.height
    return (
        abs(pitch - cell.bounds.pitch) <= _EXACT
        and abs(line.x0 - last.x0) <= SNAP
        and line.x1 <= cell.bounds.right + SNAP
        and abs(line.height - last.height) <= _EXACT * last.height
    )
