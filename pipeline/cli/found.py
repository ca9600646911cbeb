"""What a check found, as a person reads it: the gravest first, then by family and by rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.app import printable
from pipeline.findings import Finding, Place, Severity

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

Families = Mapping[str, Sequence[Finding]]
"""The findings by the name of their family."""

_HEADS = {
    Severity.ERROR: ("Errors", "not to be published like this", "bold red"),
    Severity.WARNING: ("Warnings", "for a person to look at", "bold yellow"),
    Severity.NOTE: ("Notes", "worth knowing; nothing is asked", "bold"),
}
_NOTES = 3
"""So many notes of a rule are shown."""
_PLACES = 8
"""So many places of one sentence are shown."""
_LONGEST = 300
"""A note is shown up to so many characters."""


def show_found(file: Path, families: Families, *, whole: bool) -> None:
    """Print `families` on stdout and, last, how many there are of each.

    Without `whole` there are the first notes of each rule, long ones cut, and the first places
    of what is said of many.
    """
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    for severity, (name, meaning, style) in _HEADS.items():
        graded = {
            family: [f for f in found if f.severity is severity]
            for family, found in families.items()
        }
        if count := sum(map(len, graded.values())):
            console.print(Text.assemble((f"{name} ({count})", style), (f": {meaning}", "dim")))
            _show_families(console, graded, whole)
    console.print(Text(printable(_summary(file, families))))


def _show_families(console: Console, families: Families, whole: bool) -> None:
    from rich.text import Text

    for name, found in families.items():
        if found:
            console.print(Text(f"\n  {name.capitalize()}", "bold"))
            console.print(_table(found, whole))
    console.print()


def _table(found: Sequence[Finding], whole: bool) -> Table:
    """Return a table of one family: what each rule says and where, its next step behind it."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(no_wrap=True, min_width=3, justify="right")
    table.add_column(overflow="fold")
    for code, alike in _grouped(found, lambda finding: finding.code):
        said = _grouped(alike, lambda finding: finding.message)
        is_short = not whole and alike[0].severity is Severity.NOTE
        shown = said[:_NOTES] if is_short else said
        for message, same in shown:
            words = _cut(message) if is_short else message
            where = _places(message, [f.place for f in same], whole)
            table.add_row("•", Text(printable(words)).append(printable(where), "dim"))
        if left := len(said) - len(shown):
            table.add_row("", Text(f"... and {left} more of these (--all shows them)", "dim"))
        table.add_row(
            "", Text(printable(f"→ {alike[0].hint} [{code}]".replace("→  ", "")), "italic")
        )
    return table


def _grouped(
    found: Sequence[Finding], key: Callable[[Finding], str]
) -> list[tuple[str, list[Finding]]]:
    """Return the findings that have the same `key` together, in the order of their first."""
    groups: dict[str, list[Finding]] = {}
    for finding in found:
        groups.setdefault(key(finding), []).append(finding)
    return list(groups.items())


def _cut(message: str) -> str:
    if len(message) <= _LONGEST:
        return message
    return f"{message[:_LONGEST].rpartition(' ')[0].rstrip(',')} ... (--all shows the rest)"


def _places(message: str, places: Sequence[Place], whole: bool) -> str:
    """Return where `message` is said of, in brackets; nothing where it says so itself."""
    shown = places if whole else places[:_PLACES]
    named = dict.fromkeys(text for place in shown if (text := ", ".join(_parts(message, place))))
    more = f" and {len(places) - len(shown)} more" if len(places) > len(shown) else ""
    return f" ({'; '.join(named)}{more})" if named else ""


def _parts(message: str, place: Place) -> Iterator[str]:
    """Yield the parts of `place`: its action or recommendation, its period, its row."""
    if place.action:
        yield f"action {place.action}"
    elif place.recommendation and f"ecommendation {place.recommendation} " not in message:
        yield f"recommendation {place.recommendation}"
    if place.period and place.period not in message:
        yield place.period
    if place.source is not None:
        # The path stands in the summary, and a period says its column.
        column = None if place.period else place.source.column
        yield from str(replace(place.source, path="", column=column)).split(", ")[1:]


def _summary(file: Path, families: Families) -> str:
    counts = Counter(finding.severity for found in families.values() for finding in found)
    severities = ", ".join(
        f"{counts[s]} {s.value}{'s' * (counts[s] != 1)}" for s in reversed(Severity)
    )
    parts = ", ".join(f"{name} {len(found)}" for name, found in families.items())
    return f"{file.name}: {severities} ({parts})"
