"""The one gate between text and meaning: a document's tables in, a plan and a receipt out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.findings import Finding, Place, Severity
from pipeline.model import Detail, Plan
from pipeline.parse.actions import one_for_each_action
from pipeline.parse.cards import read_cards
from pipeline.parse.columns import Columns, heading_texts
from pipeline.parse.contents import without_contents
from pipeline.parse.entries import group
from pipeline.parse.extras import extra_role
from pipeline.parse.families import Families, families
from pipeline.parse.headed import read_headed
from pipeline.parse.headings import Heading, Role
from pipeline.parse.joined import joined
from pipeline.parse.label_tables import label_lines
from pipeline.parse.leftout import together
from pipeline.parse.legend import is_legend, legend
from pipeline.parse.listed import listed_texts
from pipeline.parse.noplan import no_plan
from pipeline.parse.part import Joined, Part
from pipeline.parse.periods import PeriodKey, alike, all_periods, numbered
from pipeline.parse.places import placed, sources
from pipeline.parse.plancolumns import (
    PLAIN_HEADINGS,
    merged_slots,
    plan_columns,
    plan_recommendations,
    plan_slots,
)
from pipeline.parse.preface import Preface, names_recommendation, split_prefaces
from pipeline.parse.receipt import HeadingRead, Receipt, unplaced_words
from pipeline.parse.register import Register, read_register, with_texts
from pipeline.parse.sense import sense
from pipeline.parse.ticks import ticked_statuses
from pipeline.parse.wide import WideTable, read_wide
from pipeline.richtext import line_text, one_line
from pipeline.table import RawDocument, RawTable, RawText, grid

_DETAIL = re.compile(r"([^:.]{1,40}):(?: +|$)(.*)", re.DOTALL)
_TOLD = re.compile(
    r"(?:police )?(?:force|service|organi[sz]ation|authority|council|trust|version|date|author|"
    r"(?:executive |strategic )?lead|(?:plan |senior responsible )?owner|sro|contact|status|"
    r"prepared by|approved by|(?:last )?(?:updated|reviewed|published)(?: on)?)\s*:",
    re.IGNORECASE,
)
"""Labels of details: such a line is no title, though a title may hold a colon."""
_TITLE = re.compile(r"[^\n]{1,150}(?<![.;:])")
_LEGEND = re.compile(r"(?:status words|status key|key|legend)\b\s*:?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A plan and the receipt of how it was read."""

    plan: Plan
    receipt: Receipt


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    parts: list[Part] = field(default_factory=list)
    pending: list[RawText] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    registers: list[Register] = field(default_factory=list)
    """Lists of recommendations alone."""
    seen: list[str] = field(default_factory=list)
    """Headings of tables that are no plan, for the message."""


def parse(document: RawDocument, path: str, mapping: Mapping[str, Role] | None = None) -> Parsed:
    """Return the plan in `document` and its receipt; `mapping` gives roles to headings.

    Raises NoTableError, with the headings that were found, where no table is a plan's.
    """
    items, contents = without_contents(document.items)
    reading = _Reading(findings=list(contents))
    former: Columns | None = None
    known = families(document.tables(), mapping or {})
    for item in items:
        if isinstance(item, RawText):
            reading.pending.append(item)
        else:
            former = _read_table(item, reading, mapping or {}, former, known)
    if not reading.parts and (headed := read_headed(reading.pending, mapping or {})):
        reading.pending = list(headed.after)
        reading.parts.append(Part(headed.lead, headed))
    if not any(part.table.entries for part in reading.parts):
        texts = [one_line(text.content) for text in reading.pending]
        raise no_plan(path, reading.seen, texts, document.findings)
    return _parsed(document, path, reading)


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
    is_named = any(map(names_recommendation, reading.pending))
    part = (read_cards(table, mapping, is_named=is_named) if table.placed else None) or read_wide(
        table, mapping, former, known
    )
    if part is None:
        reading.seen.extend(heading_texts(grid(table)))
        if is_legend(table):
            reading.findings.append(legend(_words(table), table.rows[0][0].source))
        elif register := read_register(table, mapping):
            reading.registers.append(register)
        elif not reading.parts and (lines := label_lines(table)):
            reading.pending.extend(lines)
        else:
            reading.findings.append(_not_read(table))
        return former
    if isinstance(part, WideTable):
        reading.pending.extend(part.lead)
    reading.parts.append(Part(tuple(reading.pending), part))
    reading.pending = []
    reading.findings.extend(part.findings)
    return part.columns if isinstance(part, WideTable) else former


def _parsed(document: RawDocument, path: str, reading: _Reading) -> Parsed:
    whole = joined(reading.parts)
    preface = split_prefaces([(part.texts, part.table.entries) for part in whole.parts])
    listed = with_texts(preface.entries, reading.registers)
    reading.findings.extend(map(_not_read, listed.unused))
    entries, ticks = ticked_statuses(listed.entries)
    actions = one_for_each_action(entries)
    groups, found = group(actions.entries)
    rows = [[period for period, _ in entry.updates] for entry in actions.entries]
    periods = all_periods(rows, _heading_periods(whole))
    title, details, explained = _title_and_details(preface)
    notes, more_explained = _notes([*preface.notes, *whole.texts, *reading.pending])
    printed = merged_slots(part.slots for part in whole.parts)
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
        *(item.caption for item in document.tables()),
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
        unplaced_words(document, plan, accounted),
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


def _title_and_details(
    preface: Preface,
) -> tuple[str, tuple[Detail, ...], tuple[Finding, ...]]:
    texts = preface.lead
    at = _title_place(texts)
    title = "" if at is None else one_line(texts[at].content)
    kept, explained = _without_legend([t for i, t in enumerate(texts) if i != at])
    lines = [line_text(line) for text in kept for line in text.content.lines()]
    return title, tuple(_detail(line) for line in lines), explained


def _title_place(texts: Sequence[RawText]) -> int | None:
    """Return which of `texts` is the title; None where each is a detail.

    It is the first heading of the first level, else the first text, or the first below details
    that can be a title.
    """
    if (headed := next((i for i, t in enumerate(texts) if t.level == 1), None)) is not None:
        return headed
    plain = [text.content.plain for text in texts]
    said = [i for i, line in enumerate(plain) if _TOLD.match(line) or _LEGEND.match(line)]
    left = [i for i in range(len(plain)) if i not in said]
    return left[0] if left and (not left[0] or _TITLE.fullmatch(plain[left[0]])) else None


def _detail(line: str) -> Detail:
    match = _DETAIL.fullmatch(line)
    return Detail(match[1], match[2]) if match else Detail("", line)


def _notes(texts: list[RawText]) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    kept, explained = _without_legend(texts)
    return tuple(line_text(line) for text in kept for line in text.content.lines()), explained


def _without_legend(texts: list[RawText]) -> tuple[list[RawText], tuple[Finding, ...]]:
    """Part the legend of status words from `texts`: the layout prints its own."""
    said = [t for t in texts if _LEGEND.match(t.content.plain)]
    kept = [t for t in texts if t not in said]
    return kept, tuple(legend(text.content.words, text.source) for text in said)


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
