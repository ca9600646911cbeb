"""What the words of a page tell about the document's line breaks."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.ingest.pdf.page import Word
from pipeline.ingest.pdf.text.breaks import BREAKS_BEHIND
from pipeline.ingest.pdf.text.lines import beside
from pipeline.richtext import BULLET

_NEAR = 0.5
"""Words this close, in line heights, are in one text, not in two columns."""
_HYPHENS = str.maketrans("‐‑", "--")
_SIGNS = ".,:;!?()[]“”‘’\"'"

_PARTS = re.compile("[-/‐–—]")

_Token = list[Word]
"""Words that no white space parts."""


def bare(word: str) -> str:
    """Return `word` in small letters and without the signs round it."""
    return word.strip(_SIGNS).casefold().translate(_HYPHENS)


def whole_words(words: Iterable[Word]) -> set[str]:
    """Return those of a page's `words` that no line's end has cut, and the parts they have.

    A long word is cut only where it begins its line, and its rest begins the next one. So a word
    is whole that neither is alone on its line nor follows one that does. Where a column begins
    or ends, the page's end may have cut it as well, if it begins with a small letter.
    """
    whole: set[str] = set()
    lines: list[Sequence[_Token]] = [[], *_lines(words), []]
    for above, line, below in zip(lines, lines[1:], lines[2:], strict=False):
        for place, token in enumerate(line):
            text = "".join(word.text for word in token)
            is_small, is_open = text[:1].islower(), text[-1:].isalnum()
            begun = place > 0 or not (_is_open(above) or _may_cut(above, line, at_edge=is_small))
            ended = len(line) > 1 or not _may_cut(line, below, at_edge=is_small and is_open)
            if begun and ended and text[-1:] not in BREAKS_BEHIND:
                whole.add(text)
    parts = {part for text in whole for part in _PARTS.split(text)}
    return set(map(bare, whole | parts)) - {""}


def _lines(words: Iterable[Word]) -> Iterator[list[_Token]]:
    """Yield the lines of each column of text, in the order of the file, without bullets."""
    line: list[_Token] = []
    for word in words:
        if word.text == BULLET:
            continue
        last = line[-1][-1] if line else None
        if last is not None and not word.spaced and beside(last, word):
            line[-1].append(word)
        elif last is not None and _is_behind(last, word):
            line.append([word])
        else:
            if line:
                yield line
            line = [[word]]
    if line:
        yield line


def _is_open(line: Sequence[_Token]) -> bool:
    """Return whether a word may go on behind the sign that ends `line`."""
    return bool(line) and line[-1][-1].text[-1:] in BREAKS_BEHIND


def _may_cut(above: Sequence[_Token], below: Sequence[_Token], *, at_edge: bool) -> bool:
    """Return whether a word may have been cut between two lines.

    Where a column begins or ends, so that they are not of one text, `at_edge` says.
    """
    if not above or not below or not _is_above(above[-1][-1], below[0][0]):
        return at_edge
    return len(above) == 1 and not above[0][-1].tail


def _is_behind(before: Word, word: Word) -> bool:
    """Return whether `word` is the next one in the text and on the line."""
    gap = word.x0 - before.x1
    return word.spaced and beside(before, word) and 0 < gap < _NEAR * word.height


def _is_above(before: Word, word: Word) -> bool:
    """Return whether `before` may end the line above the one that `word` begins."""
    return 0 < word.top - before.top < 2 * before.height and word.x0 < before.x1


def draws_ends(words: Iterable[Word]) -> bool:
    """Return whether the space at a line's end is drawn, as most lines of a page's `words` have it.

    LibreOffice and Word draw it, as far as there is room for it.
    """
    ends = [
        above.tail
        for above, below in itertools.pairwise(words)
        if below.text[:1].islower() and _is_above(above, below)
    ]
    return 2 * sum(ends) > len(ends)
