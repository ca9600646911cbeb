"""A publication to be tampered with: a plan over several pages, and its five artifacts."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import lru_cache

from pipeline.editions import make_record, record_to_json
from pipeline.layout import load_layout
from pipeline.model import Action, Period, Recommendation
from pipeline.publication import Publication
from pipeline.render import PUBLISHED, renderer
from pipeline.richtext import RichText, plain_text
from tests.plans import SMALL, action, made_plan, recommendation

NAME = "action-plan-2026-04-06"
_PLACES = ("Aldermere", "Tarrow", "Wexmoor", "Kestle", "Penhallow", "Brannel")
_PERIODS = (
    Period("November 22nd 2024", dt.date(2024, 11, 22)),
    Period("March 27th 2025", dt.date(2025, 3, 27)),
    Period("April 6th 2026", dt.date(2026, 4, 6)),
)


def _update(number: int, period: int) -> RichText:
    place = _PLACES[(number + period) % len(_PLACES)]
    if (number + period) % 4 == 0:
        return plain_text("As per previous update.")
    sentences = "\n".join(
        f"Team {number}.{period}.{line} in {place} reviewed {31 * number + 7 * line} reports "
        f"against the standard, and found that the follow-up was on time in {90 - line} of them."
        for line in range(1 + (number + period) % 3)
    )
    return plain_text(f"{sentences}\nThe work covers:\n•intake of {place}\n•handover {number}")


def _action(reference: str, number: int) -> Action:
    return action(
        reference,
        plain_text(f"Requirement {number} is met and recorded."),
        "Chief Constable" if number % 2 else "CC, PCC and partners",
        tuple(_update(number, period) for period in range(len(_PERIODS))),
        ("Complete", "In progress", "")[number % 3],
    )


def _recommendation(number: int) -> Recommendation:
    return recommendation(
        str(number),
        plain_text(f"By 27 March 2025, review how reports of kind {number} are graded."),
        tuple(_action(f"{number}.{i}", 4 * number + i) for i in range(1, 5)),
    )


PLAN = made_plan(
    SMALL.title,
    SMALL.details,
    _PERIODS,
    tuple(_recommendation(number) for number in (3, 5)),
    (),
)
LAYOUT = replace(load_layout("devon-and-cornwall"), summary=False)
"""The ways to tamper look for the plan's own table."""
RECORD = record_to_json(make_record("action-plan", PLAN, None))


@lru_cache(maxsize=1)
def artifacts() -> dict[str, bytes]:
    """Return the artifacts of `PLAN` by name, as `publish` renders them."""
    publication = Publication(PLAN, LAYOUT, NAME, record=RECORD)
    return {f"{NAME}.{format_}": renderer(format_)(publication) for format_ in PUBLISHED}
