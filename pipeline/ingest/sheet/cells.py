"""A cell of a sheet, with its lines, and its markup where it has any."""

from __future__ import annotations

import re

from pipeline.findings import Source
from pipeline.richtext import BULLET, EMPTY, plain_text
from pipeline.table import RawCell

Row = tuple[RawCell, ...]

_MARKUP = re.compile(r"</?[A-Za-z]|&#?\w{1,8};")
_BLOCK_TAG = re.compile(r"</?(?:p|ul|ol|li|br|div|h[1-6])\b", re.IGNORECASE)


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
