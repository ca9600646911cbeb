"""Registers: records that complete the rows of a table by their numbers or references.

Workbooks keep recommendations and actions on two sheets; a report describes each action in a
paragraph, and a table below has what became of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pipeline.findings import Finding, Place, Severity, Source
from pipeline.parse.cells import content, plain_words
from pipeline.parse.column_shapes import Grid
from pipeline.parse.columnfindings import column_findings
from pipeline.parse.columns import Columns
from pipeline.parse.entries import Entry
from pipeline.parse.extras import Extra, extra_columns
from pipeline.parse.heading_sections import read_headed
from pipeline.parse.headings import Role, read_heading
from pipeline.parse.numbers import Key, number_key
from pipeline.parse.plancolumns import Slot
from pipeline.parse.roles import decide
from pipeline.parse.update_rows import differing, with_extras
from pipeline.table import RawCell, RawTable, RawText, grid

_ROWS_SEARCHED = 12


@dataclass(frozen=True, slots=True)
class Register:
    """Records of different keys: what tables or texts say about recommendations or of actions."""

    table: RawTable | None
    """None where texts say it."""
    entries: Mapping[Key, Entry]
    words: tuple[str, ...]
    """Its headings and numbers."""
    findings: tuple[Finding, ...]
    """What is said about its other columns."""
    slots: tuple[Slot, ...] = ()
    """The columns that it prints."""


@dataclass(slots=True)
class Listed:
    """Entries with what registers say, and what is said about that."""

    entries: list[Entry]
    words: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    unused: list[RawTable] = field(default_factory=list)
    slots: list[tuple[Slot, ...]] = field(default_factory=list)


def text_register(
    texts: Sequence[RawText], mapping: Mapping[str, Role], rows: Sequence[Entry]
) -> tuple[Register, list[RawText]] | None:
    """Return the register that `texts` are for a table's `rows`, and the other texts.

    None if they name no records, or others than the rows do, or say nothing that rows lack.
    """
    headed = read_headed(texts, mapping, is_register=True)
    if headed is None:
        return None
    entries = {_key(entry): entry for entry in headed.entries}
    keys = {_key(row) for row in rows}
    is_same = () not in keys and entries.keys() == keys
    if not is_same or len(entries) < len(headed.entries) or not _adds(entries.values(), rows):
        return None
    keys_again = (entry.number or entry.reference for entry in headed.entries)
    words = (*headed.heading_words, *keys_again)
    register = Register(None, entries, words, headed.findings, headed.slots)
    return register, [*headed.lead, *headed.after]


def _key(entry: Entry) -> Key:
    """Return what tells a record from others: its number, else its reference."""
    return number_key(entry.number or entry.reference)


_FIELDS = ("text", "requirement", "owner", "status")


def _adds(entries: Iterable[Entry], rows: Sequence[Entry]) -> bool:
    """Return whether `entries` have a field that no row has."""
    lacking = [name for name in _FIELDS if not any(getattr(row, name) for row in rows)]
    return any(getattr(entry, name) for entry in entries for name in lacking)


def read_register(table: RawTable, mapping: Mapping[str, Role]) -> Register | None:
    """Return the register that `table` is; None if it has not a text for each number."""
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


def with_registers(entries: Sequence[Entry], registers: Sequence[Register]) -> Listed:
    """Return `entries`, what they lack filled in from the register's record of the same key.

    A record that no row is of is behind the others.
    """
    done = Listed(list(entries))
    for register in registers:
        known = {_key(entry) for entry in done.entries} - {()}
        is_open = _adds(register.entries.values(), done.entries)
        if register.table is not None and not (is_open and known & register.entries.keys()):
            done.unused.append(register.table)
            continue
        for i, entry in enumerate(done.entries):
            if (record := register.entries.get(_key(entry))) is not None:
                done.entries[i] = _completed(entry, record, done)
        done.entries += [e for key, e in register.entries.items() if key not in known]
        done.words.extend(register.words)
        done.findings.extend((*register.findings, _found(register)))
        done.slots.append(register.slots)
    return done


def _completed(entry: Entry, record: Entry, done: Listed) -> Entry:
    """Return a row with what the register's record has beside it."""
    said: dict[str, Any] = {n: getattr(entry, n) or getattr(record, n) for n in _FIELDS}
    done.findings.extend(differing(record, entry))
    own = frozenset(extra for extra, _ in record.extras if record.number)
    updates = (*record.updates, *entry.updates)
    places = (*record.places, *entry.places)
    extras = with_extras(entry, record)
    carried = entry.carried | own
    return replace(entry, updates=updates, places=places, extras=extras, carried=carried, **said)


def _found(register: Register) -> Finding:
    first = next(iter(register.entries.values()))
    return Finding(
        "texts-from-register",
        Severity.NOTE,
        f"What the table's rows lack was taken from a list of {len(register.entries)}, by their "
        "numbers.",
        Place(source=first.source),
    )
