"""Lines of words, as they are on a page."""

from __future__ import annotations

import itertools
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.ingest.pdf.page import ARTIFACT, Box, Word
from pipeline.richtext import BULLET, Run

_SHARED = 0.5
"""Words of one line share at least this part of the lower one's height."""
MARKS = frozenset({BULLET, "o", "-", "–", "—", "*", "§", "·", "►", "✓", "✔"})
"""What begins a list item where it is apart from the text behind it."""
GAP = 0.9
"""Words further apart than this, in line heights, may be in two columns."""
_APART = 0.55
"""How far apart, in line heights: more than a space."""


class Line(NamedTuple):
    """Words side by side, in reading order."""

    page: int
    words: tuple[Word, ...]
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def height(self) -> float:
        """The height of the line's own box."""
        return self.bottom - self.top

    @property
    def text(self) -> str:
        """The words as one string."""
        return "".join(run.text for run in runs_of(self.words))

    @property
    def is_artifact(self) -> bool:
        """Whether the file calls the whole line an artifact."""
        return all(word.mark == ARTIFACT for word in self.words)

    @property
    def has_bullet(self) -> bool:
        """Whether a bullet is before the first word."""
        return self.words[0].text.startswith(BULLET)

    @property
    def indent(self) -> float:
        """Where the text begins, behind a bullet if there is one."""
        behind = self.words[0].text == BULLET and len(self.words) > 1
        return self.words[1].x0 if behind else self.x0


def lines_of(words: Iterable[Word], page: int) -> list[Line]:
    """Return `words` as lines from top to bottom; in a line from left to right.

    Where a line holds a script that runs from right to left, pdfium's order is kept.
    """
    rows: list[list[tuple[int, Word]]] = []
    placed = sorted(enumerate(words), key=lambda pair: pair[1].top + pair[1].bottom)
    for index, word in placed:
        if rows and beside(rows[-1][-1][1], word):
            rows[-1].append((index, word))
        else:
            rows.append([(index, word)])
    return [_line(row, page) for row in rows]


def lines_in_order(words: Iterable[tuple[int, Word]]) -> list[Line]:
    """Return `words`, each with its page, as lines in the order given."""
    rows: list[list[tuple[int, Word]]] = []
    for page, word in words:
        last = rows[-1][-1] if rows else None
        if last is not None and last[0] == page and beside(last[1], word):
            rows[-1].append((page, word))
        else:
            rows.append([(page, word)])
    return [
        Line(row[0][0], tuple(_bullet_first([word for _, word in row])), *around(w for _, w in row))
        for row in rows
    ]


def beside(a: Word, b: Word) -> bool:
    """Return whether the two are on one line."""
    # Asked of every word several times, so without calls.
    top = a.top if a.top > b.top else b.top
    bottom = a.bottom if a.bottom < b.bottom else b.bottom
    one, other = a.bottom - a.top, b.bottom - b.top
    return bottom - top >= _SHARED * (one if one < other else other)


def is_gapped(line: Line) -> bool:
    """Return whether a gap parts `line` that is wider than any between words."""
    return any(
        b.x0 - a.x1 > GAP * line.height and a.text != BULLET
        for a, b in itertools.pairwise(line.words)
    )


def segments(line: Line) -> list[Box]:
    """Return the parts of `line` that wide gaps leave."""
    groups: list[list[Word]] = []
    for word in line.words:
        if groups and word.x0 - groups[-1][-1].x1 <= GAP * line.height:
            groups[-1].append(word)
        else:
            groups.append([word])
    return [around(group) for group in groups]


def _line(row: list[tuple[int, Word]], page: int) -> Line:
    if any(not word.text.isascii() and _runs_left(word.text) for _, word in row):
        words = [word for _, word in sorted(row)]
    else:
        words = [word for _, word in sorted(row, key=lambda pair: pair[1].x0)]
    box = around(words)
    return Line(page, tuple(_bullet_first(words)), *box)


def _bullet_first(words: list[Word]) -> list[Word]:
    """Return `words`, a sign that is before the text as a bullet written as one."""
    first = words[0]
    if len(words) == 1 or first.text not in MARKS:
        return words
    if words[1].x0 - first.x1 > _APART * first.height:
        words[0] = first._replace(text=BULLET)
    return words


def _runs_left(text: str) -> bool:
    return any(unicodedata.bidirectional(character) in ("R", "AL") for character in text)


def around(boxes: Iterable[Word | Line | Box]) -> Box:
    """Return the smallest box round `boxes`, of which there is at least one."""
    first, *rest = boxes
    x0, top, x1, bottom = first.x0, first.top, first.x1, first.bottom
    for box in rest:
        x0, top = (box.x0 if box.x0 < x0 else x0), (box.top if box.top < top else top)
        x1, bottom = (
            (box.x1 if box.x1 > x1 else x1),
            (box.bottom if box.bottom > bottom else bottom),
        )
    return Box(x0, top, x1, bottom)


def middle(box: Word | Line | Box) -> tuple[float, float]:
    """Return the middle of `box`."""
    return (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2


def runs_of(words: Sequence[Word]) -> list[Run]:
    """Return `words` as runs, a space where white space parts two words."""
    runs: list[Run] = []
    for place, word in enumerate(words):
        text = f" {word.text}" if word.spaced and place else word.text
        runs.append(Run(text, word.bold, word.italic, word.link))
    return runs


def usual_pitch(cells: Iterable[Sequence[Line]]) -> float:
    """Return the distance from line to line in line heights, as most lines have it."""
    pitches: Counter[float] = Counter()
    for lines in cells:
        for above, below in itertools.pairwise(lines):
            if above.page == below.page and above.height > 0:
                pitches[round((below.top - above.top) / above.height, 2)] += 1
    if not pitches:
        return 1.3
    most = max(pitches.values())
    # Of pitches that are about as frequent, the closest set is the one inside paragraphs.
    return min(pitch for pitch, count in pitches.items() if count >= most / 3)
