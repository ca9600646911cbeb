"""Words drawn twice in one place: a bold of the driver's, a shadow, a page laid over itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.ingest.pdf.page import UNMARKED, Word

_BAND = 8.0
"""Points; words further apart than this never repeat each other."""
_NEAR = 0.2
"""How far apart the two may be, in line heights."""


def once(words: Iterable[Word]) -> list[Word]:
    """Return `words` without those that repeat another in its place.

    Of the two the one that the tags know is kept.
    """
    words = list(words)
    if not _may_repeat(words):
        return words
    kept: list[Word] = []
    places: dict[tuple[str, int], list[int]] = {}
    for word in words:
        text, band = word.text, int(word.top // _BAND)
        twin = None
        for near in (band, band - 1, band + 1):
            for number in places.get((text, near), ()):
                if _are_one(kept[number], word):
                    twin = number
        if twin is None:
            places.setdefault((text, band), []).append(len(kept))
            kept.append(word)
        elif kept[twin].mark == UNMARKED != word.mark:
            kept[twin] = word
    return kept


def _may_repeat(words: Sequence[Word]) -> bool:
    """Return whether equal words are in one square of a grid over the page.

    Where much is drawn twice some are, and a lone word that a line of the grid parts from its
    twin is one that pdfium itself has taken for one.
    """
    return len({(w[0], w[1] // _BAND, w[2] // _BAND) for w in words}) < len(words)


def _are_one(a: Word, b: Word) -> bool:
    near = _NEAR * min(a.height, b.height)
    return (
        abs(a.x0 - b.x0) <= near
        and abs(a.x1 - b.x1) <= near
        and abs(a.top - b.top) <= near
        and abs(a.bottom - b.bottom) <= near
    )
