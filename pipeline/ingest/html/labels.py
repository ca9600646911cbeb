"""Headings that a page repeats in every cell, for screens that are too narrow for a table."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.ingest.html.elements import Element, all_text, tag
from pipeline.richtext import clean_text


def repeated_headings(rows: Sequence[Sequence[Element]]) -> list[Element]:
    """Return the elements in the cells of `rows` that only say a heading of the first row again.

    A script puts one before what each cell says and a style sheet hides it on wide screens. So
    every cell that says something begins with one; where a single cell does not, they are text.
    """
    headings = {_key(cell) for cell in rows[0]} if rows else set()
    cells = [cell for row in rows[1:] for cell in row if _key(cell)]
    labels = [_first(cell) for cell in cells]
    if not all(label is not None and _key(label) in headings for label in labels):
        return []
    says_more = any(_key(label) != _key(cell) for label, cell in zip(labels, cells, strict=True))
    return labels if says_more else []


def _first(cell: Element) -> Element | None:
    """Return the element that `cell` begins with, None if it begins with text."""
    if (cell.text or "").strip():
        return None
    return next((child for child in cell if tag(child)), None)


def _key(element: Element) -> str:
    return clean_text(all_text(element)).casefold().rstrip(": ")
