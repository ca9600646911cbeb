"""A transcript's lines as texts and tables; rows whose cells hold line ends, put together again.

A table that Word turns into text has a line for each paragraph of a cell, so a row is broken in
the middle of a cell: its first line lacks as many tabs as the lines behind it have. A spreadsheet
that is pasted into text sets quotation marks around such a cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.findings import Source
from pipeline.richtext import EMPTY, plain_text
from pipeline.table import RawCell, RawTable, RawText

_COUNTED = re.compile(
    r"\W*(?:\w{1,12}[.\s]{0,2})?\d{1,3}(?:[.\-/]\d{1,3})*\W*[a-z]?\W*", re.IGNORECASE
)
"""A number or a reference: the first cell of a row."""
_MOST = 100
"""Lines of one row."""
_PAIR = 2
"""Cells of a row that is a label and its value."""


def transcript_items(sheet: RawTable) -> Iterator[RawText | RawTable]:
    """Yield the texts and tables of a transcript, each row of which is a line cut at its tabs.

    A table is what lies between two texts. It is `placed` where all rows are a label and a value:
    these have lost no cell.
    """
    sources = [row[0].source for row in sheet.rows]
    rows: list[tuple[RawCell, ...]] = []
    for number, line in whole_rows(["\t".join(c.markup or "" for c in r) for r in sheet.rows]):
        source = sources[number - 1]
        if "\t" in line:
            rows.append(_cells(line, source))
        elif line.strip():
            yield from _table(rows)
            rows = []
            yield RawText(plain_text(line), Source(source.path, line=source.line))
    yield from _table(rows)


def _cells(line: str, source: Source) -> tuple[RawCell, ...]:
    return tuple(
        RawCell(EMPTY, Source(source.path, line=source.line, column=column), markup=unquoted(cell))
        for column, cell in enumerate(line.split("\t"), 1)
    )


def _table(rows: list[tuple[RawCell, ...]]) -> list[RawTable]:
    is_paired = all(len(row) == _PAIR for row in rows)
    return [RawTable(tuple(rows), placed=is_paired)] if rows else []


def whole_rows(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield each of `lines` with its number from 1, a row broken over several as one line.

    In a cell `<br>` marks where the line ended. Lines are joined only where together they make
    a row as wide as the widest, and only the first begins as a row does: blank, or with a number;
    or up to the quotation mark that ends a cell.
    """
    width = max((line.count("\t") for line in lines), default=0)
    at = 0
    while at < len(lines):
        is_short = 0 < lines[at].count("\t") < width and _begins_row(lines[at])
        is_row = "\t" in lines[at]
        count = _lines_to_quote(lines[at : at + _MOST], width) if is_row else 1
        if count == 1 and is_short:
            count = _lines_of_row(lines[at : at + _MOST], width)
        yield at + 1, "<br>".join(lines[at : at + count])
        at += count


def unquoted(cell: str) -> str:
    """Return `cell` without the marks that a spreadsheet sets around one of several lines.

    It writes those inside twice then.
    """
    inside = cell.strip()[1:-1]
    is_set = "<br>" in inside and cell.strip() == f'"{inside}"'
    return inside.replace('""', '"') if is_set else cell


def _lines_to_quote(lines: Sequence[str], width: int) -> int:
    """Return how many of `lines` go to the mark that ends a cell: 1 where none is open.

    They make no more than one row; in the last cell of a whole row a blank line is not one of it.
    """
    is_open, tabs = False, 0
    for count, line in enumerate(lines, 1):
        is_whole = tabs == width
        tabs += line.count("\t")
        if tabs > width or (is_whole and not line.strip()):
            return 1
        cells = line.split("\t")
        if is_open:
            is_open = cells.pop(0).count('"') % 2 == 0
        if cells and not is_open:
            is_open = cells[-1].startswith('"') and cells[-1].count('"') % 2 == 1
        if not is_open:
            return count
    return 1


def _lines_of_row(lines: Sequence[str], width: int) -> int:
    """Return how many of `lines` are the first row: 1, or those that make it whole."""
    tabs = lines[0].count("\t")
    for count, line in enumerate(lines[1:], 2):
        tabs += line.count("\t")
        if tabs > width or not line.strip() or ("\t" in line and _begins_row(line)):
            return 1
        if tabs == width:
            return count
    return 1


def _begins_row(line: str) -> bool:
    first = line.partition("\t")[0].strip()
    return not first or _COUNTED.fullmatch(first) is not None
