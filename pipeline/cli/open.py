"""`publish open`: this folder as a page in the browser, for those who do not use a terminal."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from pipeline.limits import bounded


def open_page(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="The folder to work in.")
    ] = Path(),
    port: Annotated[
        int,
        typer.Option(
            "--port",
            metavar="NUMBER",
            min=0,
            max=65535,
            help="The port.",
            show_default="a free one",
        ),
    ] = 0,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the page in the browser.")
    ] = True,
) -> None:
    """Open the folder as a page in the browser. Each button runs one of these commands."""
    from pipeline.errors import MissingFileError
    from pipeline.localpage.serve import serve

    if not folder.is_dir():
        raise MissingFileError(f"there is no folder {folder}", hint="Make it, or name another.")

    def ready(address: str) -> None:
        typer.echo(address)
        typer.echo("Ctrl+C ends it.", err=True)
        if browser:
            webbrowser.open(address)

    with bounded(seconds=0):  # it waits for a person; each command that it runs has its own limits
        serve(folder.resolve(), port, ready)
