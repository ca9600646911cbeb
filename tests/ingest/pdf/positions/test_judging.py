"""What is a table of what words seem to make."""

from __future__ import annotations

from pipeline.ingest.pdf.page import Page
from pipeline.ingest.pdf.positions.whitespace_tables import aligned_grids
from tests.ingest.pdf.tabled import page, words

LEFT = ("The harbour board", "keeps a record of", "every boat that", "comes to the quay")
RIGHT = ("and the crews paint", "them in the spring", "before the first", "ferry of the year")


def count(*pages: Page) -> int:
    """Return how many tables there are."""
    return sum(len(models) for models in aligned_grids(pages, 10))


def test_columns_of_running_text_are_no_table() -> None:
    """Paragraphs begin in one column and not in the other."""
    placed = [w for n in range(24) for w in words(50, 60 + 11 * n + 6 * (n // 7), LEFT[n % 4])]
    placed += [w for n in range(24) for w in words(300, 60 + 11 * n + 6 * (n // 9), RIGHT[n % 4])]
    assert count(page(placed)) == 0


def test_a_numbered_heading_is_no_table() -> None:
    """Nor are several, with text between them, though all have the same columns."""
    placed = [w for n in range(4) for w in words(50, 60 + 90.0 * n, f"{n}.1")]
    placed += [w for n in range(4) for w in words(100, 60 + 90.0 * n, "Ropes and nets")]
    prose = "Each of the boats by the quay has ropes and nets that the crew mends every winter here"
    placed += [w for n in range(4) for w in words(50, 80 + 90.0 * n, prose)]
    assert count(page(placed)) == 0


def test_the_words_of_a_chart_are_no_table() -> None:
    """Most places of its rows and columns are blank."""
    placed = [w for n in range(9) for w in words(50, 60 + 20.0 * n, str(90 - 10 * n))]
    placed += [w for n in range(6) for w in words(100 + 60.0 * n, 250, str(2001 + n))]
    placed += [*words(160, 80, "Boats"), *words(340, 80, "Ferries")]
    assert count(page(placed)) == 0


def test_a_small_table_has_a_row_below_its_headings() -> None:
    """Two rows of three columns are a table, one is none."""
    head = [w for x, t in ((50, "No."), (150, "Boat"), (300, "Quay")) for w in words(x, 60, t)]
    row = [w for x, t in ((50, "1"), (150, "Ferry"), (300, "North")) for w in words(x, 80, t)]
    assert count(page(head)) == 0
    assert count(page([*head, *row])) == 1


def test_a_row_alone_goes_on_from_the_page_before() -> None:
    """A page may show the last row of a table only."""
    rows = [
        w
        for n in range(5)
        for x, t in ((50, str(n)), (150, "Ferry"), (300, "North"))
        for w in words(x, 60 + 30.0 * n, t)
    ]
    last = [w for x, t in ((50, "9"), (150, "Barge"), (300, "South")) for w in words(x, 60, t)]
    assert count(page(rows), page(last, 2)) == 2
