"""Two pages on one sheet, booklets, tables turned on their page, and text from right to left."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
import pytest
import weasyprint
from pikepdf import Dictionary

from pipeline.findings import Severity
from pipeline.ingest import DEFAULT_OPTIONS
from pipeline.ingest.pdf import read_pdf
from pipeline.ingest.pdf.page import Box
from pipeline.ingest.pdf.table.model import TableModel
from pipeline.ingest.pdf.visible.areas import areas_of
from pipeline.table import RawDocument, RawText
from tests.ingest.pdf.making import HEIGHT, WIDTH, make_pdf, ruled, saved, text
from tests.ingest.pdf.tabled import page, words

XS = (40, 90, 300, 560)
LEFT = "0.7 0 0 0.7 0 0 cm"
RIGHT = f"0.7 0 0 0.7 {0.7 * WIDTH} 0 cm"


def plan(number: int) -> list[str]:
    """Return a page of a table with two rows, its number at the foot."""
    heads = ["No", "Action", "Update"]
    rows = [heads, *([f"{2 * number + n}", f"Paint gate {n}", "Painted."] for n in (0, 1))]
    made = ruled(XS, [60 + 30 * n for n in range(4)])
    for n, cells in enumerate(rows):
        made += [text(x + 5, 80 + 30 * n, cell) for x, cell in zip(XS, cells, strict=False)]
    return [*made, text(280, HEIGHT - 20, f"Page {number}")]


def on_sheets(
    pages: Sequence[Sequence[str]],
    sheets: Sequence[Sequence[tuple[int, str]]],
    size: tuple[float, float],
) -> bytes:
    """Return sheets on which pages are drawn, each given by its place and where it is put."""
    source = pikepdf.open(io.BytesIO(make_pdf(pages)))
    made = pikepdf.new()
    for sheet in sheets:
        paper = made.add_blank_page(page_size=size)
        drawn = {
            f"/X{n}": made.copy_foreign(source.make_indirect(source.pages[place].as_form_xobject()))
            for n, (place, _) in enumerate(sheet)
        }
        paper.obj.Resources = Dictionary(XObject=Dictionary(drawn))
        content = "\n".join(f"q {put} /X{n} Do Q" for n, (_, put) in enumerate(sheet))
        paper.obj.Contents = made.make_stream(content.encode())
    return saved(made)


def read(data: bytes) -> RawDocument:
    """Return what the reader makes of a file."""
    return read_pdf(data, "a.pdf", DEFAULT_OPTIONS)


def numbers(document: RawDocument) -> list[list[str]]:
    """Return the first cells of each table, the heading aside."""
    return [[row[0].content.plain for row in table.rows[1:]] for table in document.tables()]


def two_up(*order: tuple[int, int]) -> RawDocument:
    """Return what is read of sheets with two pages each."""
    sheets = [[(left, LEFT), (right, RIGHT)] for left, right in order]
    return read(on_sheets([plan(n) for n in range(1, 5)], sheets, (1.4 * WIDTH, HEIGHT)))


def test_two_pages_on_one_sheet_are_read_one_after_the_other() -> None:
    """The table goes on from the left half to the right one, and to the next sheet."""
    made = two_up((0, 1), (2, 3))
    assert numbers(made) == [[str(n) for n in range(2, 10)]]
    assert not [f for f in made.findings if f.code == "pages-out-of-order"]


def test_a_booklet_is_reported() -> None:
    """Its sheets hold the last page beside the first; the numbers of the pages say so."""
    made = two_up((3, 0), (1, 2))
    (finding,) = [f for f in made.findings if f.code == "pages-out-of-order"]
    assert "numbered 4, 1, 2, 3" in finding.message


@pytest.mark.parametrize("turn", [f"0 1 -1 0 {HEIGHT} 0 cm", f"0 -1 1 0 0 {WIDTH} cm"])
def test_a_table_turned_on_its_page_is_read(turn: str) -> None:
    """Its page is upright, with an upright line at the foot, which is kept as well."""
    foot = [text(40, HEIGHT - 10, "Board")]
    sheet = [(0, turn), (1, "1 0 0 1 0 0 cm")]
    made = read(on_sheets([plan(1), foot], [sheet], (HEIGHT, WIDTH)))
    assert numbers(made) == [["2", "3"]]
    texts = [item.content.plain for item in made.items if isinstance(item, RawText)]
    assert "Board" in [*made.furniture, *texts]


def test_text_from_right_to_left_is_reported() -> None:
    """Its words and columns come in the order in which they are drawn."""
    html = "<html lang=he dir=rtl><body><table><tr><td>שער<td>ראש<tr><td>שני<td>צבע</table>"
    made = read(weasyprint.HTML(string=html).write_pdf())
    assert [f.severity for f in made.findings if f.code == "right-to-left"] == [Severity.WARNING]
    assert not [f for f in read(make_pdf([plan(1)])).findings if f.code == "right-to-left"]


def test_tables_side_by_side_part_the_page() -> None:
    """What crosses the space between them stays whole, above and below."""
    placed = [
        *words(40, 20, "One long line that runs over both of the tables here"),
        *words(40, 700, "Foot"),
    ]
    grids = [Box(40, 60, 250, 200), Box(300, 80, 560, 240)]
    models = [TableModel((b.x0, b.x0 + 50, b.x1), (b.top, b.bottom), ()) for b in grids]
    areas = areas_of(page(placed), models)
    assert [(area.x1 if area.x1 < 1e8 else None) for area in areas] == [None, 275, None]
    assert len(areas_of(page(placed), models[:1])) == 1
