"""What is around a plan: its title and details, notes, a legend, a table of contents."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from pipeline.findings import Finding, Place, Severity, Source
from pipeline.model import Detail
from pipeline.parse.cells import plain_words
from pipeline.parse.headings import Role, heading_key, read_heading
from pipeline.parse.numbers import split_number
from pipeline.richtext import line_text, one_line
from pipeline.table import RawCell, RawTable, RawText, grid

_DETAIL = re.compile(r"([^:.]{1,40}):(?: +|$)(.*)", re.DOTALL)
_TOLD = re.compile(
    r"(?:police )?(?:force|service|organi[sz]ation|authority|council|trust|version|date|author|"
    r"(?:executive |strategic )?lead|(?:plan |senior responsible )?owner|sro|contact|status|"
    r"prepared by|approved by|(?:last )?(?:updated|reviewed|published)(?: on)?)\s*:",
    re.IGNORECASE,
)
"""Labels of details: such a line is not a title, though a title may hold a colon."""
_TITLE = re.compile(r"[^\n]{1,150}(?<![.;:])")
_LEGEND = re.compile(r"(?:status words|status key|key|legend)\b\s*:?", re.IGNORECASE)


def title_and_details(
    texts: Sequence[RawText],
) -> tuple[str, tuple[Detail, ...], tuple[Finding, ...]]:
    """Return the title and the details that `texts` above the plan are, and what was left out."""
    at = _title_place(texts)
    title = "" if at is None else one_line(texts[at].content)
    kept, explained = _without_legend([t for i, t in enumerate(texts) if i != at])
    lines = [line_text(line) for text in kept for line in text.content.lines()]
    return title, tuple(_detail(line) for line in lines), explained


def _title_place(texts: Sequence[RawText]) -> int | None:
    """Return which of `texts` is the title; None where each is a detail.

    It is the first heading of the first level, else the first text, or the first below details
    that can be a title.
    """
    if (headed := next((i for i, t in enumerate(texts) if t.level == 1), None)) is not None:
        return headed
    plain = [text.content.plain for text in texts]
    said = [i for i, line in enumerate(plain) if _TOLD.match(line) or _LEGEND.match(line)]
    left = [i for i in range(len(plain)) if i not in said]
    return left[0] if left and (not left[0] or _TITLE.fullmatch(plain[left[0]])) else None


def _detail(line: str) -> Detail:
    match = _DETAIL.fullmatch(line)
    return Detail(match[1], match[2]) if match else Detail("", line)


def notes_of(texts: list[RawText]) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """Return the lines of `texts` between and below the tables, and what was left out."""
    kept, explained = _without_legend(texts)
    return tuple(line_text(line) for text in kept for line in text.content.lines()), explained


def _without_legend(texts: list[RawText]) -> tuple[list[RawText], tuple[Finding, ...]]:
    """Part the legend of status words from `texts`: the layout prints its own."""
    said = [t for t in texts if _LEGEND.match(t.content.plain)]
    kept = [t for t in texts if t not in said]
    return kept, tuple(legend(text.content.words, text.source) for text in said)


_FIGURES = "0123456789"
_LEADERS = " .…·_"
"""What leads from the words to the page."""
_MOST_FIGURES = 3
_CONTENTS = re.compile(r"(?:table of )?contents(?: page)?", re.IGNORECASE)
_FEWEST_LINES = 2
"""Lines of a table of contents."""

Items = Sequence[RawText | RawTable]


def without_contents(items: Items) -> tuple[Items, tuple[Finding, ...]]:
    """Return `items` without the table of contents, and what is said about it.

    Its lines are headings of the document with the number of a page behind; there are several, and
    they are before the first table.
    """
    first = next((n for n, item in enumerate(items) if isinstance(item, RawTable)), len(items))
    headings = {heading_key(_text(item)) for item in items if _is_heading(item)} - {""}
    front = [item for item in items[:first] if isinstance(item, RawText)]
    entries = [item for item in front if _names(item, headings)]
    if len(entries) < _FEWEST_LINES:
        return items, ()
    titles = [item for item in front if _CONTENTS.fullmatch(_text(item))]
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
    """Return what a line of contents names before its page, empty if it names no page."""
    led = line.rstrip(_FIGURES)
    name = led.rstrip(_LEADERS)
    return name if 0 < len(line) - len(led) <= _MOST_FIGURES and len(name) < len(led) else ""


_WIDEST_LEGEND = 3
"""Columns: a colour, its word, and what it means."""
_FEWEST_MEANINGS = 2
"""Words that a legend explains."""
_MOST_COLOUR_WORDS = 4
"""Words beside a colour: `Red – off track`."""
_COLOURS = frozenset(
    [
        "red",
        "amber",
        "green",
        "blue",
        "yellow",
        "orange",
        "grey",
        "gray",
        "white",
        "black",
        "purple",
    ]
)
_MEANING = frozenset(["meaning", "means", "definition", "description", "explanation", "criteria"])


def is_legend(table: RawTable) -> bool:
    """Return whether `table` explains status words: by its headings, or since they are colours."""
    rows = (
        [tuple(filled) for row in grid(table) if (filled := _filled_texts(row))]
        if table.placed
        else []
    )
    if len(rows) < _FEWEST_MEANINGS or max(map(len, rows)) > _WIDEST_LEGEND:
        return False
    head, *body = rows
    if len(body) >= _FEWEST_MEANINGS and _heads_legend(head):
        return True
    return all(_is_colour(row[0]) for row in (body if len(body) >= _FEWEST_MEANINGS else rows))


def _filled_texts(row: Sequence[RawCell | None]) -> list[str]:
    return [text for cell in dict.fromkeys(row) if (text := plain_words(cell))]


def _heads_legend(texts: Sequence[str]) -> bool:
    """Return whether a status is beside what it means, and nothing else of a plan does."""
    if len(texts) < _FEWEST_MEANINGS:
        return False
    means = [bool(_MEANING & set(re.findall(r"[a-z]+", text.lower()))) for text in texts]
    roles = {read_heading(text).role for text, m in zip(texts, means, strict=True) if not m}
    return any(means) and Role.STATUS in roles and roles <= {Role.STATUS, None}


def _is_colour(text: str) -> bool:
    """Return whether `text` is a colour, or begins with one and says a word or two of it."""
    words = re.findall(r"[a-z]+", text.lower())
    return 0 < len(words) <= _MOST_COLOUR_WORDS and words[0] in _COLOURS


def legend(words: Sequence[str], source: Source | None) -> Finding:
    """Return what is said about a legend with the `words`: the layout prints its own."""
    return Finding(
        "legend",
        Severity.NOTE,
        "A legend of status words was left out; the layout prints its own.",
        Place(source=source),
        words=tuple(words),
    )
