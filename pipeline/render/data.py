"""Render a plan as data: JSON, CSV by action or by update, and the transcript."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from pipeline.csvform import EDITION_HEADINGS, harmless
from pipeline.headingrows import flat_headings, transcript_headings
from pipeline.model import SCHEMA_VERSION, Detail, Level, Plan
from pipeline.planfile import plan_to_json
from pipeline.publication import Publication
from pipeline.render.markup import cell_lines, cell_markup, escape_markup
from pipeline.richtext import EMPTY
from pipeline.updatelist import update_headings, update_rows


def render_json(publication: Publication) -> bytes:
    """Return the plan's JSON form."""
    return plan_to_json(publication.plan)


def render_csv(publication: Publication) -> bytes:
    """Return the table as CSV: a row for each action, each row complete in itself."""
    plan = publication.plan
    edition = (plan.title, _details(plan), "\n".join(plan.notes), SCHEMA_VERSION)
    headings = flat_headings(plan.columns, publication.layout.words["web"]["reference"])
    keys = iter(plan.keys())
    rows = (
        (*map(cell_lines, plan.row(recommendation, action)), next(keys), *edition)
        for recommendation in plan.recommendations
        for action in recommendation.actions
    )
    return _csv([(*headings, *EDITION_HEADINGS), *rows])


def render_updates_csv(publication: Publication) -> bytes:
    """Return the updates as CSV: a row for each action and period, in the table's order."""
    rows = (map(cell_lines, row) for _, row in update_rows(publication.plan))
    return _csv([update_headings(publication.plan), *rows])


def render_text(publication: Publication) -> bytes:
    """Return the plan's transcript: a line for each row of the table, tabs between its cells."""
    plan = publication.plan
    above = [plan.title, *map(detail_line, plan.details)]
    headings = map(escape_markup, transcript_headings(plan.columns))
    rows = ([*headings], *_transcript(plan))
    parts = [*above, "\n".join("\t".join(row) for row in rows), *plan.notes]
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


def detail_line(detail: Detail) -> str:
    """Return a detail as it is printed."""
    return f"{detail.label}: {detail.text}" if detail.label else detail.text


def _details(plan: Plan) -> str:
    return "\n".join(map(detail_line, plan.details))


def _transcript(plan: Plan) -> Iterator[list[str]]:
    """Yield each row of the transcript; a recommendation's cells are on its first row only."""
    for recommendation in plan.recommendations:
        for number, action in enumerate(recommendation.actions):
            cells = zip(plan.columns, plan.row(recommendation, action), strict=True)
            yield [
                cell_markup(EMPTY if number and c.level is Level.RECOMMENDATION else cell)
                for c, cell in cells
            ]


def _csv(rows: Iterable[Iterable[str]]) -> bytes:
    """Return `rows` as RFC 4180 has them, with the mark by which spreadsheets know UTF-8."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([harmless(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")
