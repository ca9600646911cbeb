"""The plan: its table's columns, its recommendations, and the cells of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.columns import (
    Column,
    Columns,
    Level,
    Period,
    Role,
    standard_columns,
    table_columns,
)
from pipeline.periodcolumn import Answer, NewAction, PeriodColumn
from pipeline.richtext import EMPTY, RichText, one_line, plain_text

__all__ = (
    "SCHEMA_VERSION",
    "Action",
    "Answer",
    "Column",
    "Columns",
    "Detail",
    "Level",
    "NewAction",
    "Period",
    "PeriodColumn",
    "Plan",
    "Recommendation",
    "Role",
    "standard_columns",
    "table_columns",
)

SCHEMA_VERSION = "2.0"
"""Version of the plan's JSON form; the first number changes when an old file no longer reads."""

_SUBJECTS = {Role.RECOMMENDATION, Role.REFERENCE, Role.REQUIREMENT}
"""What an update can be of: a plan has a column of one of them."""


@dataclass(frozen=True, slots=True)
class Detail:
    """A line above the table, such as `Force: Wexmoor`; a line without a label has an empty one."""

    label: str
    text: str


def _text(value: str | RichText) -> RichText:
    return plain_text(value) if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class _Cells:
    """Cells with their columns."""

    columns: Columns
    cells: tuple[RichText, ...]

    def __post_init__(self) -> None:
        if len(self.cells) != len(self.columns):
            raise ValueError(f"there are {len(self.cells)} cells for {len(self.columns)} columns")

    def cell(self, column: Column) -> RichText:
        """Return the cell in `column`; raises ValueError where there is no such column."""
        return self.cells[self.columns.index(column)]

    def _first(self, role: Role) -> RichText:
        place = self.columns.first(role)
        return EMPTY if place is None else self.cells[place]

    def _with(self, changed: Mapping[int, RichText]) -> tuple[RichText, ...]:
        return tuple(changed.get(place, cell) for place, cell in enumerate(self.cells))

    def _at(self, role: Role) -> int:
        if (place := self.columns.first(role)) is None:
            raise ValueError(f"the plan has no column of role {role}")
        return place


@dataclass(frozen=True, slots=True)
class Action(_Cells):
    """One row of the table: what is asked, of whom, and its update in each period.

    `cells` are parallel to `columns`, the plan's columns of Level.ACTION.
    """

    @property
    def reference(self) -> str:
        """As printed; it may repeat inside a plan, and may be empty."""
        return one_line(self._first(Role.REFERENCE))

    @property
    def requirement(self) -> RichText:
        """The evidence requirement's text."""
        return self._first(Role.REQUIREMENT)

    @property
    def owner(self) -> str:
        """The first owner; empty if the plan names none."""
        return one_line(self._first(Role.OWNER))

    @property
    def owners(self) -> tuple[str, ...]:
        """The text of each owner column."""
        return tuple(one_line(self.cells[place]) for place in self.columns.all(Role.OWNER))

    @property
    def due(self) -> str:
        """When it is due: the last date given, since a revised date follows the first."""
        given = (one_line(self.cells[place]) for place in reversed(self.columns.all(Role.DUE)))
        return next(filter(None, given), "")

    @property
    def updates(self) -> tuple[RichText, ...]:
        """One for each of the plan's periods, in their order; empty where none was supplied."""
        places = self.columns.update_places
        return tuple(EMPTY if place is None else self.cells[place] for place in places)

    @property
    def status(self) -> str:
        """The plan's own word; empty if the plan gives none."""
        place = self.columns.status_place
        return "" if place is None else one_line(self.cells[place])

    def update(self, period: Period) -> RichText:
        """Return the update of `period`; empty if the period has none."""
        place = self.columns.first(Role.UPDATE, period)
        return EMPTY if place is None else self.cells[place]

    def with_cells(self, changed: Mapping[int, RichText]) -> Action:
        """Return the action with other cells in some places, counted from 0."""
        return replace(self, cells=self._with(changed))

    def replaced(
        self,
        *,
        reference: str | None = None,
        requirement: str | RichText | None = None,
        owner: str | None = None,
        status: str | None = None,
        updates: Sequence[RichText] | None = None,
    ) -> Action:
        """Return the action with other values; raises ValueError for one without a column."""
        values = {
            Role.REFERENCE: reference,
            Role.REQUIREMENT: requirement,
            Role.OWNER: owner,
        }
        changed = {self._at(r): _text(v) for r, v in values.items() if v is not None}
        if status is not None:
            place = self.columns.status_place
            changed[self._at(Role.STATUS) if place is None else place] = plain_text(status)
        if updates is not None:
            for place, update in zip(self.columns.update_places, updates, strict=True):
                if place is not None:
                    changed[place] = update
        return self.with_cells(changed)


