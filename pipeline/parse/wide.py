"""The wide table: a row for each action, a column for each period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.findings import Finding, Place, Severity, Source
from pipeline.parse.align import AlignedRow, align_rows
from pipeline.parse.cells import cell_text, content, plain_words
from pipeline.parse.column_shapes import is_number
from pipeline.parse.columnfindings import column_findings
from pipeline.parse.columns import Columns, find_columns, supposed_columns
from pipeline.parse.entries import Entry
from pipeline.parse.extras import extra_columns
from pipeline.parse.headings import Heading, Role, read_heading
from pipeline.parse.numbers import split_number
from pipeline.parse.plancolumns import Slot, table_slots
from pipeline.parse.repeated_headings import Families, printed
from pipeline.parse.rows import (
    RowReader,
    below_several,
    is_band,
    is_of_several,
    is_total,
    left_out_total,
    repeats,
    update_below,
)
from pipeline.richtext import one_line
from pipeline.table import RawCell, RawTable, RawText, grid, turned

_NO_FAMILIES: Families = {}


@dataclass(frozen=True, slots=True)
class WideTable:
    """A wide table, read: its entries, its headings, and what was found on the way."""

    entries: tuple[Entry, ...]
    columns: Columns
    findings: tuple[Finding, ...]
    heading_words: tuple[str, ...]
    """The words of heading rows: they say what columns are and are not of the plan."""
    lead: tuple[RawText, ...]
    """What rows above the heading say: a title inside the table."""
    slots: tuple[Slot, ...] = ()
    """The columns that it prints."""


def read_wide(
    table: RawTable,
    mapping: Mapping[str, Role],
    former: Columns | None,
    known: Families = _NO_FAMILIES,
) -> WideTable | None:
    """Return the entries of `table`, None if it is not a wide table of a plan.

    `former` are the columns of the table before: a table without headings goes on with them.
    `known` are the headings that tables of the document share.
    """
    cells = grid(table) if table.placed else _padded(table)
    columns = find_columns(cells, mapping, placed=table.placed)
    if columns is not None and table.placed:
        columns = replace(columns, headings=known.get(printed(columns), columns.headings))
    if columns is None and (across := read_turned(table, mapping)):
        return across
    if columns is None:
        if former is None or not _goes_on(table, cells, former):
            return None
        columns = replace(former, heading_row=0, first_row=0)
    if not table.placed:
        columns = _with_evidence_column(columns, table)
        return _read(_realigned(table, columns), columns, table)
    return _read((cells[columns.first_row :], ()), columns, table)


def read_supposed(table: RawTable, mapping: Mapping[str, Role]) -> WideTable | None:
    """Return the entries of a table whose cells say what its columns are, None if they do not.

    Its headings tell too little, or are in another language.
    """
    cells = grid(table) if table.placed else []
    columns = supposed_columns(cells, mapping)
    return None if columns is None else _read((cells[columns.first_row :], ()), columns, table)


def read_turned(table: RawTable, mapping: Mapping[str, Role]) -> WideTable | None:
    """Return the entries of a table whose headings are its first column, None if it is another.

    Most of that column has to tell roles: labels of something else may be there as well.
    """
    cells = grid(table)
    if not table.placed or len(cells) <= _FEWEST_HEADINGS or len(cells[0]) <= _FEWEST_HEADINGS:
        return None
    across = turned(table)
    found = find_columns(grid(across), mapping)
    if found is None or found.heading_row or told_share(found) < _MOST_TOLD:
        return None
    return _read((grid(across)[found.first_row :], ()), found, across)


_MOST_TOLD = 0.6


def told_share(columns: Columns) -> float:
    """Return the share of headings that tell a role."""
    named = [h for h in columns.headings if h.text]
    return sum(read_heading(h.text).role is not None for h in named) / max(len(named), 1)


_FEWEST_HEADINGS = 2
"""Rows and columns; a table that has no more of both has no headings in its first column."""

Cells = Sequence[Sequence[RawCell | None]]


def _goes_on(table: RawTable, cells: Cells, former: Columns) -> bool:
    """Return whether a table without headings of a plan goes on with the columns of the former.

    It is as wide, no cell of its first row is a heading, and what is under the numbers and
    references has their form.
    """
    if not cells or len(cells[0]) != former.width:
        return False
    if not table.placed:
        return True
    if any(cell is not None and cell.is_heading for cell in cells[0]):
        return False
    places = [i for i, h in enumerate(former.headings) if h.role in _COUNTED]
    texts = [text for row in cells for i in places if (text := plain_words(row[i]))]
    return sum(map(is_number, texts)) >= _ALIKE * len(texts)


_COUNTED = (Role.NUMBER, Role.REFERENCE)
_ALIKE = 0.8


def _padded(table: RawTable) -> list[list[RawCell | None]]:
    width = max(map(len, table.rows), default=0)
    return [[*row, *[None] * (width - len(row))] for row in table.rows]


def _with_evidence_column(columns: Columns, table: RawTable) -> Columns:
    """Return `columns` with the evidence heading over two columns, where full rows say so.

    In text a heading over two columns is printed once: the rows have one cell more.
    """
    headings = list(columns.headings)
    while headings and not headings[-1].text:
        headings.pop()
    at = next((i for i, h in enumerate(headings) if h.role is Role.REQUIREMENT), None)
    longest = max((len(row) for row in table.rows[columns.first_row :]), default=0)
    roles = {h.role for h in headings}
    if at is not None and Role.REFERENCE not in roles and longest > len(headings):
        spanned = replace(headings[at], printed="", spanner=headings[at].text)
        headings[at : at + 1] = [replace(spanned, role=Role.REFERENCE), spanned]
    return replace(columns, headings=tuple(headings), width=len(headings))


def _realigned(table: RawTable, columns: Columns) -> tuple[Cells, tuple[Finding, ...]]:
    """Return the body of a table that lost cells, each cell under its column."""
    body = table.rows[columns.first_row :]
    rows = [_as_row(row, block) for row, block in zip(body, _blocks(body), strict=True)]
    placed: list[list[RawCell | None]] = []
    findings: list[Finding] = []
    for raw, alignment in zip(body, align_rows(rows, columns.roles), strict=True):
        source = replace(raw[0].source, column=None)
        if alignment is None:
            findings.append(_unaligned(raw, len(columns.headings), source))
            continue
        cells: list[RawCell | None] = [None] * columns.width
        for cell, column in zip(raw, alignment.columns, strict=False):
            cells[column] = cell
        placed.append(cells)
        if alignment.behind_owner:
            findings.append(_behind_owner(alignment.shifted, source))
        elif missing := sorted(set(range(columns.width)) - set(alignment.columns)):
            findings.append(_missing_cells([columns.headings[c] for c in missing], source))
    return placed, tuple(findings)


def _as_row(row: Sequence[RawCell], block: int) -> AlignedRow:
    texts = tuple(one_line(cell_text(cell)[0]) for cell in row)
    return AlignedRow(texts, tuple("<" in (cell.markup or "") for cell in row), block)


def _blocks(body: Sequence[Sequence[RawCell]]) -> Iterator[int]:
    block, former = 0, None
    for row in body:
        line = row[0].source.line
        if former is not None and line is not None and line != former + 1:
            block += 1
        former = line
        yield block


def _behind_owner(shifted: bool, source: Source) -> Finding:
    if shifted:
        return Finding(
            "requirement-behind-owner",
            Severity.NOTE,
            "The requirement is printed behind the owner and what follows has moved one column "
            "to the right; all of it was put back.",
            Place(source=source),
        )
    return Finding(
        "requirement-in-first-period",
        Severity.WARNING,
        "The text of the first period reads like the requirement, which this row lacks; "
        "it was taken for the requirement and the first period is blank.",
        Place(source=source),
        "Compare the row with the published page.",
    )


def _missing_cells(headings: Sequence[Heading], source: Source) -> Finding:
    names = ", ".join(str(heading.role) for heading in headings)
    return Finding(
        "cell-missing",
        Severity.NOTE,
        f"The row has no cell for: {names}. It was read as blank and the others put in place.",
        Place(source=source),
    )


def _unaligned(row: Sequence[RawCell], width: int, source: Source) -> Finding:
    words = tuple(word for cell in row for word in cell_text(cell)[0].words)
    return Finding(
        "row-without-columns",
        Severity.WARNING,
        f"The row's {len(row)} cells fit no order of the {width} columns; it is not in the plan.",
        Place(source=source),
        "Correct the row in the source: one cell for each column, separated by tabs.",
        words,
    )


def _names_recommendation(row: Sequence[RawCell | None]) -> bool:
    """Return whether a row above a heading row is a band of the rows below: `Recommendation 7`."""
    return is_band(row) and bool(split_number(content(row[0]), named_only=True)[0])


def _read(body: tuple[Cells, tuple[Finding, ...]], columns: Columns, table: RawTable) -> WideTable:
    rows, findings = body
    source = table.rows[0][0].source if table.rows and table.rows[0] else Source("")
    source = replace(source, column=None)
    columns = replace(columns, extras=extra_columns(columns.headings, rows))
    found = [*findings, *column_findings(columns, rows, source)]
    names = tuple(h.text for h in columns.headings)
    words: list[str] = []
    entries: list[Entry] = []
    slots = table_slots(columns.headings, rows, columns.dates)
    reading = RowReader(columns)
    above = list(table.rows[: columns.heading_row])
    is_open = columns.at(Role.NUMBER) is None and columns.at(Role.RECOMMENDATION) is None
    if above and is_open and _names_recommendation(head := grid(table)[columns.heading_row - 1]):
        above.pop()
        entries.extend(reading.band(head))
    for row in rows:
        texts = tuple(one_line(content(cell)) for cell in row)
        if not any(texts):
            continue
        if repeats(texts, names):
            words.extend(word for text in texts for word in text.split())
        elif is_total(row, columns):
            found.append(left_out_total(row))
        elif is_band(row) and entries and (below := update_below(row, entries[-1])):
            if len(entries) > 1 and is_of_several(entries[-2], entries[-1]):
                found.append(below_several(row, entries[-1]))
            entries[-1] = below
            words.extend(below.updates[-1][0].label.split())
        elif is_band(row):
            entries.extend(reading.band(row))
        else:
            entries.append(reading.entry(row))
    entries.extend(reading.waiting())
    found.extend(reading.findings)
    words.extend(reading.words)
    # Each row prints its date; the plan has it once, as the period's heading.
    dates = columns.dates.values()
    words.extend(word for row in rows for date in dates for word in content(row[date]).words)
    heading_rows = table.rows[columns.heading_row : columns.first_row]
    said = [w for r in heading_rows for c in r for w in content(c).words]
    lead = tuple(RawText(content(c), c.source) for r in above for c in r if content(c))
    return WideTable(tuple(entries), columns, tuple(found), (*said, *words), lead, slots)
