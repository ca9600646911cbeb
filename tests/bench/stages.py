"""Every stage by itself: `python -m tests.bench.stages PLAN UPDATES FOLDER [WARM]`.

A stage is done as often as it takes to be no accident, and its median counts. With WARM, a smaller
plan, all stages are done once with that one first: none is then charged for imports.
"""

from __future__ import annotations

import gc
import json
import statistics
import sys
import time
from collections.abc import Callable, Generator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from pipeline.check import check_plan
from pipeline.column import PreparedColumn, make_column, next_period
from pipeline.draft import Request
from pipeline.edition import NewEdition, find_before, make_edition
from pipeline.editions import carried_record, find_start, history, record_to_json
from pipeline.ingest import DEFAULT_OPTIONS
from pipeline.layout import Layout, load_layout
from pipeline.load import load_plan
from pipeline.model import Plan
from pipeline.parse.headings import own_headings
from pipeline.publication import Publication
from pipeline.render import PUBLISHED, renderer
from pipeline.silence import Updates
from pipeline.store import write_all
from pipeline.verify import artifact_faults
from tests.bench.inputs import DATE, LAYOUT, NAME

OPTIONS = replace(DEFAULT_OPTIONS, max_pages=10_000)
"""A hundred plans have more pages than a plan may have."""
ENOUGH = 1.0
"""A stage is repeated for about so many seconds."""
MOST = 25
"""And no more often than this."""

Stage = tuple[str, Callable[[], Any]]


def main(plan: Path, updates: Path, folder: Path, warm: Path | None = None) -> dict[str, float]:
    """Return the seconds that each stage takes."""
    if warm is not None:
        _done(_stages(warm, updates, folder / "warm"), _once)
    return _done(_stages(plan, updates, folder / "timed"), _timed)


def _stages(plan: Path, updates: Path, folder: Path) -> Generator[Stage, Any, None]:
    """Yield each stage's name and what it does, in turn; what it made is sent back."""
    folder.mkdir(parents=True)
    layout = load_layout(LAYOUT)
    mapping = own_headings(layout)
    existing = yield "reading the plan", partial(load_plan, plan, OPTIONS, mapping)
    period = next_period(existing.plan, DATE, layout)
    asked = Updates((updates,))
    column = yield (
        "reading the updates",
        partial(make_column, existing.plan, period, asked, layout, "no-change", OPTIONS),
    )
    request = Request(DATE, plan, asked, LAYOUT, folder, NAME, options=OPTIONS)
    edition = yield (
        "adding the period",
        partial(_edition, request, existing.plan, column, layout),
    )
    yield (
        "checking",
        partial(check_plan, edition.plan, layout, request.check, existing.receipt.findings),
    )
    record = record_to_json(carried_record(edition.record))
    name = f"{NAME}-{DATE.isoformat()}"
    publication = Publication(edition.plan, layout, name, changes=edition.changes, record=record)
    files: dict[str, bytes] = {}
    for format_ in PUBLISHED:
        made = yield f"rendering {format_}", partial(renderer(format_), publication)
        files[f"{publication.name}.{format_}"] = made
    for name, data in files.items():
        proof = partial(_proved, edition.plan, name, data, layout, publication.record)
        yield f"proving {Path(name).suffix[1:]}", proof
    yield "writing", partial(write_all, folder, files)
    for name in files:
        yield f"reading {Path(name).suffix[1:]}", partial(load_plan, folder / name, OPTIONS)


def _edition(request: Request, plan: Plan, column: PreparedColumn, layout: Layout) -> NewEdition:
    chain = history(request.output)
    start = find_start(chain, request.name, request.date, request.plan, request.first_plan)
    before = find_before(chain, start, plan, layout, request.date)
    return make_edition(before, plan, column, request.intent, layout)


def _proved(*arguments: Any) -> None:
    if faults := list(artifact_faults(*arguments)):
        raise AssertionError("\n".join(faults[0].lines()))


def _done(
    stages: Generator[Stage, Any, None], time_it: Callable[..., tuple[float, Any]]
) -> dict[str, float]:
    """Return what `time_it` says about each of `stages`."""
    found: dict[str, float] = {}
    made = None
    while True:
        try:
            name, function = stages.send(made)
        except StopIteration:
            return found
        found[name], made = time_it(function)


def _once(function: Callable[[], Any]) -> tuple[float, Any]:
    gc.collect()
    start = time.perf_counter()
    made = function()
    return time.perf_counter() - start, made


def _timed(function: Callable[[], Any]) -> tuple[float, Any]:
    """Return the median of some runs, of about `ENOUGH` seconds together, and what was made."""
    seconds, made = _once(function)
    times = [seconds]
    while sum(times) < ENOUGH and len(times) < MOST:
        times.append(_once(function)[0])
    return statistics.median(times), made


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(*map(Path, sys.argv[1:]))))
