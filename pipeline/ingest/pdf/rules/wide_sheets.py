"""Sheets too wide for their paper: pages that show further columns of the rows of other pages.

A spreadsheet program prints the columns that do not fit on pages of their own: all pages down, then
those across, or the other way round. A row is as high on one page as on the other, and that
tells: rows of text have many heights.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from pipeline.ingest.pdf.rules.ruled import PageParts
from pipeline.ingest.pdf.table.parts import TablePart, is_same_row

_SAME = 0.5
"""Rows whose heights differ by no more points are as high."""
_FEWEST_HEIGHTS = 3
"""With fewer different heights, two tables may have the same rows by chance."""

_Pair = tuple[PageParts, PageParts]


def put_beside(shown: Sequence[PageParts]) -> list[tuple[int, int]]:
    """Put the columns of later pages beside those of the rows they belong to.

    Returns the numbers of both pages of each pair; none if any page of a table has no partner.
    """
    tabled = [page for page in shown if page.parts]
    if any(len(page.parts) > 1 for page in tabled):
        return []
    pairs = next((p for p in _arrangements(tabled) if all(map(_is_one_row_of_pages, p))), [])
    heights = {round(h) for left, _ in pairs for h in _heights(left.parts[0])}
    if len(heights) < _FEWEST_HEIGHTS:
        return []
    for left, right in pairs:
        _join(left, right)
    return [(left.number, right.number) for left, right in pairs]


def _arrangements(pages: Sequence[PageParts]) -> Iterator[list[_Pair]]:
    """Yield which pages are beside which, for each number of pages across and each order."""
    for across in range(2, len(pages) + 1):
        down, rest = divmod(len(pages), across)
        if not rest:
            yield [(pages[n % down], pages[n]) for n in range(down, len(pages))]
            yield [(pages[n - n % across], pages[n]) for n in range(len(pages)) if n % across]


def _is_one_row_of_pages(pair: _Pair) -> bool:
    """Return whether two pages have rows of the same heights, and not the same heading.

    A row at the foot that is blank on one of them is none there.
    """
    left, right = (page.parts[0] for page in pair)
    both = zip(_heights(left), _heights(right), strict=False)
    return all(abs(ours - theirs) <= _SAME for ours, theirs in both) and not is_same_row(
        left.row(0), 0, right.row(0), 0
    )


def _heights(part: TablePart) -> list[float]:
    """Return how high the rows of `part` are, the one at the foot aside: it may hold others."""
    tops = {cell.row: cell.top for cell in part.cells}
    return [below - above for above, below in pairwise(tops[row] for row in sorted(tops))]


def _join(left: PageParts, right: PageParts) -> None:
    """Move the cells of `right` behind those of `left`, as if one page showed them."""
    table, more = left.parts[0], right.parts.pop()
    for cell in more.cells:
        cell.column += table.columns
        for para in cell.paras:
            para.lines = [line._replace(page=left.number) for line in para.lines]
    table.cells.extend(more.cells)
    table.columns, table.rows = table.columns + more.columns, max(table.rows, more.rows)
    shift = table.edges[-1] - more.edges[0]
    table.edges = tuple(chain(table.edges, (edge + shift for edge in more.edges[1:])))
    if right.number == table.last_page + 1:
        table.last_page = right.number
