"""Replies out of a DOCX document: our form, a table, or headings with keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.answers.card import card_replies
from pipeline.answers.reply import Replies, joined, outside, with_lists
from pipeline.answers.section import section_replies
from pipeline.answers.table import Headings, Row, no_key, row_replies
from pipeline.findings import Finding
from pipeline.ingest import ReadOptions, reader
from pipeline.parse.prepare import prepared
from pipeline.stamp import stamp_of
from pipeline.table import RawDocument, RawTable, RawText, grid


def read_docx_replies(data: bytes, path: str, options: ReadOptions, headings: Headings) -> Replies:
    """Return the replies in a document, whose tracked changes must be settled or decided."""
    every = document_replies(reader("docx")(data, path, options), headings)
    if not every.replies and not every.faults:
        every = replace(every, faults=(no_key(path, "no table"),))
    return replace(every, stamp=stamp_of(data))


def document_replies(document: RawDocument, headings: Headings) -> Replies:
    """Return the replies in the tables of `document`, else below its lines with keys."""
    document = prepared(document)
    found = [replies for table in document.tables() if (replies := _in_table(table, headings))]
    if found:
        found.append(Replies((), tuple(_between(document))))
    else:
        found = [section_replies((i for i in document.items if isinstance(i, RawText)), headings)]
    return joined([Replies((), document.findings), *found])


def _in_table(table: RawTable, headings: Headings) -> Replies | None:
    rows: list[Row] = [
        [cell and replace(cell, content=with_lists(cell.content)) for cell in row]
        for row in grid(table)
    ]
    return row_replies(rows, headings) or card_replies(rows, headings)


def _between(document: RawDocument) -> Iterator[Finding]:
    """Yield a finding for each text behind the first table: a form has none there."""
    begun = False
    for item in document.items:
        if isinstance(item, RawTable):
            begun = True
        elif begun:
            yield outside(item.content, item.source)
