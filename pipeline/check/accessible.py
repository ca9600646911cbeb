"""Rules for readers who do not see colours, or do not see (WCAG 2.2, level AA)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.check.example import Example
from pipeline.check.rule import Family, Hit, Rule, quoted
from pipeline.check.subject import Subject
from pipeline.errors import LayoutError
from pipeline.findings import Place, Severity
from pipeline.layout import Layout

ENOUGH = 4.5
"""The least contrast of text (success criterion 1.4.3)."""

_COLOURS = "red|amber|green|yellow|orange|blue|purple|grey|black|white"
_COLOUR_STATUS = re.compile(rf"(?:b?rag\W*)?(?:{_COLOURS})(?: status)?", re.IGNORECASE)
_HEX = re.compile("#[0-9a-fA-F]{6}")
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


def _contrast(subject: Subject) -> Iterator[Hit]:
    for what, text, background in _pairs(subject.layout):
        ratio = contrast(text, background)
        if ratio < ENOUGH:
            yield Place(), f"{what}: {text} on {background} has a contrast of {ratio:.1f}:1."


def _pairs(layout: Layout) -> Iterator[tuple[str, str, str]]:
    """Yield what `layout` prints in which colour on which."""
    colours = layout.colours
    yield "Headings", colours.heading_text, colours.heading_background
    for name in ("stub_background", "newest_background"):
        where = name.replace("_", " ")
        yield f"Text on {where}", colours.text, getattr(colours, name)
        yield f"Links on {where}", colours.link, getattr(colours, name)
    yield "Text", colours.text, "#ffffff"
    yield "Links", colours.link, "#ffffff"
    for status in layout.statuses:
        yield f"Status {quoted(status.word)}", status.text, status.background


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two `#rrggbb` colours, 1 to 21, as WCAG 2.2 defines it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """Return the relative luminance of a `#rrggbb` colour.

    Raises LayoutError for a colour that is written in another way.
    """
    if not _HEX.fullmatch(colour):
        raise LayoutError(f"{colour!r} is no colour", hint="Write it as #rrggbb in the layout.")
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


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
    Rule(
        "contrast",
        Family.ACCESSIBLE,
        Severity.ERROR,
        f"Two colours of the layout have a contrast below {ENOUGH}:1.",
        "Choose a darker or lighter colour in the layout (WCAG 2.2, 1.4.3).",
        _contrast,
        bad=Example(ink="#999999"),
        good=Example(ink="#333333"),
    ),
)
