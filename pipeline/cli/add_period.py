"""`publish add-period` and `publish correct`: publish an edition, and replace the latest one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli import options
from pipeline.cli.every_plan import run_for_every_plan
from pipeline.cli.found import show_items
from pipeline.cli.jsonout import OUTPUT
from pipeline.cli.request import Date, Given
from pipeline.cli.show import item_json, results, stages, terminal
from pipeline.cli.signs import printable
from pipeline.errors import StrictError

if TYPE_CHECKING:
    from pipeline.draft import Request
    from pipeline.publish import Report


def add_period(
    date: Date,
    plan: options.Plan = None,
    updates: options.Updates = None,
    name: options.Name = None,
    layout: options.Layout = None,
    output: options.Output = None,
    title: options.Title = None,
    interval: options.Interval = None,
    format_: options.Formats = None,
    language: options.Languages = None,
    missing: options.Missing = None,
    published_on: options.PublishedOn = None,
    sign: options.Sign = None,
    map_: options.Map = None,
    revisions: options.TrackedChanges = "refuse",
    max_pages: options.MaxPages = options.MAX_PAGES,
    max_bytes: options.MaxBytes = options.MAX_BYTES,
    accepted: options.Accepted = None,
    reviewed_by: options.ReviewedBy = "",
    strict: options.Strict = False,
    amend: Annotated[
        str,
        typer.Option(
            "--amend",
            metavar="REASON",
            help="Why an earlier cell differs from what was published.",
            show_default=False,
        ),
    ] = "",
    correct: Annotated[
        str,
        typer.Option(
            "--correct",
            metavar="REASON",
            help="Why the edition of this date is replaced.",
            show_default=False,
        ),
    ] = "",
    dry_run: options.DryRun = False,
    whole: options.All = False,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Add a period and publish the new edition."""
    from pipeline.render import PUBLISHED
    from pipeline.render.apart import rendering_apart

    if whole:
        run_for_every_plan(json=json, quiet=quiet)
    given = Given(
        date=date.date(),
        plan=plan,
        updates=updates,
        name=name,
        layout=layout,
        output=output,
        title=title,
        interval=interval,
        formats=tuple(dict.fromkeys(format_)) if format_ else None,
        languages=tuple(language or ()),
        missing=missing,
        published=options.day(published_on),
        sign=sign,
        map=map_,
        revisions=revisions,
        max_pages=max_pages,
        max_bytes=max_bytes,
        accepted=accepted,
        reviewed_by=options.role(reviewed_by),
        strict=strict,
        amend=amend,
        correct=options.reason(correct) if correct else "",
        dry_run=dry_run,
        is_publishing=True,
    )
    # The PDF's process comes first: it loads its libraries while this one loads its own.
    with rendering_apart(given.formats or PUBLISHED) as apart:
        from pipeline.publish import publish_period

        request = given.request()
        with stages(quiet) as progress, _stopped(json):
            report = publish_period(request, progress, apart)
    _show_results(report, json)
    if not quiet:
        _show_summary(report, request, whole=whole)


@contextmanager
def _stopped(json: bool) -> Iterator[None]:
    """Where findings stop the run, print them as JSON on stdout if that was asked for."""
    try:
        yield
    except StrictError as error:
        if json:
            OUTPUT.show({"artifacts": [], "findings": [item_json(item) for item in error.items]})
        raise


def correct(
    date: Date,
    reason: Annotated[
        str,
        typer.Option(
            "--reason",
            metavar="REASON",
            help="Why it is corrected; printed in the edition.",
            show_default=False,
        ),
    ],
    plan: Annotated[
        Path | None,
        typer.Option(
            "--plan",
            metavar="FILE",
            help="The plan as it was before this period.",
            show_default=False,
        ),
    ] = None,
    updates: options.Updates = None,
    name: options.Name = None,
    layout: options.Layout = None,
    output: options.Output = None,
    interval: options.Interval = None,
    format_: options.Formats = None,
    language: options.Languages = None,
    missing: options.Missing = None,
    published_on: options.PublishedOn = None,
    sign: options.Sign = None,
    map_: options.Map = None,
    revisions: options.TrackedChanges = "refuse",
    accepted: options.Accepted = None,
    reviewed_by: options.ReviewedBy = "",
    strict: options.Strict = False,
    dry_run: options.DryRun = False,
    whole: options.All = False,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Replace the latest edition and keep the former one."""
    add_period(
        date,
        plan=plan,
        updates=updates,
        name=name,
        layout=layout,
        output=output,
        interval=interval,
        format_=format_,
        language=language,
        missing=missing,
        published_on=published_on,
        sign=sign,
        map_=map_,
        revisions=revisions,
        accepted=accepted,
        reviewed_by=reviewed_by,
        strict=strict,
        correct=options.reason(reason),
        dry_run=dry_run,
        whole=whole,
        json=json,
        quiet=quiet,
    )


def _show_results(report: Report, json: bool) -> None:
    with results(f"the edition was published as {report.record}"):
        if json:
            OUTPUT.show(_as_json(report))
        else:
            for path in report.paths:
                typer.echo(path)


def _as_json(report: Report) -> dict[str, Any]:
    plan = report.edition.plan
    return {
        "artifacts": [str(path) for path in report.paths],
        "record": str(report.record),
        "unchanged": report.is_unchanged,
        "follows": report.follows.path.name if report.follows else None,
        "periods": [
            {"label": p.label, "date": p.date.isoformat() if p.date else None} for p in plan.periods
        ],
        "actions": sum(1 for _ in plan.actions()),
        "updated": report.updated,
        "not_changed": report.not_changed,
        "without_update": list(report.without_update),
        "left_out": list(report.left_out),
        "changes": list(map(str, report.edition.changes)),
        "proof": str(report.proof),
        "findings": [item_json(item) for item in report.items],
    }


def _show_summary(report: Report, request: Request, *, whole: bool) -> None:
    from pipeline.editions import edition_text

    console = terminal()
    former = "the last edition" if report.follows else "the existing plan"
    show_items(console, report.items, former, whole=whole)
    plan = report.edition.plan
    lines = [
        f"{plan.periods[-1].label} {_verb(report, request)}: {len(plan.periods)} periods, "
        f"{sum(1 for _ in plan.actions())} actions: {report.updated} updated, "
        f"{report.not_changed} not changed, {len(report.without_update)} without update",
    ]
    if report.follows:
        lines.append(f"follows: {edition_text(report.follows)}")
    counts = Counter(f.severity.value for f in report.findings)
    lines += [
        f"proved: {report.proof}",
        f"findings: {', '.join(f'{n} {name}s' for name, n in counts.items()) or 'none'}",
        f"record: {report.record}",
    ]
    if report.left_out:
        lines.append(f"columns left out by layout {request.layout}: {', '.join(report.left_out)}")
    for line in lines:
        console.print(printable(line), markup=False, soft_wrap=True)


def _verb(report: Report, request: Request) -> str:
    """Return what became of the edition."""
    if report.is_unchanged:
        return "was already published with this content; nothing changed"
    action = "corrected" if request.correct else "published"
    return f"would be {action}" if request.dry_run else action
