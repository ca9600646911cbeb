"""The receipt of a reading: what was understood, left open and placed nowhere, and where it was."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from pipeline.findings import Finding, Place, Severity, Source, Sources
from pipeline.model import Plan
from pipeline.parse.entries import Entry
from pipeline.table import RawCell, RawDocument, RawTable


@dataclass(frozen=True, slots=True)
class HeadingRead:
    """A column heading and what it was taken for."""

    text: str
    role: str
    """A role's name, empty if the heading tells none."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a reading did with a file's words."""

    path: str
    method: str
    recommendations: int
    actions: int
    periods: int
    headings: tuple[HeadingRead, ...]
    findings: tuple[Finding, ...]
    furniture: tuple[str, ...]
    """Page numbers and running titles: on the pages, and not of the plan."""
    unplaced: tuple[str, ...]
    """Words of the source that are neither in the plan nor in a finding, sorted."""
    sources: Sources = field(default_factory=dict, repr=False)
    """Where the file has each action and each update."""

    @property
    def open_questions(self) -> tuple[Finding, ...]:
        """The findings that a person should look at."""
        return tuple(f for f in self.findings if f.severity is not Severity.NOTE)


def balance(document: RawDocument, plan: Plan, accounted: Iterable[str]) -> Counter[str]:
    """Return how often each word of `document` has no place, below 0 if it has too many.

    Words are runs of letters and figures. A place is a cell, a line of `plan`, or what is
    `accounted` for; headings, and so the labels of periods, are accounted for once.
    """
    source = Counter(w for text in _document_texts(document) for w in _words(text))
    placed = (text for text in plan_texts(plan, labels=False))
    source.subtract(Counter(w for text in placed for w in _words(text)))
    source.subtract(Counter(w for text in accounted for w in _words(text)))
    return source


def plan_texts(plan: Plan, *, labels: bool = True) -> Iterable[str]:
    """Yield every text of `plan`, its words in reading order; with the `labels` of its periods."""
    yield plan.title
    for detail in plan.details:
        yield f"{detail.label} {detail.text}"
    if labels:
        yield from (period.label for period in plan.periods)
    for recommendation in plan.recommendations:
        yield from (cell.plain for cell in recommendation.cells)
        for action in recommendation.actions:
            yield from (cell.plain for cell in action.cells)
    yield from plan.notes


def _document_texts(document: RawDocument) -> Iterable[str]:
    for item in document.items:
        if not isinstance(item, RawTable):
            yield item.content.plain
            continue
        yield item.caption
        for row in item.rows:
            for cell in row:
                yield cell.content.plain if cell.markup is None else _untagged(cell.markup)


def _untagged(markup: str) -> str:
    """Return `markup` without its tags; deliberately not what `cells` does with it."""
    # A tag inside a word does not part it: b<i>c</i> is one word.
    inline = re.sub(r"</?(?:b|strong|i|em|a|span|u|font|sup|sub)\b[^<>]*>", "", markup)
    return html.unescape(re.sub(r"</?[a-zA-Z][^<>]*>", " ", inline))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def row_source(row: Sequence[RawCell | None], above: Sequence[RawCell | None]) -> Source:
    """Return where `row` begins: its first cell that does not reach down from the row `above`."""
    cells = [cell for cell in row if cell is not None]
    begun = (c for c, a in zip(row, above, strict=False) if c is not None and c is not a)
    return _without_column(next(begun, cells[0]).source)


def cell_source(cell: RawCell | None, row: Source) -> Source:
    """Return where `cell` is, `row` where the file has none."""
    return row if cell is None else cell.source


def sources(plan: Plan, entries: Iterable[Entry]) -> Sources:
    """Return where each action of `plan` and its updates are; an entry made each action."""
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
        _without_column(found[key, ""]): (number, key)
        for key, number in zip(plan.keys(), numbers, strict=True)
    }
    return tuple(replace(f, place=_placed(f.place, actions)) for f in findings)


def _placed(place: Place, actions: dict[Source, tuple[str, str]]) -> Place:
    if place.action or place.source is None:
        return place
    number, key = actions.get(_without_column(place.source), ("", ""))
    return replace(place, recommendation=place.recommendation or number, action=key)


def _without_column(source: Source) -> Source:
    return replace(source, column=None)
