"""The columns beside those that every plan has: each stays, under its own heading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.columns import Role as PlanRole
from pipeline.dates import latest_day
from pipeline.findings import Finding, Place, Severity
from pipeline.parse.column_shapes import Grid, is_filled
from pipeline.parse.headings import Heading, Role
from pipeline.parse.periods import PeriodKey, numbered
from pipeline.parse.vocabulary import PERIOD_NAME

_CLAIMED = {
    Role.OWNER: PlanRole.OWNER,
    Role.STATUS: PlanRole.STATUS,
    Role.DATE: PlanRole.DATE,
}
"""What a second column of a role that an action has once is to the plan."""
_ONCE = (PlanRole.OWNER, PlanRole.STATUS)
_OF_A_PERIOD = (PlanRole.STATUS, PlanRole.DATE, PlanRole.OTHER)


@dataclass(frozen=True, slots=True)
class Extra:
    """A column that is kept as it is: a due date, a second owner, whatever the source has."""

    heading: str
    role: PlanRole
    spanner: str = ""
    period: PeriodKey | None = None
    """The period that it belongs to: a status for each update, say."""
    place: int = 1
    """Which of those with the same heading it is."""


def extra_columns(headings: Sequence[Heading], body: Grid) -> dict[int, Extra]:
    """Return the extra columns of a table by their places, counted from 0.

    A column without heading and cells is none.
    """
    found: dict[int, Extra] = {}
    beside = periods_beside(headings)
    seen: Counter[Extra] = Counter()
    for i, heading in enumerate(headings):
        if not is_extra(heading) or not (heading.text or is_filled(body, i)):
            continue
        role = extra_role(heading)
        period = beside.get(i) if role in _OF_A_PERIOD else None
        if role in _ONCE and period is None and not _is_behind(headings, beside, i):
            role = PlanRole.OTHER
        printed = heading.text if heading.printed is None else heading.printed
        extra = Extra(printed, role, heading.spanner, period)
        seen[extra] += 1
        found[i] = replace(extra, place=seen[extra])
    return found


def _is_behind(headings: Sequence[Heading], beside: Mapping[int, PeriodKey], i: int) -> bool:
    """Return whether a second owner or status is behind the first, which a plan reads as its own.

    A status that lasts goes before those of periods, so none may be beside one that has a period.
    """
    own = next((j for j, h in enumerate(headings) if h.role is headings[i].claim), None)
    return own is not None and own < i and own not in beside


def is_extra(heading: Heading) -> bool:
    """Return whether a column of this heading is kept as it is."""
    return heading.role in (None, Role.MEANING, Role.DUE, Role.OTHER)


def extra_role(heading: Heading) -> PlanRole:
    """Return what an extra column is to the plan."""
    if heading.role is Role.DUE:
        return PlanRole.DUE
    claim = None if heading.claim is None else _CLAIMED.get(heading.claim)
    return claim or PlanRole.OTHER


def periods_beside(headings: Sequence[Heading]) -> dict[int, PeriodKey]:
    """Return, by its place, the period that a column beside the updates belongs to.

    They share a heading over both, or the heading names the period's day; or each update is
    followed by a column of the same heading.
    """
    places = [i for i, h in enumerate(headings) if h.role is Role.PERIOD]
    keys = dict(zip(places, numbered(headings[i].period for i in places), strict=True))
    by_spanner = {headings[i].spanner: key for i, key in keys.items() if headings[i].spanner}
    named = [(_times(key[0].label), key) for key in keys.values()]
    found: dict[int, PeriodKey] = {}
    for i, heading in enumerate(headings):
        if i in keys:
            continue
        times = _times(heading.text)
        same = [key for there, key in named if times and times <= there]
        if heading.spanner in by_spanner:
            found[i] = by_spanner[heading.spanner]
        elif heading.claim is Role.DATE and (near := {i - 1, i + 1} & keys.keys()):
            found[i] = keys[min(near)]
        elif len(same) == 1:
            found[i] = same[0]
    return {**_alternating(headings, keys), **found}


def _times(heading: str) -> frozenset[object]:
    """Return the day and the other times that a heading names: `Q1`, `June 2026`."""
    day = latest_day(heading)
    names = (name.lower() for name in PERIOD_NAME.findall(heading))
    return frozenset((*names, *(() if day is None else (day,))))


def _alternating(
    headings: Sequence[Heading], keys: Mapping[int, PeriodKey]
) -> dict[int, PeriodKey]:
    """Return the periods of columns whose heading comes again behind each of several updates."""
    if len(keys) < 2:
        return {}
    behind: dict[int, PeriodKey] = {}
    last: PeriodKey | None = None
    for i, heading in enumerate(headings):
        last = keys.get(i, last)
        if i not in keys and last is not None and heading.text:
            behind[i] = last
    names: dict[str, list[PeriodKey]] = {}
    for i, key in behind.items():
        names.setdefault(headings[i].text, []).append(key)
    each = {name for name, owned in names.items() if owned == list(keys.values())}
    return {i: key for i, key in behind.items() if headings[i].text in each}


def kept(
    headings: Sequence[Heading], extras: Mapping[int, Extra], place: Place
) -> Iterator[Finding]:
    """Yield a note for each column of `extras` whose role nothing tells."""
    for i, extra in extras.items():
        heading = headings[i]
        if extra.period is not None:
            continue
        name = f'"{heading.text}"' if heading.text else f"Column {i + 1}, without a heading,"
        key = heading.text or f"column {i + 1}"
        if heading.claim in _ONCE_READ:
            yield _second(heading, name, key, place)
        elif heading.role is None:
            yield Finding(
                "column-kept",
                Severity.NOTE,
                f"{name} has no known role; the column was kept as it is.",
                place,
                f'If it has one, name it with --map "{key}=ROLE".',
            )


def _second(heading: Heading, name: str, key: str, place: Place) -> Finding:
    return Finding(
        "column-second",
        Severity.NOTE,
        f'{name} is a second {heading.claim} column beside "{heading.instead}"; both were kept, '
        f'and "{heading.instead}" was used as the {heading.claim}.',
        place,
        f'Use the other one with --map "{key}={heading.claim}".',
    )


_ONCE_READ = (
    *(Role.NUMBER, Role.RECOMMENDATION, Role.REFERENCE, Role.REQUIREMENT),
    *(Role.OWNER, Role.STATUS, Role.PERIOD),
)
