"""Read a plan's transcript: one table row per line, its cells separated by tabs or bars."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.errors import TooLargeError, UnreadableFileError
from pipeline.findings import Finding, Place, Severity, Source
from pipeline.ingest import ReadOptions
from pipeline.ingest.textmarks import (
    heading_level,
    is_rule,
    marked_text,
    whole_paragraphs,
    with_tags,
)
from pipeline.ingest.whitespace_tables import whitespace_tables
from pipeline.richtext import EMPTY
from pipeline.table import RawCell, RawDocument, RawTable, RawText

Row = tuple[RawCell, ...]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_text(data: bytes, path: str, options: ReadOptions) -> RawDocument:
    """Return the lines of a transcript: cut at their tabs, or with the marks of plain text.

    Lines with tabs may be parts of rows, hold stray markup and have lost cells: `parse` puts
    that right. Between
    upright bars (`| 7 | Grade. |`) every cell has its place. Headings, items and bold are those of
    Markdown where the file has no tabs.
    Raises UnreadableFileError if the bytes are no text.
    """
    if len(data) > options.max_bytes:
        raise TooLargeError(
            f"{path} has {len(data):,} bytes; the limit is {options.max_bytes:,}",
            hint="Raise the limit with --max-bytes if the file is really that large.",
        )
    text, findings = decode(data, path)
    items = tuple(_items(text.splitlines(), path))
    return RawDocument(items, "lines and tabs", findings)


def _items(lines: Sequence[str], path: str) -> Iterator[RawText | RawTable]:
    """Yield the texts and tables of `lines`; lines with tabs among them are handed on as rows."""
    has_bars = any(_RULE.fullmatch(line) for line in lines)
    if not any("\t" in line for line in lines):
        yield from _marked(lines, path, has_bars=has_bars)
        return
    rows: list[Row] = []
    barred: list[Row] = []
    for number, line in enumerate(lines, 1):
        source = Source(path, line=number)
        if has_bars and "\t" not in line and _BARRED.fullmatch(line):
            yield from _sheet(rows)
            rows = []
            barred += _barred(line, source)
        else:
            if line.strip():
                yield from _table(barred)
                barred = []
            rows.append(_row(line.split("\t"), source))
    yield from (*_sheet(rows), *_table(barred))


def _marked(lines: Sequence[str], path: str, *, has_bars: bool) -> Iterator[RawText | RawTable]:
    """Yield what the marks of Markdown, or columns aligned by blanks, show in `lines`."""
    aligned = {} if has_bars else whitespace_tables(lines, path)
    barred: list[Row] = []
    end = 0
    for number, line in whole_paragraphs(lines):
        source = Source(path, line=number)
        if number - 1 in aligned:
            end, table = aligned[number - 1]
            yield table
        elif number <= end:
            continue
        elif has_bars and _BARRED.fullmatch(line):
            barred += _barred(line, source)
        elif line.strip():
            yield from _table(barred)
            barred = []
            below = lines[number] if number < len(lines) else ""
            if not is_rule(line):
                yield RawText(marked_text(line), source, heading_level(line, below))
    yield from _table(barred)


def decode(data: bytes, path: str) -> tuple[str, tuple[Finding, ...]]:
    """Return `data` as text, with a finding where its encoding had to be supposed.

    Raises UnreadableFileError if the file is empty or no text.
    """
    if not data.strip():
        raise UnreadableFileError(f"{path} is empty", hint="Check that it is the right file.")
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    if encoding != "utf-16" and b"\0" in data:
        raise UnreadableFileError(
            f"{path} is not a text file: it holds null bytes",
            hint="Correct the ending of the file's name (.pdf, .docx, .xlsx, .html) and run again.",
        )
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError:
        return supposed(data, path, "The file is not UTF-8")


def supposed(data: bytes, path: str, why: str) -> tuple[str, tuple[Finding, ...]]:
    """Return `data`, whose encoding is not known, as text, with a finding that begins with `why`.

    It is what gives more of the signs that people type: Windows-1252, or Mac Roman as Excel for
    Mac saves it.
    """
    codec, name = max(_SUPPOSED, key=lambda pair: _likely(data, pair[0]))
    finding = Finding(
        "encoding",
        Severity.WARNING,
        f"{why}; it was read as {name}.",
        Place(source=Source(path)),
        "Look at pound signs, dashes and quotation marks; save the file as UTF-8.",
    )
    return data.decode(codec, errors="replace"), (finding,)


_SUPPOSED = (("cp1252", "Windows-1252"), ("mac_roman", "Mac Roman"))
_TYPED = frozenset("‘’“”–—…£€•·°é²³½")
"""Signs beyond ASCII that English text has; of other letters it has few."""


def _likely(data: bytes, codec: str) -> int:
    """Return how much `data` looks like text when read as `codec`; 0 if it is unclear."""
    beyond = bytes(byte for byte in data if byte > 127).decode(codec, errors="replace")
    typed = sum(1 for sign in beyond if sign in _TYPED)
    return 2 * typed - sum(1 for sign in beyond if not sign.isalpha() and sign not in _TYPED)


_BARRED = re.compile(r"\s*\|.*\|\s*")
_RULE = re.compile(r"\s*\|(?:\s*:?-+:?\s*\|)+\s*")
"""The line below a heading row in Markdown: where a file has one, bars part cells in it."""


def _barred(line: str, source: Source) -> list[Row]:
    """Return the row between the bars of `line`; none for the rule below a heading."""
    if _RULE.fullmatch(line):
        return []
    cells = re.split(r"(?<!\\)\|", line.strip())[1:-1]
    return [_row((with_tags(cell.replace("\\|", "|").strip()) for cell in cells), source)]


def _row(cells: Iterable[str], source: Source) -> Row:
    return tuple(
        RawCell(EMPTY, replace(source, column=column), markup=cell)
        for column, cell in enumerate(cells, 1)
    )


def _table(rows: list[Row]) -> list[RawTable]:
    return [RawTable(tuple(rows))] if rows else []


def _sheet(rows: list[Row]) -> list[RawTable]:
    return [RawTable(tuple(rows), placed=False, is_sheet=True)] if rows else []


__all__ = ("decode", "read_text", "supposed")
