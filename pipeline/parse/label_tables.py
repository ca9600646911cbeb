"""Small tables that are headed text: labels and values, or a recommendation beside each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.parse.cells import cell_text
from pipeline.parse.headings import Role, read_heading
from pipeline.parse.labels import label_of
from pipeline.parse.numbers import split_number
from pipeline.richtext import RichText, one_line, plain_text, rich_text
from pipeline.table import RawCell, RawTable, RawText, grid

_MOST_LABELS = 12
LONGEST_LABEL = 8
"""Words of a label."""
_MOST_HEADINGS = 4
_SAID = {Role.OWNER, Role.STATUS, Role.PERIOD, Role.DATE}
"""A table headed by numbers counts something."""

_Row = Sequence[RawCell | None]


def label_lines(table: RawTable) -> list[RawText]:
    """Return the lines that a small table of labels and values stands for: `Force: Wexmoor`.

    Forces set `Force:` and `Executive Lead:` above a plan so; a designed card has `Owner` and
    `Status` side by side, in bold, and below each what it is. None where `table` is another.
    """
    rows = grid(table) if table.placed else []
    if not rows or len(rows) > _MOST_LABELS:
        return []
    over = [_are_heads(row, below) for row, below in zip(rows, [*rows[1:], ()], strict=True)]
    if not any(over) and (len(rows[0]) > 2 or _is_headed(rows)):
        return []
    lines: list[RawText] = []
    for n, row in enumerate(rows):
        if over[n]:
            lines.extend(_line(pair) for pair in zip(row, rows[n + 1], strict=True))
        elif not (n and over[n - 1]):
            texts = list(_filled(row))
            if len(texts) > 2 or (texts and len(_label(texts[0]).split()) > LONGEST_LABEL):
                return []
            lines.extend([_line(row)] if texts else [])
    return lines


def _are_heads(row: _Row, below: _Row) -> bool:
    """Return whether the cells of `row` are headings, over values: what is said about an action."""
    if not 1 < len(row) <= _MOST_HEADINGS or not below:
        return False
    roles = {read_heading(_label(one_line(c.content))).role for c in row if c is not None}
    is_told = roles <= _SAID and len(roles) == len(row)
    return is_told and all(map(_is_head, row)) and not any(map(_is_head, below))


def _is_head(cell: RawCell | None) -> bool:
    if cell is None or not cell.content:
        return False
    runs = [run for line in cell.content.lines() for run in line if run.text.strip()]
    return cell.is_heading or all(run.bold for run in runs)


def _is_headed(rows: Sequence[_Row]) -> bool:
    """Return whether the first row alone is one of headings: what is below is not a label."""
    headed = [all(cell is not None and cell.is_heading for cell in row) for row in rows]
    return headed[0] and not all(headed)


def _filled(row: _Row) -> Iterator[str]:
    yield from (one_line(c.content) for c in dict.fromkeys(row) if c is not None and c.content)


def _label(text: str) -> str:
    return text.rstrip(": ")


def _line(row: _Row) -> RawText:
    """Return `row` as one line, its label before a colon."""
    label, *values = _filled(row)
    source = next(c.source for c in row if c is not None)
    return RawText(plain_text(": ".join([_label(label), *values]) if values else label), source)


_HEADING_LEVEL = 6
"""The level of a heading that the file does not give one."""


def listed_texts(table: RawTable, mapping: Mapping[str, Role]) -> list[RawText]:
    """Return the headings and paragraphs that `table` stands for, none if it is another.

    Each row names a recommendation, and a label in the cell beside it an update.
    """
    rows = grid(table) if table.placed else []
    if not rows or len(rows[0]) != 2:
        return []
    texts: list[RawText] = []
    for label, value in rows:
        if label is None or value is None:
            return []
        name = cell_text(label)[0]
        said = [RawText(text, value.source) for text in _paragraphs(cell_text(value)[0])]
        if not split_number(name, named_only=True)[0] or not _has_update(said, mapping):
            return []
        texts += [RawText(name, replace(label.source, column=None), _HEADING_LEVEL), *said]
    return texts


def _paragraphs(content: RichText) -> Iterator[RichText]:
    return (rich_text([block]) for block in content.blocks)


def _has_update(texts: list[RawText], mapping: Mapping[str, Role]) -> bool:
    labels = (label_of(text, mapping)[0] for text in texts)
    return any(label is not None and label.role is Role.PERIOD for label in labels)
