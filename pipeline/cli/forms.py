"""`publish request-updates` and `publish progress`: forms out, and who has answered."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from pipeline.cli import options
from pipeline.cli.found import show_findings
from pipeline.cli.jsonout import OUTPUT
from pipeline.cli.latest import find_plan
from pipeline.cli.show import finding_json, results, terminal
from pipeline.cli.signs import printable

if TYPE_CHECKING:
    from pipeline.answers.progress import Count, Progress
    from pipeline.forms import Form
    from pipeline.forms.drafts import Reminder
    from pipeline.layout import Layout
    from pipeline.model import Period, Plan
    from pipeline.people import People
    from pipeline.settings import Settings

Date = Annotated[
    dt.datetime,
    typer.Option(
        "--date",
        parser=options.parse_day,
        metavar=options.DAY,
        help="The day the period is published.",
    ),
]


def request_updates(
    date: Date,
    by: Annotated[
        Literal["owner", "recommendation", "person"] | None,
        typer.Option("--by", help="A form for each, not one for all.", show_default=False),
    ] = None,
    people: options.People = None,
    return_by: options.ReturnBy = None,
    return_to: options.ReturnTo = "",
    format_: Annotated[
        Literal["xlsx", "docx"],
        typer.Option("--format", metavar="FORMAT", help="For Excel or for Word."),
    ] = "xlsx",
    plan: options.Plan = None,
    name: options.Name = None,
    layout: options.Layout = None,
    output: options.Output = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace forms that are there and differ.")
    ] = False,
    quiet: options.Quiet = False,
) -> None:
    """Make the forms in which owners give their updates."""
    from pipeline.forms import check_unfilled, make_forms
    from pipeline.forms.drafts import return_line
    from pipeline.forms.selection import By
    from pipeline.settings import load_settings
    from pipeline.store import write_all

    settings = load_settings().named(name)
    existing, chosen, period = _asked(settings, date.date(), plan, layout, quiet=quiet)
    folder = output or settings.output / "forms" / date.date().isoformat()
    asked = _people(people or settings.people, existing, return_to) if by == "person" else None
    address = asked.return_to if asked else return_to
    line = return_line(address, return_by.date() if return_by else None, chosen)
    forms = make_forms(existing, chosen, period, By(by) if by else None, format_, asked, line)
    if not replace:
        check_unfilled(folder, forms)
    paths = write_all(folder, {form.name: form.data for form in forms})
    with results(f"the forms were written into {folder}"):
        for path in paths:
            typer.echo(path)
    if not quiet:
        _show_forms(forms)
        if asked and (nobody := asked.nobody(existing)):
            typer.echo(printable(f"nobody answers: {', '.join(nobody)}"), err=True)


def progress(
    date: Date,
    updates: options.Updates = None,
    plan: options.Plan = None,
    name: options.Name = None,
    layout: options.Layout = None,
    revisions: options.TrackedChanges = "refuse",
    remind: Annotated[
        bool,
        typer.Option("--remind", help="Write a draft message to each person who is missing."),
    ] = False,
    people: options.People = None,
    return_by: options.ReturnBy = None,
    return_to: options.ReturnTo = "",
    output: options.Output = None,
    json: options.Json = False,
) -> None:
    """Show who has answered. A text for those who have not is printed as well."""
    from pipeline.answers import collect_answers
    from pipeline.answers.faults import raise_faults
    from pipeline.answers.progress import progress as count
    from pipeline.forms.drafts import reminders
    from pipeline.forms.reminder import reminder
    from pipeline.ingest import ReadOptions
    from pipeline.settings import load_settings
    from pipeline.silence import find_updates

    settings = load_settings().named(name)
    existing, chosen, period = _asked(settings, date.date(), plan, layout)
    paths = updates or list(find_updates(settings.updates, date.date()).paths)
    read = ReadOptions(revisions)
    answers, faults = collect_answers(paths, existing, period, chosen, read)
    raise_faults(faults)  # counted without that file, its owner would be reminded
    found = count(existing, answers, chosen)
    text = reminder(found, period, chosen)
    drafts: dict[Path, Reminder] = {}
    if remind:
        everyone = _people(people or settings.people, existing, return_to)
        day = return_by.date() if return_by else None
        folder = output or settings.output / "forms" / date.date().isoformat() / "reminders"
        drafts = _drafted(folder, reminders(everyone, existing, found, period, chosen, day))
    if json:
        OUTPUT.show(
            {
                "period": period.label,
                **_progress_json(found),
                "reminder": text,
                "reminders": [_reminder_json(path, one) for path, one in drafts.items()],
                "findings": [finding_json(finding) for finding in answers.findings],
            }
        )
    else:
        _show_progress(found)
        _show_reminders(text, drafts, remind=remind)
        if not paths:
            where = settings.updates / f"{date:%Y-%m-%d}"
            typer.echo(f"There are no updates in {where} yet.", err=True)
        show_findings(terminal(), answers.findings)


def _people(path: Path, plan: Plan, return_to: str) -> People:
    """Return the people in the file at `path`; `return_to` takes the place of its address."""
    from pipeline.people import load_people

    found = load_people(path, plan)
    return dataclasses.replace(found, return_to=return_to or found.return_to)


def _drafted(folder: Path, found: Sequence[Reminder]) -> dict[Path, Reminder]:
    """Return each reminder by the path of its draft, which is written."""
    from pipeline.forms.drafts import draft
    from pipeline.store import write_all

    paths = write_all(folder, {one.name: draft(one) for one in found}) if found else ()
    return dict(zip(paths, found, strict=True))


def _show_reminders(text: str, drafts: Mapping[Path, Reminder], *, remind: bool) -> None:
    """Print the text for all, or with `remind` the text for each person and its draft."""
    if not remind or not drafts:
        typer.echo(f"\n{printable(text)}")
        return
    for path, one in drafts.items():
        to = f"To: {one.person.name} <{one.person.email}>"
        typer.echo(printable(f"\n{path}\n{to}\nSubject: {one.subject}\n\n{one.text}"))


def _reminder_json(path: Path, one: Reminder) -> dict[str, Any]:
    return {
        "draft": str(path),
        "person": one.person.name,
        "email": one.person.email,
        "missing": list(one.keys),
        "text": one.text,
    }


def _asked(
    settings: Settings,
    date: dt.date,
    plan: Path | None,
    layout: str | None,
    *,
    quiet: bool = False,
) -> tuple[Plan, Layout, Period]:
    """Return the existing plan, the layout and the period that is asked for."""
    from pipeline.arrange import arranged
    from pipeline.column import next_period
    from pipeline.layout import load_layout
    from pipeline.load import load_plan

    chosen = load_layout(layout or settings.layout)
    loaded = load_plan(find_plan(settings, plan, date, quiet=quiet).plan)
    existing = arranged(loaded.plan, chosen).plan
    return existing, chosen, next_period(existing, date, chosen)


def _show_forms(forms: Sequence[Form]) -> None:
    """Show what is to go to whom."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("form", no_wrap=True)
    for heading in ("for", "actions"):
        table.add_column(heading, overflow="fold")
    for form in forms:
        cells = (form.name, form.selection.title or "everyone", ", ".join(form.selection.keys))
        table.add_row(*(Text(printable(cell)) for cell in cells))
    terminal().print(table)


