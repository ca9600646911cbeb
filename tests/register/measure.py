"""Measure the register: `python -m tests.register.measure 43 430` (plans made from the example).

Each count is read by one worker and by two. On a busy machine seconds by the clock say little, so
the efficiency is of the processor time that other programs left: what one worker used, as a share
of what two workers used and left idle.
"""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import typer

from pipeline.layout import load_layout
from pipeline.load import load_bytes
from pipeline.render import render_plan

EXAMPLE = Path("inputs/existing-plan.txt")
BODY = "Aldermere and Tarrowvale Constabulary"
FORMATS = ("pdf", "docx", "xlsx", "html", "csv")
_DISTINCT = 43
"""Bodies whose plans are rendered; further plans are these files under other names."""
_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Figures:
    """What one run took."""

    plans: int
    workers: int
    seconds: float
    processor: float
    """Processor seconds of all processes."""
    idle: float
    """Processor seconds that no program used meanwhile."""
    memory: int
    """Peak memory of the process that collects, in MB."""
    worker_memory: int
    """Peak memory of the largest worker, in MB."""


def make_plans(folder: Path, count: int, formats: tuple[str, ...] = FORMATS) -> Path:
    """Return a folder of `count` plans made from the example, the formats by turns."""
    folder.mkdir(parents=True)
    text = EXAMPLE.read_text(encoding="utf-8")
    layout = load_layout("devon-and-cornwall")
    made: list[Path] = []
    for place in range(count):
        format_ = formats[place % len(formats)]
        path = folder / f"plan-{place:05}.{format_}"
        if place < _DISTINCT - _DISTINCT % len(formats):
            words = re.sub(re.escape(BODY), f"Borough {place:02} Council", text)
            plan = load_bytes(words.encode(), "plan.txt").plan
            path.write_bytes(render_plan(plan, format_, layout, path.stem))
            made.append(path)
        else:
            os.link(made[place % len(made)], path)
    return folder


def measure(plans: Path, workers: int) -> Figures:
    """Return what `publish register` takes for the folder `plans`."""
    with TemporaryDirectory() as output:
        idle, start = _idle(), time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "tests.register.measure", "run", plans, output, f"{workers}"],
            capture_output=True,
            text=True,
            check=True,
        )
        seconds, idle = time.perf_counter() - start, _idle() - idle
    values = json.loads(done.stdout.splitlines()[-1])
    count = sum(1 for _ in plans.iterdir())
    return Figures(count, workers, seconds, idle=idle, **values)


def _run(plans: Path, output: Path, workers: int) -> None:
    """Make a register here, and print what it took."""
    from pipeline.cli.register import register

    register([plans], output, workers=workers, quiet=True)
    own, others = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    used = own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime
    memory = {"memory": own.ru_maxrss >> 10, "worker_memory": others.ru_maxrss >> 10}
    typer.echo(json.dumps({"processor": used, **memory}))


def _idle() -> float:
    """Return the machine's idle processor seconds since it started (Linux, proc(5))."""
    fields = Path("/proc/stat").read_text(encoding="ascii").split("\n", 1)[0].split()
    return (int(fields[4]) + int(fields[5])) / _TICK


def rows(counts: Iterable[int], workers: tuple[int, ...] = (1, 2)) -> Iterator[str]:
    """Yield a Markdown table of the runs, a line as soon as it is measured."""
    yield (
        "| Plans | Workers | Seconds | Processor seconds | Plans a processor minute "
        "| Memory | A worker's |"
    )
    yield "| ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for count in counts:
        with TemporaryDirectory() as folder:
            plans = make_plans(Path(folder) / "plans", count)
            runs = [measure(plans, number) for number in workers]
        yield from map(_row, runs)
        if len(runs) > 1:
            one, two = runs
            free = two.processor + two.idle
            yield (
                f"Efficiency of two workers at {count} plans: {one.processor / free:.2f} of the "
                f"processor time that was free, {one.seconds / two.seconds / 2:.2f} by the clock; "
                f"load {os.getloadavg()[0]:.1f}"
            )


def by_format(count: int) -> Iterator[str]:
    """Yield a Markdown table of `count` plans of each format, read by one worker."""
    yield "| Format | Processor seconds | Plans a processor minute | A worker's memory |"
    yield "| --- | ---: | ---: | ---: |"
    for format_ in FORMATS:
        with TemporaryDirectory() as folder:
            run = measure(make_plans(Path(folder) / "plans", count, (format_,)), 1)
        rate = run.plans / run.processor * 60
        yield f"| {format_} | {run.processor:.1f} | {rate:,.0f} | {run.worker_memory} MB |"


def _row(run: Figures) -> str:
    rate = run.plans / run.processor * 60
    return (
        f"| {run.plans:,} | {run.workers} | {run.seconds:.1f} | {run.processor:.1f} "
        f"| {rate:,.0f} | {run.memory} MB | {run.worker_memory} MB |"
    )


def main() -> None:
    """Print what the command line asks for: counts of plans, or `formats COUNT`."""
    first, *others = sys.argv[1:]
    if first == "run":
        _run(Path(others[0]), Path(others[1]), int(others[2]))
        return
    lines = by_format(int(others[0])) if first == "formats" else rows(map(int, sys.argv[1:]))
    for line in lines:
        typer.echo(line)


if __name__ == "__main__":
    main()
