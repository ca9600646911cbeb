"""`publish check`: what a careful colleague would say before a plan goes public."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli import options
from pipeline.cli.app import printable
from pipeline.cli.show import finding_json, print_json
from pipeline.findings import Finding, Severity

if TYPE_CHECKING:
    from rich.table import Table

    from pipeline.load import Loaded
    from pipeline.model import Plan

_STYLES = {Severity.NOTE: "dim", Severity.WARNING: "yellow", Severity.ERROR: "bold red"}
_READING = "reading"


def check(
    file: Annotated[Path, typer.Argument(help="A plan, in any format.", show_default=False)],
    layout: options.Layout = None,
    period_date: Annotated[
        list[str] | None,
        typer.Option(
            "--period-date",
            help='Say when a period was published: "Nov-24=2024-11-22". May be repeated.',
            show_default=False,
        ),
    ] = None,
    map_: options.Map = None,
    revisions: options.TrackedChanges = "accept",
    max_pages: options.MaxPages = options.MAX_PAGES,
    max_bytes: options.MaxBytes = options.MAX_BYTES,
    strict: options.Strict = False,
    json: options.Json = False,
) -> None:
    """Say what a careful colleague would say of a plan before it goes public."""
    from pipeline.check import check_plan, stop_at
    from pipeline.ingest import ReadOptions
    from pipeline.layout import load_layout
    from pipeline.load import load_plan
    from pipeline.parse.headings import read_mapping
    from pipeline.settings import load_settings

    settings = load_settings()
    read = ReadOptions(revisions, max_pages, max_bytes)
    loaded = load_plan(file, read, read_mapping(tuple(map_ or ())))
    plan = _dated(loaded.plan, period_date or ())
    chosen = load_layout(layout or settings.layout)
    receipt = loaded.receipt
    found = check_plan(plan, chosen, settings.check, receipt.findings, receipt.sources)
    families = {_READING: _reading(loaded), **_by_family(found)}
    if json:
        print_json(_as_json(file, families))
    else:
        _show(file, families)
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
    return replace(plan, periods=periods)


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


def _show(file: Path, families: dict[str, list[Finding]]) -> None:
    """Print the findings on stdout, family by family, and how many there are of each."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    for name, found in families.items():
        if found:
            console.print(Text(f"{name.capitalize()} ({len(found)})", "bold"))
            console.print(_table(found))
            console.print()
    console.print(Text(printable(_summary(file, families))))


def _table(found: Sequence[Finding]) -> Table:
    """Return a table of one family: each finding with its place, each rule's hint behind them."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(no_wrap=True, min_width=7)
    table.add_column(overflow="fold")
    for code, alike in _grouped(found, lambda finding: finding.code):
        for message, same in _grouped(alike, lambda finding: finding.message):
            what = Text(printable(message)).append(printable(_places(same)), "dim")
            table.add_row(Text(same[0].severity.value, _STYLES[same[0].severity]), what)
        hint = f": {alike[0].hint}" if alike[0].hint else ""
        table.add_row("", Text(printable(f"{code}{hint}"), "italic"))
    return table


def _grouped(
    found: Sequence[Finding], key: Callable[[Finding], str]
) -> Iterable[tuple[str, list[Finding]]]:
    """Return the findings that have the same `key` together, in the order of their first."""
    groups: dict[str, list[Finding]] = {}
    for finding in found:
        groups.setdefault(key(finding), []).append(finding)
    return groups.items()


def _places(same: Sequence[Finding]) -> str:
    """Return where the first of `same` is, in brackets, and how many more there are."""
    place, more = same[0].place, f", and {len(same) - 1} more" if same[1:] else ""
    if place.source is not None:
        place = replace(place, source=replace(place.source, path=Path(place.source.path).name))
    return f" ({place}{more})" if str(place) else ""


def _summary(file: Path, families: dict[str, list[Finding]]) -> str:
    counts = Counter(finding.severity for found in families.values() for finding in found)
    severities = ", ".join(
        f"{counts[s]} {s.value}{'s' * (counts[s] != 1)}" for s in reversed(Severity)
    )
    parts = ", ".join(f"{name} {len(found)}" for name, found in families.items())
    return f"{file.name}: {severities} ({parts})"
