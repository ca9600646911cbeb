"""The measurements: every program some times, in turn, and every stage at every size."""

from __future__ import annotations

import json
import statistics
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.inputs import DATE, NAME, ROOT, Sized, make_sized
from tests.bench.process import ProgramError, Run, Timed, python, run, timed
from tests.bench.programs import Program, ours, readers, setters, start_up

Say = Callable[[str], None]
"""Is told what is measured now."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A program's times, or why there are none."""

    name: str
    task: str
    timed: Timed | None
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Scaled:
    """The stages of one size."""

    times: int
    rows: int
    stages: dict[str, float]
    """Seconds, by the stage's name."""
    reading: dict[str, float]
    """Seconds to read one artifact back, by its ending."""
    peak: int
    """Of the largest process, in bytes."""


@dataclass(frozen=True, slots=True)
class Measured:
    """All that one run of the bench found."""

    programs: tuple[Compared, ...]
    stages: dict[str, float]
    """Medians over fresh processes, imports included."""
    sizes: tuple[Scaled, ...]


def measure(folder: Path, sizes: Iterable[int], runs: int, say: Say) -> Measured:
    """Return what was measured in `folder`, which is empty and may be thrown away."""
    plan = make_sized(folder, 1)
    published = folder / "published"
    whole = ours(plan, published)
    run(whole.command, ROOT)
    pdf = published / f"{NAME}-{DATE}.pdf"
    programs = [
        *compare([*start_up()], 2 * runs + 1, say),
        # The whole and the bare one by turns: what disturbs the machine disturbs both.
        *compare([whole, *setters(published, folder)], runs, say),
        *compare([*readers(pdf)], max(runs // 2, 1), say),
    ]
    stages = _medians([_stages(plan, folder / f"stages-{n}", say) for n in range(runs)])
    scaled = (_scale(make_sized(folder, times), plan, folder, say) for times in sizes)
    return Measured(tuple(programs), stages, tuple(scaled))


def compare(programs: list[Program], runs: int, say: Say) -> list[Compared]:
    """Return the medians of `programs`, which are run by turns."""
    done: dict[str, list[Run]] = {p.name: [] for p in programs}
    failed = {p.name: p.missing for p in programs if p.missing}
    for turn in range(runs):
        for program in (p for p in programs if p.name not in failed):
            say(f"{program.name}, {program.task} ({turn + 1} of {runs})")
            try:
                done[program.name].append(run(program.command, ROOT))
            except (OSError, ProgramError) as error:
                failed[program.name] = str(error)
    return [
        Compared(p.name, p.task, None, failed[p.name])
        if p.name in failed
        else Compared(p.name, p.task, timed(done[p.name]))
        for p in programs
    ]


def _stages(plan: Sized, folder: Path, say: Say, *more: Path) -> dict[str, Any]:
    say(f"each stage of {plan.rows:,} rows")
    command = python("-m", "tests.bench.stages", plan.plan, plan.updates, folder, *more)
    found: dict[str, Any] = json.loads(run(command, ROOT).output)
    return found


def _medians(found: list[dict[str, Any]]) -> dict[str, float]:
    names = found[0]["stages"]
    return {name: statistics.median(each["stages"][name] for each in found) for name in names}


def _scale(plan: Sized, warm: Sized, folder: Path, say: Say) -> Scaled:
    found = _stages(plan, folder / f"scaled-{plan.times}", say, warm.plan)
    peak = max(found["peak"], found["peak_of_workers"])
    return Scaled(plan.times, plan.rows, found["stages"], found["reading"], peak)
