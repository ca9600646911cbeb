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
from weasyprint.css import ComputedStyle
from weasyprint.formatting_structure.boxes import Box, LineBox, TableCellBox, TextBox

from pipeline.render.pdf.private import replaced

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

_SHARED: dict[type[Box], tuple[str, ...]] = {
    LineBox: (
        *("element_tag", "position_x", "height", "baseline", "text_indent", "resume_at"),
        *("block_ellipsis", "remove_decoration_sides"),
    ),
    TextBox: ("element_tag", "children", "height", "baseline", "margin_top", "margin_bottom"),
}
"""What the lines of a column, and the words in one type, have in common. There are two of these
boxes for each line, and a dictionary of eleven entries takes twice as much as one of ten."""
_MOST_KINDS = 1_000

_Shared = tuple[tuple[str, Any], ...]
_SMALL: dict[tuple[type[Box], _Shared], type[Box]] = {}


@contextmanager
def settled_pages() -> Iterator[None]:
    """Have WeasyPrint make its pages small, one by one, while the block runs."""
    make = layout.make_all_pages

    def made_small(context: Any, *arguments: Any) -> Iterator[Any]:
        styles = _Styles(context.style_for)
        for number, page in enumerate(make(context, *arguments)):
            if number >= FEW:
                settle(page)
                styles.share(page)
            yield page

    with replaced({"layout:make_all_pages": made_small}):
        yield


def settle(page: Any) -> None:
    """Let the boxes below `page` say only what is their own; what they answer stays the same."""
    for box in list(page.descendants()):
        if box is page or not isinstance(box, Box):
            continue
        if isinstance(box, LineBox):
            box.resume_at = None  # where the next line began: of use only until the page was full
        box.remove_decoration_sides = _one(frozenset(box.remove_decoration_sides))
        _shrink(box)


def _shrink(box: Box) -> None:
    own = {
        name: _one(value) if type(value) is float else value
        for name, value in vars(box).items()
        if name not in _USUAL or value != _USUAL[name]
    }
    kind = type(box)
    if kind is TextBox and not own["children"]:
        own["children"] = ()
    shared = tuple((name, own[name]) for name in _SHARED.get(kind, ()) if name in own)
    if len(_SMALL) >= _MOST_KINDS and (kind, shared) not in _SMALL:
        shared = ()
    names = {name for name, _ in shared}
    # A dictionary of which entries were deleted stays as large as it was; a new one is small.
    box.__dict__ = {name: value for name, value in own.items() if name not in names}
    box.__class__ = _small(kind, shared)


class _Styles:
    """One style for all pages, margins and cells that are styled alike.

    WeasyPrint makes new ones for each page and its margins, since each page could have its own,
    and for what each page shows of a cell, which it sets as if no height were given.
    """

    def __init__(self, style_for: Any) -> None:
        self._style_for = style_for
        self._known: dict[tuple[Any, ...], Any] = {}

    def share(self, page: Any) -> None:
        """Put one of the known styles in place of each that `page` has."""
        self._share_margins(page)
        for box in page.descendants():
            if isinstance(box, TableCellBox) and isinstance(box.style, ComputedStyle):
                same = id(box.style.cascaded), id(box.style.parent_style), box.style["height"]
                box.style = self._known.setdefault(same, box.style)

    def _share_margins(self, page: Any) -> None:
        computed = self._style_for.get_computed_styles()
        declared = self._style_for.get_cascaded_styles()  # of no use once they are computed
        shared: dict[int, Any] = {}
        for key in [key for key in declared if key[0] == page.page_type]:
            values = ((name, id(value)) for name, (value, _) in declared.pop(key).items())
            style = self._known.setdefault((key[1], *sorted(values)), computed[key])
            shared[id(computed[key])] = computed[key] = style
        for box in (page, *page.children):
            box.style = shared.get(id(box.style), box.style)


@lru_cache(maxsize=10_000)
def _one(value: Any) -> Any:
    """Return one object for all that equal `value`: a float, or a set of sides."""
    return value


def _small(kind: type[Box], shared: _Shared) -> type[Box]:
    """Return the class `kind` with the usual values, and the `shared` ones, as its own."""
    if (kind, shared) not in _SMALL:
        _SMALL[kind, shared] = type(kind.__name__, (kind,), {**_USUAL, **dict(shared)})
    return _SMALL[kind, shared]
