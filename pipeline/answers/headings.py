"""The headings by which the fields of a returned file are known."""

from __future__ import annotations

from pipeline.answers.reply import AnyField, Field, PlanColumn
from pipeline.answers.table import folded
from pipeline.layout import Layout
from pipeline.model import Column, Level, Period, Plan, Role
from pipeline.newcolumns import fillable, with_period

_FIELDS = {
    Role.NUMBER: Field.RECOMMENDATION,
    Role.RECOMMENDATION: Field.TEXT,
    Role.REFERENCE: Field.REFERENCE,
    Role.REQUIREMENT: Field.REQUIREMENT,
    Role.OWNER: Field.OWNER,
}


def headings(plan: Plan, period: Period, layout: Layout) -> dict[str, AnyField | None]:
    """Return the field below each heading: of an updates file, of the layout's forms, of `plan`.

    The form's second sheet is among them: nobody fills it in. Of the plan's columns those of
    earlier periods are left out.
    """
    words = layout.words.get("forms", {})
    fields: dict[str, AnyField | None] = {field.value: field for field in Field}
    named = {folded(text): fields.get(name) for name, text in words.get("headings", {}).items()}
    return _of_plan(plan, period) | {folded(words.get("statuses", "")): None} | named | fields


def _of_plan(plan: Plan, period: Period) -> dict[str, AnyField | None]:
    """Return the fields of the plan's own headings; one that fits two columns is left out."""
    found: dict[str, list[AnyField]] = {}
    for column, field in plan_fields(plan, period):
        for name in {folded(column.heading), folded(column.name)} - {""}:
            found.setdefault(name, []).append(field)
    return {name: fits[0] for name, fits in found.items() if len(fits) == 1}


def plan_fields(plan: Plan, period: Period) -> list[tuple[Column, AnyField]]:
    """Return the columns of `plan` that updates of `period` may fill, each with its field."""
    columns = with_period(plan, period).columns
    rows = columns.level(Level.ACTION)
    own = rows.first(Role.STATUS, period)
    status = rows.status_place if own is None else own
    known: dict[Column, AnyField] = {}
    for role, field in _FIELDS.items():
        if (place := columns.first(role)) is not None:
            known[columns[place]] = field
    if (place := columns.first(Role.UPDATE, period)) is not None:
        known[columns[place]] = Field.UPDATE
    if status is not None:
        known[rows[status]] = Field.STATUS
    return [
        (c.column, known.get(c.column, PlanColumn(c.column.name)))
        for c in fillable(columns, period)
        if c.column.name
    ]
