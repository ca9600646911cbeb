"""Render a plan as data: JSON, CSV and the transcript."""

from __future__ import annotations

from pipeline.planfile import plan_to_json
from pipeline.publication import Publication


def render_json(publication: Publication) -> bytes:
    """Return the plan's JSON form."""
    return plan_to_json(publication.plan)
