"""Rows that are no action of their own: a row for each update, a row that names what follows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pipeline.findings import Finding, Place, Severity
from pipeline.model import Period
from pipeline.parse.entries import Entry
from pipeline.parse.extras import Extra
from pipeline.parse.numbers import Key, number_key
from pipeline.richtext import EMPTY, RichText


@dataclass(slots=True)
class Actions:
    """An entry for each action, and what became of the words that other rows say again."""

    entries: list[Entry] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def one_for_each_action(entries: Sequence[Entry]) -> Actions:
    """Return `entries` with those joined that say the same action's updates of different periods.

    Such a row prints its period (its date) itself: the same number, reference and requirement
    come again, or blanks, beside the next. In a wide table every row has all periods.
    """
    done = Actions()
    places: dict[tuple[Key, str, RichText], int] = {}
    for entry in entries:
        key = (number_key(entry.number), entry.reference, entry.requirement)
        is_named = bool(entry.reference or entry.requirement)
        at = places.get(key) if is_named else _above(entry, done.entries)
        if at is not None and _periods(entry).isdisjoint(_periods(done.entries[at])):
            done.entries[at] = _joined(done.entries[at], entry, done)
            continue
        places[key] = len(done.entries)
        done.entries.append(entry)
    if count := len(entries) - len(done.entries):
        done.findings.append(_rows_joined(count, entries[0]))
    return done


def _rows_joined(count: int, first: Entry) -> Finding:
    rows = f"{count} rows hold" if count > 1 else "One row holds"
    return Finding(
        "rows-joined",
        Severity.NOTE,
        f"{rows} a further update of an action that has a row already; it went to that action.",
        Place(source=replace(first.source, row=None)),
    )


def _above(entry: Entry, entries: Sequence[Entry]) -> int | None:
    """Return the place of the action above, where `entry` names none of its own.

    Its number, text and owner are blank, or the same: cells that span the rows of an action.
    """
    if not entries or not entry.updates:
        return None
    above = entries[-1]
    pairs = (
        (number_key(entry.number), number_key(above.number)),
        (entry.text, above.text),
        (entry.owner, above.owner),
    )
    return len(entries) - 1 if all(not said or said == kept for said, kept in pairs) else None


def _periods(entry: Entry) -> set[Period]:
    return {period for period, _ in entry.updates}


def _joined(kept: Entry, entry: Entry, done: Actions) -> Entry:
    """Return the action of two rows: the updates of both, the owner and status of the latest."""
    former, latest = (entry, kept) if _day(entry) < _day(kept) else (kept, entry)
    done.words.extend(
        text
        for name, text, now in said_of_both(former, latest)
        if text == now and name not in _COUNTED_ELSEWHERE
    )
    done.findings.extend(differing(former, latest))
    said: dict[str, Any] = {
        name: getattr(latest, name) or getattr(former, name) for name in ("text", "owner", "status")
    }
    updates, places = (*kept.updates, *entry.updates), (*kept.places, *entry.places)
    extras = with_extras(latest, former)
    return replace(kept, updates=updates, places=places, extras=extras, **said)


_COUNTED_ELSEWHERE = ("number", "recommendation")
"""Each row of a recommendation prints them again."""


def _day(entry: Entry) -> dt.date:
    return max((period.date for period, _ in entry.updates if period.date), default=dt.date.min)


def said_of_both(entry: Entry, latest: Entry) -> Iterator[tuple[str, str, str]]:
    """Yield the name of each field, and what an earlier and the latest row say in it."""
    yield "number", entry.number, latest.number
    yield "recommendation", entry.text.plain, latest.text.plain
    yield "reference", entry.reference, latest.reference
    yield "requirement", entry.requirement.plain, latest.requirement.plain
    yield "owner", entry.owner, latest.owner
    yield "status", entry.status, latest.status
    now = dict(latest.extras)
    for extra, text in entry.extras:
        yield extra.heading or extra.role.value, text.plain, now.get(extra, EMPTY).plain


def with_extras(kept: Entry, entry: Entry) -> tuple[tuple[Extra, RichText], ...]:
    """Return the extras of two rows of one action; what both have is the first one's."""
    filled = {extra: text for extra, text in kept.extras if text}
    return tuple({**dict(kept.extras), **dict(entry.extras), **filled}.items())


def differing(entry: Entry, latest: Entry) -> Iterator[Finding]:
    """Yield a finding for each field that the latest row says otherwise."""
    for name, former, now in said_of_both(entry, latest):
        if former and now and former != now:
            yield Finding(
                f"earlier-{name}" if name in ("owner", "status") else "earlier-text",
                Severity.NOTE,
                f'The {name} changed from "{former}" to "{now}"; the latest was kept.',
                Place(source=entry.source),
                words=tuple(former.split()),
            )
