"""`publish add-period` and `publish correct`: publish an edition, and replace the latest one."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli import options
from pipeline.cli.every_plan import run_for_every_plan
from pipeline.cli.found import show_items
from pipeline.cli.jsonout import OUTPUT
from pipeline.cli.request import Date, Given
from pipeline.cli.shared import PublishingOptions, with_options
from pipeline.cli.show import item_json, results, stages, terminal
from pipeline.cli.signs import printable
from pipeline.errors import StrictError

if TYPE_CHECKING:
    from pipeline.draft import Request
    from pipeline.publish import Report


@with_options(PublishingOptions)
def add_period(
    shared: PublishingOptions,
    date: Date,
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
) -> None:
    """Add a period and publish the new edition."""
    _publish(shared, date, amend=amend, correct=options.reason(correct) if correct else "")


@with_options(PublishingOptions)
def correct(
    shared: PublishingOptions,
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
) -> None:
    """Replace the latest edition and keep the former one."""
    _publish(shared, date, correct=options.reason(reason))


def _publish(
    shared: PublishingOptions, date: dt.datetime, *, correct: str, amend: str = ""
) -> None:
    from pipeline.render import PUBLISHED
    from pipeline.render.pdf_process import rendering_apart

    if shared.whole:
        run_for_every_plan(json=shared.json, quiet=shared.quiet)
    given = Given(date=date.date(), amend=amend, correct=correct, **shared.given())
    # The PDF's process comes first: it loads its libraries while this one loads its own.
    with rendering_apart(given.formats or PUBLISHED) as apart:
        from pipeline.publish import publish_period

        request = given.request()
        with stages(shared.quiet) as progress, _stopped(shared.json):
            report = publish_period(request, progress, apart)
    _show_results(report, shared.json)
    if not shared.quiet:
        _show_summary(report, request, whole=shared.whole)


@contextmanager
def _stopped(json: bool) -> Iterator[None]:
    """Where findings stop the run, print them as JSON on stdout if that was asked for."""
    try:
        yield
    except StrictError as error:
        if json:
            OUTPUT.show({"artifacts": [], "findings": [item_json(item) for item in error.items]})
        raise


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
