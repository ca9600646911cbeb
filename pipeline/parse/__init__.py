"""The one gate between text and meaning: a document's tables in, a plan and a receipt out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from pipeline.findings import Finding, Place, Severity, Source
from pipeline.model import Plan
from pipeline.parse.cards import Cards, read_cards
from pipeline.parse.checkbox_status import ticked_statuses
from pipeline.parse.columnfindings import together
from pipeline.parse.columns import Columns, heading_texts
from pipeline.parse.details import is_legend, legend, notes_of, title_and_details, without_contents
from pipeline.parse.entries import group
from pipeline.parse.extras import extra_role
from pipeline.parse.heading_sections import read_headed
from pipeline.parse.headings import Heading, Role
from pipeline.parse.label_tables import label_lines, listed_texts
from pipeline.parse.not_a_plan import no_plan
from pipeline.parse.periods import PeriodKey, alike, all_periods, numbered
from pipeline.parse.plan_table import Joined, PlanTable
from pipeline.parse.plancolumns import (
    PLAIN_HEADINGS,
    merged_slots,
    plan_columns,
    plan_recommendations,
    plan_slots,
)
from pipeline.parse.preface import names_recommendation, split_prefaces
from pipeline.parse.prepare import prepared
from pipeline.parse.receipt import HeadingRead, Receipt, balance, placed, sources
from pipeline.parse.register import Register, read_register, text_register, with_registers
from pipeline.parse.repeated_headings import Families, families
from pipeline.parse.same_row_tables import joined
from pipeline.parse.sense import sense
from pipeline.parse.update_rows import one_for_each_action
from pipeline.parse.wide import WideTable, read_supposed, read_turned, read_wide, told_share
from pipeline.richtext import one_line, plain_text
from pipeline.table import RawDocument, RawTable, RawText, grid


@dataclass(frozen=True, slots=True)
class Parsed:
    """A plan and the receipt of how it was read."""

    plan: Plan
    receipt: Receipt


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    parts: list[PlanTable] = field(default_factory=list)
    pending: list[RawText] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    registers: list[Register] = field(default_factory=list)
    """Lists of recommendations alone."""
    seen: list[str] = field(default_factory=list)
    """Headings of tables that are no plan, for the message."""
    is_open: bool = False
    """The cells are asked where headings tell too little."""

    @property
    def is_plan(self) -> bool:
        """An entry was found."""
        return any(part.table.entries for part in self.parts)


def parse(document: RawDocument, path: str, mapping: Mapping[str, Role] | None = None) -> Parsed:
    """Return the plan in `document` and its receipt; `mapping` gives roles to headings.

    Raises NoTableError, with the headings that were found, where no table is a plan's.
    """
    document = prepared(document)
    items, contents = without_contents(document.items)
    reading = _read_items(items, contents, mapping or {})
    if not reading.is_plan:
        supposed = _read_items(items, contents, mapping or {}, is_open=True)
        reading = supposed if supposed.is_plan else reading
    if not reading.is_plan:
        texts = [one_line(text.content) for text in reading.pending]
        raise no_plan(path, reading.seen, texts, document.findings)
    return _parsed(document, path, reading)


def _read_items(
    items: Iterable[RawText | RawTable],
    contents: Iterable[Finding],
    mapping: Mapping[str, Role],
    *,
    is_open: bool = False,
) -> _Reading:
    """Return what `items` are; `is_open` asks the cells where headings tell too little."""
    reading = _Reading(findings=list(contents), is_open=is_open)
    former: Columns | None = None
    known = families((item for item in items if isinstance(item, RawTable)), mapping)
    for item in items:
        if isinstance(item, RawText):
            reading.pending.append(item)
        else:
            reading.pending.extend(_caption(item))
            former = _read_table(item, reading, mapping, former, known)
    if not reading.parts and (headed := read_headed(reading.pending, mapping)):
        reading.pending = list(headed.after)
        reading.parts.append(PlanTable(headed.lead, headed))
        reading.findings.extend(headed.findings)
    return reading


def _caption(table: RawTable) -> Iterator[RawText]:
    """Yield a table's caption as a text above it."""
    if table.caption:
        source = next((cell.source for row in table.rows for cell in row), Source(""))
        yield RawText(plain_text(table.caption), replace(source, row=None, column=None))


def _read_table(
    table: RawTable,
    reading: _Reading,
    mapping: Mapping[str, Role],
    former: Columns | None,
    known: Families,
) -> Columns | None:
    """Read one table into `reading`; return the columns that a table after it may go on with."""
    if texts := listed_texts(table, mapping):
        reading.pending.extend(texts)
        return former
    part = _proposed(table, reading, mapping, former, known)
    if part is None:
        _read_beside(table, reading, mapping)
        return former
    if isinstance(part, WideTable):
        reading.pending.extend(part.lead)
    if described := text_register(reading.pending, mapping, part.entries):
        reading.registers.append(described[0])
        reading.pending = described[1]
    reading.parts.append(PlanTable(tuple(reading.pending), part))
    reading.pending = []
    reading.findings.extend(part.findings)
    return part.columns if isinstance(part, WideTable) else former


def _proposed(
    table: RawTable,
    reading: _Reading,
    mapping: Mapping[str, Role],
    former: Columns | None,
    known: Families,
) -> Cards | WideTable | None:
    """Return what `table` is of the plan: of cards and a turned table the one whose labels tell."""
    is_named = any(map(names_recommendation, reading.pending))
    cards = read_cards(table, mapping, is_named=is_named) if table.placed else None
    if cards is not None:
        across = read_turned(table, mapping)
        is_turned = across is not None and _apart(table) * told_share(across.columns) > cards.share
        return across if is_turned else cards
    wide = read_wide(table, mapping, former, known)
    return read_supposed(table, mapping) if wide is None and reading.is_open else wide


