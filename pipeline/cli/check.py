"""`publish check`: what a careful colleague would say before a plan goes public."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli import options
from pipeline.cli.every_plan import run_for_every_plan
from pipeline.cli.found import show_items
from pipeline.cli.jsonout import OUTPUT
from pipeline.cli.latest import find_plan
from pipeline.cli.show import item_json
from pipeline.cli.signs import printable
from pipeline.findings import Finding, Severity

if TYPE_CHECKING:
    from pipeline.accept import Acceptances, Item
    from pipeline.editions import Start
    from pipeline.layout import Layout
    from pipeline.load import Loaded
    from pipeline.model import Plan
    from pipeline.settings import CheckSettings

_READING = "reading"


def check(
    plan: options.PlanArgument = None,
    name: options.Name = None,
    layout: options.Layout = None,
    period_date: Annotated[
        list[str] | None,
        typer.Option(
            "--period-date",
            metavar="LABEL=DATE",
            help='Set when a period was published: "Nov-24=2024-11-22". May be repeated.',
            show_default=False,
        ),
    ] = None,
    map_: options.Map = None,
    revisions: options.TrackedChanges = "accept",
    max_pages: options.MaxPages = options.MAX_PAGES,
    max_bytes: options.MaxBytes = options.MAX_BYTES,
    strict: options.Strict = False,
    accepted: options.Accepted = None,
    whole: options.All = False,
    json: options.Json = False,
) -> None:
    """Find what to correct before a plan is published."""
    from pipeline.accept import load_acceptances, stop_at
    from pipeline.ingest import ReadOptions
    from pipeline.layout import load_layout
    from pipeline.load import load_plan
    from pipeline.parse.headings import read_mapping
    from pipeline.settings import load_settings

    if whole:
        run_for_every_plan(json=json)
    settings = load_settings().named(name)
    read = ReadOptions(revisions, max_pages, max_bytes)
    start = find_plan(settings, plan)
    loaded = load_plan(start.plan, read, read_mapping(tuple(map_ or ())))
    dated = replace(loaded, plan=_dated(loaded.plan, period_date or ()))
    acceptances = load_acceptances(accepted or settings.accepted)
    items = _items(dated, load_layout(layout or settings.layout), settings.check, acceptances)
    if json:
        OUTPUT.show(_as_json(start.plan, items))
    else:
        _show(start, dated.plan, items, whole=whole)
    stop_at(items, strict=strict, publishing=False)


def _items(
    loaded: Loaded, layout: Layout, settings: CheckSettings, acceptances: Acceptances
) -> tuple[Item, ...]:
    """Return what the reading and the rules found, and what is not new in the last period."""
    from pipeline.accept import items_of, without_repeats
    from pipeline.check import check_plan
    from pipeline.newcolumns import without_period

    receipt, plan = loaded.receipt, loaded.plan
    checked = check_plan(plan, layout, settings, receipt.findings, receipt.sources)
    former: tuple[Finding, ...] = ()
    if len(plan.periods) > 1:
        before = without_period(plan, plan.periods[-1])
        former = check_plan(before, layout, settings, receipt.findings, receipt.sources)
    findings = without_repeats((checked, receipt.findings), settings.rules)
    return items_of(findings, plan, (*former, *receipt.findings), acceptances)


def _show(start: Start, plan: Plan, items: Sequence[Item], *, whole: bool) -> None:
    """Print `items` on stdout and, last, how many there are of each severity and family."""
    from rich.console import Console

    console = Console(highlight=False)
    # The summary names the file once.
    shown = [replace(item, finding=_without_path(item.finding)) for item in items]
    former = f"the plan before {plan.periods[-1].label}" if plan.periods else "the plan before"
    show_items(console, shown, former, whole=whole, folded=start.follows is not None)
    console.print(printable(_summary(start.plan, items)), markup=False)


def _without_path(finding: Finding) -> Finding:
    source = finding.place.source
    if source is None:
        return finding
    return replace(finding, place=replace(finding.place, source=replace(source, path="")))


def _summary(file: Path, items: Sequence[Item]) -> str:
    counts = Counter(item.finding.severity for item in items)
    severities = ", ".join(
        f"{counts[s]} {s.value}{'s' * (counts[s] != 1)}" for s in reversed(Severity)
    )
    parts = ", ".join(f"{name} {count}" for name, count in _families(items).items())
    return f"{file.name}: {severities} ({parts})"


def _families(items: Sequence[Item]) -> dict[str, int]:
    """Return how many findings there are of each family, and of the reading."""
    from pipeline.check import Family

    counts = Counter(_family(item) for item in items)
    return {name: counts[name] for name in (*(kind.value for kind in Family), _READING)}


def _family(item: Item) -> str:
    from pipeline.check import family

    found = family(item.finding)
    return found.value if found else _READING


def _dated(plan: Plan, pairs: Sequence[str]) -> Plan:
    """Return `plan` with the dates that `--period-date` gives to its periods."""
    dates = dict(_pair(text) for text in pairs)
    labels = [period.label for period in plan.periods]
    if unknown := [label for label in dates if label not in labels]:
        there = ", ".join(f'"{label}"' for label in labels)
        raise typer.BadParameter(
            f'--period-date: there is no period "{unknown[0]}"; the plan has {there or "none"}.'
        )
    periods = tuple(replace(p, date=dates.get(p.label, p.date)) for p in plan.periods)
    return plan.with_periods(periods)


def _pair(text: str) -> tuple[str, dt.date]:
    label, _, day = text.rpartition("=")
    try:
        return label, dt.date.fromisoformat(day)
    except ValueError as error:
        raise typer.BadParameter(
            f'--period-date: "{text}" is not HEADING=YYYY-MM-DD, such as "Nov-24=2024-11-22".'
        ) from error


def _as_json(file: Path, items: Sequence[Item]) -> dict[str, Any]:
    return {
        "path": str(file),
        "counts": _families(items),
        "findings": [{"family": _family(item), **item_json(item)} for item in items],
    }
