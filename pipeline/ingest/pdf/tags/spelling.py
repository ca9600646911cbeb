"""Words as the file spells them out (ActualText), with the place and look they have on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby

from pipeline.ingest.pdf.page import UNMARKED, Word
from pipeline.richtext import WHITE_SPACE

Placed = tuple[int, Word]
"""A page number and a word on that page."""

_NOWHERE = (1, Word("", 0, 0, 1, 10, False, False, "", UNMARKED, True, True))
_MOST_PAIRS = 4_000_000
"""Texts too long to be matched letter by letter look as they begin."""
SOFT_HYPHEN = "\u00ad"
"""What the file says in place of a hyphen that is there only because a line ends."""
_NO_BREAK_SPACE = "\u00a0"
_WORDS = re.compile(f"[^{WHITE_SPACE}]+")


def spelled(text: str, found: Sequence[Placed], near: Placed | None = None) -> list[Placed]:
    """Return the words of `text`; each letter looks and is as on the page, where both agree.

    A letter that the page does not show looks and is as the one before it; where the page
    shows none, as `near`.
    """
    owners = [placed for placed in found for _ in placed[1].text]
    shown = "".join(word.text for _, word in found)
    words = list(_WORDS.finditer(text))
    letters = "".join(match[0] for match in words)
    if shown != letters:
        owners = _matched(letters, shown, owners, near or _NOWHERE)
    made: list[Placed] = []
    begins = found[0][1].spaced if found else True
    if text.startswith(_NO_BREAK_SPACE):  # it is the gap that the page shows
        begins = False
    for match in words:
        made.extend(_word(match[0], owners, bool(made) or begins, match.end() < len(text)))
        owners = owners[len(match[0]) :]
    return made


def rejoined(before: Placed, behind: Sequence[Placed]) -> list[Placed]:
    """Return the two parts of a word as one, which is where it begins, and what follows it."""
    (page, start), (_, end) = before, behind[0]
    if start.look != end.look:
        return [before, (behind[0][0], end._replace(spaced=False)), *behind[1:]]
    return [(page, start._replace(text=start.text + end.text, tail=end.tail)), *behind[1:]]


def _matched(letters: str, shown: str, owners: Sequence[Placed], near: Placed) -> list[Placed]:
    """Return an owner for each of `letters`, where the page shows others or in another order.

    Scripts that run from right to left are on the page in runs of their own.
    """
    last = owners[0] if owners else near
    if len(letters) * len(shown) > _MOST_PAIRS:
        return [last] * len(letters)
    made: list[Placed | None] = [None] * len(letters)
    matcher = SequenceMatcher(None, letters, shown, autojunk=False)
    for begin, place, size in matcher.get_matching_blocks():
        made[begin : begin + size] = owners[place : place + size]
    filled = []
    for owner in made:
        last = owner or last
        filled.append(last)
    return filled


def _word(text: str, owners: Sequence[Placed], spaced: bool, tail: bool) -> Iterator[Placed]:
    """Yield `text` in one piece, or in several where its look changes."""
    looks = groupby(range(len(text)), key=lambda place: owners[place][1].look)
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
