"""Text outside the tables: paragraphs, headings, and the furniture that every page repeats."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from typing import NamedTuple

from pipeline.ingest.pdf.table.assembly import Entry, Text
from pipeline.ingest.pdf.table.parts import Part
from pipeline.ingest.pdf.text.flow import Column, Para, paragraphs
from pipeline.ingest.pdf.text.lines import Line, usual_pitch

_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–]?\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\s*[-–]?", re.I)
_WITNESSES = 3
"""So many pages, or all, make it sure that a number counts them."""
_MOST_PAGES = 0.6
"""A line that this share of the pages has in the same place is furniture."""
_MARGIN = 0.12
"""How much of the page's height, at the top and at the foot, may hold a lone page number."""
_TITLE = 1.45
"""A title is at least this much taller than the text."""
_HEADING = 1.12


class Loose(NamedTuple):
    """The lines outside the tables of one page."""

    number: int
    height: float
    lines: list[Line]


def furniture(pages: Sequence[Loose]) -> set[tuple[int, int]]:
    """Return the page number and place in the page of each line that the pages repeat."""
    alike: dict[tuple[str, int], list[tuple[Loose, int]]] = defaultdict(list)
    for page in pages:
        for place, line in enumerate(page.lines):
            key = _NUMBER.sub("#", line.text), round(line.top / 3)
            alike[key].append((page, place))
    found = set()
    for group in alike.values():
        wanted = max(2, ceil(_MOST_PAGES * (len(pages) - 1)))
        sure = len(group) >= min(_WITNESSES, len(pages))
        if len(group) >= wanted and _counts_pages(group, sure=sure):
            found |= {(page.number, place) for page, place in group}
    return found | {(p.number, n) for p in pages for n in _page_numbers(p)}


def _counts_pages(group: Sequence[tuple[Loose, int]], *, sure: bool) -> bool:
    """Return whether the numbers in a line of several pages stay the same or go up with them.

    Two headings may differ as their pages do (`Action 8.4`, `Action 10.4`): that they go up with
    the pages counts only where it is `sure`.
    """
    numbers = [[int(n) for n in _NUMBER.findall(p.lines[place].text)] for p, place in group]
    for column in zip(*numbers, strict=True):
        steps = {value - page.number for value, (page, _) in zip(column, group, strict=True)}
        if len(set(column)) > 1 and not (sure and len(steps) == 1):
            return False
    return True


def _page_numbers(page: Loose) -> Iterable[int]:
    for place, line in enumerate(page.lines):
        if _is_marginal(line, page.height) and _PAGE_NUMBER.fullmatch(line.text.strip()):
            yield place


def _is_marginal(line: Line, height: float) -> bool:
    edge = _MARGIN * height
    return line.bottom < edge or line.top > height - edge


def running(lines: Iterable[Line], heights: Mapping[int, float]) -> set[Line]:
    """Return those of the tagged `lines` that are page numbers or titles in the pages' margins.

    Other numbers are left: `Action 7` may stand at the top of page 7.
    """
    pages: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        text = line.text.strip()
        is_title = not _NUMBER.search(text) or _PAGE_NUMBER.fullmatch(text)
        if is_title and _is_marginal(line, heights[line.page]):
            pages[line.page].append(line)
    loose = [Loose(number, height, pages[number]) for number, height in heights.items()]
    return {pages[number][place] for number, place in furniture(loose)}


def arranged(loose: Sequence[Line], parts: Sequence[Part], body: float) -> list[Entry]:
    """Return the tables of one page and the text between them, from top to bottom."""
    pitch = usual_pitch([loose])
    right = max([line.x1 for line in loose] + [p.edges[-1] for p in parts if p.edges], default=0)
    left = min((line.x0 for line in loose), default=0)
    bounds = Column(left, right, pitch)
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


def texts(lines: Sequence[Line], bounds: Column, body: float) -> list[Entry]:
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


def _paras(group: Sequence[Line], bounds: Column, body: float) -> list[Para]:
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
