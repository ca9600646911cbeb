"""Rules for readers who do not see colours, or do not see (WCAG 2.2, level AA)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.check.example import Example
from pipeline.check.rule import Family, Hit, Rule, quoted
from pipeline.check.subject import Subject
from pipeline.findings import Place, Severity

_COLOURS = "red|amber|green|yellow|orange|blue|purple|grey|black|white"
_COLOUR_STATUS = re.compile(rf"(?:b?rag\W*)?(?:{_COLOURS})(?: status)?", re.IGNORECASE)
_BY_COLOUR = re.compile(
    rf"\b(?:(?:shown|marked|highlighted|shaded|coloured|printed|written|text|items?|rows?|cells?"
    rf"|entries|updates?|actions?) in (?:{_COLOURS})"
    rf"|(?:{_COLOURS})(?:[- ](?:shaded|highlighted|coloured))? (?:text|cells?|rows?|columns?))\b",
    re.IGNORECASE,
)


def _colour_only(subject: Subject) -> Iterator[Hit]:
    seen: set[str] = set()
    for row in subject.rows:
        status = row.action.status
        if status not in seen and _COLOUR_STATUS.fullmatch(status):
            seen.add(status)
            yield row.place, f"The status {quoted(status)} names a colour and no meaning."
    for cell in subject.cells:
        for match in _BY_COLOUR.finditer(cell.text):
            yield cell.place, f"A colour is the only sign in {quoted(match[0])}."


def _heading_empty(subject: Subject) -> Iterator[Hit]:
    yield from subject.found_by_reader("heading-empty")
    for place, period in enumerate(subject.plan.periods, start=1):
        if not period.label:
            yield Place(), f"Period {place} has no heading."
    columns = subject.layout.columns
    for name in ("number", "recommendation", "evidence", "owner", "status"):
        if not getattr(columns, name).heading.strip():
            yield Place(), f"The layout's column {name} has no heading."


ACCESSIBLE = (
    Rule(
        "colour-only",
        Family.ACCESSIBLE,
        Severity.WARNING,
        "A colour is the only sign of something: a status called Green, or “shown in red”.",
        "Say it in words: In progress, Complete (WCAG 2.2, 1.4.1).",
        _colour_only,
        bad=Example(updates=("Begun.", "New text is shown in red."), statuses=("Green",)),
        good=Example(updates=("Begun.", "New text begins with “New:”."), statuses=("Complete",)),
    ),
    Rule(
        "heading-empty",
        Family.ACCESSIBLE,
        Severity.WARNING,
        "A column's heading is empty.",
        "Name the column: a screen reader says its heading before each cell (WCAG 2.2, 1.3.1).",
        _heading_empty,
        bad=Example(periods=("November 22nd 2024", "")),
        good=Example(periods=("November 22nd 2024", "March 27th 2025")),
    ),
)
