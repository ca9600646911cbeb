"""The list of commands. A command's module holds options and messages, and no work."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, cast

import typer

from pipeline.cli.app import Command

# command: module:function, in the order of `publish --help`
COMMANDS: dict[str, str] = {
    "init": "pipeline.cli.init:init",
    "add-period": "pipeline.cli.add_period:add_period",
    "review": "pipeline.cli.review:review",
    "accept": "pipeline.cli.accept:accept",
    "correct": "pipeline.cli.add_period:correct",
    "withdraw": "pipeline.cli.withdraw:withdraw",
    "ingest": "pipeline.cli.ingest:ingest",
    "check": "pipeline.cli.check:check",
    "render": "pipeline.cli.render:render",
    "diff": "pipeline.cli.diff:diff",
    "history": "pipeline.cli.editions:history",
    "verify": "pipeline.cli.editions:verify",
    "request-updates": "pipeline.cli.forms:request_updates",
    "progress": "pipeline.cli.forms:progress",
    "register": "pipeline.cli.register:register",
    "trace": "pipeline.cli.trace:trace",
    "schema": "pipeline.cli.render:schema",
    "open": "pipeline.cli.open:open_page",
    "doctor": "pipeline.cli.doctor:doctor",
}


GROUPS: dict[str, tuple[str, ...]] = {"layout": ("new", "show")}
"""Commands that have commands of their own: `app` of a module of the same name."""


def register(app: typer.Typer) -> None:
    """Add every command to `app`."""
    for name in GROUPS:
        app.add_typer(import_module(f"pipeline.cli.{name}").app, name=name)
    for name, target in COMMANDS.items():
        module, function = target.split(":")
        app.command(name, cls=Command)(
            cast(Callable[..., Any], getattr(import_module(module), function))
        )
