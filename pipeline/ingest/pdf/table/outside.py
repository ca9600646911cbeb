"""Text outside the tables: paragraphs, headings, and the furniture that every page repeats."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil, inf
from typing import NamedTuple

from pipeline.ingest.pdf.page import Box
from pipeline.ingest.pdf.table.assembly import Entry, Text
from pipeline.ingest.pdf.table.parts import TablePart
from pipeline.ingest.pdf.text.flow import Para, TextColumn, paragraphs
from pipeline.ingest.pdf.text.lines import Line, is_gapped, segments, usual_pitch

_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–]?\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\s*[-–]?", re.I)
_NAMED_PAGE = re.compile(r"page\s*(\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?", re.I)
_PAGE_OF_ALL = re.compile(r"\bpage\s*(\d{1,4})\s*(?:of|/)\s*\d{1,4}$", re.I)
_PAGE = re.compile(r"\bpage\b", re.I)
_STROKE = re.compile(r"\s[|–—·•]\s")
_WITNESSES = 3
"""So many pages, or all, make it sure that a number counts them."""
_MOST_PAGES = 0.6
"""A line that this share of the pages has in the same place is furniture."""
_MARGIN = 0.12
"""How much of the page's height, at the top and at the foot, may hold a lone page number."""
_TITLE = 1.45
"""A title is at least this much taller than the text."""
_HEADING = 1.12
_LONG = 8
"""Words of a line; a heading has seldom as many."""


class Loose(NamedTuple):
    """The lines outside the tables of one page."""

    number: int
    height: float
    lines: Iterable[Line]


class _Noted(NamedTuple):
    """What is compared of them: of hundreds of pages, the lines themselves are not held."""

    number: int
    lines: list[tuple[str, float, bool]]
    """Of each its text, its top, and whether it heads what is below."""


def furniture(pages: Iterable[Loose], body: float = inf) -> set[tuple[int, int]]:
    """Return the page number and place in the page of each line that the pages repeat.

    Titles, larger than the `body` of most words, may number what each page holds.
    """
    noted: list[_Noted] = []
    sizes: dict[int, list[_Noted]] = defaultdict(list)
    found: set[tuple[int, int]] = set()
    for page in pages:
        lines = list(page.lines)
        found.update((page.number, place) for place in _page_numbers(page, lines))
        told = [(line.text, line.top, _heads(line, page, body)) for line in lines]
        noted.append(_Noted(page.number, told))
        sizes[round(page.height)].append(noted[-1])  # a page across has its foot elsewhere
    alike = [noted, *(own for own in sizes.values() if len(sizes) > 1)]
    return found | {place for some in alike for place in _repeated(some)}


def _repeated(pages: Sequence[_Noted]) -> Iterator[tuple[int, int]]:
    """Yield what `furniture()` returns for the lines that `pages` have alike."""
    alike: dict[tuple[str, int], list[tuple[_Noted, int]]] = defaultdict(list)
    for page in pages:
        for place, (text, top, _) in enumerate(page.lines):
            alike[_NUMBER.sub("#", text), round(top / 3)].append((page, place))
    wanted = max(2, ceil(_MOST_PAGES * (len(pages) - 1)))
    for group in alike.values():
        is_title = all(page.lines[place][2] for page, place in group)
        sure = len(group) >= min(_WITNESSES, len(pages)) and not is_title
        if len(group) >= wanted and _counts_pages(group, sure=sure):
            yield from ((page.number, place) for page, place in group)


def _counts_pages(group: Sequence[tuple[_Noted, int]], *, sure: bool) -> bool:
    """Return whether the numbers in a line of several pages stay the same or go up with them.

    Two headings may differ as their pages do (`Action 8.4`, `Action 10.4`): that they go up with
    the pages counts only where it is `sure`.
    """
    numbers = [[int(n) for n in _NUMBER.findall(p.lines[place][0])] for p, place in group]
    for column in zip(*numbers, strict=True):
        steps = {value - page.number for value, (page, _) in zip(column, group, strict=True)}
        if len(set(column)) > 1 and not (sure and len(steps) == 1):
            return False
    return True


