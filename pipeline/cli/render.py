"""`publish render` and `publish schema`: a plan in other formats, and the form of its data."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.cli import options
from pipeline.cli.every_plan import no_plans, run_for_every_plan
from pipeline.cli.jsonout import OUTPUT
from pipeline.cli.latest import find_plan
from pipeline.cli.show import results, stages


def render(
    plan: options.PlanArgument = None,
    name: options.Name = None,
    format_: options.Formats = None,
    layout: options.Layout = None,
    language: options.Languages = None,
    output: options.Output = None,
    title: options.Title = None,
    map_: options.Map = None,
    revisions: options.TrackedChanges = "refuse",
    pages: Annotated[
        bool, typer.Option("--pages", help="Make a web page for each recommendation as well.")
    ] = False,
    every: options.EveryPlan = False,
    quiet: options.Quiet = False,
) -> None:
    """Render a plan without adding a period."""
    from pipeline.arrange import arranged
    from pipeline.editions import check_unpublished
    from pipeline.ingest import ReadOptions
    from pipeline.layout import in_language, load_layout
    from pipeline.load import load_plan
    from pipeline.parse.headings import read_mapping
    from pipeline.publication import Publication, titled
    from pipeline.render import NOT_APART, PUBLISHED, check_formats
    from pipeline.render.html.parts import parts
    from pipeline.render.pdf_process import rendering_apart
    from pipeline.settings import load_settings
    from pipeline.store import check_name, check_writable, write_all
    from pipeline.verify import render_proved

    if every:
        run_for_every_plan(quiet=quiet)
        raise no_plans()
    settings = load_settings().named(name)
    first, *further = language or [""]
    formats = tuple(dict.fromkeys((*(format_ or PUBLISHED), *(f"{tag}.html" for tag in further))))
    check_formats(formats)
    check_name(settings.name)
    folder = output or settings.output
    check_writable(folder)
    start = find_plan(settings, plan, quiet=quiet)
    stem = settings.name if start.follows or name else start.plan.stem
    check_unpublished(folder, [f"{stem}.{format_}" for format_ in formats])
    with stages(quiet) as progress, rendering_apart(formats) as apart:
        loaded = load_plan(start.plan, ReadOptions(revisions), read_mapping(tuple(map_ or ())))
        chosen = load_layout(layout or settings.layout)
        if first:
            chosen = in_language(chosen, first)
        complete = arranged(titled(loaded.plan, chosen, title or settings.title), chosen).plan
        publication = Publication(complete, chosen, stem)
        coming = apart.begin(publication) if apart else NOT_APART
        files, _ = render_proved(publication, formats, progress, coming)
        for part in parts(publication) if pages else ():
            check_unpublished(folder, [f"{part.name}.html"])
            files |= render_proved(part, ("html",), progress)[0]
    paths = write_all(folder, files)
    with results(f"the files were written into {folder}"):
        for path in paths:
            typer.echo(path)


def schema() -> None:
    """Print the JSON Schema of a plan's data."""
    from pipeline.planfile import json_schema

    OUTPUT.show(json_schema())
