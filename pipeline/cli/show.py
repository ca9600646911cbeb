"""What commands show: progress, tables and JSON."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import typer

from pipeline.cli.signs import printable
from pipeline.errors import ResultsError
from pipeline.findings import Finding, Source
from pipeline.limits import begin

if TYPE_CHECKING:
    from rich.console import Console

    from pipeline.accept import Item


@contextmanager
def stages(quiet: bool) -> Iterator[Callable[[str], None]]:
    """Yield a function that says on stderr what begins: a spinner on a terminal, else lines.

    Each stage has the whole time that a stage may take.
    """
    if quiet:
        yield begin
    elif sys.stderr.isatty():
        console = terminal()
        with console.status("") as status:
            yield _telling(lambda words: status.update(words))
    else:
        yield _telling(lambda words: typer.echo(words, err=True))


def _telling(tell: Callable[[str], None]) -> Callable[[str], None]:
    def stage(words: str) -> None:
        begin(words)
        tell(printable(words))

    return stage


@contextmanager
def results(done: str) -> Iterator[None]:
    """Let a block print what a command did; `done` says it where standard output fails.

    Raises ResultsError then: the work is done, and running again is no way to see its results.
    """
    try:
        if sys.stdout is None:  # it was closed before the program began
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        yield
        sys.stdout.flush()
    except OSError as error:
        # What is left in the buffer must not fail once more when the program ends.
        with suppress(OSError, AttributeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise ResultsError(
            f"standard output cannot be written ({error.strerror}), but {done}",
            hint="There is no need to run the command again: publish history shows what there is.",
        ) from error


def terminal() -> Console:
    """Return the console on stderr; stdout is for results."""
    from rich.console import Console  # slow to import, and not for --help

    return Console(stderr=True, highlight=False)


def finding_json(finding: Finding) -> dict[str, Any]:
    """Return `finding` as JSON has it; what is empty is left out."""
    source = finding.place.source
    places = {
        "recommendation": finding.place.recommendation,
        "action": finding.place.action,
        "period": finding.place.period,
        "source": str(source) if source else "",
        **(_source_json(source) if source else {}),
    }
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        **{name: value for name, value in places.items() if value},
        **({"hint": finding.hint} if finding.hint else {}),
        **({"words": list(finding.words)} if finding.words else {}),
    }


def item_json(item: Item) -> dict[str, Any]:
    """Return `item` as JSON has it: the finding, whether it is new, and how to accept it."""
    return {
        **finding_json(item.finding),
        "new": item.is_new,
        "at": item.at,
        "text": item.text,
        **({"accepted": item.reason} if item.reason else {}),
    }


def _source_json(source: Source) -> dict[str, Any]:
    """Return where in the file `source` is; what it does not say is None or empty."""
    names = ("sheet", "page", "table", "line", "row", "column")
    return {name: getattr(source, name) for name in names}