def _heads(line: Line, page: Loose, body: float) -> bool:
    """Return whether `line` looks like the title of what is below: a slide has one."""
    is_above = line.top < page.height / 2 and line.height >= _HEADING * body
    is_named = line.text[:1].isalpha() and not _PAGE.search(line.text)
    return is_above and is_named and not is_gapped(line) and not _STROKE.search(line.text)


def _page_numbers(page: Loose, lines: Iterable[Line]) -> Iterable[int]:
    for place, line in enumerate(lines):
        if _is_marginal(line, page.height) and _tells_page(line, page.number):
            yield place


def _tells_page(line: Line, number: int) -> bool:
    """Return whether `line` is a page number, or has that of its own page beside other words.

    There it calls itself a page, and is apart (behind a wide gap or a stroke) or says about how
    many.
    """
    text = line.text.strip()
    if _PAGE_NUMBER.fullmatch(text):
        return True
    if (of_all := _PAGE_OF_ALL.search(text)) and int(of_all[1]) == number:
        return True
    parts = [part.strip() for part in _STROKE.split(line.text)]
    parts += [_text_in(line, box) for box in segments(line)]
    return any((m := _NAMED_PAGE.fullmatch(part)) and int(m[1]) == number for part in parts)


def _text_in(line: Line, box: Box) -> str:
    return " ".join(word.text for word in line.words if box.x0 <= word.x0 <= box.x1)


def _is_marginal(line: Line, height: float) -> bool:
    edge = _MARGIN * height
    return line.bottom < edge or line.top > height - edge


def running(lines: Iterable[Line], heights: Mapping[int, float]) -> set[Line]:
    """Return those of the tagged `lines` that are page numbers or titles in the pages' margins.

    Other numbers are left: `Action 7` may be at the top of page 7.
    """
    pages: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        text = line.text.strip()
        is_title = not _NUMBER.search(text) or _PAGE_NUMBER.fullmatch(text)
        if is_title and _is_marginal(line, heights[line.page]):
            pages[line.page].append(line)
    loose = [Loose(number, height, pages[number]) for number, height in heights.items()]
    return {pages[number][place] for number, place in furniture(loose)}


def running_height(lines: Iterable[Line], body: float) -> float:
    """Return the height of running text among `lines`, at least the `body` of most words.

    Running text is in long lines that are not bold.
    """
    heights: Counter[float] = Counter()
    for line in lines:
        if len(line.words) >= _LONG and not all(word.bold for word in line.words):
            heights.update(round(word.height, 1) for word in line.words)
    return max(body, heights.most_common(1)[0][0]) if heights else body


def arranged(loose: Sequence[Line], parts: Sequence[TablePart], body: float) -> list[Entry]:
    """Return the tables of one page and the text between them, from top to bottom."""
    pitch = usual_pitch([loose])
    right = max([line.x1 for line in loose] + [p.edges[-1] for p in parts if p.edges], default=0)
    left = min((line.x0 for line in loose), default=0)
    bounds = TextColumn(left, right, pitch)
    entries: list[Entry] = []
    waiting: list[Line] = []
    tables = sorted(parts, key=lambda part: part.top)
    for line in sorted(loose, key=lambda line: line.top):
        while tables and tables[0].top < line.top:
            entries.extend(texts(waiting, bounds, body))
            entries.append(tables.pop(0))
            waiting = []
        waiting.append(line)
    return [*entries, *texts(waiting, bounds, body), *tables]


def texts(lines: Sequence[Line], bounds: TextColumn, body: float) -> list[Entry]:
    """Return `lines` as paragraphs and headings; `body` is the height of the running text."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _level([groups[-1][-1]], body) == _level([line], body):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [
        Text(para, bounds, para.lines[0].page, _level(para.lines, body))
        for group in groups
        for para in _paras(group, bounds, body)
    ]


def _paras(group: Sequence[Line], bounds: TextColumn, body: float) -> list[Para]:
    if _level(group, body):
        return paragraphs(group, bounds._replace(pitch=1.4))
    return paragraphs(group, bounds)


def _level(lines: Sequence[Line], body: float) -> int:
    """Return 1 for a title, 2 for a heading, 0 for running text, by size and weight."""
    height = max(w.bottom - w.top for line in lines for w in line.words)
    if height >= _TITLE * body:
        return 1
    bold = all(word.bold for line in lines for word in line.words)
    return 2 if height >= _HEADING * body or bold else 0
