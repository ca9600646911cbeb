"""The measurements: every program some times, in turn, and every stage at every size."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.bench.inputs import DATE, NAME, ROOT, Sized, make_sized
from tests.bench.load import Load, Watch
from tests.bench.process import ProgramError, Run, Timed, python, run, timed
from tests.bench.programs import (
    Program,
    corpus_readers,
    long_readers,
    ours,
    readers,
    setters,
    start_up,
)

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
    """Seconds, by the stage's name: each by itself, in a process that has done it before."""
    whole: Compared
    """The whole command."""
    reading: tuple[Compared, ...]
    """Our reader over the PDF, in one process and in two."""


@dataclass(frozen=True, slots=True)
class Measured:
    """All that one run of the bench found."""

    programs: tuple[Compared, ...]
    sizes: tuple[Scaled, ...]
    load: Load


def measure(
    folder: Path,
    sizes: Iterable[int],
    runs: int,
    say: Say,
    *,
    whole_corpus: bool = False,
    busy: bool = False,
) -> Measured:
    """Return what was measured in `folder`, which is empty and may be thrown away.

    Raises BusyError if other programs take the machine, unless it may be `busy`.
    """
    watch = Watch(busy=busy)
    plan = make_sized(folder, 1)
    published = folder / "published"
    whole = ours(plan, published)
    run(whole.command, ROOT)
    pdf = published / f"{NAME}-{DATE}.pdf"
    programs = [
        *compare([*start_up()], 2 * runs + 1, say),
        # The whole and the bare one by turns: what disturbs the machine disturbs both.
        *compare([whole, *setters(published, folder)], runs, say),
        *compare([*readers(pdf)], runs, say),
        *compare([*corpus_readers(folder / "corpus", whole=whole_corpus)], 1, say),
    ]
    scaled = (_scale(make_sized(folder, times), plan, folder, say) for times in sizes)
    return Measured(tuple(programs), tuple(scaled), watch.load())


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


def _scale(plan: Sized, warm: Sized, folder: Path, say: Say) -> Scaled:
    published = folder / f"published-{plan.times}"
    whole = compare([ours(plan, published)], 1, say)[0]
    reading = compare([*long_readers(published / f"{NAME}-{DATE}.pdf")], 1, say)
    say(f"each stage of {plan.rows:,} rows")
    where = folder / f"stages-{plan.times}"
    command = python("-m", "tests.bench.stages", plan.plan, plan.updates, where, warm.plan)
    stages: dict[str, float] = json.loads(run(command, ROOT).output)
    return Scaled(plan.times, plan.rows, stages, whole, tuple(reading))
