"""The straight line, timed stage by stage: `python -m tests.bench.stages PLAN UPDATES FOLDER`.

A stage is what lies between two calls of `publish_period`'s `progress`, and is named by what was
said there, so that a stage that comes or goes needs no change here. After it each artifact is read
back once more, alone.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from pipeline.column import Updates
from pipeline.ingest import DEFAULT_OPTIONS
from pipeline.load import load_plan
from pipeline.publish import Request, publish_period
from pipeline.render import PUBLISHED
from tests.bench.inputs import DATE, LAYOUT, NAME

OPTIONS = replace(DEFAULT_OPTIONS, max_pages=10_000)
"""A hundred plans have more pages than a plan may have."""


def main(plan: Path, updates: Path, folder: Path, warm: Path | None = None) -> dict[str, Any]:
    """Return the seconds of each stage and the peak of memory.

    With `warm`, a smaller plan, that one is published first: no stage is then charged for imports.
    """
    if warm is not None:
        _stages(_request(warm, updates, folder / "warm"))
    stages = _stages(_request(plan, updates, folder))
    paths = {format_: folder / f"{NAME}-{DATE}.{format_}" for format_ in PUBLISHED}
    reading = {format_: _read(path) for format_, path in paths.items()}
    own, workers = (
        resource.getrusage(who).ru_maxrss * 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return {"stages": stages, "reading": reading, "peak": own, "peak_of_workers": workers}


def _request(plan: Path, updates: Path, output: Path) -> Request:
    output.mkdir(parents=True, exist_ok=True)
    return Request(DATE, plan, Updates((updates,)), LAYOUT, output, NAME, options=OPTIONS)


def _stages(request: Request) -> dict[str, float]:
    begun: list[tuple[str, float]] = []

    def note(stage: str) -> None:
        begun.append((stage, time.perf_counter()))

    publish_period(request, note)
    note("end")
    return {name: after - before for (name, before), (_, after) in pairwise(begun)}


def _read(path: Path) -> float:
    return _seconds(lambda: load_plan(path, OPTIONS))


def _seconds(function: Callable[[], object]) -> float:
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(*map(Path, sys.argv[1:]))))
