"""The check that every word of the pages is in an item or in the furniture."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator

from pipeline.richtext import BULLET, clean_text
from pipeline.table import RawTable, RawText

_HYPHENS = "-‐"
"""Signs that may be there only because a line ends."""


def unplaced_words(
    seen: Counter[str], items: Iterable[RawText | RawTable], furniture: Iterable[str]
) -> list[str]:
    """Return the words of the pages that are nowhere in what was read.

    A word that the page breaks over two lines is there in two pieces, and the other way
    round; so pieces count as placed when a word that the pages do not show is made of them.
    """
    placed: Counter[str] = Counter()
    for text in itertools.chain(furniture, texts_of(items)):
        placed.update(_plain(text).split())
    wanted: Counter[str] = Counter()
    for word, count in seen.items():
        for piece in _plain(word).split():
            wanted[piece] += count
    lost, made = wanted - placed, placed - wanted
    whole = " ".join(made.elements())
    left: list[str] = []
    for piece in sorted(lost.elements(), key=len, reverse=True):
        if piece in whole:
            whole = whole.replace(piece, "", 1)
        elif (letters := piece.strip(_HYPHENS)) and letters in whole:
            whole = whole.replace(letters, "", 1)
        else:
            left.append(piece)
    return left


def texts_of(items: Iterable[RawText | RawTable]) -> Iterator[str]:
    """Yield the texts of `items`, cell by cell."""
    for item in items:
        if isinstance(item, RawText):
            yield item.content.plain
        else:
            yield item.caption
            yield from (cell.content.plain for row in item.rows for cell in row)


def _plain(text: str) -> str:
    return clean_text(text.replace(BULLET, " "))
