"""The measurements as Markdown tables, with the targets beside them."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Sequence

from tests.bench.load import Load
from tests.bench.measure import Compared, Measured, Scaled
from tests.bench.process import Timed, ratio
from tests.bench.programs import (
    BARE,
    HELP,
    OFFICE,
    OURS,
    OURS_CORPUS,
    PDFPLUMBER,
    PDFPLUMBER_CORPUS,
    WHOLE,
)

MEGABYTE = 1_000_000


def report(measured: Measured, processors: int) -> str:
    """Return all tables."""
    parts = (
        f"Python {platform.python_version()}, {platform.machine()}, {processors} processors.",
        _machine(measured.load),
        "### Targets\n\n" + _targets(measured),
        "### Beside others\n\n" + _ratios(measured),
        "### Whole programs\n\n" + _programs(measured),
        "### Cost of a row\n\n" + _rows(measured.sizes),
        "### Long documents\n\n" + _long(measured.sizes),
    )
    return "\n\n".join(parts) + "\n"


def _machine(load: Load) -> str:
    others = "" if load.others is None else f", and others took {load.others:.2f} of a processor"
    return f"The load before was {load.before:.2f}{others}."


def _targets(measured: Measured) -> str:
    by_name = {p.name: p.timed for p in measured.programs if p.timed}
    rows = [
        *_ratio("the whole command / LibreOffice", by_name, WHOLE, OFFICE, "at most 1.0"),
        *_ratio("the whole command / bare WeasyPrint", by_name, WHOLE, BARE, "at most 0.6"),
        *_ratio("`extract_tables` / our reader, our PDF", by_name, PDFPLUMBER, OURS, "at least 8"),
    ]
    corpus = "our reader / `extract_tables`, the corpus"
    rows += _ratio(corpus, by_name, OURS_CORPUS, PDFPLUMBER_CORPUS, "at most 0.5")
    if HELP in by_name:
        rows.append(("`publish --help`", f"{by_name[HELP].seconds:.2f} s", "at most 0.2 s"))
    first, last = measured.sizes[0], measured.sizes[-1]
    if last.times > first.times:
        worst, cost = max(_growth(first, last).items(), key=lambda pair: pair[1])
        named = f"a row's cost at {last.times} times, the worst stage ({worst})"
        rows.append((named, f"{cost:.2f}", "at most 1.2"))
        rows.append((f"peak memory at {last.times} times", _memory(last.whole), "below 600 MB"))
    return _table(("What", "Measured", "Target"), rows)


def _ratio(
    what: str, by_name: dict[str, Timed], a: str, b: str, target: str
) -> Iterable[tuple[str, str, str]]:
    """Yield the median of the pairs' ratios, by the clock and by processor time."""
    if a in by_name and b in by_name:
        time = ratio(by_name[a].all_seconds, by_name[b].all_seconds)
        cpu = ratio(by_name[a].all_cpu, by_name[b].all_cpu)
        yield what, f"{time:.2f} (processor time {cpu:.2f})", target


def _ratios(measured: Measured) -> str:
    """Return how long we take beside each other program that sets the plan or reads our PDF."""
    by_name = {p.name: p.timed for p in measured.programs if p.timed}
    tasks = {p.name: p.task for p in measured.programs}
    failures = {p.name: p.failure for p in measured.programs}
    rows = []
    for other in measured.programs:
        name = OURS if other.task == tasks.get(OURS) else WHOLE
        if other.name == OURS or not (name == OURS or other.task.endswith("as PDF")):
            continue
        pair = f"{name} / {other.name}"
        found = [row[:2] for row in _ratio(pair, by_name, name, other.name, "")]
        rows += found or [(pair, f"absent: {other.failure or failures.get(name, '')}")]
    return _table(("Pairs", "Median"), rows)


def _programs(measured: Measured) -> str:
    rows = []
    for program in measured.programs:
        if (timed := program.timed) is None:
            rows.append((program.name, program.task, "–", "–", program.failure))
        else:
            memory = f"{timed.peak / MEGABYTE:,.0f} MB"
            figures = (f"{timed.seconds:.2f}", f"{timed.cpu:.2f}", memory)
            rows.append((program.name, program.task, *figures))
    return _table(("Program", "Task", "Seconds", "Processor seconds", "Peak memory"), rows)


def _rows(sizes: Sequence[Scaled]) -> str:
    """Return the milliseconds that each stage takes for a row, size by size."""
    first, last = sizes[0], sizes[-1]
    growth = _growth(first, last)
    head = ("Milliseconds a row", *(f"{s.rows:,} rows" for s in sizes), "Last to first")
    rows = [
        (name, *(f"{_costs(s)[name]:.3f}" for s in sizes), f"{growth[name]:.2f}") for name in growth
    ]
    whole = (f"{1000 * t.cpu / s.rows:.0f}" if (t := s.whole.timed) else "–" for s in sizes)
    memory = (_memory(s.whole) for s in sizes)
    rows.append(("the whole command, processor time", *whole, ""))
    rows.append(("the whole command, peak memory", *memory, ""))
    return _table(head, rows)


def _long(sizes: Sequence[Scaled]) -> str:
    """Return what our reader takes for long documents, in one process and in two."""
    rows = [
        (reading.task, reading.name, f"{timed.seconds:.2f}", f"{timed.cpu:.2f}", _memory(reading))
        for size in sizes
        for reading in size.reading
        if (timed := reading.timed)
    ]
    head = ("Our PDF", "Read by", "Seconds", "Processor seconds", "Peak memory")
    return _table(head, rows)


def _memory(program: Compared) -> str:
    return f"{program.timed.peak / MEGABYTE:,.0f} MB" if program.timed else "–"


def _costs(size: Scaled) -> dict[str, float]:
    """Return milliseconds a row, stage by stage."""
    return {name: 1000 * seconds / size.rows for name, seconds in size.stages.items()}


def _growth(first: Scaled, last: Scaled) -> dict[str, float]:
    before, after = _costs(first), _costs(last)
    return {name: after[name] / before[name] for name in before if name in after}


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
