"""Sheets too wide for their paper come back as one table."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.findings import Finding
from pipeline.ingest import DEFAULT_OPTIONS
from pipeline.ingest.pdf import read_pdf
from tests.ingest.pdf.making import make_pdf, ruled, text

UPPER = [
    ("No.", "Owner", "Update", "Status"),
    ("7.1", "Head", "Begun", "Open"),
    ("7.2", "Lead", "Tested", ""),
]
LOWER = [
    ("8.1", "Chair", "Widened", "Open"),
    ("8.2", "Clerk", "Closed", "Done"),
    ("8.3", "Head", "", ""),
]
HIGH, OTHER = (20, 33, 47), (26, 61, 38)


def page(rows: Sequence[Sequence[str]], heights: Sequence[int]) -> list[str]:
    """Return a page with a ruled table of `rows`."""
    ys = [60]
    for height in heights:
        ys.append(ys[-1] + height)
    xs = [50 + 100 * n for n in range(len(rows[0]) + 1)]
    shown = [
        text(x + 5, y + 14, word)
        for row, y in zip(rows, ys, strict=False)
        for word, x in zip(row, xs, strict=False)
    ]
    return [*ruled(xs, ys), *shown]


def halves(rows: Sequence[Sequence[str]]) -> tuple[list[Sequence[str]], list[Sequence[str]]]:
    """Return the first two columns and the others."""
    return [row[:2] for row in rows], [row[2:] for row in rows]


def read(*pages: list[str]) -> tuple[list[list[list[str]]], list[Finding]]:
    """Return the texts of each table, and what is said about pages side by side."""
    document = read_pdf(make_pdf(pages), "plan.pdf", DEFAULT_OPTIONS)
    tables = [[[c.content.plain for c in row] for row in t.rows] for t in document.tables()]
    return tables, [f for f in document.findings if f.code == "pages-side-by-side"]


@pytest.mark.parametrize("order", [(0, 2, 1, 3), (0, 1, 2, 3)], ids=["down first", "across first"])
def test_columns_on_pages_of_their_own_stand_beside_their_rows(order: tuple[int, ...]) -> None:
    """Whether the pages go down first or across; the pages are named."""
    (a, b), (c, d) = halves(UPPER), halves(LOWER)
    pages = [page(a, HIGH), page(b, HIGH), page(c, OTHER), page(d, OTHER)]
    tables, findings = read(*(pages[n] for n in order))
    assert tables == [[list(row) for row in (*UPPER, *LOWER)]]
    first, second = order.index(1) + 1, order.index(3) + 1
    assert f"page {first} beside page 1" in findings[0].message
    assert f"page {second} beside page" in findings[0].message


@pytest.mark.parametrize("heights", [OTHER, (20, 20, 20)], ids=["others", "all alike"])
def test_rows_are_told_by_heights_that_many_share(heights: tuple[int, ...]) -> None:
    """Rows of other heights are of another table, and rows all as high tell nothing."""
    left, right = halves(UPPER)
    first = HIGH if heights == OTHER else heights
    tables, findings = read(page(left, first), page(right, heights))
    assert (len(tables[0][0]), findings) == (2, [])


def test_a_table_that_repeats_its_heading_goes_on_below() -> None:
    """Though its rows happen to be as high as those of the page before."""
    rows = [UPPER[0], *LOWER[:2]]
    tables, findings = read(page(UPPER, HIGH), page(rows, HIGH))
    assert (len(tables), len(tables[0]), findings) == (1, 5, [])
