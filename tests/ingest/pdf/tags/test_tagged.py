"""Reading by the tag tree: what it says goes, where it says nothing the page does."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name

from pipeline.ingest import DEFAULT_OPTIONS
from pipeline.ingest.pdf import read_pdf
from pipeline.richtext import plain_text
from pipeline.table import RawDocument, RawText
from tests.ingest.pdf.making import Tag, make_pdf, ruled, saved, text

WORDS = ["No.", "Text", "Owner", "7", "Review.", "Chief", "8", "Train.", "Head"]


def page(words: list[str]) -> list[str]:
    """Return words in three columns, each marked with its number."""
    places = ((x, 60 + 30 * row) for row in range(9) for x in (50, 200, 400))
    return [text(x, y, w, n) for n, ((x, y), w) in enumerate(zip(places, words, strict=False))]


def row(*marks: int | Tag | None, name: str = "TD") -> Tag:
    """Return a row with a cell for each mark, an empty one for None."""
    cells = [
        m if isinstance(m, Tag) else Tag(name, [] if m is None else [Tag("P", [m])]) for m in marks
    ]
    return Tag("TR", cells)


def read(tags: list[Tag], words: list[str] = WORDS, **root: object) -> RawDocument:
    """Return what is read of one page with `tags`, which shows no other words."""
    used = set(marks(tags))
    shown = [word if n in used else "" for n, word in enumerate(words)]
    return read_pdf(make_pdf([page(shown)], tags, **root), "plan.pdf", DEFAULT_OPTIONS)


def marks(tags: Iterable[Tag | int]) -> Iterator[int]:
    """Yield the marks under `tags`."""
    for tag in tags:
        if isinstance(tag, int):
            yield tag
        else:
            yield from marks(tag.kids)


def cells(document: RawDocument) -> list[list[tuple[str, int, int]]]:
    """Return words and spans of each cell of the first table."""
    rows = next(document.tables()).rows
    return [[(c.content.plain, c.row_span, c.column_span) for c in row] for row in rows]


def table(*rows: Tag) -> list[Tag]:
    """Return a document with one table."""
    return [Tag("Document", [Tag("Table", [Tag("TBody", list(rows))])])]


def test_empty_cells_keep_their_place() -> None:
    """A cell without content is a cell."""
    found = cells(read(table(row(0, 1, 2, name="TH"), row(3, None, 5), row(6, 7, 8))))
    assert [cell[0] for cell in found[1]] == ["7", "", "Chief"]


def test_cells_left_out_are_placed_by_position() -> None:
    """A row that lacks an empty cell has its cells where they are on the page."""
    document = read(table(row(0, 1, 2, name="TH"), row(3, 5), row(6, 7, 8)), WORDS)
    assert [cell[0] for cell in cells(document)[1]] == ["7", "", "Chief"]
    assert "cells-placed-by-position" in [f.code for f in document.findings]


def test_spans_are_kept() -> None:
    """RowSpan and ColSpan come back."""
    tall = Tag("TD", [3], attributes={"RowSpan": 2})
    wide = Tag("TH", [0], attributes={"ColSpan": 2})
    found = cells(read(table(row(wide, 2), row(tall, 4, 5), row(7, 8)), WORDS))
    assert found[0][0] == ("No.", 1, 2)
    assert found[1][0] == ("7", 2, 1)
    assert [cell[0] for cell in found[2]] == ["Train.", "Head"]


def test_absurd_spans_are_cut() -> None:
    """A span of two milliards neither hangs nor fills the memory."""
    mad = Tag("TD", [3], attributes={"RowSpan": 2**31 - 1, "ColSpan": 2**31 - 1})
    found = cells(read(table(row(0, 1), row(mad)), WORDS))
    assert found[1][0][0] == "7"


def test_actual_text_goes_before_the_marks() -> None:
    """What the file spells out is the text, at every level."""
    inner = Tag("TD", [Tag("P", [Tag("Span", [4], actual="Re-view it."), 5])])
    outer = Tag("TD", [Tag("P", [7])], actual="All of the cell")
    found = cells(read(table(row(0, 1), row(3, inner), row(6, outer)), WORDS))
    assert found[1][1][0] == "Re-view it. Chief"
    assert found[2][1][0] == "All of the cell"


def test_a_soft_hyphen_in_place_of_a_hyphen_is_no_letter() -> None:
    """Word and LibreOffice spell so the hyphen that they add where a line ends."""
    parted = Tag("TD", [Tag("P", [4, Tag("Span", [5], actual="\u00ad"), 6])])
    words = [*WORDS[:4], "recom", "-", "mendation seven", *WORDS[7:]]
    document = read(table(row(0, 1), row(3, parted)), words)
    assert cells(document)[1][1][0] == "recommendation seven"
    assert not any(f.code == "words-unplaced" for f in document.findings)


def test_roles_and_namespaces_are_mapped() -> None:
    """A producer's own names mean what the role map says; PDF 2.0 names stand for themselves."""
    own = [Tag("Heading_1", [0]), *table(row(1, 2), row(3, 4))]
    document = read(own, WORDS, RoleMap=Dictionary(Heading_1=Name.H1, H1=Name.H1))
    first = document.items[0]
    assert isinstance(first, RawText)
    assert (first.level, first.content.plain) == (1, "No.")
    modern = [Tag("Title", [0], namespace="http://iso.org/pdf2/ssn"), *table(row(1, 2), row(3, 4))]
    first = read(modern).items[0]
    assert isinstance(first, RawText)
    assert first.level == 1


