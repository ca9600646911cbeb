"""A sheet's rows split into texts and tables: a blank row ends the one or the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pipeline.findings import Finding, Place, Severity, Source
from pipeline.parse.prepare.page_words import is_marking, is_page_number
from pipeline.richtext import clean_text, one_line, plain_text
from pipeline.table import RawCell, RawTable, RawText

Row = tuple[RawCell, ...]

_TABLE_WIDTH = 3
"""A row with so many filled cells is of a wide table, and what is above it is text."""


def sheet_items(sheet: RawTable) -> Iterator[RawText | RawTable]:
    """Yield the texts and tables among the rows of `sheet`; the first text of all is the title."""
    level, rows = 1, sheet.rows
    is_wide = any(len(_filled(row)) >= _TABLE_WIDTH for row in rows)
    for item in (item for part in _parts(rows) for item in _items(part, is_wide)):
        if isinstance(item, RawTable):
            yield item
        else:
            # A marking or a page number above the title is not a title.
            is_aside = is_marking(item.content.plain) or is_page_number(item.content.plain)
            yield RawText(item.content, item.source, 0 if is_aside else level)
            level = level if is_aside else 0


def joined_sheets(tables: Iterable[RawTable]) -> Iterator[Finding]:
    """Yield a finding where `tables` of several sheets have the same headings: one plan."""
    by_headings: dict[tuple[str, ...], dict[str, Source]] = {}
    for table in tables:
        heading = table.rows[0]
        if len(heading) >= _TABLE_WIDTH and (source := heading[0].source).sheet:
            by_headings.setdefault(_words_of(heading), {}).setdefault(source.sheet, source)
    for sheets in by_headings.values():
        if len(sheets) > 1:
            yield Finding(
                "sheets-joined",
                Severity.WARNING,
                f"Sheets with the same headings were read as one plan: {', '.join(sheets)}.",
                Place(source=Source(next(iter(sheets.values())).path)),
                "If one is an archive or a copy, hide or delete it and read the file again.",
            )


def _parts(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Yield the rows between blank rows; a row that a cell from above reaches into is not blank."""
    part: list[Row] = []
    reached = 0
    for index, row in enumerate(rows):
        if not _filled(row) and index >= reached:
            if part:
                yield part
            part = []
            continue
        part.append(row)
        reached = max([reached, *(index + cell.row_span for cell in _filled(row))])
    if part:
        yield part


def _items(part: Sequence[Row], is_wide: bool) -> Iterator[RawText | RawTable]:
    """Yield the texts and tables between two blank rows."""
    table: list[Row] = []
    for row, is_text in zip(part, (_wide if is_wide else _cards)(part), strict=True):
        if not is_text:
            table.append(row)
            continue
        if table:
            yield RawTable(tuple(table))
            table = []
        if filled := _filled(row):  # none if a cell from above reaches into the row
            yield _text(filled)
    if table:
        yield RawTable(tuple(table))


def _wide(part: Sequence[Row]) -> list[bool]:
    """Return which rows are texts beside a wide table: those above its heading row.

    Where the heading row comes again, the lone cells above it are texts as well.
    """
    widths = [len(_filled(row)) for row in part]
    first = next((i for i, width in enumerate(widths) if width >= _TABLE_WIDTH), len(part))
    is_text = [index < first for index in range(len(part))]
    for index in range(first + 1, len(part)):
        if _words(part[index]) == _words(part[first]):
            above = index - 1
            while above > first and widths[above] == 1:
                is_text[above] = True
                above -= 1
    return is_text


def _cards(part: Sequence[Row]) -> list[bool]:
    """Return which rows are texts beside labels and values: lone cells that are no label."""
    widths = [len(_filled(row)) for row in part]
    labels = Counter(_words(row)[0] for row in part if len(_filled(row)) > 1)
    first = next((i for i, width in enumerate(widths) if width > 1), len(part))
    are_many = any(count > 1 for count in labels.values())
    return [
        width == 1 and (index < first or are_many) and _words(row)[0] not in labels
        for index, (row, width) in enumerate(zip(part, widths, strict=True))
    ]


def _words(row: Row) -> list[str]:
    return list(_words_of(_filled(row)))


def _words_of(cells: Sequence[RawCell]) -> tuple[str, ...]:
    return tuple(cell.content.plain or cell.markup or "" for cell in cells)


def _filled(row: Row) -> list[RawCell]:
    return [cell for cell in row if cell.content or cell.markup]


def _text(cells: Sequence[RawCell]) -> RawText:
    """Return the text of a row outside the tables; two cells are a label and its value."""
    if len(cells) == 1 and cells[0].content:
        return RawText(cells[0].content, cells[0].source)
    words = [clean_text(one_line(c.content) or c.markup or "") for c in cells]
    label = f"{words[0].rstrip(' :')}: " if len(words) == 2 else f"{words[0]} "
    return RawText(plain_text(label + " ".join(words[1:])), cells[0].source)
