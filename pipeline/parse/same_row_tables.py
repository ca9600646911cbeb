"""Tables that hold the same rows: a sheet for each period, say."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from pipeline.columns import Role as PlanRole
from pipeline.dates import latest_day
from pipeline.findings import Finding, Place, Severity
from pipeline.model import Period
from pipeline.parse.columns import Columns
from pipeline.parse.entries import Entry
from pipeline.parse.extras import Extra
from pipeline.parse.headings import Heading, Role, names_period, read_heading
from pipeline.parse.numbers import Key, number_key, split_number
from pipeline.parse.other_tables import without_others, without_summaries
from pipeline.parse.periods import PeriodKey, numbered
from pipeline.parse.plan_table import Joined, PlanTable, said_again
from pipeline.parse.plancolumns import Slot, merged_slots
from pipeline.parse.rowkeys import RowKey, fields, keys, tokens
from pipeline.parse.update_rows import differing, with_extras
from pipeline.parse.wide import WideTable
from pipeline.richtext import RichText, one_line, plain_text
from pipeline.table import RawText

_LONGEST_NAME = 60
"""Letters; a longer text above a table says more than the name of its period."""
_COMPARED = 20
"""Tables that a table is compared with: those that have most rows in common."""
_SHARED = 0.5
"""The share of what tells its rows that such a table has as well: one of two for each row."""
_ALIKE = 0.8
"""The share of a table's rows that another has as well, where both are one table."""


def joined(parts: Sequence[PlanTable]) -> Joined:
    """Return `parts` without summaries, tables with the same rows side by side.

    The periods are in the order of their days where all tables have one, else in the file's.
    """
    done = Joined()
    own = without_others(parts, done)
    families = _families(without_summaries(own, done))
    for family in families:
        done.parts.append(family[0] if len(family) == 1 else _side_by_side(family, done))
    return done


def _families(parts: Iterable[PlanTable]) -> list[list[PlanTable]]:
    """Return the tables with the same rows together, in the order of the first of each."""
    families: list[list[PlanTable]] = []
    sizes: list[int] = []
    known: dict[str, list[int]] = {}  # by what a row says, the families whose first has such a row
    for part in parts:
        said = tokens(part.table.entries) if isinstance(part.table, WideTable) else set()
        shared = Counter(place for token in said for place in known.get(token, ()))
        near = (
            place
            for place, count in shared.most_common(_COMPARED)
            if count >= _SHARED * min(len(said), sizes[place])
        )
        home = next((place for place in near if _is_alike(part, families[place][0])), None)
        if home is not None:
            families[home].append(part)
            continue
        for token in said:
            known.setdefault(token, []).append(len(families))
        families.append([part])
        sizes.append(len(said))
    return families


def _is_alike(part: PlanTable, other: PlanTable) -> bool:
    above = _number_above(part), _number_above(other)
    if all(above) and above[0] != above[1]:
        return False
    if not _times(part).isdisjoint(_times(other)):
        return False
    telling = fields((part.table.entries, other.table.entries))
    ours, theirs = (set(keys(p.table.entries, telling)) for p in (part, other))
    told = all(any(key) for key, _ in ours | theirs)
    return told and len(ours & theirs) >= _ALIKE * min(len(ours), len(theirs)) > 0


def _times(part: PlanTable) -> set[str]:
    """Return what tells the periods of a table from those of another.

    Two tables that tell of the same time are two sections, which may share numbers and steps. A
    period that names no time is told from another by a name of a time above it, else by nothing.
    """
    return {period.label if names_period(period.label) else "" for period in _with_name(part)[0]}


def _number_above(part: PlanTable) -> Key:
    """Return the number of the recommendation above a table whose rows have none, and no text.

    Tables of several recommendations may ask for the same evidence. A numbered section that names a
    period is not one of them.
    """
    if any(entry.number or entry.text for entry in part.table.entries):
        return ()
    above = [split_number(text.content) for text in part.texts]
    numbers = [n for n, rest in above if n and read_heading(rest.plain).role is not Role.PERIOD]
    return number_key(numbers[-1]) if numbers else ()


def _side_by_side(family: Sequence[PlanTable], done: Joined) -> PlanTable:
    """Return one table with the periods of all; what differs otherwise is the latest table's."""
    tables = [(_named(part, done), part) for part in family]
    if all(_day(periods) for periods, _ in tables):
        tables.sort(key=lambda pair: _day(pair[0]) or dt.date.min)
    everything = (h for _, part in reversed(tables) for h in part.columns.headings)
    headings = [h for h in dict.fromkeys(everything) if h.role is not Role.PERIOD]
    named = [Heading(p.label, Role.PERIOD) for periods, _ in tables for p in periods]
    keys = iter(numbered(p for periods, _ in tables for p in periods))
    own = [_with_own_periods(part, [next(keys) for _ in periods]) for periods, part in tables]
    statuses = _statuses_by_period(own)
    tables = [(periods, part) for (periods, _), part in zip(tables, statuses, strict=True)]
    table = WideTable(
        entries=_rows(tables, done),
        columns=Columns((*headings, *named), 0, 0, len(headings) + len(named)),
        findings=(),
        heading_words=tuple(word for _, part in tables for word in part.table.heading_words),
        lead=(),
        slots=merged_slots(part.slots for part in statuses),
    )
    done.findings.append(_note([p.label for periods, _ in tables for p in periods], family))
    first, *others = ([t for t in part.texts if not _is_said(t, done)] for part in family)
    for text in (text for texts in others for text in texts):
        if text.content in [t.content for t in first]:  # each sheet has the plan's title
            done.words.append(text.content.plain)
        else:
            done.texts.append(text)
    return PlanTable(tuple(first), table)


