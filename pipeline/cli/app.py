"""The commands, and the one place that turns errors into messages and exit codes."""

from __future__ import annotations

import io
import os
import re
import sys
import traceback
from contextlib import suppress
from typing import Annotated, NoReturn

import typer
from typer.core import TyperCommand

from pipeline import __version__
from pipeline.cli.jsonout import OUTPUT
from pipeline.cli.signs import printable
from pipeline.errors import OutputError, PublishError
from pipeline.limits import bounded

app = typer.Typer(
    name="publish",
    help="Publish an action plan, and bring it up to date, in one command.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: importing rich takes half of its time
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)

_TYPE = re.compile(r"(?m)^(  [A-Z.]+)( <\S+>)")
"""A Python type behind an argument's name: `FILE <path>`."""


class Command(TyperCommand):
    """A command whose help names arguments as manuals do: `FILE`, without braces and types."""

    def collect_usage_pieces(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        """Return the parts of the usage line."""
        braces = {ord("{"): None, ord("}"): None}
        return [piece.translate(braces) for piece in super().collect_usage_pieces(ctx)]

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]
        """Return the help; a type that is left out leaves blanks, so that columns stay level."""
        return _TYPE.sub(lambda match: match[1] + " " * len(match[2]), super().get_help(ctx))


_COMPLETE = "_PUBLISH_COMPLETE"
"""Set by a shell that asks what may follow: `_PUBLISH_COMPLETE=source_bash publish`."""
BUG = 1
INTERRUPTED = 130


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"publish {__version__}")
        raise typer.Exit


@app.callback()
def _publish(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Publish an action plan, and bring it up to date, in one command."""


def _register() -> None:
    """Import each command's module, which adds itself to `app`; none imports anything heavy."""
    from pipeline.cli import commands

    commands.register(app)


def main() -> NoReturn:
    """Run the command line and exit with the documented code; no traceback reaches a user."""
    _register()
    _show_all_signs()
    if _COMPLETE in os.environ:
        from typer._completion_classes import completion_init

        completion_init()  # Typer's shells; there are no options that install them
    OUTPUT.is_printed = False
    try:
        with bounded():
            app(prog_name="publish")
    except PublishError as error:
        show_error(error)
        if "--json" in sys.argv:
            OUTPUT.show_error(error)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except OSError as error:
        sys.exit(_show_machine(error))
    except Exception as error:
        _show_bug(error)
        sys.exit(BUG)
    sys.exit(0)


def show_error(error: PublishError) -> None:
    """Print `error` on stderr in the shape that `errors` describes."""
    first, *more = printable(error.message).split("\n")
    typer.echo(f"publish: error: {first}", err=True)
    for line in more:
        typer.echo(f"  {line}", err=True)
    if error.hint:
        typer.echo(f"hint: {printable(error.hint)}", err=True)


def _show_all_signs() -> None:
    """Let a terminal of fewer signs (ASCII, Windows-1252) show the others as escapes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _show_machine(error: OSError) -> int:
    """Show what the machine refused, such as a full disk, and return the exit code."""
    with suppress(OSError, AttributeError):  # what is left in the buffer would fail once more
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    named = OutputError(
        f"{error.filename or 'standard output'}: {error.strerror or error}",
        hint="Make room or allow writing there, and run again.",
    )
    with suppress(OSError):  # standard error may be on the same disk
        show_error(named)
    return named.exit_code


def _show_bug(error: Exception) -> None:
    where = traceback.extract_tb(error.__traceback__)[-1]
    typer.echo(
        f"publish: error: this is a bug in publish: {type(error).__name__} "
        f"in {where.name}, line {where.lineno}: {printable(str(error))}",
        err=True,
    )
    typer.echo("hint: Nothing was published. Please report it with the command you ran.", err=True)
