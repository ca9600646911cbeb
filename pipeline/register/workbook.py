"""The register as a workbook: the matrix, every entry, who has not answered, what failed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from pipeline.layout import Layout
from pipeline.package import EPOCH, settle_file
from pipeline.register.build import Body, Register

_MOST_ROWS = 1_000_000
"""Rows that a sheet takes; a sheet can hold 1,048,576."""
_READ_AS_OTHER = ("=", "#")
"""What openpyxl takes for a formula or an error begins with these."""
_BOLD = Font(bold=True)
_LONGEST = 32_767
"""Characters that a cell can hold; a program that meets more repairs or cuts the file."""


def write_workbook(
    path: Path,
    register: Register,
    layout: Layout,
    headings: tuple[str, ...],
    rows: Iterable[tuple[str, ...]],
) -> None:
    """Write the workbook to `path`; a text too long for a cell ends with a word that says so."""
    words = layout.words["register"]
    book = Workbook(write_only=True)
    _sheet(book, words["matrix"], _matrix(register, words))
    _entries(book, words["entries"], headings, rows)
    _sheet(book, words["unanswered"], _unanswered(register, words))
    _sheet(book, words["problems"], _problems(register, words))
    book.properties.creator = ""
    book.properties.created = book.properties.modified = datetime(2000, 1, 1)
    book.save(path)
    settle_file(path, EPOCH)


def _entries(
    book: Workbook, name: str, headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]
) -> None:
    """Write the entries on as many sheets as they need."""
    waiting = iter(rows)
    number = 0
    first: tuple[str, ...] | None = next(waiting, None)
    while number == 0 or first is not None:
        number += 1
        part = _taken(first, waiting) if first is not None else iter(())
        _sheet(book, name if number == 1 else f"{name} {number}", chain([headings], part))
        first = next(waiting, None)


def _taken(first: tuple[str, ...], waiting: Iterator[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    yield first
    yield from (row for _, row in zip(range(_MOST_ROWS - 1), waiting, strict=False))


def _sheet(book: Workbook, name: str, rows: Iterable[tuple[str, ...]]) -> None:
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "B2"
    for place, row in enumerate(rows):
        sheet.append([_cell(sheet, value, bold=not place) for value in row])


def _cell(sheet: Any, value: str, *, bold: bool) -> Any:
    """Return `value` as a cell; as a plain text where that is enough, which is much quicker."""
    text = ILLEGAL_CHARACTERS_RE.sub("", value)
    if len(text) > _LONGEST:
        text = text[: _LONGEST - 1] + "…"
    if not bold and not text.startswith(_READ_AS_OTHER):
        return text
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    if bold:
        cell.font = _BOLD
    return cell


def _matrix(register: Register, words: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    yield (words["body"], *(s.number or s.text for s in register.subjects))
    for body, matches in zip(register.bodies, register.matches, strict=True):
        cells = [""] * len(register.subjects)
        for matched, statuses in zip(matches, body.statuses, strict=True):
            found = [f"{word or words['no_status']}: {n}" for word, n in sorted(statuses.items())]
            if matched.doubt:
                found.append(f"({matched.doubt})")
            cells[matched.subject] = "\n".join(filter(None, [cells[matched.subject], *found]))
        yield (body.name, *cells)


def _unanswered(register: Register, words: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    yield words["body"], words["action"]
    for body in register.bodies:
        yield from ((body.name, key) for key in body.unanswered)


def _problems(register: Register, words: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    yield words["body"], words["file"], words["problem"], words["hint"]
    failed: Iterator[Body] = (body for body in register.bodies if body.reading.problem)
    for body in failed:
        reading = body.reading
        yield body.name, reading.path, reading.problem, reading.hint
