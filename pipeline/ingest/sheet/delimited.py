"""Read a plan's table out of a CSV file."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from pipeline.csvform import EDITION_HEADINGS, original
from pipeline.errors import NoTableError, TooLargeError, UnreadableFileError
from pipeline.findings import Source
from pipeline.ingest import ReadOptions
from pipeline.ingest.sheet.cells import sheet_cell
from pipeline.ingest.text import decode
from pipeline.richtext import plain_text
from pipeline.table import RawCell, RawDocument, RawTable, RawText

_DELIMITERS = ",;\t|"
"""A semicolon is what a spreadsheet writes where the decimal sign is a comma."""

_SAID = re.compile(r"sep=([^\w\s\"]|\t)\r?\n", re.IGNORECASE)
"""A first line that sets the delimiter for Excel."""

Records = list[list[str]]


def read_csv(data: bytes, path: str, options: ReadOptions) -> RawDocument:
    """Return the table in `data`, with the texts above and below it.

    The file that `render_csv()` makes is known by its last columns, which say title, details and
    notes; only there an apostrophe before a value is not part of it. Raises UnreadableFileError,
    with the line, where a quotation is not closed.
    """
    if len(data) > options.max_bytes:
        raise TooLargeError(
            f"{path} has {len(data):,} bytes; the limit is {options.max_bytes:,}",
            hint="Raise the limit with --max-bytes if the file is really that large.",
        )
    text, findings = decode(data, path)
    records = _records(text, path, options)
    if _is_own(records):
        return RawDocument(_own(records, path), "columns of a published CSV", findings)
    rows = (_row(record, path, number) for number, record in enumerate(records, 1))
    return RawDocument((RawTable(tuple(rows), is_sheet=True),), "columns", findings)


def _records(text: str, path: str, options: ReadOptions) -> Records:
    """Return the records of `text`, separated by the delimiter that makes most of them alike."""
    # The module's own limit is 131,072 characters in one value.
    csv.field_size_limit(max(options.max_bytes, csv.field_size_limit()))
    found: list[tuple[tuple[float, int], Records]] = []
    errors: list[csv.Error] = []
    lines: list[int] = []
    delimiters = _DELIMITERS
    if said := _SAID.match(text):
        text, delimiters = f"\n{text[said.end() :]}", said[1]  # the line still counts
    for delimiter in delimiters:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        try:
            records = list(reader)
        except csv.Error as error:
            errors.append(error)
            lines.append(reader.line_num)
            continue
        found.append((_alike(records), records))
    best, records = max(found, key=lambda pair: pair[0], default=((0.0, 0), []))
    if best[1]:
        return records
    if errors:
        raise UnreadableFileError(
            f"{path}, line {max(lines)}: a quotation is not closed or goes on behind its end",
            hint='Put the value in quotation marks and write those inside it twice: "a ""b"" c".',
        ) from errors[0]
    raise NoTableError(
        f"{path} contains no table: no line has values separated by commas, semicolons or tabs",
        hint="Save the spreadsheet again as CSV (UTF-8).",
    )


def _alike(records: Records) -> tuple[float, int]:
    """Return the share of records that have the commonest width above one, and that width."""
    widths = Counter(len(record) for record in records if record)
    shares = [(count / widths.total(), width) for width, count in widths.items() if width > 1]
    return max(shares, default=(0.0, 0))


def _row(record: list[str], path: str, number: int) -> tuple[RawCell, ...]:
    return tuple(
        sheet_cell(value, Source(path, row=number, column=column))
        for column, value in enumerate(record, 1)
    )


def _is_own(records: Records) -> bool:
    """Return whether `records` are those of `render_csv()`, none of them cut short."""
    heading = records[0]
    ends = tuple(heading[-len(EDITION_HEADINGS) :]) == EDITION_HEADINGS
    return ends and all(len(record) == len(heading) for record in records if record)


def _own(records: Records, path: str) -> tuple[RawText | RawTable, ...]:
    """Return what our own file says: title and details, the table, the notes."""
    count = len(EDITION_HEADINGS)
    body = [[original(value) for value in record] for record in records]
    first = next((values for values in body[1:] if values), [""] * count)
    said = dict(zip(EDITION_HEADINGS, first[-count:], strict=True))
    source = Source(path, row=2)
    heading = tuple(
        RawCell(plain_text(value), Source(path, row=1, column=column), is_heading=True)
        for column, value in enumerate(body[0][:-count], 1)
    )
    rows = [
        _row(values[:-count], path, number)
        for number, values in enumerate(body[1:], 2)
        if values  # an empty line at the end is not a row
    ]
    return (
        RawText(plain_text(said["title"]), source, level=1),
        *(RawText(plain_text(line), source) for line in said["details"].splitlines()),
        RawTable((heading, *rows)),
        *(RawText(plain_text(note), source) for note in said["notes"].splitlines()),
    )
