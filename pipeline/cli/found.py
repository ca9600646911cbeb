"""What was found, as a person reads it: what matters most first, and each fault once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from pipeline.cli.signs import printable
from pipeline.findings import Finding, Place, Severity

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from pipeline.accept import Item

_NOTES = 3
"""Notes of a rule that are shown of earlier periods."""
_PLACES = 8
"""Places of one sentence that are shown of earlier periods."""
_ALL = " (--all shows them)"
_LONGEST = 300
"""Characters of a note that are shown."""
_STYLES = {Severity.NOTE: "dim", Severity.WARNING: "yellow", Severity.ERROR: "bold red"}


def show_items(
    console: Console, items: Sequence[Item], former: str, *, whole: bool, folded: bool = True
) -> None:
    """Print `items`: public release first, then what is new, the rest as one line.

    `former` names the plan that the rest was in before. With `whole`, or where they are not
    `folded`, its findings are listed as well.
    """
    open_ones = [item for item in items if not item.reason]
    old = [item for item in open_ones if not item.is_new]
    sections = (
        ("Public release", [i for i in open_ones if i.is_new and i.is_release], True),
        ("New in this period", [i for i in open_ones if i.is_new and not i.is_release], True),
        (f"As in {former}", old if whole or not folded else [], False),
        ("Accepted", [item for item in items if item.reason and whole], True),
    )
    for title, inside, is_new in sections:
        _show_section(console, title, inside, whole=whole or is_new)
    if old and folded and not whole:
        _print(console, f"{len(old)} as in {former}; --all shows them")
    accepted = sum(1 for item in items if item.reason)
    if accepted and not whole:
        _print(console, f"{accepted} accepted; --all shows them")


def show_findings(console: Console, findings: Sequence[Finding]) -> None:
    """Print `findings`, the gravest first; a kind of note has one line."""
    order = list(reversed(Severity))
    graded = sorted(findings, key=lambda finding: order.index(finding.severity))
    if graded:
        console.print(_table(graded, whole=False, notes=1, all_with=""))


def _show_section(console: Console, title: str, inside: Sequence[Item], *, whole: bool) -> None:
    from rich.text import Text

    if not inside:
        return
    console.print(Text(printable(f"{title} ({len(inside)})"), "bold"))
    console.print(_table([item.finding for item in inside], whole=whole))
    reasons = dict.fromkeys((i.finding.code, i.at, i.reason) for i in inside if i.reason)
    for code, at, reason in reasons:
        _print(console, f"{code}, {at}: accepted: {reason}")
    console.print()


def _print(console: Console, line: str) -> None:
    console.print(printable(line), markup=False, soft_wrap=True)


def _table(
    found: Sequence[Finding], *, whole: bool, notes: int = _NOTES, all_with: str = _ALL
) -> Table:
    """Return a table of what each rule finds and where, the next step below it.

    Where some are left out, `all_with` is how to see them.
    """
    from rich.table import Table

    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column("severity", no_wrap=True)
    table.add_column("finding", overflow="fold")
    for _, alike in _grouped(found, lambda finding: finding.code):
        is_short = not whole and alike[0].severity is Severity.NOTE
        for row in _rows(alike, notes if is_short else len(alike), whole, all_with):
            table.add_row(*row)
    return table


def _rows(
    alike: Sequence[Finding], most: int, whole: bool, all_with: str
) -> Iterator[tuple[Text | str, Text]]:
    """Yield the rows of one rule: up to `most` messages, and the next step."""
    from rich.text import Text

    severity, code = alike[0].severity, alike[0].code
    messages = _grouped(alike, lambda finding: finding.message)
    steps = {finding.hint for finding in alike}
    for message, same in messages[:most]:
        is_cut = severity is Severity.NOTE and all_with and not whole
        words = _cut(message) if is_cut else message
        where = _places(message, [f.place for f in same], whole)
        text = Text(printable(words)).append(printable(where), "dim")
        if len(steps) > 1 and same[0].hint:
            text.append(printable(f"\n→ {same[0].hint}"), "italic")
        yield Text(severity.value, _STYLES[severity]), text
    if (left := len(messages) - most) > 0:
        yield "", Text(f"... and {left} more of these{all_with}", "dim")
    step = f"→ {alike[0].hint} " if len(steps) == 1 and alike[0].hint else ""
    yield "", Text(printable(f"{step}[{code}]"), "italic")


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
    """Return where `message` was found, in brackets; nothing if it names it itself."""
    if len(places) > 1 and all(place.action for place in places):
        named = dict.fromkeys(place.action for place in places)
        periods = {place.period for place in places}
        period = periods.pop() if len(periods) == 1 else ""
        shown = list(named) if whole else list(named)[:_PLACES]
        more = f" and {len(named) - len(shown)} more" if len(named) > len(shown) else ""
        behind = f", {period}" if period and period not in message else ""
        return f" (actions {', '.join(shown)}{more}{behind})"
    shown_places = places if whole else places[:_PLACES]
    texts = dict.fromkeys(t for p in shown_places if (t := ", ".join(_parts(message, p))))
    more = f" and {len(places) - len(shown_places)} more" if len(places) > _PLACES else ""
    return f" ({'; '.join(texts)}{more if not whole else ''})" if texts else ""


def _parts(message: str, place: Place) -> Iterator[str]:
    """Yield the parts of `place`: its action or recommendation, its period, its row."""
    if place.action:
        yield f"action {place.action}"
    elif place.recommendation and f"ecommendation {place.recommendation} " not in message:
        yield f"recommendation {place.recommendation}"
    if place.period and place.period not in message:
        yield place.period
    if place.source is not None:
        # A period says its column.
        column = None if place.period else place.source.column
        name = PurePath(place.source.path).name
        yield str(replace(place.source, path=name, column=column)).removeprefix(", ")
