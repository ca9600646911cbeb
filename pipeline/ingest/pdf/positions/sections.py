"""Where on a page tables may be: runs of lines that wide gaps part, between running text."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from pipeline.ingest.pdf.page import Page
from pipeline.ingest.pdf.positions.gutters import gutters
from pipeline.ingest.pdf.text.lines import GAP, Line
from pipeline.richtext import BULLET

_WIDE = 0.6
"""A line wider than this share of the page, without such a gap, is running text."""
_NEXT = 1.6
"""The next line of a paragraph follows within this many line heights."""
_OUTDENT = 1.0
"""Lines that begin so close, in points, begin at one place."""
_FEW = 2
"""A number and a word are no running text."""
_EVEN, _WORDS = 2.2, 6
"""A line of so many gaps, the widest at most so many times the usual one, is justified."""
_MOST_SPLITS = 6
"""How many places are weighed at which a section may be two."""
_SPLIT, _SPLIT_BY_LINE = 2.0, 0.4
"""What it costs to make two sections of one: so much, and for each line of the shorter one."""
_BLANK = 0.25
"""What a blank cell between two others costs."""
_APART = 1.5
"""A gap between lines so many times the usual one may part two tables."""


class Section(NamedTuple):
    """Lines of a page that may be a table: the first and the last begin or end with gaps."""

    page: int
    """The place of its page among those given."""
    first: int
    end: int

    def of(self, lines: Sequence[Sequence[Line]]) -> Sequence[Line]:
        """Return its lines."""
        return lines[self.page][self.first : self.end]


def has_cells(line: Line) -> bool:
    """Return whether a gap parts `line` that is wider than any between words.

    In justified text all gaps are wide, and about as wide.
    """
    gaps = [b.x0 - a.x1 for a, b in itertools.pairwise(line.words) if a.text != BULLET]
    widest = max(gaps, default=0.0)
    if widest <= GAP * line.height:
        return False
    is_justified = len(gaps) >= _WORDS and widest <= _EVEN * median(gaps)
    return not is_justified or widest > _EVEN * line.height


def sections(
    pages: Sequence[Page], lines: Sequence[Sequence[Line]], barriers: Sequence[Sequence[float]]
) -> list[Section]:
    """Return the sections of all pages; none reaches over one of the heights `barriers`."""
    found: list[Section] = []
    for n, page in enumerate(pages):
        for first, end in _runs(lines[n], page, barriers[n] if barriers else ()):
            found.extend(_split(Section(n, first, end), lines))
    return found


def _runs(
    lines: Sequence[Line], page: Page, barriers: Sequence[float]
) -> Iterator[tuple[int, int]]:
    """Yield the first line and the end of each run without running text in it."""
    starts = [0]
    prose: Line | None = None
    for n, line in enumerate(lines):
        follows = prose is not None and not has_cells(line) and _follows(prose, line)
        if follows or _is_running(line, page):
            prose = line
            starts.extend((n, n + 1))
        elif n and any(lines[n - 1].top < y <= line.top for y in barriers):
            starts.append(n)
    for start, end in itertools.pairwise([*starts, len(lines)]):
        celled = [n for n in range(start, end) if has_cells(lines[n])]
        is_prose = end - start == 1 and start in starts[:-1] and _is_running(lines[start], page)
        if celled and not is_prose:
            yield celled[0], celled[-1] + 1


def _is_running(line: Line, page: Page) -> bool:
    """Return whether `line` is wide and no gap parts it but the one behind its number."""
    is_numbered = len(line.words) > _FEW and line.words[0].text.rstrip(".):").isdigit()
    text = line._replace(words=line.words[1:]) if is_numbered else line
    return line.x1 - line.x0 > _WIDE * page.width and not has_cells(text)


def _follows(above: Line, line: Line) -> bool:
    """Return whether `line` goes on with the paragraph that `above` is in."""
    near = line.top - above.top <= _NEXT * above.height
    return near and abs(line.x0 - above.x0) <= _OUTDENT


def _split(section: Section, lines: Sequence[Sequence[Line]]) -> Iterator[Section]:
    """Yield `section`, or the sections that cost less than it does with columns of their own."""
    own = section.of(lines)
    whole = _cost(own)
    best = 0.0
    chosen: tuple[Section, Section] | None = None
    for place in _places(own) if whole > _SPLIT else ():
        parts = _trimmed(section, section.first + place, lines)
        gapped = [sum(map(has_cells, part.of(lines))) for part in parts]
        if all(gapped):
            saved = whole - sum(_cost(part.of(lines)) for part in parts)
            if saved - _SPLIT - _SPLIT_BY_LINE * min(gapped) > best:
                best, chosen = saved - _SPLIT - _SPLIT_BY_LINE * min(gapped), parts
    if chosen is None:
        yield section
    else:
        for part in chosen:
            yield from _split(part, lines)


def _cost(lines: Sequence[Line]) -> float:
    """Return what the columns of `lines` cost, and the blank cells that gaps leave."""
    fit = gutters([line.words for line in lines])
    middles = [(gutter.start + gutter.end) / 2 for gutter in fit.gutters]
    blank = 0
    for line in lines:
        for a, b in itertools.pairwise(line.words):
            if b.x0 > a.x1:
                blank += max(bisect_left(middles, b.x0) - bisect_left(middles, a.x1) - 1, 0)
    return fit.cost + _BLANK * blank


def _places(own: Sequence[Line]) -> list[int]:
    """Return the lines before which a section may end: behind white space, or without gaps."""
    gaps = [b.top - a.bottom for a, b in itertools.pairwise(own)]
    usual = max(median(gaps), 0.1 * own[0].height) if gaps else 0.0
    ranked = sorted(
        (
            (gap / own[n].height + (not has_cells(own[n + 1])), n + 1)
            for n, gap in enumerate(gaps)
            if gap > _APART * usual
        ),
        reverse=True,
    )
    return [n for _, n in ranked[:_MOST_SPLITS]]


def _trimmed(
    section: Section, place: int, lines: Sequence[Sequence[Line]]
) -> tuple[Section, Section]:
    """Return what is above and below line `place`, without lines that no gap parts at the cut."""
    own = lines[section.page]
    end, first = place, place
    while end > section.first and not has_cells(own[end - 1]):
        end -= 1
    while first < section.end and not has_cells(own[first]):
        first += 1
    return section._replace(end=end), section._replace(first=first)
