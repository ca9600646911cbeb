"""Editions for tests: two publications of the small plan, as JSON files."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from pipeline.editions import (
    Edition,
    EditionRecord,
    frozen_plan,
    history,
    make_record,
    record_name,
    record_to_json,
    with_artifacts,
)
from pipeline.merge import add_period
from pipeline.model import Answer, Period, PeriodColumn, Plan
from pipeline.planfile import plan_to_json
from pipeline.richtext import plain_text
from pipeline.store import write_all
from tests.plans import SMALL

NAME = "action-plan"
JUNE = Period("June 27th 2026", dt.date(2026, 6, 27))
SEPTEMBER = Period("September 26th 2026", dt.date(2026, 9, 26))


def with_period(plan: Plan, period: Period) -> Plan:
    """Return `plan` with `period`, in which one action has an update."""
    update = plain_text(f"Said in {period.label}.")
    return add_period(plan, PeriodColumn(period, (Answer("7.1", update),)))


def edition_of(folder: Path, plan: Plan, name: str = NAME) -> Edition | None:
    """Return the edition in `folder` that published the newest period of `plan`."""
    date = plan.periods[-1].date
    return next((e for e in history(folder).standing(name) if e.record.date == date), None)


def publish(folder: Path, existing: Plan, new: Plan) -> EditionRecord:
    """Return the record of `new`, published in `folder` as JSON after `existing`."""
    _, follows = frozen_plan(edition_of(folder, existing), existing)
    record = make_record(NAME, new, follows)
    files = {f"{NAME}-{record.date}.json": plan_to_json(new)}
    record = with_artifacts(record, files)
    write_all(folder, {**files, record_name(record): record_to_json(record)})
    return record


def publish_twice(folder: Path) -> tuple[Plan, Plan]:
    """Return the plans of June and September, both published in `folder`."""
    june = with_period(SMALL, JUNE)
    september = with_period(june, SEPTEMBER)
    publish(folder, SMALL, june)
    publish(folder, june, september)
    return june, september
