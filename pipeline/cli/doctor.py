"""`publish doctor`: what the machine lacks, and the line that installs it."""

from __future__ import annotations

import typer

from pipeline.cli import options
from pipeline.errors import MachineError


def doctor(layout: options.Layout = None) -> None:
    """Find what the machine lacks and how to install it."""
    from pipeline.machine import examine
    from pipeline.settings import load_settings

    parts = examine(layout or load_settings().layout)
    for part in parts:
        typer.echo(f"{'ok  ' if part.is_there else 'LACK'}  {part.name}: {part.found}")
    if lacking := [part for part in parts if not part.is_there]:
        raise MachineError(
            f"{len(lacking)} of {len(parts)} parts are missing: "
            + ", ".join(part.name for part in lacking),
            hint="; ".join(dict.fromkeys(part.install for part in lacking)),
        )
