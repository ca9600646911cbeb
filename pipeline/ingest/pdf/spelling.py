"""Words as the file spells them out (ActualText), with the place and look they have on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.ingest.pdf.page import UNMARKED, Word
from pipeline.richtext import WHITE_SPACE

Placed = tuple[int, Word]
"""A page number and a word on that page."""

_NOWHERE = (1, Word("", 0, 0, 1, 10, False, False, "", UNMARKED, True, True))
_WORDS = re.compile(f"[^{WHITE_SPACE}]+")


def spelled(text: str, found: Sequence[Placed]) -> list[Placed]:
    """Return the words of `text`; each letter looks and stands as on the page, where both agree.

    Where they do not, the whole text looks and stands as the first of the words `found`.
    """
    owners = [placed for placed in found for _ in placed[1].text]
    words = [match for match in _WORDS.finditer(text)]
    if "".join(word.text for _, word in found) != "".join(match[0] for match in words):
        owners = [found[0] if found else _NOWHERE] * len(text)
    made: list[Placed] = []
    begins = found[0][1].spaced if found else True
    for match in words:
        made.extend(_word(match[0], owners, bool(made) or begins, match.end() < len(text)))
        owners = owners[len(match[0]) :]
    return made


def _word(text: str, owners: Sequence[Placed], spaced: bool, tail: bool) -> Iterator[Placed]:
    """Yield `text` in one piece, or in several where its look changes."""
    looks = groupby(range(len(text)), key=lambda place: _look(owners[place][1]))
    for _, group in looks:
        places = list(group)
        page, owner = owners[places[0]]
        yield (
            page,
            owner._replace(
                text=text[places[0] : places[-1] + 1],
                spaced=spaced and places[0] == 0,
                tail=tail and places[-1] == len(text) - 1,
            ),
        )


def _look(word: Word) -> tuple[bool, bool, str]:
    return word.bold, word.italic, word.link
