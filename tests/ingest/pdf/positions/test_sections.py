"""Where on a page tables may be."""

from __future__ import annotations

from pipeline.ingest.pdf.positions.page_lines import lines_across
from pipeline.ingest.pdf.positions.sections import has_cells, sections
from pipeline.ingest.pdf.text.lines import Line
from tests.ingest.pdf.tabled import page, words

PROSE = "This paragraph of running text goes over the whole page and over all of its columns"


def lines(*placed: tuple[float, float, str]) -> list[Line]:
    """Return the lines of a page with texts at the places given."""
    return lines_across(page([w for x, top, text in placed for w in words(x, top, text)]))


def shown(found: list[Line], *barriers: float) -> list[list[str]]:
    """Return the texts of the lines of each section."""
    return [
        [line.text for line in section.of([found])]
        for section in sections([page([])], [found], [barriers])
    ]


def test_running_text_parts_sections() -> None:
    """So does the short line that ends its paragraph."""
    texts = ((50, 0, "7"), (300, 0, "Do"), (50, 30, PROSE), (50, 41, "end."), (50, 90, "8"))
    assert shown(lines(*texts, (300, 90, "Go"))) == [["7 Do"], ["8 Go"]]


def test_running_text_behind_its_number_shows_no_columns() -> None:
    """A band names each recommendation above its table: the gap after it is not a gutter."""
    texts = ((50, 0, "7"), (75, 0, PROSE), (50, 30, "7.1"), (300, 30, "Do"))
    assert shown(lines(*texts)) == [["7.1 Do"]]


def test_a_barrier_parts_sections() -> None:
    """Another table begins there."""
    found = lines((50, 0, "7"), (300, 0, "Do"), (50, 40, "8"), (300, 40, "Go"))
    assert shown(found) == [["7 Do", "8 Go"]]
    assert shown(found, 30) == [["7 Do"], ["8 Go"]]


def test_justified_text_has_no_cells() -> None:
    """All of its gaps are wide, and about as wide; one that is much wider parts cells."""
    even = [w._replace(x0=w.x0 + 8 * n, x1=w.x1 + 8 * n) for n, w in enumerate(words(50, 0, PROSE))]
    (line,) = lines_across(page(even))
    assert not has_cells(line)
    far = [w._replace(x0=w.x0 + 40, x1=w.x1 + 40) if n > 7 else w for n, w in enumerate(even)]
    (line,) = lines_across(page(far))
    assert has_cells(line)


def test_tables_with_other_columns_are_two_sections() -> None:
    """Where two sets of columns cost less than one, each table has its own."""
    upper = [(x, 14.0 * n, "a word") for n in range(6) for x in (50.0, 150.0, 300.0)]
    texts = ((50.0, "x" * 38), (270.0, "y" * 20), (390.0, "z"))
    lower = [(x, 130 + 14.0 * n, t) for n in range(6) for x, t in texts]
    found = shown(lines(*upper, (50, 110, "Second table"), *lower))
    assert [len(section) for section in found] == [6, 6]
