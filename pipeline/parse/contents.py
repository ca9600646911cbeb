"""The table of contents in front of a plan: lines that name the headings behind it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from pipeline.findings import Finding, Place, Severity
from pipeline.parse.headings import heading_key
from pipeline.parse.numbers import split_number
from pipeline.richtext import one_line
from pipeline.table import RawTable, RawText

_FIGURES = "0123456789"
_LEADERS = " .…·_"
"""What leads from the words to the page."""
_MOST_FIGURES = 3
_TITLE = re.compile(r"(?:table of )?contents(?: page)?", re.IGNORECASE)
_FEWEST = 2

Items = Sequence[RawText | RawTable]


def without_contents(items: Items) -> tuple[Items, tuple[Finding, ...]]:
    """Return `items` without the table of contents, and what is said of it.

    Its lines are headings of the document with the number of a page behind; there are several, and
    they stand before the first table.
    """
    first = next((n for n, item in enumerate(items) if isinstance(item, RawTable)), len(items))
    headings = {heading_key(_text(item)) for item in items if _is_heading(item)} - {""}
    front = [item for item in items[:first] if isinstance(item, RawText)]
    entries = [item for item in front if _names(item, headings)]
    if len(entries) < _FEWEST:
        return items, ()
    titles = [item for item in front if _TITLE.fullmatch(_text(item))]
    left = {id(item) for item in (*entries, *titles)}
    said = [text for item in items if id(item) in left and (text := _text(item))]
    finding = Finding(
        "contents",
        Severity.NOTE,
        f"A table of contents of {len(entries)} lines was left out; the pages it names are not "
        "those of the edition.",
        Place(source=entries[0].source),
        words=tuple(word for text in said for word in text.split()),
    )
    return [item for item in items if id(item) not in left], (finding,)


def _text(item: RawText | RawTable) -> str:
    return one_line(item.content) if isinstance(item, RawText) else ""


def _is_heading(item: RawText | RawTable) -> bool:
    return isinstance(item, RawText) and item.level > 0


def _names(item: RawText, headings: Collection[str]) -> bool:
    is_numbered = bool(split_number(item.content, named_only=True)[0])  # Recommendation 3
    return not (item.level or is_numbered) and heading_key(_entry(_text(item))) in headings


def _entry(line: str) -> str:
    """Return what a line of contents names before its page, empty where it names no page."""
    led = line.rstrip(_FIGURES)
    name = led.rstrip(_LEADERS)
    return name if 0 < len(line) - len(led) <= _MOST_FIGURES and len(name) < len(led) else ""
