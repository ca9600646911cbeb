"""The columns of a plan's table: what each is called, and what it means."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import groupby

from pipeline.dates import latest_day
from pipeline.richtext import clean_text


class Role(StrEnum):
    """What a column means to the checks, the forms, the merge and the web page."""

    NUMBER = "number"
    RECOMMENDATION = "recommendation"
    REFERENCE = "reference"
    REQUIREMENT = "requirement"
    OWNER = "owner"
    DUE = "due"
    UPDATE = "update"
    STATUS = "status"
    DATE = "date"
    """The day of the update beside it."""
    OTHER = "other"


SHORT_ROLES = frozenset((Role.NUMBER, Role.REFERENCE, Role.OWNER, Role.DUE, Role.STATUS, Role.DATE))
"""Roles whose values are short: usually one plain paragraph."""


class Level(StrEnum):
    """What a column has a cell for: each recommendation, or each action."""

    RECOMMENDATION = "recommendation"
    ACTION = "action"


@dataclass(frozen=True, slots=True)
class Period:
    """An edition of the plan: the day its updates were published (an instant, not a span)."""

    label: str
    """The edition's name as published, such as `June 27th 2026`."""
    date: dt.date | None
    """None if the heading names no day (`Initial action plan response`)."""

    @property
    def day(self) -> dt.date | None:
        """The date, else the latest one in the label: the first day of a month."""
        return self.date or latest_day(self.label)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table."""

    heading: str
    """As printed in the lowest heading row; may be empty."""
    role: Role
    period: Period | None = None
    """The period of an update, and of a status, a date or anything else beside it."""
    level: Level = Level.ACTION
    """Numbers and recommendations are always of the recommendation."""
    spanner: str = ""
    """The heading printed over several neighbouring columns, which share it."""

    @property
    def name(self) -> str:
        """The column's whole heading on one line, the spanner first."""
        return " ".join(filter(None, (self.spanner, self.heading)))


class Columns(tuple[Column, ...]):
    """The columns of a table, in the order in which they are printed."""

    def __new__(cls, columns: Iterable[Column] = ()) -> Columns:
        """Return `columns` as they are; see `table_columns()`."""
        return super().__new__(cls, columns)

    def __reduce__(self) -> tuple[type[Columns], tuple[tuple[Column, ...]]]:
        return Columns, (tuple(self),)

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The distinct periods, the newest last: as printed, or the other way round.

        See `is_newest_first`.
        """
        return self._printed_periods[::-1] if self.is_newest_first else self._printed_periods

    @cached_property
    def is_newest_first(self) -> bool:
        """The periods are printed from the newest to the oldest, and each names its time."""
        days = [day for period in self._printed_periods if (day := period.day)]
        if any(period.date is None for period in self._printed_periods):  # a month has no day
            days = [day.replace(day=1) for day in days]
        is_dated = len(days) == len(self._printed_periods)
        return is_dated and days == sorted(days, reverse=True) != sorted(days)

    @cached_property
    def _printed_periods(self) -> tuple[Period, ...]:
        return tuple(dict.fromkeys(c.period for c in self if c.period is not None))

    @cached_property
    def _places(self) -> dict[Role, tuple[int, ...]]:
        return {role: tuple(i for i, c in enumerate(self) if c.role is role) for role in Role}

    @cached_property
    def _levels(self) -> dict[Level, Columns]:
        return {level: Columns(c for c in self if c.level is level) for level in Level}

    @cached_property
    def update_places(self) -> tuple[int | None, ...]:
        """The place of each period's update, None if the period has none."""
        return tuple(self.first(Role.UPDATE, period) for period in self.periods)

    @cached_property
    def status_place(self) -> int | None:
        """The place of the status: without a period, else of the newest period that has one."""
        statuses = self.all(Role.STATUS)
        lasting = [i for i in statuses if self[i].period is None]
        newest = [i for p in reversed(self.periods) for i in statuses if self[i].period == p]
        return next(iter((*lasting, *newest)), None)

    def all(self, role: Role) -> tuple[int, ...]:
        """Return the places of the columns of `role`, counted from 0."""
        return self._places[role]

    def first(self, role: Role, period: Period | None = None) -> int | None:
        """Return the place of the first column of `role`, and of `period` where one is given."""
        places = (i for i in self.all(role) if period is None or self[i].period == period)
        return next(places, None)

    def of(self, period: Period) -> tuple[int, ...]:
        """Return the places of the columns of `period`."""
        return tuple(i for i, column in enumerate(self) if column.period == period)

    def level(self, level: Level) -> Columns:
        """Return the columns of `level`."""
        return self._levels[level]

    @property
    def spans(self) -> tuple[tuple[str, int], ...]:
        """Each spanner with the number of columns below it; an empty one for each without."""
        spans: list[tuple[str, int]] = []
        for spanner, columns in groupby(self, key=lambda column: column.spanner):
            count = len(list(columns))
            spans.extend([(spanner, count)] if spanner else [("", 1)] * count)
        return tuple(spans)


def table_columns(columns: Iterable[Column]) -> Columns:
    """Return the columns of a table in the one form: clean texts, and no spanner over one heading.

    A spanner over a single column without a heading is that column's heading.
    """
    clean = [
        replace(c, heading=clean_text(c.heading), spanner=clean_text(c.spanner)) for c in columns
    ]
    made: list[Column] = []
    for _, group in groupby(clean, key=lambda column: column.spanner):
        below = list(group)
        if len(below) == 1 and not below[0].heading:
            below = [replace(below[0], heading=below[0].spanner, spanner="")]
        made.extend(below)
    return Columns(made)


def standard_columns(periods: Sequence[Period], headings: Mapping[Role, str]) -> Columns:
    """Return the columns of the plans that forces publish: an update for each of `periods`.

    A role without a heading has an empty one. Where the reference has none of its own, the
    requirement's heading is printed over both.
    """
    said = {role: headings.get(role, "") for role in Role}
    evidence = said[Role.REQUIREMENT]
    if said[Role.REFERENCE] in ("", evidence):
        reference = asked = ""
    else:
        reference, asked, evidence = said[Role.REFERENCE], evidence, ""
    top = Level.RECOMMENDATION
    return table_columns(
        (
            Column(said[Role.NUMBER], Role.NUMBER, level=top),
            Column(said[Role.RECOMMENDATION], Role.RECOMMENDATION, level=top),
            Column(reference, Role.REFERENCE, spanner=evidence),
            Column(asked, Role.REQUIREMENT, spanner=evidence),
            Column(said[Role.OWNER], Role.OWNER),
            *(Column(period.label, Role.UPDATE, period) for period in periods),
            Column(said[Role.STATUS], Role.STATUS),
        )
    )
