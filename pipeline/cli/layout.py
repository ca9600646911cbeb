"""`publish layout`: make a layout of one's own, and look at one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import options
from pipeline.cli.app import Command
from pipeline.cli.show import results, stages
from pipeline.cli.signs import printable

app = typer.Typer(
    help="Make a layout of your own, or look at one.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    rich_markup_mode=None,
)

Name = Annotated[str, typer.Argument(metavar="NAME", help="The layout's name.")]


@app.command("new", cls=Command)
def new(
    name: Name,
    from_: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="FILE",
            help="A published plan, PDF or DOCX, whose looks the layout is to have.",
            show_default=False,
        ),
    ] = None,
    quiet: options.Quiet = False,
) -> None:
    """Make the folder layouts/NAME with commented files, plain or with the looks of a document."""
    from pipeline.capture import capture, plain_layout
    from pipeline.errors import OutputError
    from pipeline.load import read_file
    from pipeline.store import check_name
    from pipeline.workfolder import make_folder

    check_name(name)
    folder = Path("layouts") / name
    if folder.exists():
        raise OutputError(
            f"{folder} is there already; nothing was written",
            hint="Choose another name, or change the files in it.",
        )
    with stages(quiet) as progress:
        if from_ is None:
            made = plain_layout(name)
        else:
            progress(f"Measuring {from_}")
            made = capture(read_file(from_), str(from_), name)
    paths = make_folder(folder, made.files)
    for note in made.notes:
        typer.echo(f"note: {printable(note)}", err=True)
    with results(f"the layout was written into {folder}"):
        for path in paths:
            typer.echo(path)
    if not quiet:
        typer.echo(f"next: publish layout show {name}", err=True)


@app.command("show", cls=Command)
def show(
    name: Name,
    language: options.Languages = None,
    output: options.Output = None,
    quiet: options.Quiet = False,
) -> None:
    """Write a preview of a layout: PDF, DOCX and web page of an invented plan."""
    from pipeline.capture.example import example_publication
    from pipeline.layout import in_language, load_layout
    from pipeline.store import check_writable, write_all
    from pipeline.verify import render_proved

    layout = load_layout(name)
    for tag in language or ():
        layout = in_language(layout, tag)
    folder = output or Path("layouts-preview") / layout.name
    check_writable(folder)
    with stages(quiet) as progress:
        publication = example_publication(layout)
        files, _ = render_proved(publication, ("pdf", "docx", "html"), progress)
    paths = write_all(folder, files)
    with results(f"the preview was written into {folder}"):
        for path in paths:
            typer.echo(path)
