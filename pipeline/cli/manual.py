"""The commands as a page of docs/ and as a manual page, made from the code.

`python -m pipeline.cli.manual > docs/commands.md`, or with `--man` the roff of `man publish`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import typer
from typer.main import get_command
from typer.testing import CliRunner

from pipeline import __version__
from pipeline.cli.app import app
from pipeline.cli.commands import COMMANDS, GROUPS, register

_WIDTH = 80
"""Columns, as the smallest terminal has them."""
_HEAD = """\
# Commands

This page is made from the code: `python -m pipeline.cli.manual > docs/commands.md`. What a force
sets once is a key of `publish.toml` ([settings](settings.md)); exit codes are listed in
[errors](errors.md).
"""


def helps() -> Iterator[tuple[str, str]]:
    """Yield each command, `publish` itself first, with its help."""
    if not app.registered_commands:
        register(app)
    groups = (f"{group} {name}" for group, names in GROUPS.items() for name in names)
    for name in ("", *COMMANDS, *groups):
        arguments = [*name.split(), "--help"]
        result = CliRunner().invoke(
            app, arguments, prog_name="publish", terminal_width=_WIDTH, env={"COLUMNS": f"{_WIDTH}"}
        )
        yield f"publish {name}".rstrip(), result.output


def page() -> str:
    """Return the commands as Markdown."""
    return "\n".join((_HEAD, *(f"## {name}\n\n```\n{text}```\n" for name, text in helps())))


def man() -> str:
    """Return the commands as a manual page (man-pages(7))."""
    (_, first), *others = helps()
    about = get_command(app).help or ""
    parts = [
        f'.TH PUBLISH 1 "" "publish {__version__}" "User Commands"',
        f".SH NAME\npublish \\- {_roff(about)}",
        f".SH SYNOPSIS\n.nf\n{_roff(first)}.fi",
        ".SH COMMANDS",
        *(f".SS {_roff(name)}\n.nf\n{_roff(text)}.fi" for name, text in others),
    ]
    return "\n".join(parts) + "\n"


def _roff(text: str) -> str:
    """Return `text` so that roff prints it as it is: no escapes, no requests, no soft hyphens."""
    plain = text.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join(f"\\&{line}" if line[:1] in (".", "'") else line for line in plain.split("\n"))


if __name__ == "__main__":
    typer.echo(man() if "--man" in sys.argv else page(), nl=False)
