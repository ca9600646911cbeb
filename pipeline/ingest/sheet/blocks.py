"""A sheet's rows split into texts and tables: a blank row ends the one or the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.findings import Source
from pipeline.ingest.furniture import is_marking, is_page_number
from pipeline.richtext import BULLET, EMPTY, clean_text, one_line, plain_text
from pipeline.table import RawCell, RawTable, RawText

Row = tuple[RawCell, ...]

_MARKUP = re.compile(r"</?[A-Za-z]|&#?\w{1,8};")
_BLOCK_TAG = re.compile(r"</?(?:p|ul|ol|li|br|div|h[1-6])\b", re.IGNORECASE)
_TABLE_WIDTH = 3
"""A row with so many filled cells is of a wide table, and what is above it is text."""


def sheet_cell(
    text: str, source: Source, row_span: int = 1, column_span: int = 1, words: str | None = None
) -> RawCell:
    """Return a cell with `text`: a paragraph for each line, an item for each bullet sign.

    A sheet is plain text and may hold markup: such a cell is left for `parse` to read. `words`
    are those of `text` where its markup is of the sheet's own looks.
    """
    if _MARKUP.search(text):
        content = EMPTY if words is None else plain_text(words)
        return RawCell(content, source, row_span, column_span, markup=_marked(text))
    return RawCell(plain_text(text), source, row_span, column_span)


def blocks(rows: Sequence[Row]) -> Iterator[RawText | RawTable]:
    """Yield the texts and tables in `rows`; the first text of all is the title."""
    level = 1
    is_wide = any(len(_filled(row)) >= _TABLE_WIDTH for row in rows)
    for item in (item for part in _parts(rows) for item in _items(part, is_wide)):
        if isinstance(item, RawTable):
            yield item
        else:
            # A marking or a page number above the title is not a title.
            is_aside = is_marking(item.content.plain) or is_page_number(item.content.plain)
            yield RawText(item.content, item.source, 0 if is_aside else level)
            level = level if is_aside else 0


def _marked(text: str) -> str:
    """Return `text` with its lines as elements, unless it has elements of its own."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 2 and BULLET not in text:
        return text
    if _BLOCK_TAG.search(text):
        return text.replace("\n", " ")
    made = (
        f"<li>{line.lstrip()[1:]}</li>" if line.lstrip().startswith(BULLET) else f"<p>{line}</p>"
        for line in lines
    )
    return re.sub(r"(?:<li>.*?</li>)+", r"<ul>\g<0></ul>", "".join(made))


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
        if filled := _filled(row):  # none where a cell from above reaches into the row
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
    return [cell.content.plain or cell.markup or "" for cell in _filled(row)]


def _filled(row: Row) -> list[RawCell]:
    return [cell for cell in row if cell.content or cell.markup]


def _text(cells: Sequence[RawCell]) -> RawText:
    """Return the text of a row outside the tables; two cells are a label and its value."""
    if len(cells) == 1 and cells[0].content:
        return RawText(cells[0].content, cells[0].source)
    words = [clean_text(one_line(c.content) or c.markup or "") for c in cells]
    label = f"{words[0].rstrip(' :')}: " if len(words) == 2 else f"{words[0]} "
    return RawText(plain_text(label + " ".join(words[1:])), cells[0].source)
