"""The verdict on text that may be hidden, by its pixels."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.ingest.hidden import Cause
from pipeline.ingest.pdf.page import Box
from pipeline.ingest.pdf.page.drawing import Drawing
from pipeline.ingest.pdf.page.pixels import Pixels
from pipeline.ingest.pdf.page.placed import BODY, Causes, Placed, Sheet, Span
from pipeline.ingest.pdf.page.suspicion import Suspicion

_SEEN = 0.5
"""Of a word, so many letters must be seen."""
_PICTURE = 0.5
"""The share of a page that the picture of a scanned page covers at least."""


class Verdict:
    """The page as it is painted, with and without its suspects."""

    def __init__(
        self, at: Placed, drawn: Drawing, sheet: Sheet, suspects: Mapping[int, Suspicion]
    ) -> None:
        self._at, self._drawn, self._sheet, self._suspects = at, drawn, sheet, suspects
        media, self._crop = sheet.media, sheet.crop
        self._across, self._down = self._crop.x0 - media.x0, media.bottom - self._crop.bottom
        boxes = [self._moved(at.box(number)) for number in suspects]
        part = Box(
            max(min(box.x0 for box in boxes) - 1, 0),
            max(min(box.top for box in boxes) - 1, 0),
            min(max(box.x1 for box in boxes) + 1, self._crop.x1 - self._crop.x0),
            min(max(box.bottom for box in boxes) + 1, self._crop.bottom - self._crop.top),
        )
        # Of a text that is drawn twice in one place, pdfium gives one: the other goes with it.
        given = {stretch.text_object for stretch in at.letters.stretches}
        texts = [at.texts[number] for number in suspects]
        texts += [text for text in drawn.texts if text not in given]
        size = min(at.stretches[number].size for number in suspects)
        self._pixels = Pixels.of(sheet.page, self._crop, part, texts, size)

    def hidden(self) -> dict[int, Causes]:
        """Return the words of each suspect that make no difference to the page."""
        found: dict[int, Causes] = {}
        pictured: list[tuple[int, Span]] = []
        for number, (cause, is_under_image) in self._suspects.items():
            for span in self._at.spans(number):
                if self._is_seen(number, span):
                    continue
                found.setdefault(number, {})[span] = cause
                is_recognised = is_under_image or cause is Cause.INVISIBLE
                if is_recognised and self._is_pictured(self._at.around(span)):
                    pictured.append((number, span))
        if self._is_scan(len(pictured), sum(map(len, found.values()))):
            for number, span in pictured:
                del found[number][span]
        return found

    def _is_seen(self, number: int, span: Span) -> bool:
        """Return whether most letters of a word can be seen, each by the middle of its body."""
        stretch, letters = self._at.stretches[number], self._at.letters
        solid = [n for n in range(*span) if letters.text[n].isalnum()] or list(range(*span))
        foot = self._at.foot - stretch.base
        seen = 0
        for n in solid:
            if stretch.is_level and letters.text[n].isalnum():
                box = Box(letters.x0s[n], foot - BODY * stretch.size, letters.x1s[n], foot)
            else:
                box = self._at.around((n, n + 1))
            seen += self._pixels.is_changed(self._moved(box))
        return seen >= _SEEN * len(solid)

    def _is_pictured(self, box: Box) -> bool:
        """Return whether an image shows something in `box`."""
        x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
        images = self._drawn.images
        return any(i.x0 <= x <= i.x1 and i.top <= y <= i.bottom for i in images) and (
            self._pixels.has_ink(self._moved(box))
        )

    def _is_scan(self, pictured: int, hidden: int) -> bool:
        """Return whether the page is a picture of its text, which `pictured` words repeat.

        Then what an OCR program has recognised is the page's text.
        """
        crop = self._crop
        area = sum((i.x1 - i.x0) * (i.bottom - i.top) for i in self._drawn.images)
        if area < _PICTURE * (crop.x1 - crop.x0) * (crop.bottom - crop.top):
            return False
        total = sum(1 for n in range(len(self._at.stretches)) for _ in self._at.spans(n))
        return pictured > total - hidden

    def _moved(self, box: Box) -> Box:
        across, down = self._across, self._down
        return Box(box.x0 - across, box.top - down, box.x1 - across, box.bottom - down)
