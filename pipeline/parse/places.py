"""Where the file has each action and each update, and whose row a finding is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.findings import Finding, Place, Source, Sources
from pipeline.model import Plan
from pipeline.parse.entries import Entry
from pipeline.table import RawCell


def row_source(row: Sequence[RawCell | None], above: Sequence[RawCell | None]) -> Source:
    """Return where `row` begins: its first cell that does not reach down from the row `above`."""
    cells = [cell for cell in row if cell is not None]
    begun = (c for c, a in zip(row, above, strict=False) if c is not None and c is not a)
    return _row(next(begun, cells[0]).source)


def cell_source(cell: RawCell | None, row: Source) -> Source:
    """Return where `cell` stands, `row` where the file has none."""
    return row if cell is None else cell.source


def sources(plan: Plan, entries: Iterable[Entry]) -> Sources:
    """Return where each action of `plan` and its updates stand; an entry made each action."""
    found: dict[tuple[str, str], Source] = {}
    for key, entry in zip(plan.keys(), entries, strict=True):
        found[key, ""] = entry.source
        for (period, _), source in zip(entry.updates, entry.places, strict=False):
            found.setdefault((key, period.label), source)
    return found


def placed(findings: Sequence[Finding], plan: Plan, found: Sources) -> tuple[Finding, ...]:
    """Return `findings` with the action in whose row they were made, where they name none."""
    numbers = (r.number for r in plan.recommendations for _ in r.actions)
    actions = {
        _row(found[key, ""]): (number, key)
        for key, number in zip(plan.keys(), numbers, strict=True)
    }
    return tuple(replace(f, place=_placed(f.place, actions)) for f in findings)


def _placed(place: Place, actions: dict[Source, tuple[str, str]]) -> Place:
    if place.action or place.source is None:
        return place
    number, key = actions.get(_row(place.source), ("", ""))
    return replace(place, recommendation=place.recommendation or number, action=key)


def _row(source: Source) -> Source:
    return replace(source, column=None)
