"""Replies out of a table that has a label and a value in each row: the form of one action."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.answers.reply import Field, Replies, Reply, outside
from pipeline.answers.table import Headings, Row, folded, words_of
from pipeline.findings import Finding
from pipeline.richtext import RichText, rich_text
from pipeline.table import RawCell


def card_replies(rows: Sequence[Row], headings: Headings) -> Replies | None:
    """Return a reply for each label "key" in the first column; None if there is none."""
    labels = [folded(words_of(row[0])) if row else "" for row in rows]
    starts = [i for i, label in enumerate(labels) if headings.get(label) is Field.KEY]
    if not starts:
        return None
    replies = []
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        fields = {
            field: _value(row)
            for label, row in zip(labels[start:end], rows[start:end], strict=True)
            if (field := headings.get(label))
        }
        source = next(cell.source for cell in rows[start] if cell)
        replies.append(Reply(replace(source, column=None), fields))
    return Replies(tuple(replies), tuple(_unlabelled(labels, rows, headings)))


def _value(row: Row) -> RichText:
    """Return what is behind the label; a cell that spans columns counts once."""
    blocks = (block for cell in dict.fromkeys(_filled(row[1:])) for block in cell.content.blocks)
    return rich_text(blocks)


def _unlabelled(
    labels: Sequence[str], rows: Sequence[Row], headings: Headings
) -> Iterator[Finding]:
    """Yield a finding for each text whose label is not one of the form's."""
    for label, row in zip(labels, rows, strict=True):
        if label not in headings:
            for cell in dict.fromkeys(_filled(row)):
                yield outside(cell.content, cell.source)


def _filled(row: Row) -> Iterator[RawCell]:
    return (cell for cell in row if cell and cell.content)
