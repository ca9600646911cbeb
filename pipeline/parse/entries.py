"""Rows with their cells in their roles, and the recommendations they make together."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from pipeline.findings import Finding, Place, Severity, Source
from pipeline.model import Action, Columns, Level, Period, Recommendation
from pipeline.parse.align import is_sub_reference
from pipeline.parse.numbers import Key, number_key
from pipeline.richtext import EMPTY, RichText, plain_text


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a plan's table, or one card."""

    source: Source
    number: str = ""
    """As printed on this row; empty where it is not."""
    text: RichText = EMPTY
    reference: str = ""
    requirement: RichText = EMPTY
    owner: str = ""
    updates: tuple[tuple[Period, RichText], ...] = ()
    status: str = ""
    is_certain: bool = False
    """The file itself says that this row is the number's: it is printed on or reaches over it."""
    starts: bool = True
    """The number's cell begins with this row."""
    places: tuple[Source, ...] = ()
    """Where each of `updates` stands."""


@dataclass(slots=True)
class _Group:
    """A recommendation in the making."""

    number: str
    text: RichText = EMPTY
    entries: list[Entry] = field(default_factory=list)
    is_printed: bool = False
    """The number stands in a number's cell; until then a reference names it."""
    again: str = ""
    """Which of its number it is, where sections count anew and it is not the first."""


def _home(reference: str, numbers: Collection[Key]) -> Key:
    """Return which of `numbers` a reference counts below, else the number it begins with.

    `7a.1` counts below 7a where there is such a number, else below 7.
    """
    parts = number_key(reference)
    ways = (parts[:count] for count in range(len(parts), 0, -1))
    if (found := next((way for way in ways if way in numbers), None)) is not None:
        return found
    first = next((i for i, part in enumerate(parts) if part.isdigit()), None)
    return () if first is None else (parts[first],)


def group(entries: Sequence[Entry]) -> tuple[list[_Group], tuple[Finding, ...]]:
    """Return the recommendations of `entries` in the order they appear, and what was decided.

    A row belongs to the recommendation whose cell reaches over it; where the file does not say,
    to the one that its reference names; where it has none, to the one above.
    """
    entries = _with_references(entries)
    numbers = {number_key(e.number) for e in entries if e.number}
    by_reference = _references_name_recommendations(entries, numbers)
    groups: dict[Key, _Group] = {}
    findings: list[Finding] = []
    current: Key = ()
    unnumbered = 0
    for entry in entries:
        is_named = by_reference and not entry.is_certain
        named = _home(entry.reference, numbers) if is_named else ()
        if named and current[: len(named)] == named and _AGAIN in current:
            named = current
        printed = _place(entry, groups)
        if not printed and entry.text and not named and entry.starts:
            if current not in groups or groups[current].text != entry.text:
                unnumbered += 1
                current = (_UNNUMBERED, str(unnumbered))
        else:
            current = named or printed or current
        home = groups.setdefault(current, _Group("" if _UNNUMBERED in current else "".join(named)))
        home.entries.append(entry)
        owner = groups.setdefault(printed, _Group(entry.number)) if printed else home
        owner.again = printed[-1] if _AGAIN in printed else ""
        findings.extend(_name(owner, entry))
        if printed and named and printed != named:
            findings.append(_elsewhere(entry, home.number))
    for home in groups.values():
        if _only_names(home.entries):
            del home.entries[0]
    return [g for g in groups.values() if g.entries], tuple(findings)


def _only_names(entries: Sequence[Entry]) -> bool:
    """Return whether the first of a recommendation's rows names it, and says nothing to do.

    The actions' rows below it leave its cells blank; were the cells merged, they would have them.
    """
    if len(entries) < 2 or not entries[0].is_certain or entries[1].number:
        return False
    first = entries[0]
    updates = any(update for _, update in first.updates)
    return not (first.reference or first.requirement or first.owner or first.status or updates)


def _place(entry: Entry, groups: Mapping[Key, _Group]) -> Key:
    """Return the key of the recommendation that `entry` prints the number of.

    Where sections count anew, the second recommendation 1 is another one than the first.
    """
    key = number_key(entry.number)
    for count in range(2, _SECTIONS):
        home = groups.get(key)
        if not key or home is None or not entry.text or _is_like(home.text, entry.text):
            break
        key = (*number_key(entry.number), _AGAIN, str(count))
    return key


def _is_like(first: RichText, second: RichText) -> bool:
    """Return whether two texts may be one, edited; an empty one may be any."""
    if not first or first == second:
        return True
    words = first.words[:_COMPARED], second.words[:_COMPARED]
    return SequenceMatcher(None, *words).ratio() >= _EDITED


_AGAIN = "\0"
"""In the key of a recommendation whose number another has as well: no printed part is this."""
_SECTIONS = 50
"""A number that comes again with more different texts than this counts nothing."""
_EDITED = 0.5
"""The share of words that an edited text has in common with what it was."""
_COMPARED = 200
"""Words; two texts that begin alike are one, edited."""


