"""Where the stretches and words of a page's text are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeAlias

from pipeline.ingest.hidden import Cause
from pipeline.ingest.pdf.page import Box, Hidden
from pipeline.ingest.pdf.page.letters import Letters, Stretch

_SOLID = re.compile("[^ ]+")
ASCENT, DESCENT = 0.9, 0.25
"""How far a line reaches above and below its base, in type sizes."""
GAP = 0.13
"""A gap beyond this share of the line's height parts two words."""
BODY = 0.5
"""How far most letters reach above their base, in type sizes."""

Span: TypeAlias = tuple[int, int]
"""Where a word begins and ends among the letters."""
Causes: TypeAlias = dict[Span, Cause]
"""Hidden words, and what hides each."""


class Sheet(NamedTuple):
    """The page itself; its boxes in points from its lower left corner, `bottom` the upper side."""

    page: Any
    media: Box
    crop: Box
    """What of it is shown."""
    has_layers: bool
    """The file has parts that a viewer can switch off."""
    redacted: tuple[Box, ...] = ()
    """What is marked for redaction, from the upper left corner of the media box."""


class Placed:
    """The text of one page and its places, in points from the upper left corner of its box."""

    def __init__(self, letters: Letters, stretches: Sequence[Stretch], foot: float) -> None:
        self.letters, self.stretches, self.foot = letters, stretches, foot
        self.texts = [stretch.text_object for stretch in stretches]
        """The address of each stretch's text object."""
        self.box = cache(self._measured)

    def _measured(self, number: int) -> Box:
        """Return where a stretch is, from the upper left corner of the media box.

        The first and the last letter bound a level line; all letters bound another.
        """
        start, end, _, base, size, _, is_level = self.stretches[number]
        if not is_level:
            return self.around((start, end))
        x0s, x1s, last, foot = self.letters.x0s, self.letters.x1s, end - 1, self.foot - base
        left, right = min(x0s[start], x0s[last]), max(x1s[start], x1s[last])
        return Box(left, foot - ASCENT * size, right, foot + DESCENT * size)

    def around(self, span: Span) -> Box:
        """Return the box round the letters at `span`."""
        letters, part = self.letters, slice(*span)
        high, low = max(letters.highs[part]), min(letters.lows[part])
        return Box(
            min(letters.x0s[part]), self.foot - high, max(letters.x1s[part]), self.foot - low
        )

    def spans(self, number: int) -> Iterator[Span]:
        """Yield where the words of a stretch are among the letters."""
        stretch = self.stretches[number]
        for found in _SOLID.finditer(self.letters.text, stretch.start, stretch.end):
            yield found.span()

    def words(self, spans: Mapping[Span, Cause]) -> Iterator[Hidden]:
        """Yield the words at `spans`, with their places; several spans may make one word."""
        waiting: tuple[Span, Cause] | None = None
        for span, cause in sorted(spans.items()):
            if waiting and self._go_on(waiting[0], span):
                waiting = (waiting[0][0], span[1]), cause
                continue
            if waiting:
                yield self._hidden(*waiting)
            waiting = span, cause
        if waiting:
            yield self._hidden(*waiting)

    def _hidden(self, span: Span, cause: Cause) -> Hidden:
        return Hidden(self.letters.text[slice(*span)], cause, self.around(span))

    def _go_on(self, before: Span, span: Span) -> bool:
        """Return whether a word goes on in the next text object."""
        last, first, letters = before[1] - 1, span[0], self.letters
        high = letters.highs[last] - letters.lows[last]
        is_level = abs(letters.lows[last] - letters.lows[first]) < BODY * high
        return first == last + 1 and is_level and abs(letters.gaps[last]) < GAP * high
