"""Words that a template writes itself: none of them may be among those of the plan."""

from __future__ import annotations

import re
from collections.abc import Iterator

_OUTSIDE = frozenset(("aside", "nav", "header", "footer", "head", "style", "title"))
"""Elements that are about the page: what is in them is read as furniture."""
_FILLED_IN = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_BLANK = "\x00"
"""Stands for what is filled in."""
_TAG = re.compile(rf"<(/?)([A-Za-z{_BLANK}!?][\w-]*)(?:\"[^\"]*\"|'[^']*'|[^<>\"'])*>")
_LETTERS = re.compile(r"[^\W_](?:[^<>\x00\n]*[^\W_])?")
_ENTITY = re.compile(r"&#?\w+;")


def literal_words(source: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the words of each text that the template `source` writes as it is.

    What is in an `<aside>` or another element about the page is not among them.
    """
    text = _FILLED_IN.sub(_blank, source)
    depth = place = 0
    for tag in (*_TAG.finditer(text), None):
        written = text[place : tag.start() if tag else None]
        if not depth:
            yield from _words(written, 1 + text.count("\n", 0, place))
        if tag is None:
            return
        if tag[2].lower() in _OUTSIDE:
            depth = max(depth + (-1 if tag[1] else 1), 0)
        place = tag.end()


def _blank(found: re.Match[str]) -> str:
    return _BLANK + "\n" * found[0].count("\n")


def _words(text: str, first: int) -> Iterator[tuple[int, str]]:
    for line, part in enumerate(text.split("\n"), first):
        for found in _LETTERS.finditer(_ENTITY.sub(" ", part)):
            yield line, found[0]