def _with_references(entries: Sequence[Entry]) -> Sequence[Entry]:
    """Return `entries`, their numbers made references where they count below recommendations.

    Cards may say `Recommendation number: 7.1`. Two such numbers have one text then.
    """
    said = [e for e in entries if e.number]
    if any(e.reference for e in entries) or not all(is_sub_reference(e.number) for e in said):
        return entries
    texts: dict[RichText, set[str]] = {}
    for entry in said:
        texts.setdefault(entry.text, set()).add(entry.number)
    if not any(len(numbers) > 1 for text, numbers in texts.items() if text):
        return entries
    return [replace(e, reference=e.number, number="", is_certain=False) for e in entries]


_UNNUMBERED = ""
"""In the key of a recommendation that has no number: no number's part is empty."""


def _name(home: _Group, entry: Entry) -> Iterable[Finding]:
    """Give `home` the number and text printed on `entry`."""
    if number_key(entry.number):
        if not home.is_printed and home.entries and home.entries[0] is not entry:
            yield Finding(
                "number-below-its-rows",
                Severity.NOTE,
                f"The number and text of recommendation {entry.number} are printed below its "
                "first row; they were given to the whole recommendation.",
                Place(recommendation=entry.number, source=entry.source),
            )
        if not home.is_printed:
            home.number, home.is_printed = entry.number, True
            if home.again:
                home.number = f"{entry.number}#{home.again}"
                yield _counted_anew(entry, home.number)
    if entry.text and not home.text:
        home.text = entry.text
    elif entry.text and home.text != entry.text:
        yield Finding(
            "second-recommendation-text",
            Severity.WARNING,
            f"Recommendation {home.number} has a second, different text; the first was kept.",
            Place(recommendation=home.number, source=entry.source),
            "Compare the two texts in the source.",
            tuple(entry.text.words),
        )


def _counted_anew(entry: Entry, number: str) -> Finding:
    return Finding(
        "number-twice",
        Severity.WARNING,
        f"Another recommendation is numbered {entry.number} as well, with a different text; "
        f"this one was numbered {number}.",
        Place(recommendation=number, source=entry.source),
        "Give each recommendation a number of its own in the source.",
    )


def _elsewhere(entry: Entry, named: str) -> Finding:
    return Finding(
        "number-on-another-row",
        Severity.NOTE,
        f"The number {entry.number} is printed on a row whose reference {entry.reference} names "
        f"recommendation {named}; the row went to {named}.",
        Place(recommendation=named, source=entry.source),
    )


def _references_name_recommendations(entries: Sequence[Entry], numbers: Collection[Key]) -> bool:
    """Return whether references begin with their recommendation's number (`7.1` under 7).

    The rows that print both tell; references that count anew under each number do not. Where no
    number is printed at all, references that count below one tell it.
    """
    both = [e for e in entries if e.number and e.reference and e.starts]
    if not any(e.number for e in entries):
        return all(is_sub_reference(e.reference) for e in entries if e.reference)
    agree = sum(number_key(e.number) == _home(e.reference, numbers) for e in both)
    return bool(both) and agree >= 0.8 * len(both)


def recommendations(
    groups: Iterable[_Group], periods: Sequence[PeriodKey], columns: Columns
) -> tuple[Recommendation, ...]:
    """Return the recommendations of `groups`, in the standard `columns` of `periods`."""
    return tuple(
        Recommendation(
            columns.level(Level.RECOMMENDATION),
            (plain_text(g.number), g.text),
            tuple(_action(e, periods, columns.level(Level.ACTION)) for e in g.entries),
        )
        for g in groups
    )


def _action(entry: Entry, periods: Sequence[PeriodKey], columns: Columns) -> Action:
    keys = numbered(period for period, _ in entry.updates)
    updates = dict(zip(keys, (update for _, update in entry.updates), strict=True))
    cells = (
        plain_text(entry.reference),
        entry.requirement,
        plain_text(entry.owner),
        *(updates.get(period, EMPTY) for period in periods),
        plain_text(entry.status),
    )
    return Action(columns, cells)


PeriodKey = tuple[Period, int]
"""A period, and which of its like it is in its row: two columns may both be headed `Update`."""


def numbered(periods: Iterable[Period]) -> tuple[PeriodKey, ...]:
    """Return `periods`, each with which of its like it is, counted from 1."""
    seen: Counter[Period] = Counter()
    keys = []
    for period in periods:
        seen[period] += 1
        keys.append((period, seen[period]))
    return tuple(keys)


def all_periods(entries: Iterable[Entry], headings: Iterable[PeriodKey]) -> tuple[PeriodKey, ...]:
    """Return the periods of the headings and of `entries`, once each.

    They keep the order of their headings; where cards name them, dated ones are put in order.
    """
    found = dict.fromkeys(headings)
    rows = (numbered(period for period, _ in e.updates) for e in entries)
    extra = dict.fromkeys(key for row in rows for key in row if key not in found)
    if extra and not found and all(period.date for period, _ in extra):
        return tuple(sorted(extra, key=lambda key: (key[0].date or dt.date.min, key[1])))
    return (*found, *extra)


def alike(periods: Iterable[PeriodKey]) -> Iterator[Finding]:
    """Yield a finding for each period that has another of the same heading before it."""
    for period, place in periods:
        if place > 1:
            yield Finding(
                "periods-alike",
                Severity.WARNING,
                f'Two columns of updates are headed "{period.label}"; both were kept, in their '
                "order.",
                Place(period=period.label),
                "Give each its date in the source: readers cannot tell them apart.",
            )
