"""What a tag tree does not describe, read by what the pages show of it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Set

from pipeline.ingest.pdf.file.document import Document
from pipeline.ingest.pdf.page import Page

_NOTHING: frozenset[int] = frozenset()


class Excerpt:
    """The pages of a document with the words of some marks alone, and what is drawn round them."""

    def __init__(self, document: Document, marks: Mapping[int, Set[int]]) -> None:
        self._document, self._marks = document, marks
        self.path = document.path
        self.count = max(marks, default=0)

    def page(self, number: int) -> Page:
        """Return page `number`; a blank one where it has none of the words."""
        if not (marks := self._marks.get(number, _NOTHING)):
            return Page(number, 1.0, 1.0, (), (), (), 0, 0)
        page = self._document.page(number)
        words = tuple(word for word in page.words if word.mark in marks)
        others = [word for word in page.words if word.mark not in marks]
        top, foot = min(word.top for word in words), max(word.bottom for word in words)
        above = max((word.bottom for word in others if word.bottom <= top), default=-math.inf)
        below = min((word.top for word in others if word.top >= foot), default=math.inf)
        rules, fills = (
            tuple(box for box in boxes if above < box.top and box.bottom < below)
            for boxes in (page.rules, page.fills)
        )
        return page._replace(words=words, rules=rules, fills=fills)