def test_lists_are_lists_and_labels_are_not_text() -> None:
    """A bullet is dropped; a number begins its paragraph."""
    words = ["No.", "Text", "•", "intake", "1.", "handover", "8", "x", "y"]
    items = [
        Tag("L", [Tag("LI", [Tag("Lbl", [2]), Tag("LBody", [3])])]),
        Tag("L", [Tag("LI", [Tag("Lbl", [4]), Tag("LBody", [5])])]),
    ]
    document = read(table(row(0, 1), row(6, Tag("TD", items))), words)
    content = next(document.tables()).rows[1][1].content
    assert content == plain_text("•intake\n1. handover")


def test_a_loop_in_the_tree_ends() -> None:
    """An element that holds itself is met once."""
    pdf = pikepdf.open(_file(make_pdf([page(WORDS)], table(row(0, 1), row(3, 4), row(6, 7)))))
    top = pdf.Root.StructTreeRoot.K[0]
    top.K.append(top)
    top.K[0].K[0].K[0].K.append(top)
    buffer = _file(b"")
    pdf.save(buffer)
    document = read_pdf(buffer.getvalue(), "plan.pdf", DEFAULT_OPTIONS)
    assert cells(document)[1][0][0] == "7"


def test_a_tree_too_deep_is_left() -> None:
    """Elements nested without end leave the file to the next step."""
    deep = Tag("Div", [0])
    for _ in range(300):
        deep = Tag("Div", [deep])
    document = read([deep])
    assert document.method == "text positions"
    assert "nested" in document.findings[0].message


def test_a_tree_that_misses_most_words_is_left() -> None:
    """Tags over a corner of the page do not stand for the page."""
    data = make_pdf([page(WORDS)], table(row(0, 1)))
    document = read_pdf(data, "plan.pdf", DEFAULT_OPTIONS)
    assert "not in the tag tree" in document.findings[0].message


def test_a_paragraph_tagged_in_another_cell_is_put_back() -> None:
    """The rules tell in which cell of its row a paragraph is; among two, the tree is left."""
    rules = ruled([40, 190, 390, 560], [45, 70, 100, 130])
    swapped = table(row(0, 1, 2), row(3, Tag("TD", [Tag("P", [4]), Tag("P", [5])]), None))
    shown = [[*page(WORDS[:6]), *rules]]
    document = read_pdf(make_pdf(shown, swapped), "plan.pdf", DEFAULT_OPTIONS)
    assert [cell[0] for cell in cells(document)[1]] == ["7", "Review.", "Chief"]
    assert "paragraphs-put-back" in [f.code for f in document.findings]
    mixed = table(row(0, 1, 2), row(3, Tag("TD", [Tag("P", [4, 5])]), None))
    document = read_pdf(make_pdf(shown, mixed), "plan.pdf", DEFAULT_OPTIONS)
    assert document.method == "ruled lines"


def test_a_tree_in_another_order_than_the_page_is_left() -> None:
    """Rows that run up the page and cells that run to the left are not believed."""
    for tags in (table(row(3, 4, 5), row(0, 1, 2)), table(row(2, 1, 0), row(5, 4, 3))):
        assert "another order" in read(tags).findings[0].message


