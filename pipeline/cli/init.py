"""`publish init`: make a folder to work in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import options
from pipeline.cli.signs import printable

_ENDINGS = "txt, pdf, docx, html, xlsx, csv, odt, ods or json"


def init(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder to make.")] = Path(),
    from_: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="FILE",
            help="The existing plan, in any format; a copy of it is kept. Without it, the one plan "
            "that is in the folder.",
            show_default=False,
        ),
    ] = None,
    name: options.Name = None,
    layout: options.Layout = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing.")] = False,
) -> None:
    """Make a folder to work in. It has settings, inputs, and the existing plan, if any."""
    from pipeline.load import load_plan
    from pipeline.workfolder import make_folder, new_folder

    found = _found(folder) if from_ is None else None
    if from_ is None and not yes and sys.stdin.isatty():
        given = typer.prompt(
            f"The existing plan ({_ENDINGS}; empty for none)", default=str(found or "")
        )
        found = Path(given) if given.strip() else None
    plan = from_ or found
    loaded = load_plan(plan) if plan is not None else None
    files = new_folder(name or "action-plan", layout or "devon-and-cornwall", plan)
    for path in make_folder(folder, files):
        typer.echo(path)
    if loaded is not None:
        receipt, title = loaded.receipt, printable(loaded.plan.title) or "a plan without a title"
        typer.echo(
            f"{title}: {receipt.recommendations} recommendations, {receipt.actions} actions, "
            f"{receipt.periods} periods",
            err=True,
        )
        if questions := receipt.open_questions:
            typer.echo(f"{len(questions)} findings to look at: publish ingest {plan}", err=True)
    typer.echo(
        "next: put the updates into inputs/updates/YYYY-MM-DD/, then run "
        "publish add-period --date YYYY-MM-DD",
        err=True,
    )


def _found(folder: Path) -> Path | None:
    """Return the one plan that is in `folder` already; None where none or several are."""
    from pipeline.errors import PublishError
    from pipeline.load import load_plan
    from pipeline.workfolder import plans_in

    files = plans_in(folder)
    if len(files) > 1:
        names = ", ".join(printable(path.name) for path in files)
        typer.echo(f"no plan was taken; choose one of these with --from: {names}", err=True)
    if len(files) != 1:
        return None
    try:
        load_plan(files[0])
    except PublishError as error:
        typer.echo(printable(f"{files[0].name} was not taken: {error.message}"), err=True)
        return None
    return files[0]
