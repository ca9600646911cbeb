"""Pages that are made small when they are laid out: a long plan has a million boxes.

WeasyPrint keeps every page's boxes until the last page is drawn, and each box keeps what its
layout needed. Most of it is the same in nearly every box: no margin, no padding, no border. What
a box says as all others do is said here by its class, and is looked up there by whoever asks.
See docs/decisions/pdf-memory.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from math import inf
from typing import Any

from weasyprint import layout
from weasyprint.formatting_structure.boxes import Box, LineBox

FEW = 100
"""So many pages are left as they are: it takes time, and a usual plan has no more."""

_SIDES = ("top", "right", "bottom", "left")
_USUAL: dict[str, Any] = {
    "remove_decoration_sides": frozenset(),
    "first_letter_style": None,
    "first_line_style": None,
    "min_width": 0,
    "min_height": 0,
    "max_width": inf,
    "max_height": inf,
    **{f"margin_{side}": 0 for side in _SIDES},
    **{f"padding_{side}": 0 for side in _SIDES},
    **{f"border_{side}_width": 0 for side in _SIDES},
}

_SMALL: dict[type[Box], type[Box]] = {}


@contextmanager
def settled_pages() -> Iterator[None]:
    """Have WeasyPrint make its pages small, one by one, while the block runs."""
    make = layout.make_all_pages

    def made_small(*arguments: Any) -> Iterator[Any]:
        for number, page in enumerate(make(*arguments)):
            if number >= FEW:
                settle(page)
            yield page

    layout.make_all_pages = made_small
    try:
        yield
    finally:
        layout.make_all_pages = make


def settle(page: Any) -> None:
    """Let the boxes below `page` say only what is their own; what they answer stays the same."""
    for box in list(page.descendants()):
        if box is page or not isinstance(box, Box):
            continue
        if isinstance(box, LineBox):
            box.resume_at = None  # where the next line began: of use only until the page was full
        box.remove_decoration_sides = _one(frozenset(box.remove_decoration_sides))
        own = {
            name: _one(value) if type(value) is float else value
            for name, value in vars(box).items()
            if name not in _USUAL or value != _USUAL[name]
        }
        box.__class__, box.__dict__ = _small(box), own


@lru_cache(maxsize=10_000)
def _one(value: Any) -> Any:
    """Return one object for all that equal `value`: a float, or a set of sides."""
    return value


def _small(box: Box) -> type[Box]:
    """Return the class of `box` with the usual values as its own."""
    kind = type(box)
    if kind not in _SMALL:
        _SMALL[kind] = type(kind.__name__, (kind,), dict(_USUAL))
    return _SMALL[kind]
