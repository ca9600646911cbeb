"""What commands show: progress, tables and JSON."""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from pipeline.bounds import begin
from pipeline.cli.app import printable
from pipeline.errors import ResultsError
from pipeline.findings import Finding, Place, Severity, Source

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_SHOWN = 12
"""Kinds of finding that the terminal shows; the receipt has them all."""
_SHOWN_OF_A_KIND = 6
"""Different messages of one kind; of more the first stands for all."""
_STYLES = {Severity.NOTE: "dim", Severity.WARNING: "yellow", Severity.ERROR: "bold red"}


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


def print_json(value: Any) -> None:
    """Print `value` as JSON on stdout."""
    typer.echo(json.dumps(value, indent=2, ensure_ascii=False))


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


def _source_json(source: Source) -> dict[str, Any]:
    """Return where in the file `source` is; what it does not say is None or empty."""
    names = ("sheet", "page", "table", "line", "row", "column")
    return {name: getattr(source, name) for name in names}


def show_findings(findings: Sequence[Finding], *, all_of_them: bool = False) -> None:
    """Show `findings` on stderr as a table, the gravest first.

    A kind of note has one line. What a person should look at has one for each message, up to a few.
    """
    if not findings:
        return
    from rich.table import Table

    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column("severity")
    table.add_column("finding", overflow="fold")
    order = list(reversed(Severity))
    kinds: dict[str, list[Finding]] = {}
    for finding in sorted(findings, key=lambda f: order.index(f.severity)):
        kinds.setdefault(finding.code, []).append(finding)
    for alike in list(kinds.values())[: None if all_of_them else _SHOWN]:
        for finding, count in _messages(alike):
            table.add_row(*_row(finding, count))
    terminal().print(table)
    if not all_of_them and len(kinds) > _SHOWN:
        typer.echo(f"... and {len(kinds) - _SHOWN} more kinds of finding", err=True)


def _messages(alike: Sequence[Finding]) -> Iterator[tuple[Finding, int]]:
    """Yield the findings of one kind that are shown, and for how many each stands."""
    messages: dict[str, list[Finding]] = {}
    for finding in alike:
        messages.setdefault(finding.message, []).append(finding)
    if alike[0].severity is Severity.NOTE or len(messages) > _SHOWN_OF_A_KIND:
        yield alike[0], len(alike)
    else:
        yield from ((same[0], len(same)) for same in messages.values())


def _row(finding: Finding, count: int) -> tuple[Text, Text]:
    from rich.text import Text

    times = f" {count} times, first at" if count > 1 else ""
    text = Text(printable(finding.message))
    text.append(printable(f"\n{finding.code}:{times} {_short(finding.place)}"), "dim")
    if finding.hint and finding.severity is not Severity.NOTE:
        text.append(printable(f"\n{finding.hint}"))
    return Text(finding.severity.value, _STYLES[finding.severity]), text


def _short(place: Place) -> str:
    """Return `place` with its file's name for its path."""
    if place.source is None:
        return str(place) or "the plan"
    return str(replace(place, source=replace(place.source, path=Path(place.source.path).name)))
