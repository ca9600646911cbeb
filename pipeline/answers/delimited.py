"""Replies out of a CSV file."""

from __future__ import annotations

import csv
import io

from pipeline.answers.reply import Replies, with_lists
from pipeline.answers.table import Headings, no_key, row_replies
from pipeline.errors import UnreadableFileError
from pipeline.findings import Source
from pipeline.ingest import ReadOptions
from pipeline.ingest.text import decode
from pipeline.richtext import plain_text
from pipeline.table import RawCell

_DELIMITERS = ",;\t"
"""A semicolon is what a spreadsheet writes where the decimal sign is a comma."""


def read_csv_replies(data: bytes, path: str, options: ReadOptions, headings: Headings) -> Replies:
    """Return the rows of an updates file, whatever the order of its columns."""
    text, findings = decode(data, path)
    for delimiter in _DELIMITERS:
        found = row_replies(_rows(text, path, delimiter), headings)
        if found:
            return Replies(found.replies, findings + found.findings, found.faults)
    first = text.splitlines()[0][:80]
    return Replies((), findings, (no_key(path, f"no row ({first!r} is the first)"),))


def _rows(text: str, path: str, delimiter: str) -> list[list[RawCell | None]]:
    # The limit on an update is ours (`validate.py`), and names the action; csv's own is 131,072.
    csv.field_size_limit(max(len(text), csv.field_size_limit()))
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise UnreadableFileError(
            f"{path} is not a CSV file: {error}", hint="Save it again as CSV (UTF-8)."
        ) from error
    return [
        [
            RawCell(with_lists(plain_text(cell)), Source(path, row=row, column=column))
            for column, cell in enumerate(record, 1)
        ]
        for row, record in enumerate(records, 1)
    ]