def _with_own_periods(part: PlanTable, keys: Sequence[PeriodKey]) -> PlanTable:
    """Return `part` with `keys` for its own periods, also where other columns belong to them."""
    new = dict(zip(numbered(part.periods), keys, strict=True))

    def moved(extra: Extra) -> Extra:
        return extra if extra.period is None else replace(extra, period=new[extra.period])

    slots = tuple(
        replace(slot, key=moved(slot.key))
        if isinstance(slot.key, Extra)
        else Slot(new[slot.key], *_heading(slot, new[slot.key]))
        if isinstance(slot.key, tuple)
        else replace(slot, period=slot.period and new[slot.period])
        for slot in part.slots
    )
    entries = tuple(
        replace(entry, extras=tuple((moved(extra), text) for extra, text in entry.extras))
        for entry in part.table.entries
    )
    return replace(part, table=_changed(part, entries, slots))


def _heading(slot: Slot, key: PeriodKey) -> tuple[str, str]:
    """Return heading and spanner of an update's column: its own, or the name of its table."""
    return (slot.heading, slot.spanner) if slot.key == key else (key[0].label, "")


def _statuses_by_period(parts: Sequence[PlanTable]) -> list[PlanTable]:
    """Return `parts` with a status for the period of each, where several have one."""
    has = [any(slot.key is Role.STATUS for slot in part.slots) for part in parts]
    if sum(has) < 2:
        return list(parts)
    last = max(i for i, is_there in enumerate(has) if is_there)
    return [
        _with_status_of_its_period(part, keep=i == last) if is_there else part
        for i, (part, is_there) in enumerate(zip(parts, has, strict=True))
    ]


def _with_status_of_its_period(part: PlanTable, *, keep: bool) -> PlanTable:
    """Return `part` with its status beside its period; `keep` leaves it the plan's status."""
    periods = [slot.key for slot in part.slots if isinstance(slot.key, tuple)]
    if not periods:
        return part
    slots: list[Slot] = []
    status: Extra | None = None
    for slot in part.slots:
        if slot.key is not Role.STATUS:
            slots.append(slot)
        elif keep:
            slots.append(replace(slot, period=slot.period or periods[-1]))
        else:
            status = Extra(slot.heading, PlanRole.STATUS, slot.spanner, periods[-1])
            slots.append(replace(slot, key=status))
    entries = part.table.entries
    if status is not None:
        entries = tuple(
            replace(e, status="", extras=(*e.extras, (status, plain_text(e.status))))
            for e in entries
        )
    return replace(part, table=_changed(part, entries, tuple(slots)))


def _changed(part: PlanTable, entries: tuple[Entry, ...], slots: tuple[Slot, ...]) -> WideTable:
    if not isinstance(part.table, WideTable):
        raise TypeError("only wide tables are side by side")
    return replace(part.table, entries=entries, slots=slots)


def _rows(tables: Sequence[tuple[list[Period], PlanTable]], done: Joined) -> tuple[Entry, ...]:
    """Return the latest table's rows, then those that only earlier ones have, with all updates."""
    telling = fields([part.table.entries for _, part in tables])
    rows: dict[RowKey, Entry] = {}
    for periods, part in reversed(tables):
        for key, entry in zip(keys(part.table.entries, telling), part.table.entries, strict=True):
            updates = tuple(zip(periods, (update for _, update in entry.updates), strict=False))
            if (kept := rows.get(key)) is None:
                rows[key] = replace(entry, updates=updates)
                continue
            rows[key] = _completed(kept, entry, updates)
            done.words.extend(said_again(entry, kept))
            done.findings.extend(differing(entry, kept))
    return tuple(rows.values())


def _completed(kept: Entry, entry: Entry, updates: tuple[tuple[Period, RichText], ...]) -> Entry:
    """Return the row of a later table with the updates of an earlier, and what only that says."""
    names = ("number", "text", "reference", "requirement", "owner", "status")
    said: dict[str, Any] = {name: getattr(kept, name) or getattr(entry, name) for name in names}
    places = (*entry.places[: len(updates)], *kept.places)
    extras = with_extras(kept, entry)
    return replace(kept, updates=(*updates, *kept.updates), places=places, extras=extras, **said)


def _named(part: PlanTable, done: Joined) -> list[Period]:
    """Return the periods of a table; the name of the one that names no time is noted."""
    periods, name = _with_name(part)
    if name:
        # As often as it is above the table: a sheet's name is not a word of the sheet.
        done.words.extend(t for text in part.texts if (t := one_line(text.content)) == name)
        done.names.append(name)
    return periods


def _with_name(part: PlanTable) -> tuple[list[Period], str]:
    """Return the periods of a table, the one that names no time named by what is above it.

    Then that name, where there is one.
    """
    periods = list(part.periods)
    open_ = [i for i, period in enumerate(periods) if not names_period(period.label)]
    sheets = [entry.source.sheet for entry in part.table.entries[:1]]
    names = [*(one_line(text.content) for text in reversed(part.texts)), *sheets]
    name = next((n for n in names if names_period(n) and len(n) < _LONGEST_NAME), "")
    if not name or len(open_) != 1:
        return periods, ""
    periods[open_[0]] = Heading(name, Role.PERIOD).period
    return periods, name


def _is_said(text: RawText, done: Joined) -> bool:
    """Return whether `text` became the name of a period."""
    return one_line(text.content) in done.names


def _day(periods: Sequence[Period]) -> dt.date | None:
    return max((day for period in periods if (day := latest_day(period.label))), default=None)


def _note(labels: Sequence[str], family: Sequence[PlanTable]) -> Finding:
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
