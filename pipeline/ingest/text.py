"""Read a plan's transcript: one table row per line, its cells separated by tabs or bars."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.errors import TooLargeError, UnreadableFileError
from pipeline.findings import Finding, Place, Severity, Source
from pipeline.ingest import ReadOptions
from pipeline.ingest.brokenrows import unquoted, whole_rows
from pipeline.ingest.furniture import set_aside
from pipeline.ingest.textmarks import (
    heading_level,
    is_rule,
    marked_text,
    whole_paragraphs,
    with_tags,
)
from pipeline.ingest.whitespace_tables import whitespace_tables
from pipeline.richtext import EMPTY, plain_text
from pipeline.table import RawCell, RawDocument, RawTable, RawText

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_text(data: bytes, path: str, options: ReadOptions) -> RawDocument:
    """Return the lines of a transcript: a line with tabs is a table row, another is a paragraph.

    The cells may hold stray markup and be in the wrong column; `parse` puts that right. Between
    upright bars (`| 7 | Grade. |`) every cell has its place. Headings, items and bold are those of
    Markdown where no tab parts cells; a transcript has tags.
    Raises UnreadableFileError where the bytes are no text.
    """
    if len(data) > options.max_bytes:
        raise TooLargeError(
            f"{path} has {len(data):,} bytes; the limit is {options.max_bytes:,}",
            hint="Raise the limit with --max-bytes if the file is really that large.",
        )
    text, findings = decode(data, path)
    items = tuple(_items(text.splitlines(), path))
    return set_aside(RawDocument(items, "lines and tabs", findings))


def _items(lines: Sequence[str], path: str) -> Iterator[RawText | RawTable]:
    """Yield the texts and tables of `lines`; a table is what lies between two texts."""
    has_bars = any(_RULE.fullmatch(line) for line in lines)
    is_marked = not any("\t" in line for line in lines)
    aligned = whitespace_tables(lines, path) if is_marked and not has_bars else {}
    rows: list[tuple[RawCell, ...]] = []
    barred: list[tuple[RawCell, ...]] = []
    end = 0
    for number, line in whole_paragraphs(lines) if is_marked else whole_rows(lines):
        source = Source(path, line=number)
        if number - 1 in aligned:
            end, table = aligned[number - 1]
            yield table
        elif number <= end:
            continue
        elif "\t" in line:
            rows.append(_row(map(unquoted, line.split("\t")), source))
        elif has_bars and _BARRED.fullmatch(line):
            if not _RULE.fullmatch(line):
                barred.append(_row(map(with_tags, _between_bars(line)), source))
        elif line.strip():
            yield from (*_table(rows), *_table(barred, placed=True))
            rows, barred = [], []
            below = lines[number] if number < len(lines) else ""
            if not is_marked:
                yield RawText(plain_text(line), source)
            elif not is_rule(line):
                yield RawText(marked_text(line), source, heading_level(line, below))
    yield from (*_table(rows), *_table(barred, placed=True))


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
    """Return how much `data` looks like text when read as `codec`; 0 where it is unclear."""
    beyond = bytes(byte for byte in data if byte > 127).decode(codec, errors="replace")
    typed = sum(1 for sign in beyond if sign in _TYPED)
    return 2 * typed - sum(1 for sign in beyond if not sign.isalpha() and sign not in _TYPED)


_BARRED = re.compile(r"\s*\|.*\|\s*")
_RULE = re.compile(r"\s*\|(?:\s*:?-+:?\s*\|)+\s*")
"""The line below a heading row in Markdown: where a file has one, bars part cells in it."""


def _between_bars(line: str) -> list[str]:
    cells = re.split(r"(?<!\\)\|", line.strip())[1:-1]
    return [cell.replace("\\|", "|").strip() for cell in cells]


def _row(cells: Iterable[str], source: Source) -> tuple[RawCell, ...]:
    return tuple(
        RawCell(EMPTY, Source(source.path, line=source.line, column=column), markup=cell)
        for column, cell in enumerate(cells, 1)
    )


def _table(rows: list[tuple[RawCell, ...]], *, placed: bool = False) -> list[RawTable]:
    """Return the table that `rows` make; rows of a label and a value have lost no cell."""
    is_paired = all(len(row) == _PAIR for row in rows)
    return [RawTable(tuple(rows), placed=placed or is_paired)] if rows else []


_PAIR = 2


__all__ = ("decode", "read_text", "supposed")
