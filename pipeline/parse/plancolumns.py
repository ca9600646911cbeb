"""The plan's columns: those that its tables print, in their order, and the cells under them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.columns import Column, Columns, Level, table_columns
from pipeline.columns import Role as PlanRole
from pipeline.model import Action, Recommendation
from pipeline.parse.entries import Entry, Group
from pipeline.parse.extras import Extra, extra_columns, periods_beside
from pipeline.parse.headings import Heading, Role
from pipeline.parse.periods import PeriodKey, named, numbered
from pipeline.richtext import EMPTY, RichText, plain_text
from pipeline.table import RawCell

Grid = Sequence[Sequence[RawCell | None]]

FIELDS: Mapping[Role, PlanRole] = {
    Role.NUMBER: PlanRole.NUMBER,
    Role.RECOMMENDATION: PlanRole.RECOMMENDATION,
    Role.REFERENCE: PlanRole.REFERENCE,
    Role.REQUIREMENT: PlanRole.REQUIREMENT,
    Role.OWNER: PlanRole.OWNER,
    Role.STATUS: PlanRole.STATUS,
}
"""What a row has once."""
PLAIN_HEADINGS: Mapping[PlanRole, str] = {
    PlanRole.NUMBER: "Rec. No.",
    PlanRole.RECOMMENDATION: "Recommendation",
    PlanRole.REFERENCE: "Reference",
    PlanRole.REQUIREMENT: "Evidence requirement",
    PlanRole.OWNER: "Owner",
    PlanRole.STATUS: "Status",
}
"""Headings for what the source says without one: cards, headed text, a number before a text."""
_TOP = (Role.NUMBER, Role.RECOMMENDATION)
Key = Role | PeriodKey | Extra
"""What a column holds: a field, a period's updates, or what is kept as it is."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A column of the plan in the making."""

    key: Key
    heading: str
    spanner: str = ""
    period: PeriodKey | None = None
    """The period of a status that is the newest of several."""


def table_slots(headings: Sequence[Heading], body: Grid, dated: Iterable[int]) -> tuple[Slot, ...]:
    """Return the columns that a table prints; `dated` are those whose cells name the periods."""
    extras = extra_columns(headings, body)
    beside = periods_beside(headings)
    places = [i for i, h in enumerate(headings) if h.role is Role.PERIOD]
    periods = dict(zip(places, numbered(headings[i].period for i in places), strict=True))
    named_by_cells = set(dated)
    found = []
    for i, heading in enumerate(headings):
        printed = heading.text if heading.printed is None else heading.printed
        if i in extras:
            found.append(Slot(extras[i], printed, heading.spanner))
        elif heading.role is Role.PERIOD and i not in named_by_cells:
            found.append(Slot(periods[i], printed, heading.spanner))
        elif heading.role is not None and heading.role in FIELDS:
            # A status of an earlier period is the plan's where it is the latest by its day.
            own = beside.get(i) if heading.role is Role.STATUS else None
            is_last = own is not None and own == list(periods.values())[-1]
            found.append(Slot(heading.role, printed, heading.spanner, own if is_last else None))
    return tuple(found)


def label_slots(headings: Sequence[Heading]) -> tuple[Slot, ...]:
    """Return the columns that the labels of cards or of headed text make."""
    extras = extra_columns(headings, ())
    found: dict[Key, Slot] = {}
    for i, heading in enumerate(headings):
        if extra := extras.get(i):
            found.setdefault(extra, Slot(extra, heading.text))
        elif heading.role is not None and heading.role in FIELDS and heading.text:
            found.setdefault(heading.role, Slot(heading.role, heading.text))
    return tuple(found.values())


def merged_slots(tables: Iterable[Sequence[Slot]]) -> tuple[Slot, ...]:
    """Return the columns of all tables once; one that comes later goes behind its neighbour."""
    merged: list[Slot] = []
    for slots in tables:
        at = 0
        for slot in slots:
            known = next((i for i, s in enumerate(merged) if s.key == slot.key), None)
            if known is None:
                at = _place_in(merged, slot, at)
                merged.insert(at, slot)
                at += 1
            else:
                at = known + 1
    return tuple(merged)


def _place_in(merged: Sequence[Slot], slot: Slot, at: int) -> int:
    """Return where a column goes whose left neighbour ends at `at`: periods keep together."""
    if not isinstance(slot.key, tuple):
        return at
    periods = [i for i, s in enumerate(merged) if _period_of(s) is not None]
    return max(at, periods[-1] + 1) if periods else at


def _period_of(slot: Slot) -> PeriodKey | None:
    key = slot.key
    if isinstance(key, Extra):
        return key.period
    return key if isinstance(key, tuple) else slot.period


def plan_slots(
    slots: Sequence[Slot],
    periods: Sequence[PeriodKey],
    groups: Sequence[Group],
    standard: Mapping[PlanRole, str],
) -> tuple[Slot, ...]:
    """Return the columns that the plan has: those printed, and those that its words need.

    `standard` are the headings for what no heading of the source names.
    """
    entries = [entry for group in groups for entry in group.entries]
    made = list(slots)
    has = {slot.key for slot in made}
    for role in FIELDS:
        if role not in has and _is_used(role, groups, entries):
            _insert(made, role, standard.get(FIELDS[role], ""))
    if not {Role.RECOMMENDATION, Role.REFERENCE, Role.REQUIREMENT} & {s.key for s in made}:
        _insert(made, Role.RECOMMENDATION, standard.get(PlanRole.RECOMMENDATION, ""))
    for extra in dict.fromkeys(extra for entry in entries for extra, _ in entry.extras):
        if extra not in has:
            made.append(Slot(extra, extra.heading, extra.spanner))
    return tuple(_with_periods(made, periods))


