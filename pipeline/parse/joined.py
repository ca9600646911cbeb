"""Tables that hold the same rows: a sheet for each period, or a summary before the plan."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.findings import Finding, Place, Severity
from pipeline.model import Period
from pipeline.parse.cards import Cards
from pipeline.parse.columns import Columns
from pipeline.parse.deciding import latest_day
from pipeline.parse.entries import Entry
from pipeline.parse.headed import Headed
from pipeline.parse.headings import Heading, Role, names_period
from pipeline.parse.numbers import Key, number_key
from pipeline.parse.wide import WideTable
from pipeline.richtext import one_line
from pipeline.table import RawText

_LONGEST_NAME = 60
"""Letters; a longer text above a table says more than the name of its period."""
_ALIKE = 0.8
"""The share of a table's rows that another has as well, where both are one table."""

RowKey = tuple[Key, str, str, int]
"""A row's number, reference and requirement, and which of its like it is in its table."""


@dataclass(frozen=True, slots=True)
class Part:
    """A table of the plan, or what stands for one, with the texts above it."""

    texts: tuple[RawText, ...]
    table: WideTable | Cards | Headed

    @property
    def periods(self) -> list[Period]:
        """The periods that headings of its columns name."""
        return [period for _, period in self.columns.periods]

    @property
    def columns(self) -> Columns:
        """The columns of a wide table, none of cards and of headed text."""
        return self.table.columns if isinstance(self.table, WideTable) else _NONE


_NONE = Columns((), 0, 0, 0)


@dataclass(slots=True)
class Joined:
    """The tables of a plan, each row in one of them."""

    parts: list[Part] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    """Words that tables say again, and names of periods that stand above them."""
    names: list[str] = field(default_factory=list)
    """Texts above tables that became names of their periods."""
    texts: list[RawText] = field(default_factory=list)
    """Texts above tables that were joined to the ones before."""


def joined(parts: Sequence[Part]) -> Joined:
    """Return `parts` without summaries, tables with the same rows side by side.

    The periods are in the order of their days where all tables have one, else in the file's.
    """
    done = Joined()
    families: list[list[Part]] = []
    for part in _without_summaries(parts, done):
        home = next((f for f in families if _is_alike(part, f[0])), None)
        if home is None:
            families.append([part])
        else:
            home.append(part)
    for family in families:
        done.parts.append(family[0] if len(family) == 1 else _side_by_side(family, done))
    return done


def _without_summaries(parts: Sequence[Part], done: Joined) -> Iterator[Part]:
    """Yield the tables that are no list of the others' recommendations."""
    known = {key[0] for part in parts if part.periods for key in _keys(part.table.entries)}
    texts: tuple[RawText, ...] = ()
    for part in parts:
        texts = (*texts, *part.texts)
        if isinstance(part.table, WideTable) and _is_summary(part, known):
            done.findings.append(_left_out(part))
        else:
            yield replace(part, texts=texts)
            texts = ()
    done.texts.extend(texts)


def _is_summary(part: Part, known: Collection[Key]) -> bool:
    """Return whether a table says of no action what is asked or was done, and nothing new."""
    says = part.periods or any(e.requirement or e.reference for e in part.table.entries)
    return not says and all(key[0] and key[0] in known for key in _keys(part.table.entries))


def _keys(entries: Sequence[Entry]) -> list[RowKey]:
    """Return a key for each row; a row without a number goes on with the one above."""
    seen: Counter[tuple[Key, str, str]] = Counter()
    keys: list[RowKey] = []
    number: Key = ()
    for entry in entries:
        number = number_key(entry.number) or number
        key = (number, entry.reference, one_line(entry.requirement))
        seen[key] += 1
        keys.append((*key, seen[key]))
    return keys


def _is_alike(part: Part, other: Part) -> bool:
    if not (isinstance(part.table, WideTable) and isinstance(other.table, WideTable)):
        return False
    ours, theirs = set(_keys(part.table.entries)), set(_keys(other.table.entries))
    told = all(number or requirement for number, _, requirement, _ in ours | theirs)
    return told and len(ours & theirs) >= _ALIKE * min(len(ours), len(theirs)) > 0


