"""The digest of a plan's content, by which forms and editions name the plan they were made from."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
from typing import Any

from pipeline.model import Plan
from pipeline.richtext import RichText


def plan_digest(plan: Plan) -> str:
    """Return the SHA-256 of `plan`'s canonical JSON, in hexadecimal digits.

    Two plans have the same digest exactly when they are equal, on every machine.
    """
    text = json.dumps(
        {
            "title": plan.title,
            "details": [dataclasses.astuple(detail) for detail in plan.details],
            "columns": [dataclasses.astuple(column) for column in plan.columns],
            "recommendations": [
                [_cells(r.cells), [_cells(action.cells) for action in r.actions]]
                for r in plan.recommendations
            ],
            "notes": plan.notes,
        },
        default=dt.date.isoformat,
        ensure_ascii=False,
        separators=(",", ":"),
        sort_keys=True,
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _cells(cells: tuple[RichText, ...]) -> list[list[Any]]:
    """Return the blocks of each cell, each with its kind."""
    return [[[type(b).__name__, *dataclasses.astuple(b)] for b in cell.blocks] for cell in cells]
