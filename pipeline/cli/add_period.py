"""`publish add-period`: the main job."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from pipeline.cli import options
from pipeline.cli.app import printable
from pipeline.cli.show import finding_json, print_json, show_findings, stages, terminal

if TYPE_CHECKING:
    from pipeline.publish import Report, Request
    from pipeline.settings import Settings


def add_period(
    date: Annotated[
        dt.datetime,
        typer.Option("--date", formats=["%Y-%m-%d"], help="The day the period is published."),
    ],
    plan: Annotated[
        Path | None,
        typer.Option("--plan", help="The existing plan, in any format.", show_default=False),
    ] = None,
    updates: Annotated[
        list[Path] | None,
        typer.Option(
            "--updates", help="A file or folder of updates. May be repeated.", show_default=False
        ),
    ] = None,
    layout: options.Layout = None,
    output: options.Output = None,
    title: options.Title = None,
    format_: Annotated[
        list[str] | None,
        typer.Option("--format", help="An artifact's format. May be repeated.", show_default=False),
    ] = None,
    missing: Annotated[
        Literal["no-change", "blank", "refuse"],
        typer.Option("--missing", help="What to show where nobody answered."),
    ] = "no-change",
    map_: options.Map = None,
    revisions: options.TrackedChanges = "refuse",
    max_pages: options.MaxPages = options.MAX_PAGES,
    max_bytes: options.MaxBytes = options.MAX_BYTES,
    strict: options.Strict = False,
    amend: Annotated[
        str,
        typer.Option(
            "--amend",
            help="Why an earlier cell differs from what was published.",
            show_default=False,
        ),
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Do everything but write.")] = False,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Add a period to the existing plan and publish the new edition."""
    from pipeline.render import PUBLISHED
    from pipeline.render.apart import rendering_apart

    formats = tuple(dict.fromkeys(format_ or PUBLISHED))
    # The PDF's process comes first: it loads its libraries while this one loads its own.
    with rendering_apart(formats) as apart:
        from pipeline.column import Updates
        from pipeline.ingest import ReadOptions
        from pipeline.parse.headings import read_mapping
        from pipeline.publish import Request, publish_period
        from pipeline.settings import load_settings

        settings = load_settings()
        request = Request(
            date=date.date(),
            plan=plan or settings.plan,
            updates=Updates(
                tuple(updates or default_updates(settings, date.date())),
                are_supposed=not updates and plan is not None,
            ),
            layout=layout or settings.layout,
            output=output or settings.output,
            name=settings.name,
            formats=formats,
            strict=strict,
            dry_run=dry_run,
            missing=missing,
            amend=amend,
            title=title or settings.title,
            options=ReadOptions(revisions, max_pages, max_bytes),
            mapping=read_mapping(tuple(map_ or ())),
            check=settings.check,
        )
        with stages(quiet) as progress:
            report = publish_period(request, progress, apart)
    if json:
        print_json(_as_json(report))
    else:
        for path in report.paths:
            typer.echo(path)
    if not quiet:
        _show_summary(report, request)


def default_updates(settings: Settings, date: dt.date) -> list[Path]:
    """Return the folder and files of updates for `date`: `inputs/updates/<date>/`, `<date>.*`."""
    folder = settings.updates / date.isoformat()
    files = sorted(settings.updates.glob(f"{date.isoformat()}.*"))
    return [folder, *files] if folder.is_dir() else files


def _as_json(report: Report) -> dict[str, Any]:
    plan = report.edition.plan
    return {
        "artifacts": [str(path) for path in report.paths],
        "record": str(report.record),
        "periods": [
            {"label": p.label, "date": p.date.isoformat() if p.date else None} for p in plan.periods
        ],
        "actions": sum(1 for _ in plan.actions()),
        "updated": report.updated,
        "not_changed": report.not_changed,
        "without_update": list(report.without_update),
        "changes": list(report.edition.changes),
        "proof": str(report.proof),
        "findings": [finding_json(f) for f in report.findings],
    }


def _show_summary(report: Report, request: Request) -> None:
    show_findings(report.findings)
    console = terminal()
    plan = report.edition.plan
    verb = "would be published" if request.dry_run else "published"
    counts = Counter(f.severity.value for f in report.findings)
    lines = [
        f"{plan.periods[-1].label} {verb}: {len(plan.periods)} periods, "
        f"{sum(1 for _ in plan.actions())} actions: {report.updated} updated, "
        f"{report.not_changed} not changed, {len(report.without_update)} without update",
        f"proved: {report.proof}",
        f"findings: {', '.join(f'{n} {name}s' for name, n in counts.items()) or 'none'}",
        f"record: {report.record}",
    ]
    if report.without_update:
        lines.insert(1, f"without update: {', '.join(report.without_update)}")
    for line in lines:
        console.print(printable(line), markup=False, soft_wrap=True)
