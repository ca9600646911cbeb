"""A table whose labels are recommendations: headings, and below each what was done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pipeline.parse.cells import cell_text
from pipeline.parse.headings import Role
from pipeline.parse.labels import label_of
from pipeline.parse.numbers import split_number
from pipeline.richtext import RichText, rich_text
from pipeline.table import RawTable, RawText, grid

_HEADING = 6
"""The level of a heading that the file does not give one."""


def listed_texts(table: RawTable, mapping: Mapping[str, Role]) -> list[RawText]:
    """Return the headings and paragraphs that `table` stands for, none where it is another.

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
        if not split_number(name, named_only=True)[0] or not _tells(said, mapping):
            return []
        texts += [RawText(name, replace(label.source, column=None), _HEADING), *said]
    return texts


def _paragraphs(content: RichText) -> Iterator[RichText]:
    return (rich_text([block]) for block in content.blocks)


def _tells(texts: list[RawText], mapping: Mapping[str, Role]) -> bool:
    labels = (label_of(text, mapping)[0] for text in texts)
    return any(label is not None and label.role is Role.PERIOD for label in labels)