@dataclass(frozen=True, slots=True)
class Recommendation(_Cells):
    """A numbered recommendation and the actions that answer it.

    `cells` are parallel to `columns`, the plan's columns of Level.RECOMMENDATION.
    """

    actions: tuple[Action, ...]

    def __post_init__(self) -> None:
        _Cells.__post_init__(self)
        if not self.actions:
            raise ValueError(f"recommendation {self.number} has no action")

    @property
    def number(self) -> str:
        """As printed; empty if the plan gives none."""
        return one_line(self._first(Role.NUMBER))

    @property
    def text(self) -> RichText:
        """The recommendation's sentences."""
        return self._first(Role.RECOMMENDATION)

    def replaced(
        self,
        *,
        number: str | None = None,
        text: str | RichText | None = None,
        actions: tuple[Action, ...] | None = None,
    ) -> Recommendation:
        """Return the recommendation with other values; raises ValueError without their column."""
        values = {Role.NUMBER: number, Role.RECOMMENDATION: text}
        changed = {self._at(r): _text(v) for r, v in values.items() if v is not None}
        return Recommendation(self.columns, self._with(changed), actions or self.actions)


@dataclass(frozen=True, slots=True)
class Plan:
    """An action plan as published: all of its content and nothing of its looks."""

    title: str
    details: tuple[Detail, ...]
    columns: Columns
    recommendations: tuple[Recommendation, ...]
    notes: tuple[str, ...]
    """Paragraphs below the table."""

    def __post_init__(self) -> None:
        if not self.recommendations:
            raise ValueError("a plan needs at least one recommendation")
        if not {c.role for c in self.columns} & _SUBJECTS:
            raise ValueError(f"a plan needs a column of one of: {', '.join(sorted(_SUBJECTS))}")
        if len(self.recommendations) > 1 and not self.columns.level(Level.RECOMMENDATION):
            raise ValueError("several recommendations need a column that distinguishes them")
        numbers = Counter(r.number for r in self.recommendations if r.number)
        if twice := [number for number, count in numbers.items() if count > 1]:
            raise ValueError(f"recommendation {twice[0]} is in the plan twice")
        for level, parts in (
            (Level.RECOMMENDATION, self.recommendations),
            (Level.ACTION, self.actions()),
        ):
            columns = self.columns.level(level)
            if any(part.columns is not columns and part.columns != columns for part in parts):
                raise ValueError(f"an {level} has different columns from the plan")

    @property
    def periods(self) -> tuple[Period, ...]:
        """The plan's periods, the newest last; see `Columns.periods`."""
        return self.columns.periods

    def actions(self) -> Iterator[Action]:
        """Yield each action in the order of the table."""
        for recommendation in self.recommendations:
            yield from recommendation.actions

    def row(self, recommendation: Recommendation, action: Action) -> tuple[RichText, ...]:
        """Return all cells of an action's row, in the order in which they are printed."""
        cells = {
            Level.RECOMMENDATION: iter(recommendation.cells),
            Level.ACTION: iter(action.cells),
        }
        return tuple(next(cells[column.level]) for column in self.columns)

    def with_columns(self, columns: Columns) -> Plan:
        """Return the plan with as many other columns over the same cells."""
        of = {level: columns.level(level) for level in Level}
        recommendations = tuple(
            Recommendation(
                of[Level.RECOMMENDATION],
                r.cells,
                tuple(Action(of[Level.ACTION], a.cells) for a in r.actions),
            )
            for r in self.recommendations
        )
        return replace(self, columns=columns, recommendations=recommendations)

    def with_periods(self, periods: Sequence[Period]) -> Plan:
        """Return the plan with other periods in the places of its own; the headings stay."""
        new = dict(zip(self.periods, periods, strict=True))
        return self.with_columns(
            Columns(replace(c, period=c.period and new[c.period]) for c in self.columns)
        )

    def keys(self) -> tuple[str, ...]:
        """Return a key for each action, in the order of `actions()`.

        The key is the action's reference where that is unique (`7.1`), else reference and place
        (`10#2`). An action without a reference counts under its recommendation's number.
        Adding a period changes no key.
        """
        bases = [a.reference or r.number for r in self.recommendations for a in r.actions]
        counts = Counter(bases)
        seen: Counter[str] = Counter()
        keys = []
        for base in bases:
            seen[base] += 1
            keys.append(base if base and counts[base] == 1 else f"{base}#{seen[base]}")
        return tuple(keys)