def _is_used(role: Role, groups: Sequence[Group], entries: Sequence[Entry]) -> bool:
    if role is Role.NUMBER:
        return any(group.number for group in groups)
    if role is Role.RECOMMENDATION:
        return any(group.text for group in groups)
    return any(field_text(entry, role) for entry in entries)


def _insert(slots: list[Slot], role: Role, heading: str) -> None:
    """Put a column that no heading names where readers of such tables look for it."""
    order = list(FIELDS)
    before = [i for i, s in enumerate(slots) if s.key in order[: order.index(role)]]
    at = before[-1] + 1 if before else 0
    if role is Role.STATUS:
        at = len(slots)
    asked = next((i for i, s in enumerate(slots) if s.key is Role.REQUIREMENT), None)
    if role is Role.REFERENCE and asked is not None and not slots[asked].spanner:
        # One heading stood over both: a reference was printed before the requirement's text.
        spanner = slots[asked].heading
        slots[asked] = replace(slots[asked], heading="", spanner=spanner)
        slots.insert(asked, Slot(role, "", spanner))
        return
    slots.insert(at, Slot(role, heading))


def _with_periods(slots: list[Slot], periods: Sequence[PeriodKey]) -> list[Slot]:
    """Return `slots` with a column for each period, those without one behind the others."""
    has = {slot.key for slot in slots}
    missing = [Slot(key, named(key).label) for key in periods if key not in has]
    places = [i for i, slot in enumerate(slots) if isinstance(slot.key, tuple)]
    status = next((i for i, slot in enumerate(slots) if slot.key is Role.STATUS), len(slots))
    at = places[-1] + 1 if places else status
    return [*slots[:at], *missing, *slots[at:]]


def plan_columns(slots: Sequence[Slot], groups: Sequence[Group]) -> Columns:
    """Return the plan's columns for `slots`."""
    return table_columns(_column(slot, groups) for slot in slots)


def _column(slot: Slot, groups: Sequence[Group]) -> Column:
    key = slot.key
    if isinstance(key, Extra):
        level = Level.RECOMMENDATION if _spans_groups(key, groups) else Level.ACTION
        period = None if key.period is None else named(key.period)
        return Column(slot.heading, key.role, period, level, slot.spanner)
    if isinstance(key, Role):
        level = Level.RECOMMENDATION if key in _TOP else Level.ACTION
        period = None if slot.period is None else named(slot.period)
        return Column(slot.heading, FIELDS[key], period, level, slot.spanner)
    return Column(slot.heading, PlanRole.UPDATE, named(key), Level.ACTION, slot.spanner)


def _spans_groups(extra: Extra, groups: Sequence[Group]) -> bool:
    """Return whether a column's cells reach over all rows of each recommendation."""
    several = [group for group in groups if len(group.entries) > 1]
    return bool(several) and all(
        extra in entry.carried for group in several for entry in group.entries[1:]
    )


def plan_recommendations(
    groups: Sequence[Group], slots: Sequence[Slot], columns: Columns
) -> tuple[Recommendation, ...]:
    """Return the recommendations of `groups`, each cell under its column."""
    levels = [column.level for column in columns]
    top, below = columns.level(Level.RECOMMENDATION), columns.level(Level.ACTION)
    made = []
    for one in groups:
        actions = []
        cells: list[RichText] = []
        for entry in one.entries:
            row = [cell for _, cell in _action_cells(entry, slots)]
            own = [c for c, level in zip(row, levels, strict=True) if level is Level.ACTION]
            actions.append(Action(below, tuple(own)))
            if not cells:
                cells = [
                    _top_cell(one, slot, cell)
                    for slot, cell, level in zip(slots, row, levels, strict=True)
                    if level is Level.RECOMMENDATION
                ]
        made.append(Recommendation(top, tuple(cells), tuple(actions)))
    return tuple(made)


def _top_cell(one: Group, slot: Slot, cell: RichText) -> RichText:
    """Return what a recommendation says in a column of its own."""
    if slot.key is Role.NUMBER:
        return plain_text(one.number)
    return one.text if slot.key is Role.RECOMMENDATION else cell


def _action_cells(entry: Entry, slots: Sequence[Slot]) -> Iterator[tuple[Slot, RichText]]:
    """Yield each column of `slots` with the cell that `entry` has in it."""
    keys = numbered(period for period, _ in entry.updates)
    updates = dict(zip(keys, (update for _, update in entry.updates), strict=True))
    extras = dict(entry.extras)
    for slot in slots:
        key = slot.key
        if isinstance(key, Extra):
            yield slot, extras.get(key, EMPTY)
        elif isinstance(key, Role):
            yield slot, field_text(entry, key)
        else:
            yield slot, updates.get(key, EMPTY)


def field_text(entry: Entry, role: Role) -> RichText:
    """Return what `entry` says in the field of `role`."""
    values: Mapping[Role, RichText | str] = {
        Role.NUMBER: entry.number,
        Role.RECOMMENDATION: entry.text,
        Role.REFERENCE: entry.reference,
        Role.REQUIREMENT: entry.requirement,
        Role.OWNER: entry.owner,
        Role.STATUS: entry.status,
    }
    value = values[role]
    return plain_text(value) if isinstance(value, str) else value
