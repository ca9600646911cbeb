"""`publish render` and `publish schema`: a plan in other formats, and the form of its data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import options
from pipeline.cli.show import print_json, stages


def render(
    plan: Annotated[Path, typer.Argument(help="A plan, in any format.", show_default=False)],
    format_: Annotated[
        list[str] | None,
        typer.Option("--format", help="An artifact's format. May be repeated.", show_default=False),
    ] = None,
    layout: options.Layout = None,
    output: options.Output = None,
    title: options.Title = None,
    map_: options.Map = None,
    revisions: options.TrackedChanges = "refuse",
    quiet: options.Quiet = False,
) -> None:
    """Render a plan as it stands, without a new period."""
    from pipeline.ingest import ReadOptions
    from pipeline.layout import load_layout
    from pipeline.load import load_plan
    from pipeline.parse.headings import read_mapping
    from pipeline.publication import Publication, titled
    from pipeline.render import NOT_APART, PUBLISHED, check_formats
    from pipeline.render.apart import rendering_apart
    from pipeline.settings import load_settings
    from pipeline.store import check_writable, write_all
    from pipeline.verify import render_proved

    settings = load_settings()
    formats = tuple(dict.fromkeys(format_ or PUBLISHED))
    check_formats(formats)
    folder = output or settings.output
    check_writable(folder)
    with stages(quiet) as progress, rendering_apart(formats) as apart:
        loaded = load_plan(plan, ReadOptions(revisions), read_mapping(tuple(map_ or ())))
        chosen = load_layout(layout or settings.layout)
        complete = titled(loaded.plan, chosen, title or settings.title)
        publication = Publication(complete, chosen, plan.stem)
        coming = apart.begin(publication) if apart else NOT_APART
        files, _ = render_proved(publication, formats, progress, coming)
    for path in write_all(folder, files):
        typer.echo(path)


def schema() -> None:
    """Print the JSON Schema of a plan's data."""
    from pipeline.planfile import json_schema

    print_json(json_schema())
