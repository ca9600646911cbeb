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

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        sheets = super()._ua_stylesheets(forms)
        return sheets if self._has_notes else [_without_notes(sheet) for sheet in sheets]


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
