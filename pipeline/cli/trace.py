"""`publish trace`: from which returned file a published update came."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli import options
from pipeline.cli.jsonout import OUTPUT
from pipeline.cli.signs import printable

if TYPE_CHECKING:
    from pipeline.trace import Trace, TracedFile


def trace(
    key: Annotated[
        str, typer.Argument(metavar="KEY", help="The action's key.", show_default=False)
    ],
    date: Annotated[
        dt.datetime,
        typer.Option(
            "--date", parser=options.parse_day, metavar=options.DAY, help="The edition's day."
        ),
    ],
    folder: Annotated[
        Path | None,
        typer.Option(
            "--folder", metavar="FOLDER", help="The folder of the editions.", show_default=False
        ),
    ] = None,
    json: options.Json = False,
) -> None:
    """Find the returned file that an update came from."""
    from pipeline.settings import load_settings
    from pipeline.trace import trace as trace_update

    found = trace_update(folder or load_settings().output, date.date(), key)
    if json:
        OUTPUT.show(_trace_json(found))
    else:
        typer.echo(printable(_trace_text(found)))


def _trace_text(found: Trace) -> str:
    lines = [f"action {found.key}, {found.period}", *_indented(found.update.plain or "(blank)")]
    lines += [f"  status: {found.status}"] if found.status else []
    for traced in found.files:
        lines += [
            f"from {traced.file.path}",
            f"  sha256 {traced.file.sha256}",
            f"  {_state(traced)}",
        ]
    if not found.files:
        lines.append("from nobody: no returned file answered it; add-period wrote it (--missing)")
    return "\n".join(lines)


def _indented(text: str) -> list[str]:
    return [f"  {line}" for line in text.split("\n")]


def _state(traced: TracedFile) -> str:
    """Return in words whether the file is still to be had."""
    if traced.found is None:
        return "it has been changed since" if traced.is_changed else "it is no longer there"
    if traced.found == Path(traced.file.path):
        return "it is there, unchanged"
    return f"it is there, unchanged, as {traced.found}"


def _trace_json(found: Trace) -> dict[str, Any]:
    return {
        "key": found.key,
        "period": found.period,
        "update": found.update.plain,
        "status": found.status,
        "files": [
            {
                "path": traced.file.path,
                "sha256": traced.file.sha256,
                "found": str(traced.found) if traced.found else None,
            }
            for traced in found.files
        ],
    }
