"""A page as WeasyPrint takes it, without the work that this page does not need."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

import cssselect2
from weasyprint import CSS, HTML

NOTES = ("footnote", "note(", "::note")
"""A style sheet that has footnotes or notes has one of these words."""
ITEMS = "list-item"
"""A style sheet that makes items of a list of other elements than `li` has this word."""
_OF_NOTES = frozenset(
    ("footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback")
)


class Xhtml(HTML):  # type: ignore[misc]
    """A page that is parsed already: WeasyPrint's own parser is slow."""

    def __init__(self, root: Element, base_url: str, fetcher: Any, styles: Sequence[str]) -> None:
        self.base_url, self.url_fetcher, self.media_type = base_url, fetcher, "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = root
        self._has_notes = any(word in style for style in styles for word in NOTES)
        self._has_items = any(ITEMS in style for style in styles)

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        sheets = super()._ua_stylesheets(forms)
        if not self._has_notes:
            sheets = [_without_notes(sheet) for sheet in sheets]
        return sheets if self._has_items else [_with_markers_of_lists(sheet) for sheet in sheets]


@cache
def _without_notes(sheet: CSS) -> CSS:
    """Return a browser's style `sheet` without the rules that make notes of any element.

    They match every element, so each would have five more styles: a third of the memory that a
    long page takes, and half of the time that its styles take.
    """
    made = copy(sheet)
    made.matcher = copy(sheet.matcher)
    selectors = sheet.matcher.other_selectors
    made.matcher.other_selectors = [s for s in selectors if s[3] not in _OF_NOTES]
    return made


@cache
def _with_markers_of_lists(sheet: CSS) -> CSS:
    """Return a browser's style `sheet` whose rule for markers matches the items of lists alone.

    It matches every element, and markers share no style, as elements do that look alike.
    """
    made = copy(sheet)
    made.matcher = copy(sheet.matcher)
    selectors, by_name = sheet.matcher.other_selectors, sheet.matcher.lower_local_name_selectors
    markers = [s for s in selectors if s[3] == "marker"]
    made.matcher.other_selectors = [s for s in selectors if s[3] != "marker"]
    made.matcher.lower_local_name_selectors = {**by_name, "li": by_name.get("li", []) + markers}
    return made
