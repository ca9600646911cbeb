"""`publish register`: many bodies' plans side by side."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli import options
from pipeline.cli.jsonout import OUTPUT
from pipeline.cli.show import stages
from pipeline.cli.signs import printable

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.register.build import Register
    from pipeline.register.entry import Reading


def register(
    plans: Annotated[
        list[Path],
        typer.Argument(
            metavar="PLANS",
            help="Plans in any format, folders of plans, and .list files that name a plan a line.",
            show_default=False,
        ),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FOLDER", help="The folder to write to.")
    ] = Path("register"),
    format_: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="html, xlsx, csv, json or parquet. May be repeated. CSV is always written.",
            show_default=False,
        ),
    ] = None,
    layout: options.Layout = None,
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers",
            metavar="NUMBER",
            min=1,
            help="Plans read at once; one for each core.",
            show_default=False,
        ),
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(
            "--cluster",
            metavar="ADDRESS",
            help="Read the plans on the Dask cluster at this address.",
            show_default=False,
        ),
    ] = None,
    seconds: Annotated[
        float,
        typer.Option(
            "--seconds", metavar="SECONDS", min=1, help="The time that one plan may take."
        ),
    ] = 120,
    max_pages: options.MaxPages = options.MAX_PAGES,
    max_bytes: options.MaxBytes = options.MAX_BYTES,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Put many bodies' plans side by side. A plan that cannot be read is a row with its reason."""
    from pipeline.layout import load_layout
    from pipeline.register import build_register, cluster_executor, plan_files, pool_executor
    from pipeline.register.entry import Job, Limits
    from pipeline.register.files import DEFAULT_FORMATS, ENTRIES, write_register
    from pipeline.register.spool import Spool
    from pipeline.settings import load_settings
    from pipeline.store import check_writable

    formats = _formats(format_, DEFAULT_FORMATS)
    chosen = load_layout(layout or load_settings().layout)
    check_writable(output)
    limits = Limits(seconds, max_pages=max_pages, max_bytes=max_bytes)
    jobs = [Job(str(path), limits) for path in plan_files(plans)]
    executor = cluster_executor(cluster) if cluster else pool_executor(workers)
    with stages(quiet) as progress, TemporaryDirectory() as place:
        spool = Spool(Path(place) / "entries.sqlite")
        try:
            said = _counting(progress, len(jobs))
            made = build_register(jobs, executor, spool, output / ENTRIES, said)
            progress("Writing the register")
            files = write_register(output, made, chosen, formats)
        finally:
            spool.close()
    if json:
        OUTPUT.show({**_as_json(made), "files": [str(path) for path in files]})
        return
    for path in files:
        typer.echo(path)
    if not quiet:
        _show(made)


def _formats(given: list[str] | None, default: tuple[str, ...]) -> tuple[str, ...]:
    from pipeline.register.files import WRITERS

    formats = tuple(dict.fromkeys((*(given or default), "csv")))
    if unknown := [name for name in formats if name not in WRITERS]:
        raise typer.BadParameter(
            f"{', '.join(unknown)}: use one or more of {', '.join(WRITERS)}",
            param_hint="--format",
        )
    return formats


def _counting(progress: Callable[[str], None], total: int) -> Callable[[Reading], None]:
    """Return what says which plan was read, and how many are left."""
    done = 0

    def said(reading: Reading) -> None:
        nonlocal done
        done += 1
        outcome = "could not be read" if reading.problem else "read"
        progress(f"{done} of {total}: {Path(reading.path).name} {outcome}")

    return said


def _as_json(made: Register) -> dict[str, Any]:
    failed = [body for body in made.bodies if body.reading.problem]
    return {
        "bodies": len(made.bodies),
        "recommendations": len(made.subjects),
        "problems": [
            {"file": b.reading.path, "problem": b.reading.problem, "hint": b.reading.hint}
            for b in failed
        ],
        "unanswered": {b.name: list(b.unanswered) for b in made.bodies if b.unanswered},
        "compared": made.compared,
    }


def _show(made: Register) -> None:
    failed = [body.reading for body in made.bodies if body.reading.problem]
    read = len(made.bodies) - len(failed)
    typer.echo(
        f"{read} of {len(made.bodies)} plans were read: {len(made.subjects)} recommendations.",
        err=True,
    )
    for reading in failed:
        problem = reading.problem.removeprefix(f"{reading.path}: ")
        named = problem if reading.path in problem else f"{reading.path}: {problem}"
        typer.echo(printable(f"! {named}"), err=True)
