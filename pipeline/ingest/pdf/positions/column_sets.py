"""The columns of sections: those that have the same ones find them together."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from pipeline.ingest.pdf.page import Page
from pipeline.ingest.pdf.positions.gutters import cost_of, gutters
from pipeline.ingest.pdf.positions.page_lines import Columns, kind_of
from pipeline.ingest.pdf.positions.sections import Section, has_cells
from pipeline.ingest.pdf.text.lines import GAP, Line
from pipeline.richtext import BULLET

_FEWEST = 2
"""Fewer lines with gaps have no columns of their own."""
_MISFIT = 0.3
"""A section with more of its lines cut by the columns than this has columns of its own."""
_MOST_COLUMNS = 40
"""Words that are in so many columns are in none."""
_MOST_KINDS = 60
"""So many sets of columns are looked for in one document."""
_SAME_START = 2.0
"""Texts begin, or end, at one place where they do within so many points."""
_WORSE, _WORSE_BY_LINE = 2.5, 0.25
"""How much more columns may cost than a section's own: so much, and for each line with gaps."""
_STRICT = 0.5
"""The share of it by which a second table of a page is judged: tables of a page often differ."""
_LENIENT = 2
"""How much more leniently a page is judged to which a table may go on."""
_ALIGNED = 0.85
"""The share of cells that begin or end where their columns do, where others are blank."""

Known = defaultdict[tuple[int, int, int], list[Columns]]
"""The columns that pages have, by where they begin, their width and their height."""


def column_sets(
    pages: Sequence[Page],
    lines: Sequence[list[Line]],
    found: Sequence[Section],
    known: Known,
) -> dict[Section, Columns]:
    """Return the columns of each section.

    Columns that are `known` from pages before are theirs where they fit; new ones are added.
    """
    made: dict[Section, Columns] = {}
    sizes: dict[tuple[int, int, int], list[Section]] = defaultdict(list)
    for section in found:
        page = pages[section.page]
        sizes[round(page.left), round(page.width), round(page.height)].append(section)
    for size, left in sizes.items():
        for kind in known[size]:
            _take(left, kind, lines, made)
        while left and len(known[size]) < _MOST_KINDS:
            found_kind, members = _next_kind(pages, lines, left)
            left = [section for section in left if section not in members]
            if found_kind is not None:
                known[size].append(found_kind)
                made.update(dict.fromkeys(members, found_kind))
                left = _take(left, found_kind, lines, made)
    return made


def _take(
    left: list[Section],
    kind: Columns,
    lines: Sequence[list[Line]],
    made: dict[Section, Columns],
) -> list[Section]:
    """Give the sections that fit `kind` its columns; return the others."""
    mine = [section for section, own in made.items() if own is kind]
    for section in left:
        is_second = any(other.page == section.page for other in mine)
        goes_on = _follows(section, mine)
        if fits(section.of(lines), kind, goes_on=goes_on, is_second=is_second):
            made[section] = kind
            mine.append(section)
    left[:] = [section for section in left if section not in made]
    return left


def _follows(section: Section, others: Sequence[Section]) -> bool:
    """Return whether the page before has one of the `others`: a table may go on from it."""
    return any(other.page == section.page - 1 for other in others)


def _next_kind(
    pages: Sequence[Page], lines: Sequence[list[Line]], left: Sequence[Section]
) -> tuple[Columns | None, list[Section]]:
    """Return the columns that most of the sections `left` have in common, and which these are.

    All are tried together first: a page of a table may fill few of its columns. Else those that
    fit the columns of the longest section are.
    """
    gapped = sum(has_cells(line) for section in left for line in section.of(lines))
    joint = common_columns(pages, lines, left) if gapped >= _FEWEST else None
    if joint is not None and all(
        fits(section.of(lines), joint, goes_on=_follows(section, left)) for section in left
    ):
        return joint, list(left)
    seed = max(left, key=lambda section: sum(map(has_cells, section.of(lines))))
    if sum(map(has_cells, seed.of(lines))) < _FEWEST:
        return None, list(left)
    kind = common_columns(pages, lines, [seed])
    if kind is None:
        return None, [seed]
    members = [
        s
        for s in left
        if s == seed or fits(s.of(lines), kind, goes_on=False, is_second=s.page == seed.page)
    ]
    for _ in range(3):
        together = common_columns(pages, lines, members)
        if together is None or not fits(seed.of(lines), together, goes_on=True):
            break
        kind = together
        more = [
            s for s in left if s == seed or fits(s.of(lines), kind, goes_on=_follows(s, members))
        ]
        if more == members:
            break
        members = more
    return kind, members


