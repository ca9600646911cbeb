"""The periods of a plan while its tables are put together."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator

from pipeline.findings import Finding, Place, Severity
from pipeline.model import Period

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


def all_periods(
    rows: Iterable[Iterable[Period]], headings: Iterable[PeriodKey]
) -> tuple[PeriodKey, ...]:
    """Return the periods of the headings and of the `rows` of updates, once each.

    They keep the order of their headings; where cards name them, dated ones are put in order.
    """
    found = dict.fromkeys(headings)
    keys = (numbered(row) for row in rows)
    extra = dict.fromkeys(key for row in keys for key in row if key not in found)
    if extra and not found and all(period.date for period, _ in extra):
        return tuple(sorted(extra, key=lambda key: (key[0].date or dt.date.min, key[1])))
    return (*found, *extra)


def named(key: PeriodKey) -> Period:
    """Return the plan's period: one that is like another is counted in its label."""
    period, place = key
    return period if place == 1 else Period(f"{period.label} ({place})", period.date)


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
                "Give each its date in the source: readers cannot distinguish them.",
            )
