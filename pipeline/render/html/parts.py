"""A web page for each recommendation, for those who link to one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.publication import Publication
from pipeline.render.html.addresses import anchors


def parts(publication: Publication) -> Iterator[Publication]:
    """Yield `publication` with each recommendation alone, in the plan's order.

    Its name is followed by the recommendation's address on the whole page, which lasts from
    edition to edition: `action-plan.recommendation-10`. The plan's lines above and below the table
    are on every page; the change note, which is about the whole plan, is on none.
    """
    plan = publication.plan
    addresses = anchors("recommendation", [r.number for r in plan.recommendations])
    for recommendation, address in zip(plan.recommendations, addresses, strict=True):
        yield replace(
            publication,
            plan=replace(plan, recommendations=(recommendation,)),
            name=f"{publication.name}.{address}",
            changes=(),
            translated={},
        )
