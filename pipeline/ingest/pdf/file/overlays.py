"""What form fields and typed-on text add to a page's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.ingest.pdf.page import UNMARKED, Box, Word

_TICKED = {True: "☑", False: "☐"}
_SIZE, _PITCH, _INSET = 10.0, 12.0, 2.0
"""How text without an appearance is set, in points; a letter is half as wide as high."""


class Overlay(NamedTuple):
    """What an annotation says at its place, in the measure of the page's words."""

    box: Box
    text: str
    ticked: bool | None = None


def with_overlays(words: Sequence[Word], overlays: Iterable[Overlay]) -> tuple[Word, ...]:
    """Return `words` with ticked boxes as signs, and with the text that no appearance shows."""
    made = list(words)
    for overlay in overlays:
        inside = [word for word in made if _is_in(word, overlay.box)]
        if overlay.ticked is not None:
            made = [word for word in made if word not in inside]
            made.append(_word(_TICKED[overlay.ticked], overlay.box))
        elif overlay.text and not inside:
            made.extend(_set(overlay))
    return tuple(made)


def _is_in(word: Word, box: Box) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box.x0 <= x <= box.x1 and box.top <= y <= box.bottom


def _set(overlay: Overlay) -> Iterator[Word]:
    """Yield the words of a text, as a viewer would set them in its box."""
    left, right = overlay.box.x0 + _INSET, overlay.box.x1 - _INSET
    top = overlay.box.top + _INSET
    for line in overlay.text.splitlines():
        x = left
        for word in line.split():
            width = len(word) * _SIZE / 2
            if x > left and x + width > right:
                x, top = left, top + _PITCH
            yield _word(word, Box(x, top, x + width, top + _PITCH))
            x += width + _SIZE / 4
        top += _PITCH


def _word(text: str, box: Box) -> Word:
    return Word(text, *box, False, False, "", UNMARKED, True, True)