def _side_by_side(family: Sequence[Part], done: Joined) -> Part:
    """Return one table with the periods of all; what differs otherwise is the latest table's."""
    tables = [(_named(part, done), part) for part in family]
    if all(_day(periods) for periods, _ in tables):
        tables.sort(key=lambda pair: _day(pair[0]) or dt.date.min)
    headings = [h for h in tables[-1][1].columns.headings if h.role is not Role.PERIOD]
    named = [Heading(p.label, Role.PERIOD) for periods, _ in tables for p in periods]
    table = WideTable(
        entries=_rows(tables, done),
        columns=Columns((*headings, *named), 0, 0, len(headings) + len(named)),
        findings=(),
        heading_words=tuple(word for _, part in tables for word in part.table.heading_words),
        lead=(),
    )
    done.findings.append(_note([p.label for periods, _ in tables for p in periods], family))
    first, *others = ([t for t in part.texts if not _is_said(t, done)] for part in family)
    for text in (text for texts in others for text in texts):
        if text.content in [t.content for t in first]:  # each sheet has the plan's title
            done.words.append(text.content.plain)
        else:
            done.texts.append(text)
    return Part(tuple(first), table)


def _rows(tables: Sequence[tuple[list[Period], Part]], done: Joined) -> tuple[Entry, ...]:
    """Return the latest table's rows, then those that only earlier ones have, with all updates."""
    rows: dict[RowKey, Entry] = {}
    for periods, part in reversed(tables):
        for key, entry in zip(_keys(part.table.entries), part.table.entries, strict=True):
            said = tuple(zip(periods, (update for _, update in entry.updates), strict=False))
            if (kept := rows.get(key)) is None:
                rows[key] = replace(entry, updates=said)
                continue
            places = (*entry.places[: len(said)], *kept.places)
            rows[key] = replace(kept, updates=(*said, *kept.updates), places=places)
            done.words.extend(_said_again(entry))
            done.findings.extend(_differing(entry, kept))
    return tuple(rows.values())


def _named(part: Part, done: Joined) -> list[Period]:
    """Return the periods of a table; the one that names no time is named by what is above it."""
    periods = part.periods
    open_ = [i for i, period in enumerate(periods) if not names_period(period.label)]
    sheets = [entry.source.sheet for entry in part.table.entries[:1]]
    names = [*(one_line(text.content) for text in reversed(part.texts)), *sheets]
    name = next((n for n in names if names_period(n) and len(n) < _LONGEST_NAME), None)
    if name is not None and len(open_) == 1:
        done.words.append(periods[open_[0]].label)
        done.names.append(name)
        periods[open_[0]] = Heading(name, Role.PERIOD).period
    return periods


def _is_said(text: RawText, done: Joined) -> bool:
    """Return whether `text` became the name of a period."""
    return one_line(text.content) in done.names


def _day(periods: Sequence[Period]) -> dt.date | None:
    return max((day for period in periods if (day := latest_day(period.label))), default=None)


def _said_again(entry: Entry) -> Iterator[str]:
    yield from (entry.number, entry.reference, entry.requirement.plain)
    yield from (entry.text.plain, entry.owner, entry.status)


def _differing(entry: Entry, latest: Entry) -> Iterator[Finding]:
    pairs = (
        ("owner", entry.owner, latest.owner),
        ("status", entry.status, latest.status),
    )
    for name, former, now in pairs:
        if former and former != now:
            yield Finding(
                f"earlier-{name}",
                Severity.NOTE,
                f'An earlier table says "{former}" for the {name}; the latest says "{now}", '
                "which was kept.",
                Place(source=entry.source),
            )


def _note(labels: Sequence[str], family: Sequence[Part]) -> Finding:
    names = ", ".join(f'"{label}"' for label in labels)
    source = family[0].table.entries[0].source
    return Finding(
        "tables-side-by-side",
        Severity.WARNING,
        f"{len(family)} tables hold the same rows; they were read as one, with the periods "
        f"{names}.",
        Place(source=source),
        "Look at the order of the periods; owners and statuses are the latest table's.",
    )


def _left_out(part: Part) -> Finding:
    entries = part.table.entries
    said = [text for entry in entries for text in _said_again(entry)]
    return Finding(
        "summary-table",
        Severity.WARNING,
        f"A table of {len(entries)} rows lists recommendations that other tables have in full; "
        "it was left out.",
        Place(source=replace(entries[0].source, row=None)),
        "Compare its words with the plan, if they are not the same.",
        (*part.table.heading_words, *(word for text in said for word in text.split())),
    )
