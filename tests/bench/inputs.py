"""What is measured: the real plan where it is there, else the example, at several sizes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.layout import load_layout
from pipeline.load import load_plan
from pipeline.model import Plan, Recommendation
from pipeline.publication import Publication
from pipeline.render import renderer

ROOT = Path(__file__).parents[2]
DATE = dt.date(2026, 6, 27)
LAYOUT = "devon-and-cornwall"
NAME = "action-plan"
NO_UPDATES = "key,update,status\n"
_SOURCES = (ROOT.parent / "shared/plan/existing-plan.txt", ROOT / "inputs/existing-plan.txt")


@dataclass(frozen=True, slots=True)
class Sized:
    """An existing plan in a file, with its updates."""

    times: int
    rows: int
    plan: Path
    updates: Path


def source() -> Path:
    """Return the existing plan that is measured."""
    return next(path for path in _SOURCES if path.is_file())


def make_sized(folder: Path, times: int) -> Sized:
    """Write the plan `times` over into `folder`, as text, and a file without updates."""
    plan = multiplied(load_plan(source()).plan, times)
    text = renderer("txt")(Publication(plan, load_layout(LAYOUT), NAME))
    paths = folder / f"plan-{times}.txt", folder / "no-updates.csv"
    paths[0].write_bytes(text)
    paths[1].write_text(NO_UPDATES, encoding="utf-8")
    return Sized(times, sum(1 for _ in plan.actions()), *paths)


def multiplied(plan: Plan, times: int) -> Plan:
    """Return `plan` with its recommendations `times` over, each time with numbers of its own."""
    step = 1 + max(int(r.number) for r in plan.recommendations)
    return replace(
        plan,
        recommendations=tuple(
            _renumbered(r, str(int(r.number) + step * n))
            for n in range(times)
            for r in plan.recommendations
        ),
    )


def _renumbered(recommendation: Recommendation, number: str) -> Recommendation:
    former = len(recommendation.number)
    actions = (
        a.replaced(reference=number + a.reference[former:]) if a.reference else a
        for a in recommendation.actions
    )
    return recommendation.replaced(number=number, actions=tuple(actions))
