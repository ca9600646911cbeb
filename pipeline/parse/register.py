"""A list of recommendations without their actions: their texts for tables that print numbers alone.

Workbooks keep the two apart, a sheet for the recommendations and one for the actions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.findings import Finding, Place, Severity, Source
from pipeline.parse.cellforms import Grid
from pipeline.parse.cells import content, plain_words
from pipeline.parse.columnfindings import column_findings
from pipeline.parse.columns import Columns
from pipeline.parse.entries import Entry
from pipeline.parse.extras import Extra, extra_columns
from pipeline.parse.headings import Role, read_heading
from pipeline.parse.numbers import Key, number_key
from pipeline.parse.roles import decide
from pipeline.table import RawCell, RawTable, grid

_ROWS_SEARCHED = 12


@dataclass(frozen=True, slots=True)
class Register:
    """A table of numbers and texts; `entries` has a recommendation without actions for each."""

    table: RawTable
    entries: Mapping[Key, Entry]
    words: tuple[str, ...]
    """Its headings and numbers."""
    findings: tuple[Finding, ...]
    """What is said of its other columns."""


@dataclass(slots=True)
class Listed:
    """Entries with the texts of registers, and what is said of that."""

    entries: list[Entry]
    words: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    unused: list[RawTable] = field(default_factory=list)


def read_register(table: RawTable, mapping: Mapping[str, Role]) -> Register | None:
    """Return the register that `table` is; None where it has not a text for each number."""
    cells = grid(table) if table.placed else []
    for r, row in enumerate(cells[:_ROWS_SEARCHED]):
        read = [read_heading(plain_words(cell), mapping) for cell in row]
        if {Role.NUMBER, Role.RECOMMENDATION} <= {h.role for h in read}:
            headings = decide(read, cells[r + 1 :], mapping, placed=True)
            extras = extra_columns(headings, cells[r + 1 :])
            columns = Columns(tuple(headings), r, r + 1, len(row), extras)
            return _register(table, cells, columns)
    return None


def _register(table: RawTable, cells: Grid, columns: Columns) -> Register | None:
    number, text = columns.at(Role.NUMBER), columns.at(Role.RECOMMENDATION)
    if number is None or text is None:
        return None
    body = cells[columns.first_row :]
    rows = [
        _entry(row[number], row[text], {e: row[i] for i, e in columns.extras.items()})
        for row in body
        if plain_words(row[number])
    ]
    entries = {number_key(entry.number): entry for entry in rows}
    if not rows or len(entries) < len(rows) or not all(entry.text for entry in rows):
        return None
    above = (cell for row in cells[: columns.first_row] for cell in dict.fromkeys(row))
    words = [word for cell in above for word in plain_words(cell).split()]
    found = column_findings(columns, body, replace(rows[0].source, row=None))
    return Register(table, entries, (*words, *(entry.number for entry in rows)), found)


def _entry(
    number: RawCell | None, text: RawCell | None, extras: Mapping[Extra, RawCell | None]
) -> Entry:
    source = Source("") if number is None else replace(number.source, column=None)
    kept = tuple((extra, content(cell)) for extra, cell in extras.items())
    return Entry(source, plain_words(number), content(text), is_certain=True, extras=kept)


def with_texts(entries: Sequence[Entry], registers: Sequence[Register]) -> Listed:
    """Return `entries`, those of a number that no row has a text for with the register's.

    A recommendation of such a register that no row is of stands behind the others.
    """
    done = Listed(list(entries))
    for register in registers:
        told = {number_key(e.number) for e in done.entries if e.text}
        known = {number_key(e.number) for e in done.entries if e.number}
        if told or not known & register.entries.keys():
            done.unused.append(register.table)
            continue
        done.entries = [_with_text(entry, register.entries) for entry in done.entries]
        done.entries += [e for key, e in register.entries.items() if key not in known]
        done.words.extend(register.words)
        done.findings.extend((*register.findings, _found(register)))
    return done


def _with_text(entry: Entry, texts: Mapping[Key, Entry]) -> Entry:
    kept = texts.get(number_key(entry.number))
    if kept is None:
        return entry
    own = frozenset(extra for extra, _ in kept.extras)
    return replace(
        entry,
        text=kept.text,
        extras=(*entry.extras, *kept.extras),
        carried=entry.carried | own,
    )


def _found(register: Register) -> Finding:
    first = next(iter(register.entries.values()))
    return Finding(
        "texts-from-register",
        Severity.NOTE,
        f"The texts of the recommendations were taken from a list of {len(register.entries)}, by "
        "their numbers.",
        Place(source=first.source),
    )
