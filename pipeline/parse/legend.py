"""The legend of status words: what each of them, or each colour, means."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.findings import Finding, Place, Severity, Source
from pipeline.parse.cells import plain_words
from pipeline.parse.headings import Role, read_heading
from pipeline.table import RawCell, RawTable, grid

_WIDEST = 3
"""Columns: a colour, its word, and what it means."""
_FEWEST = 2
"""Words that a legend explains."""
_LONGEST = 4
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
    rows = [tuple(filled) for row in grid(table) if (filled := _texts(row))] if table.placed else []
    if len(rows) < _FEWEST or max(map(len, rows)) > _WIDEST:
        return False
    head, *body = rows
    if len(body) >= _FEWEST and _heads_legend(head):
        return True
    return all(_is_colour(row[0]) for row in (body if len(body) >= _FEWEST else rows))


def _texts(row: Sequence[RawCell | None]) -> list[str]:
    return [text for cell in dict.fromkeys(row) if (text := plain_words(cell))]


def _heads_legend(texts: Sequence[str]) -> bool:
    """Return whether a status stands beside what it means, and nothing else of a plan does."""
    if len(texts) < _FEWEST:
        return False
    means = [bool(_MEANING & set(re.findall(r"[a-z]+", text.lower()))) for text in texts]
    roles = {read_heading(text).role for text, m in zip(texts, means, strict=True) if not m}
    return any(means) and Role.STATUS in roles and roles <= {Role.STATUS, None}


def _is_colour(text: str) -> bool:
    """Return whether `text` is a colour, or begins with one and says a word or two of it."""
    words = re.findall(r"[a-z]+", text.lower())
    return 0 < len(words) <= _LONGEST and words[0] in _COLOURS


def legend(words: Sequence[str], source: Source | None) -> Finding:
    """Return what is said of a legend with the `words`: the layout prints its own."""
    return Finding(
        "legend",
        Severity.NOTE,
        "A legend of status words was left out; the layout prints its own.",
        Place(source=source),
        words=tuple(words),
    )