def _apart(table: RawTable) -> float:
    """Return the share of rows with several values: one merged over all columns is of one card."""
    rows = [{id(cell) for cell in row[1:]} for row in grid(table)]
    return sum(len(cells) > 1 for cells in rows) / len(rows)


def _read_beside(table: RawTable, reading: _Reading, mapping: Mapping[str, Role]) -> None:
    """Read a table around the plan: a legend, a register, details, or something else."""
    reading.seen.extend(heading_texts(grid(table)))
    if is_legend(table):
        reading.findings.append(legend(_words(table), table.rows[0][0].source))
    elif register := read_register(table, mapping):
        reading.registers.append(register)
    elif not reading.parts and (lines := label_lines(table)):
        reading.pending.extend(lines)
    else:
        reading.findings.append(_not_read(table))


def _parsed(document: RawDocument, path: str, reading: _Reading) -> Parsed:
    whole = joined(reading.parts)
    preface = split_prefaces([(part.texts, part.table.entries) for part in whole.parts])
    listed = with_registers(preface.entries, reading.registers)
    reading.findings.extend(map(_not_read, listed.unused))
    entries, ticks = ticked_statuses(listed.entries)
    actions = one_for_each_action(entries)
    groups, found = group(actions.entries)
    rows = [[period for period, _ in entry.updates] for entry in actions.entries]
    periods = all_periods(rows, _heading_periods(whole))
    title, details, explained = title_and_details(preface.lead)
    notes, more_explained = notes_of([*preface.notes, *whole.texts, *reading.pending])
    printed = merged_slots([*(part.slots for part in whole.parts), *listed.slots])
    slots = plan_slots(printed, periods, groups, PLAIN_HEADINGS)
    columns = plan_columns(slots, groups)
    plan = Plan(title, details, columns, plan_recommendations(groups, slots, columns), notes)
    silent = [_without_text(r.number) for r in plan.recommendations if r.number and not r.text]
    findings = (
        *(*document.findings, *together(reading.findings), *whole.findings, *actions.findings),
        *(*listed.findings, *ticks, *found, *alike(periods), *explained, *more_explained),
        *(*silent, *sense(plan)),
    )
    where = sources(plan, (entry for g in groups for entry in g.entries))
    accounted = [
        *(word for f in findings for word in f.words),
        *(word for part in whole.parts for word in part.table.heading_words),
        *whole.words,
        *actions.words,
        *listed.words,
        *preface.heading_words,
        *_repeats(whole, preface.printed, plan),
    ]
    receipt = Receipt(
        path,
        document.method,
        len(plan.recommendations),
        sum(1 for _ in plan.actions()),
        len(periods),
        _headings(reading),
        placed(findings, plan, where),
        document.furniture,
        tuple(sorted((+balance(document, plan, accounted)).elements())),
        where,
    )
    return Parsed(plan, receipt)


def _without_text(number: str) -> Finding:
    return Finding(
        "recommendation-without-text",
        Severity.WARNING,
        f"Recommendation {number} has no text in the source.",
        Place(recommendation=number),
        "Add it in the source, if it should have one.",
    )


def _heading_periods(whole: Joined) -> list[PeriodKey]:
    """Return the periods that headings of columns name, not those that a date's cells name."""
    columns = [p.table.columns for p in whole.parts if isinstance(p.table, WideTable)]
    return [key for named in columns for key in _undated(named)]


def _undated(columns: Columns) -> tuple[PeriodKey, ...]:
    dates = columns.dates
    return numbered(period for i, period in columns.periods if i not in dates)


def _headings(reading: _Reading) -> tuple[HeadingRead, ...]:
    found: dict[str, HeadingRead] = {}
    for part in reading.parts:
        table = part.table
        headings: tuple[Heading, ...] = (
            table.columns.headings if isinstance(table, WideTable) else table.headings
        )
        for h in headings:
            role = h.role or extra_role(h).value
            found.setdefault(f"{h.text}\0{role}", HeadingRead(h.text, role))
    return tuple(found.values())


def _repeats(whole: Joined, above: Iterable[str], plan: Plan) -> Iterator[str]:
    """Yield the numbers and texts of recommendations as often as a source prints them again."""
    texts: Counter[str] = Counter(above)
    numbers: Counter[str] = Counter()
    for part in whole.parts:
        for entry in part.table.entries:
            if entry.starts:
                numbers[entry.number] += 1
                texts[entry.text.plain] += 1
    numbers.subtract(recommendation.number for recommendation in plan.recommendations)
    yield from (+numbers).elements()
    for piece, count in texts.items():
        yield from [piece] * (count - 1)


def _words(table: RawTable) -> list[str]:
    cells = (cell for row in table.rows for cell in row)
    return [word for cell in cells for word in (cell.markup or cell.content.plain).split()]


def _not_read(table: RawTable) -> Finding:
    source = next((cell.source for row in table.rows for cell in row), None)
    return Finding(
        "table-without-plan",
        Severity.WARNING,
        f"A table of {len(table.rows)} rows{_named(table)} is not of the plan and was left out.",
        Place(source=source),
        'If it is, say what its headings are with --map "Heading=role".',
        tuple(_words(table)),
    )


def _named(table: RawTable) -> str:
    """Return what `table` begins with, so that a reader of the message finds it."""
    texts = [f'"{text[:40]}"' for text in heading_texts(grid(table))[:3]]
    return f" ({', '.join(texts)} ...)" if texts else ""
