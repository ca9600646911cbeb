"""The plan that a command uses where none is named: the latest edition."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from pipeline.cli.signs import printable

if TYPE_CHECKING:
    from pipeline.editions import Start
    from pipeline.settings import Settings


def find_plan(
    settings: Settings,
    given: Path | None,
    date: dt.date | None = None,
    *,
    quiet: bool = False,
) -> Start:
    """Return where a command begins: with the plan that was `given`, else as `find_start()` says.

    An edition that is used without being named is named on stderr.
    """
    from pipeline.editions import Start, find_start, history

    if given is not None:
        return Start(given)
    start = find_start(history(settings.output), settings.name, date, None, settings.plan)
    if start.message and not quiet:
        typer.echo(printable(start.message), err=True)
    return start
