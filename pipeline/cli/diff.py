"""`publish diff`: what changed between two plans."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli import options
from pipeline.cli.jsonout import OUTPUT
from pipeline.cli.signs import printable

if TYPE_CHECKING:
    from rich.text import Text

    from pipeline.diff import Change, PlanDiff
    from pipeline.model import Plan

DIFFERENT = 10
"""The exit code for "they differ"; no error has it."""

_STYLES = {"removed": "red strike", "added": "green underline"}
_MARKS = {"removed": ("[-", "-]"), "added": ("{+", "+}")}
"""Marks that distinguish them without colour."""
_CONTEXT = 12
"""Words that the terminal shows on either side of a difference; JSON and page show all."""


def diff(
    old: Annotated[
        Path, typer.Argument(metavar="OLD", help="A plan, in any format.", show_default=False)
    ],
    new: Annotated[
        Path, typer.Argument(metavar="NEW", help="Another, in any format.", show_default=False)
    ],
    html: Annotated[
        Path | None,
        typer.Option(
            "--html",
            metavar="FILE",
            help="Write a web page that shows the changes.",
            show_default=False,
        ),
    ] = None,
    layout: options.Layout = None,
    map_: options.Map = None,
    revisions: options.TrackedChanges = "refuse",
    max_pages: options.MaxPages = options.MAX_PAGES,
    max_bytes: options.MaxBytes = options.MAX_BYTES,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Show what changed between two plans. The exit code is 0 if nothing did, else 10."""
    from pipeline.diff import diff_plans
    from pipeline.ingest import ReadOptions
    from pipeline.load import load_plan
    from pipeline.parse.headings import read_mapping

    read, mapping = ReadOptions(revisions, max_pages, max_bytes), read_mapping(tuple(map_ or ()))
    plans = load_plan(old, read, mapping).plan, load_plan(new, read, mapping).plan
    found = diff_plans(*plans)
    if html:
        typer.echo(_write_page(found, plans, (old.name, new.name), html, layout))
    if json:
        OUTPUT.show(_as_json(found, old, new))
    elif not quiet:
        _show(found)
    if not found.equal:
        raise typer.Exit(DIFFERENT)


def _write_page(
    found: PlanDiff,
    plans: tuple[Plan, Plan],
    names: tuple[str, str],
    page: Path,
    layout: str | None,
) -> Path:
    from pipeline.diff.page import diff_page
    from pipeline.layout import load_layout
    from pipeline.settings import load_settings
    from pipeline.store import write_all

    chosen = load_layout(layout or load_settings().layout)
    data = diff_page(found, plans, names, chosen)
    return write_all(page.parent, {page.name: data})[0]


def _as_json(found: PlanDiff, old: Path, new: Path) -> dict[str, Any]:
    return {
        "old": str(old),
        "new": str(new),
        "equal": found.equal,
        "changes": [_change_json(change) for change in found.changes],
    }


def _change_json(change: Change) -> dict[str, Any]:
    places = {
        "recommendation": change.place.recommendation,
        "action": change.place.action,
        "period": change.place.period,
    }
    return {
        "kind": change.kind,
        "field": change.field,
        **{name: value for name, value in places.items() if value},
        "old": change.old,
        "new": change.new,
        "segments": [{"kind": s.kind, "text": s.text} for s in change.segments],
    }


def _show(found: PlanDiff) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False)
    if found.equal:
        console.print("The two plans are equal.")
        return
    table = Table(show_lines=True)
    for heading in ("Place", "Change", "Text"):
        table.add_column(heading, overflow="fold")
    for change in found.changes:
        place = printable(str(change.place)) or "the plan"
        table.add_row(_plain(place), f"{change.field} {change.kind}", _text(change))
    console.print(table)
    console.print(f"{len(found.changes)} change{'s' if len(found.changes) > 1 else ''}")


def _plain(words: str) -> Text:
    from rich.text import Text  # content is never markup

    return Text(words)


def _text(change: Change) -> Text:
    """Return the words around each difference, those that went and came in colour and line."""
    text = _plain("")
    for segment in change.segments:
        words = printable(segment.text)
        if segment.kind == "same":
            text.append(_shortened(words))
        else:
            before, after = _MARKS[segment.kind]
            bare = words.lstrip(" \n")
            text.append(words[: len(words) - len(bare)] + before)
            text.append(bare, _STYLES[segment.kind]).append(after)
    return text


def _shortened(words: str) -> str:
    parts = words.split(" ")
    if len(parts) <= 2 * _CONTEXT + 1:
        return words
    return " ".join((*parts[:_CONTEXT], "…", *parts[-_CONTEXT:]))
