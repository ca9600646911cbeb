"""The bullets of lists: signs at the beginnings of texts, and spots that a page draws there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from pipeline.ingest.pdf.page import Box, Word
from pipeline.richtext import BULLET

# Those of office programs: Symbol and Wingdings live in the private use area.
_SIGNS = frozenset("\uf0b7\uf0a7\uf0d8\uf0fc\uf0a8▪●◦‣⁃■○∙➢")
_SPACE = 0.6
"""Words of one text are no further apart than this, in line heights."""
_LEAST, _MOST = 0.15, 0.5
"""How large a bullet is, in line heights; a larger spot is a light or a picture."""
_NEAR, _FAR = 0.15, 2.0
"""How far before its text it is, in line heights."""
_NEXT = 0.5
"""The line below begins within so many line heights."""
_CENTRE = 0.25
"""How far from the middle of the line its own middle may lie, in line heights."""
_MOST_SPOTS = 1000
"""A page with more is a drawing."""


def with_signs(words: Sequence[Word]) -> list[Word]:
    """Return `words`, a sign that begins a text as a bullet; in a line it is what it is.

    Every program has signs of its own for bullets. Own files are not asked: theirs are known.
    """
    made = list(words)
    for n, word in enumerate(words):
        if word.text[:1] in _SIGNS and _begins_text(word, words) and not _follows(word, words):
            made[n] = word._replace(text=BULLET + word.text[1:])
    return made


def _begins_text(sign: Word, words: Sequence[Word]) -> bool:
    """Return whether text is right behind `sign`, on its line or on the one below."""
    if len(sign.text) > 1:
        return True
    far, below = sign.x1 + _FAR * sign.height, sign.bottom + _NEXT * sign.height
    return any(sign.x1 <= w.x0 < far and sign.top < w.bottom and w.top < below for w in words)


def _follows(word: Word, words: Sequence[Word]) -> bool:
    """Return whether another word ends right before `word`, a space or two away."""
    middle, room = (word.top + word.bottom) / 2, word.x0 - _SPACE * word.height
    return any(room < w.x1 <= word.x0 + 1 and w.top < middle < w.bottom for w in words)


def with_bullets(words: Sequence[Word], spots: Sequence[Box]) -> tuple[tuple[Word, ...], set[Box]]:
    """Return `words` with a bullet before each that a spot is before, and those spots."""
    if not spots or len(spots) > _MOST_SPOTS:
        return tuple(words), set()
    found: dict[int, Box] = {}
    order = sorted(range(len(words)), key=lambda n: words[n].x0)
    lefts = [words[n].x0 for n in order]
    for spot in spots:
        after = (order[n] for n in range(bisect_left(lefts, spot.x1), len(order)))
        first = next((n for n in after if _is_level(spot, words[n])), None)
        if first is not None and _is_before(spot, words[first]) and _is_alone(spot, first, words):
            found.setdefault(first, spot)
    made: list[Word] = []
    for n, word in enumerate(words):
        if n in found:
            made.append(_bullet(found[n], word))
        made.append(word)
    return tuple(made), set(found.values())


def _is_level(spot: Box, word: Word) -> bool:
    middle = (spot.top + spot.bottom) / 2 - (word.top + word.bottom) / 2
    return abs(middle) <= _CENTRE * word.height


def _is_before(spot: Box, word: Word) -> bool:
    size, gap = spot.x1 - spot.x0, word.x0 - spot.x1
    return (
        _LEAST * word.height <= size <= _MOST * word.height
        and _NEAR * word.height <= gap <= _FAR * word.height
    )


def _is_alone(spot: Box, first: int, words: Sequence[Word]) -> bool:
    """Return whether no text ends as close before the spot as a sentence would."""
    room = spot.x0 - words[first].height
    return not any(room < w.x1 and w.x0 < spot.x1 and _is_level(spot, w) for w in words)


def _bullet(spot: Box, word: Word) -> Word:
    return word._replace(
        text=BULLET,
        x0=spot.x0,
        x1=spot.x1,
        bold=False,
        italic=False,
        link="",
        tail=False,
        first=spot.x1 - spot.x0,
    )
