"""The first version of the plan's JSON form, which had the nine columns of one table: read only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar

from pipeline.layout import BUILT_IN, load_layout
from pipeline.model import (
    Action,
    Columns,
    Detail,
    Level,
    Period,
    Plan,
    Recommendation,
    standard_columns,
)
from pipeline.richtext import RichText, clean_text, plain_text, rich_text

if TYPE_CHECKING:
    from pydantic import TypeAdapter

FIRST_MAJOR = "1"
FORBID: dict[str, Any] = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class FileDetail:
    """A line above the table, such as `Force: Wexmoor`; a line without a label has an empty one."""

    __pydantic_config__: ClassVar[dict[str, Any]] = FORBID

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class _Period:
    __pydantic_config__: ClassVar[dict[str, Any]] = FORBID

    label: str
    date: dt.date | None


@dataclass(frozen=True, slots=True)
class _Action:
    __pydantic_config__: ClassVar[dict[str, Any]] = FORBID

    reference: str
    requirement: RichText
    owner: str
    updates: tuple[RichText, ...]
    status: str


@dataclass(frozen=True, slots=True)
class _Recommendation:
    __pydantic_config__: ClassVar[dict[str, Any]] = FORBID

    number: str
    text: RichText
    actions: tuple[_Action, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    __pydantic_config__: ClassVar[dict[str, Any]] = FORBID

    title: str
    details: tuple[FileDetail, ...]
    periods: tuple[_Period, ...]
    recommendations: tuple[_Recommendation, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _PlanFile:
    __pydantic_config__: ClassVar[dict[str, Any]] = FORBID

    schema_version: str
    plan: _Plan


def first_plan(text: str) -> Plan:
    """Return the plan in the JSON `text`; its columns have the headings of the built-in layout.

    Raises pydantic's ValidationError, or ValueError where it is not a plan.
    """
    plan = _adapter().validate_json(text, strict=True).plan
    periods = _told_apart([Period(clean_text(p.label), p.date) for p in plan.periods])
    columns = standard_columns(periods, load_layout(BUILT_IN).headings)
    return Plan(
        clean_text(plan.title),
        tuple(Detail(clean_text(d.label), clean_text(d.text)) for d in plan.details),
        columns,
        tuple(_recommendation(r, columns) for r in plan.recommendations),
        tuple(clean_text(note) for note in plan.notes),
    )


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[_PlanFile]:
    from pydantic import TypeAdapter  # slow to import, and not for --help

    return TypeAdapter(_PlanFile)


def _told_apart(periods: Sequence[Period]) -> list[Period]:
    """Return `periods`, those that are equal to one before them counted in their labels."""
    distinct: list[Period] = []
    for period in periods:
        label, count = period.label, 1
        while period in distinct:
            count += 1
            period = Period(f"{label} ({count})", period.date)
        distinct.append(period)
    return distinct


def _recommendation(read: _Recommendation, columns: Columns) -> Recommendation:
    cells = (plain_text(read.number), rich_text(read.text.blocks))
    actions = tuple(_action(action, columns) for action in read.actions)
    return Recommendation(columns.level(Level.RECOMMENDATION), cells, actions)


def _action(read: _Action, columns: Columns) -> Action:
    if len(read.updates) != len(columns.periods):
        raise ValueError(
            f"action {read.reference} has {len(read.updates)} updates "
            f"for {len(columns.periods)} periods"
        )
    cells = (
        plain_text(read.reference),
        rich_text(read.requirement.blocks),
        plain_text(read.owner),
        *(rich_text(update.blocks) for update in read.updates),
        plain_text(read.status),
    )
    return Action(columns.level(Level.ACTION), cells)
