"""Tags are used for the tables that they describe, and left for the others of the same file."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.ingest import DEFAULT_OPTIONS
from pipeline.ingest.pdf import read_pdf
from pipeline.table import RawDocument, RawTable, RawText
from tests.ingest.pdf.making import Tag, make_pdf, ruled, text

GRID = [[f"{column}{row} gate" for column in "abc"] for row in range(3)]


def drawn(top: float, first: int | None) -> list[str]:
    """Return a ruled table of three columns, its cells marked from `first`; none for None."""
    made = ruled([50, 150, 250, 350], [top, top + 20, top + 40, top + 60])
    for n in range(9):
        mark = None if first is None else first + n
        made.append(text(55 + 100 * (n % 3), top + 14 + 20 * (n // 3), GRID[n // 3][n % 3], mark))
    return made


def tagged(first: int, order: Sequence[int] = (0, 1, 2), page: int = 0) -> Tag:
    """Return the table's tags, the cells of each row in an `order` of columns."""
    rows = (Tag("TR", [Tag("TD", [first + 3 * r + c], page) for c in order]) for r in range(3))
    return Tag("Table", list(rows), page)


def read(pages: Sequence[Sequence[str]], *kids: Tag) -> RawDocument:
    """Return what is read of a file with these pages and tags."""
    return read_pdf(make_pdf(pages, [Tag("Document", kids)]), "a.pdf", DEFAULT_OPTIONS)


def shown(document: RawDocument) -> list[list[list[str]] | str]:
    """Return the texts of the document's items, in their order."""
    return [
        [[cell.content.plain for cell in row] for row in item.rows]
        if isinstance(item, RawTable)
        else item.content.plain
        for item in document.items
        if isinstance(item, RawTable | RawText)
    ]


def test_a_table_tagged_in_another_order_is_read_by_its_rules() -> None:
    """The other table of the page keeps its tags, and the text keeps its place."""
    page = [*drawn(40, 0), text(50, 130, "Between", 18), *drawn(200, 9)]
    made = read([page], tagged(0), Tag("P", [18]), tagged(9, (1, 0, 2)))
    assert shown(made) == [GRID, "Between", GRID]
    assert made.method == "tag tree and ruled lines"
    assert [finding.message for finding in made.findings] == [
        "a table was not read by its tags: the cells of the tag tree are in another order on page 1"
    ]


def test_a_table_on_a_page_without_tags_is_read_by_its_rules() -> None:
    """It comes before what is tagged on later pages."""
    pages = [[*drawn(40, 0), text(50, 130, "First", 9)], drawn(40, None), [text(50, 60, "Last", 0)]]
    made = read(pages, tagged(0), Tag("P", [9]), Tag("P", [0], page=2))
    assert shown(made) == [GRID, "First", GRID, "Last"]
    assert made.method == "tag tree and ruled lines"


def test_tags_that_miss_words_of_their_own_page_are_left() -> None:
    """What is not in the tree may be rows of the same table."""
    made = read([[*drawn(40, 0), *drawn(100, None)]], tagged(0))
    assert made.method == "ruled lines"
    assert shown(made) == [[*GRID, *GRID]]