def test_a_table_inside_text_is_a_table() -> None:
    """One in a paragraph, a figure or a cell that is there for the layout is read as a table."""
    inner = Tag("Table", [row(1, 2), row(4, 5)])
    layout = Tag("Table", [Tag("TR", [Tag("TD", [inner])])])
    for outer in (Tag("P", [Tag("P", [0]), inner]), Tag("Figure", [0, inner]), layout):
        found = cells(read([Tag("Document", [outer])]))
        assert [[cell[0] for cell in row] for row in found] == [
            ["Text", "Owner"],
            ["Review.", "Chief"],
        ]


def test_the_parent_tree_tells_the_page() -> None:
    """Where no element names its page, the pages name their elements."""
    words = [page(WORDS[:6]), page(WORDS[6:])]
    pdf = pikepdf.open(
        _file(make_pdf(words, [*table(row(0, 1, 2), row(3, 4, 5)), Tag("P", [0, 1, 2])]))
    )
    second = pdf.Root.StructTreeRoot.K[1]
    for number, shown in enumerate(pdf.pages):
        shown.obj.StructParents = number
    tops = pdf.Root.StructTreeRoot.K[0].K[0].K[0].K
    held = [cell.K[0] for top in tops for cell in top.K]
    for element in (*held, second, *[cell for top in tops for cell in top.K], *tops):
        del element["/Pg"]
    leaves = [Array(held), Array([second] * 3)]
    pdf.Root.StructTreeRoot.ParentTree = Dictionary(
        Kids=Array([Dictionary(Nums=Array([n, leaf])) for n, leaf in enumerate(leaves)])
    )
    document = read_pdf(saved(pdf), "plan.pdf", DEFAULT_OPTIONS)
    assert [i.content.plain for i in document.items if isinstance(i, RawText)] == ["8 Train. Head"]


def test_a_foot_tagged_as_text_is_set_aside() -> None:
    """Page numbers and titles in the margins of most pages are not paragraphs; numbered text is."""
    pages = [
        [
            *(text(50, 20, f"Action {n}", 0), text(50, 200, "No.", 1), text(200, 200, "Text", 2)),
            *(text(50, 390, "Plan of the force", 3), text(500, 390, f"{n}", 4)),
        ]
        for n in (1, 2, 3)
    ]
    blocks = [
        Tag("Div", [Tag("P", [0], n), Tag("Table", [_on(n, "TD", 1, 2)], n), Tag("P", [3], n)])
        for n in range(3)
    ]
    feet = [Tag("P", [4], n) for n in range(3)]
    document = read_pdf(make_pdf(pages, [*blocks, *feet]), "plan.pdf", DEFAULT_OPTIONS)
    texts = [item.content.plain for item in document.items if isinstance(item, RawText)]
    assert texts == ["Action 1", "Action 2", "Action 3"]
    assert {"Plan of the force", "1", "2", "3"} <= set(document.furniture)


def test_a_row_that_two_pages_show_is_one() -> None:
    """A producer that tags each page's table gives one table, its row joined."""
    lines = ["Chief officers review each of the forms that are", "used by the control room."]
    pages = [
        [
            *(text(50, 300, "No.", 0), text(100, 300, "Text", 1)),
            *(text(50, 360, "7", 2), text(100, 360, lines[0], 3)),
        ],
        [text(50, 40, "No.", 0), text(100, 40, "Text", 1), text(100, 60, lines[1], 2)],
    ]
    first = Tag("Table", [row(0, 1, name="TH"), row(2, 3)])
    second = Tag("Table", [_on(1, "TH", 0, 1), _on(1, "TD", None, 2)])
    data = make_pdf(pages, [Tag("Document", [first, second])])
    document = read_pdf(data, "plan.pdf", DEFAULT_OPTIONS)
    rows = [[c.content.plain for c in row] for row in next(document.tables()).rows]
    assert rows == [["No.", "Text"], ["7", " ".join(lines)]]
    assert "row-over-page" in [f.code for f in document.findings]


def _on(page_number: int, name: str, *marks: int | None) -> Tag:
    cells = [Tag(name, [] if m is None else [m], page_number) for m in marks]
    return Tag("TR", cells, page_number)


def _file(data: bytes) -> io.BytesIO:
    return io.BytesIO(data)
