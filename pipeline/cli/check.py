"""`publish check`: what a careful colleague would say before a plan goes public."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli import options
from pipeline.cli.found import show_found
from pipeline.cli.latest import find_plan
from pipeline.cli.show import finding_json, print_json
from pipeline.findings import Finding

if TYPE_CHECKING:
    from pipeline.load import Loaded
    from pipeline.model import Plan

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
    whole: Annotated[
        bool, typer.Option("--all", help="Show every note and every place, and long notes whole.")
    ] = False,
    json: options.Json = False,
) -> None:
    """Find what to correct before a plan is published."""
    from pipeline.check import check_plan, stop_at
    from pipeline.ingest import ReadOptions
    from pipeline.layout import load_layout
    from pipeline.load import load_plan
    from pipeline.parse.headings import read_mapping
    from pipeline.settings import load_settings

    settings = load_settings().named(name)
    read = ReadOptions(revisions, max_pages, max_bytes)
    file = find_plan(settings, plan).plan
    loaded = load_plan(file, read, read_mapping(tuple(map_ or ())))
    dated = _dated(loaded.plan, period_date or ())
    chosen = load_layout(layout or settings.layout)
    receipt = loaded.receipt
    found = check_plan(dated, chosen, settings.check, receipt.findings, receipt.sources)
    families = {**_by_family(found), _READING: _reading(loaded)}
    if json:
        print_json(_as_json(file, families))
    else:
        show_found(file, families, whole=whole)
    stop_at([f for part in families.values() for f in part], strict=strict)


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


def _reading(loaded: Loaded) -> list[Finding]:
    """Return what the reading found that is no rule's."""
    from pipeline.check import family

    return [finding for finding in loaded.receipt.findings if family(finding) is None]


def _by_family(found: Sequence[Finding]) -> dict[str, list[Finding]]:
    from pipeline.check import Family, family

    return {kind.value: [f for f in found if family(f) is kind] for kind in Family}


def _as_json(file: Path, families: dict[str, list[Finding]]) -> dict[str, Any]:
    return {
        "path": str(file),
        "counts": {name: len(found) for name, found in families.items()},
        "findings": [
            {"family": name, **finding_json(f)} for name, found in families.items() for f in found
        ],
    }
