"""Prove the list of updates (`updates.csv`): a view of the plan with one row for each update."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.findings import Place
from pipeline.model import Plan
from pipeline.parse.cells import cell_text
from pipeline.richtext import RichText, plain_text
from pipeline.table import RawDocument
from pipeline.verify.fault import Fault

ENDING = ".updates.csv"


def view_faults(plan: Plan, document: RawDocument) -> Iterator[Fault]:
    """Yield where the table in `document` does not list the updates of `plan`, row by row."""
    rows = [[cell_text(cell)[0] for cell in row] for t in document.tables() for row in t.rows][1:]
    wanted = list(_rows(plan))
    for (place, row), found in zip(wanted, rows, strict=False):
        if row != found:
            yield Fault(place, "row", _text(row), _text(found))
    if len(rows) != len(wanted):
        yield Fault(Place(), "table", note=f"{len(rows)} rows for {len(wanted)} updates")


def _rows(plan: Plan) -> Iterator[tuple[Place, list[RichText]]]:
    keys = iter(plan.keys())
    for recommendation in plan.recommendations:
        for action in recommendation.actions:
            key = next(keys)
            for period, update in zip(plan.periods, action.updates, strict=True):
                place = Place(recommendation.number, key, period.label)
                day = period.date.isoformat() if period.date else ""
                before = (key, recommendation.number, action.reference)
                yield (
                    place,
                    [
                        *map(plain_text, before),
                        action.requirement,
                        *map(plain_text, (action.owner, period.label, day)),
                        update,
                        plain_text(action.status),
                    ],
                )


def _text(row: list[RichText]) -> str:
    return "\n".join(cell.plain for cell in row if cell)