def _show_progress(found: Progress) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("", overflow="fold")
    for heading in ("asked", "answered", "no change", "missing"):
        table.add_column(heading, justify="right")
    table.add_column("missing are", overflow="fold")
    groups = (("Owner", found.owners), ("Recommendation", found.recommendations))
    for title, counts in groups:
        table.add_row(Text(title, "bold"))
        for count in counts:
            table.add_row(*_count_cells(count))
        table.add_row()
    table.add_row(Text("Whole plan", "bold"), *_count_cells(found.whole)[1:5])
    console = Console(highlight=False)
    with console.capture() as captured:
        console.print(table)
    # A table that is pasted into a message should not trail spaces.
    typer.echo("\n".join(line.rstrip() for line in captured.get().splitlines()))


def _count_cells(count: Count) -> list[Any]:
    from rich.text import Text

    numbers = (count.asked, len(count.answered), len(count.no_change), len(count.missing))
    name, missing = printable(count.name) or "(none)", ", ".join(count.missing)
    return [Text(name), *map(str, numbers), Text(printable(missing), "yellow")]


def _progress_json(found: Progress) -> dict[str, Any]:
    return {
        "whole": _count_json(found.whole),
        "owners": [{"owner": c.name, **_count_json(c)} for c in found.owners],
        "recommendations": [
            {"recommendation": c.name, **_count_json(c)} for c in found.recommendations
        ],
    }


def _count_json(count: Count) -> dict[str, Any]:
    return {
        "asked": count.asked,
        "answered": list(count.answered),
        "no_change": list(count.no_change),
        "missing": list(count.missing),
    }
