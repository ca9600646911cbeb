"""The digest of a plan's content, by which forms and editions name the plan they were made from."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json

from pipeline.model import Plan


def plan_digest(plan: Plan) -> str:
    """Return the SHA-256 of `plan`'s canonical JSON, in hexadecimal digits.

    Two plans have the same digest exactly when they are equal, on every machine.
    """
    text = json.dumps(
        dataclasses.asdict(plan),
        default=dt.date.isoformat,
        ensure_ascii=False,
        separators=(",", ":"),
        sort_keys=True,
    )
    return hashlib.sha256(text.encode()).hexdigest()