def fits(
    lines: Sequence[Line], columns: Columns, *, goes_on: bool, is_second: bool = False
) -> bool:
    """Return whether `columns` cut few of `lines`, and leave few wide gaps in a column.

    Lines that leave columns blank begin their cells where the columns do; where a table may go on
    from the page before, fewer do. A second table of a page has them only where they fit well.
    """
    cut = sum(kind_of(line, columns) == "prose" for line in lines)
    gapped = [line for line in lines if has_cells(line)]
    open_ = sum(columns.has_gap(line) for line in gapped)
    if cut > _MISFIT * len(lines) or open_ > _MISFIT * len(gapped):
        return False
    rows = [line.words for line in lines]
    mine = cost_of(rows, columns.xs[1:-1])
    worse = _WORSE + _WORSE_BY_LINE * len(gapped)
    if mine > gutters(rows).misfit + (_LENIENT if goes_on else _STRICT if is_second else 1) * worse:
        return False
    filled = {columns.of(word) for line in lines for word in line.words}
    least = _ALIGNED / _LENIENT if goes_on else _ALIGNED
    return len(filled) == len(columns.xs) - 1 or _is_aligned(gapped, columns, least)


def _is_aligned(gapped: Sequence[Line], columns: Columns, least: float) -> bool:
    """Return whether at least such a share of cells behind gaps begin where their columns do."""
    starts = [
        abs(b.x0 - columns.gutters[columns.of(b) - 1].end) <= _SAME_START
        for line in gapped
        for a, b in itertools.pairwise(line.words)
        if b.x0 - a.x1 > GAP * line.height and a.text != BULLET and columns.of(b) > columns.of(a)
    ]
    return sum(starts) >= least * len(starts)


def common_columns(
    pages: Sequence[Page], lines: Sequence[Sequence[Line]], found: Sequence[Section]
) -> Columns | None:
    """Return the columns of all the sections together, None if nothing parts them."""
    own = [(pages[section.page], section.of(lines)) for section in found]
    flat = list(_once(here for _, here in own))
    parted = gutters([line.words for line in flat], list(_upright(own))).gutters
    if not 0 < len(parted) < _MOST_COLUMNS:
        return None
    pad = max(min(gutter.width for gutter in parted) / 2, 0.5)
    starts = Counter(round(line.x0) for line in flat if line.x0 < parted[0].start)
    usual = starts.most_common(1)[0][0] if starts else parted[0].start
    xs = (
        min(line.x0 for line in flat) - pad,
        *(gutter.edge(pad) for gutter in parted),
        max(line.x1 for line in flat) + pad,
    )
    return Columns(xs, tuple(parted), usual)


def _once(found: Iterator[Sequence[Line]]) -> Iterator[Line]:
    """Yield the lines, but those that a section before has in the same place."""
    seen: set[tuple[str, int, int]] = set()
    for lines in found:
        keys = [(line.text, round(line.x0), round(line.top / 3)) for line in lines]
        yield from (line for line, key in zip(lines, keys, strict=True) if key not in seen)
        seen.update(keys)


def _upright(own: Sequence[tuple[Page, Sequence[Line]]]) -> Iterator[tuple[float, float]]:
    """Yield the places of upright rules, with how many lines each passes."""
    passed: Counter[int] = Counter()
    for page, here in own:
        heights = sorted((line.top + line.bottom) / 2 for line in here)
        for rule in page.rules:
            if rule.x1 - rule.x0 < rule.bottom - rule.top:
                count = bisect_left(heights, rule.bottom) - bisect_right(heights, rule.top)
                passed[round((rule.x0 + rule.x1) / 2)] += count
    return ((x, lines) for x, lines in passed.items() if lines > 1)
