"""What of a page's text can be seen: the one place that decides it.

A text's place, colour, size and clip, and what is painted over it, raise a suspicion, and cost
little. What is suspected is judged by its pixels: the page is painted with and without it, and text
that makes no difference is hidden, whatever hides it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import NamedTuple

from pipeline.ingest.hidden import Cause
from pipeline.ingest.pdf.page import Box, Hidden
from pipeline.ingest.pdf.page.clips import clip_of, clipped
from pipeline.ingest.pdf.page.drawing import Drawing
from pipeline.ingest.pdf.page.letters import Letters, Stretch
from pipeline.ingest.pdf.page.placed import Causes, Placed, Sheet, Span
from pipeline.ingest.pdf.page.suspicion import Suspicions

_TINY, _DWARF = 1.5, 0.25
"""Type smaller than this, in points, and than this share of the usual size, cannot be read."""
_FLAT = 0.02
"""Letters narrower than this share of their size are drawn without a width."""


class Painted(NamedTuple):
    """What of a page's text can be seen, and what cannot."""

    shown: list[Stretch]
    hidden: list[Hidden]


def painted(
    letters: Letters, stretches: Sequence[Stretch], drawn: Drawing, sheet: Sheet
) -> Painted:
    """Return the parts of `stretches` that the page shows, and the words that it does not."""
    at = Placed(letters, stretches, sheet.media.bottom)
    hidden = _CutOff(at, drawn, sheet).words()
    for number, causes in _unseen(at, drawn, sheet, hidden).items():
        hidden.setdefault(number, {}).update(causes)
    if not hidden:
        return Painted(list(stretches), [])
    shown: list[Stretch] = []
    for number, stretch in enumerate(stretches):
        shown.extend(_rest(stretch, sorted(hidden.get(number, ()))))
    spans = {span: cause for causes in hidden.values() for span, cause in causes.items()}
    return Painted(shown, list(at.words(spans)))


def _rest(stretch: Stretch, spans: Iterable[Span]) -> Iterator[Stretch]:
    """Yield what the hidden `spans` leave of `stretch`."""
    start = stretch.start
    for first, end in spans:
        if first > start:
            yield stretch._replace(start=start, end=first)
        start = end
    if start < stretch.end:
        yield stretch._replace(start=start)


def _unseen(
    at: Placed, drawn: Drawing, sheet: Sheet, known: dict[int, Causes]
) -> dict[int, Causes]:
    """Return the words that make no difference to the page's pixels, but for those `known`."""
    suspicions = Suspicions(drawn, has_layers=sheet.has_layers)
    suspects = {
        number: suspicion
        for number, suspicion in suspicions.of(at)
        if number not in known and at.texts[number]
    }
    if not suspects:
        return {}
    from pipeline.ingest.pdf.page.verdict import Verdict  # most documents need no pictures

    return Verdict(at, drawn, sheet, suspects).hidden()


class _CutOff:
    """Finds what is not painted for its place or its size."""

    def __init__(self, at: Placed, drawn: Drawing, sheet: Sheet) -> None:
        self._at, self._drawn, self._sheet = at, drawn, sheet

    def words(self) -> dict[int, Causes]:
        """Return the words outside the page's box, outside their clip, or of no size."""
        found: dict[int, Causes] = {}
        for cause, spans in (
            (Cause.SIZE, self._tiny()),
            (Cause.OUTSIDE, self._off_the_page()),
            (Cause.CLIPPED, self._clipped()),
            (Cause.REDACTED, self._redacted()),
        ):
            for number, span in spans:
                found.setdefault(number, {}).setdefault(span, cause)
        return found

    def _tiny(self) -> Iterator[tuple[int, Span]]:
        """Yield the words whose type is too small, or whose letters are flat."""
        x0s, x1s = self._at.letters.x0s, self._at.letters.x1s
        least = min(_TINY, _DWARF * median([s.size for s in self._at.stretches] or [0]))
        for number, (start, end, _, _, size, _, is_level) in enumerate(self._at.stretches):
            is_flat = x1s[start] - x0s[start] < _FLAT * size and is_level
            if size < least or (
                is_flat and x1s[end - 1] - x0s[start] < _FLAT * size * (end - start)
            ):
                yield from ((number, span) for span in self._at.spans(number))

    def _off_the_page(self) -> Iterator[tuple[int, Span]]:
        media, crop, letters = self._sheet.media, self._sheet.crop, self._at.letters
        left, foot = media.x0, media.bottom
        shown = Box(crop.x0 - left, foot - crop.bottom, crop.x1 - left, foot - crop.top)
        if letters.text and not (
            min(letters.x0s) >= shown.x0
            and max(letters.x1s) <= shown.x1
            and min(letters.lows) >= crop.top
            and max(letters.highs) <= crop.bottom
        ):
            for number in range(len(self._at.stretches)):
                yield from self._outside(number, shown)

    def _clipped(self) -> Iterator[tuple[int, Span]]:
        clips = any(place.clip for place in self._drawn.places)
        for number in range(len(self._at.texts)) if clips else clipped(self._at.texts):
            text = self._at.texts[number]
            if (place := self._drawn.texts.get(text)) is None:
                continue
            if clip := clip_of(text, place.frame, place.clip):
                yield from self._outside(number, clip)

    def _outside(self, number: int, frame: Box) -> Iterator[tuple[int, Span]]:
        """Yield the words of a stretch of which nothing is inside `frame`."""
        box, letters = self._at.box(number), self._at.letters
        is_off = box.top >= frame.bottom or box.bottom <= frame.top
        if not is_off and box.x0 >= frame.x0 and box.x1 <= frame.x1:
            return
        for start, end in self._at.spans(number):
            if (
                is_off
                or max(letters.x1s[start:end]) <= frame.x0
                or min(letters.x0s[start:end]) >= frame.x1
            ):
                yield number, (start, end)

    def _redacted(self) -> Iterator[tuple[int, Span]]:
        """Yield the words that somebody has marked for redaction."""
        for number in range(len(self._at.stretches) if self._sheet.redacted else 0):
            areas = [a for a in self._sheet.redacted if _meets(self._at.box(number), a)]
            for span in self._at.spans(number) if areas else ():
                if any(_meets(self._at.around(span), area) for area in areas):
                    yield number, span


def _meets(box: Box, area: Box) -> bool:
    """Return whether the middle line of `box` runs through `area`."""
    middle = (box.top + box.bottom) / 2
    return area.top <= middle <= area.bottom and area.x0 < box.x1 and area.x1 > box.x0
