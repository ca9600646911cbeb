"""Read a plan's transcript: one table row per line, its cells parted by tabs."""

from __future__ import annotations

import codecs

from pipeline.errors import NoTableError, TooLargeError, UnreadableFileError
from pipeline.findings import Finding, Place, Severity, Source
from pipeline.ingest import ReadOptions
from pipeline.richtext import EMPTY, plain_text
from pipeline.table import RawCell, RawDocument, RawTable, RawText

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_text(data: bytes, path: str, options: ReadOptions) -> RawDocument:
    """Return the lines of a transcript: a line with tabs is a table row, another is a paragraph.

    The cells may hold stray markup and stand in the wrong column; `parse` puts that right.
    Raises UnreadableFileError where the bytes are no text, NoTableError where no line has a tab.
    """
    if len(data) > options.max_bytes:
        raise TooLargeError(
            f"{path} has {len(data):,} bytes; the limit is {options.max_bytes:,}",
            hint="Raise the limit with --max-bytes if the file is really that large.",
        )
    text, findings = decode(data, path)
    items: list[RawText | RawTable] = []
    rows: list[tuple[RawCell, ...]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if "\t" in line:
            rows.append(_row(line, Source(path, line=number)))
        elif line.strip():
            items.extend(_table(rows))
            rows = []
            items.append(RawText(plain_text(line), Source(path, line=number)))
    items.extend(_table(rows))
    if not any(isinstance(item, RawTable) for item in items):
        raise NoTableError(
            f"{path} holds no table: no line has cells parted by tabs",
            hint="Give the plan's transcript (one row per line, tabs between its cells), "
            "or its PDF, DOCX, web page, XLSX or CSV.",
        )
    return RawDocument(tuple(items), "lines and tabs", findings)


def decode(data: bytes, path: str) -> tuple[str, tuple[Finding, ...]]:
    """Return `data` as text, with a finding where its encoding had to be supposed.

    Raises UnreadableFileError where the file is empty or no text.
    """
    if not data.strip():
        raise UnreadableFileError(f"{path} is empty", hint="Check that it is the right file.")
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    if encoding != "utf-16" and b"\0" in data:
        raise UnreadableFileError(
            f"{path} is not a text file: it holds null bytes",
            hint="Give the file its right ending (.pdf, .docx, .xlsx, .html) and run again.",
        )
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    finding = Finding(
        "encoding",
        Severity.WARNING,
        "The file is not UTF-8; it was read as Windows-1252.",
        Place(source=Source(path)),
        "Look at pound signs, dashes and quotation marks; save the file as UTF-8.",
    )
    return text, (finding,)


def _row(line: str, source: Source) -> tuple[RawCell, ...]:
    return tuple(
        RawCell(EMPTY, Source(source.path, line=source.line, column=column), markup=cell)
        for column, cell in enumerate(line.split("\t"), 1)
    )


def _table(rows: list[tuple[RawCell, ...]]) -> list[RawTable]:
    return [RawTable(tuple(rows), placed=False)] if rows else []


__all__ = ("decode", "read_text")
