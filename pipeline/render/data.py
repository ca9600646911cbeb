"""Render a plan as data: JSON, CSV by action or by update, and the transcript."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from pipeline.csvform import EDITION_HEADINGS, harmless
from pipeline.layout import Layout
from pipeline.model import SCHEMA_VERSION, Detail, Plan
from pipeline.planfile import plan_to_json
from pipeline.publication import Publication
from pipeline.render.markup import cell_lines, cell_markup

_UPDATES_HEADINGS = (
    *("key", "recommendation", "reference", "requirement", "owner"),
    *("period", "date", "update", "status"),
)


def render_json(publication: Publication) -> bytes:
    """Return the plan's JSON form."""
    return plan_to_json(publication.plan)


def render_csv(publication: Publication) -> bytes:
    """Return the table as CSV: a row for each action, each row complete in itself."""
    plan = publication.plan
    edition = (plan.title, _details(plan), "\n".join(plan.notes), SCHEMA_VERSION)
    keys = iter(plan.keys())
    rows = ((*row, next(keys), *edition) for row in _actions(plan))
    return _csv([(*_headings(plan, publication.layout), *EDITION_HEADINGS), *rows])


def render_updates_csv(publication: Publication) -> bytes:
    """Return the updates as CSV: a row for each action and period, in the table's order."""
    return _csv([_UPDATES_HEADINGS, *_updates(publication.plan)])


def render_text(publication: Publication) -> bytes:
    """Return the plan's transcript: a line for each row of the table, tabs between its cells."""
    plan = publication.plan
    columns = publication.layout.columns
    headings = [
        columns.number.heading,
        columns.recommendation.heading,
        columns.evidence.heading,  # printed once over two columns, as in the plan's transcripts
        columns.owner.heading,
        *(period.label for period in plan.periods),
        columns.status.heading,
    ]
    above = [plan.title, *map(detail_line, plan.details)]
    table = ["\t".join(row) for row in (headings, *_transcript(plan))]
    parts = [*above, "\n".join(table), *plan.notes]
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


def detail_line(detail: Detail) -> str:
    """Return a detail as it is printed."""
    return f"{detail.label}: {detail.text}" if detail.label else detail.text


def _headings(plan: Plan, layout: Layout) -> tuple[str, ...]:
    columns = layout.columns
    return (
        columns.number.heading,
        columns.recommendation.heading,
        layout.words["web"]["reference"],
        columns.evidence.heading,
        columns.owner.heading,
        *(period.label for period in plan.periods),
        columns.status.heading,
    )


def _details(plan: Plan) -> str:
    return "\n".join(map(detail_line, plan.details))


def _actions(plan: Plan) -> Iterator[tuple[str, ...]]:
    """Yield the cells of each action, with the number and text of its recommendation."""
    for recommendation in plan.recommendations:
        for action in recommendation.actions:
            yield (
                recommendation.number,
                cell_lines(recommendation.text),
                action.reference,
                cell_lines(action.requirement),
                action.owner,
                *map(cell_lines, action.updates),
                action.status,
            )


def _updates(plan: Plan) -> Iterator[tuple[str, ...]]:
    keys = iter(plan.keys())
    for recommendation in plan.recommendations:
        for action in recommendation.actions:
            key, asked = next(keys), cell_lines(action.requirement)
            first = (key, recommendation.number, action.reference, asked, action.owner)
            for period, update in zip(plan.periods, action.updates, strict=True):
                day = period.date.isoformat() if period.date else ""
                yield (*first, period.label, day, cell_lines(update), action.status)


def _transcript(plan: Plan) -> Iterator[list[str]]:
    """Yield each row of the transcript; number and text stand on their recommendation's first."""
    for recommendation in plan.recommendations:
        stub = [recommendation.number, cell_markup(recommendation.text)]
        for action in recommendation.actions:
            requirement = cell_markup(action.requirement)
            updates = map(cell_markup, action.updates)
            yield [*stub, action.reference, requirement, action.owner, *updates, action.status]
            stub = ["", ""]


def _csv(rows: Iterable[Iterable[str]]) -> bytes:
    """Return `rows` as RFC 4180 has them, with the mark by which spreadsheets know UTF-8."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([harmless(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")
