"""Reading by ruled lines: grids, page ends, turned pages."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
import pytest

from pipeline.ingest import DEFAULT_OPTIONS
from pipeline.ingest.pdf import read_pdf
from pipeline.ingest.pdf.page import UNMARKED, Box, Page, Word
from pipeline.ingest.pdf.page.drawing import THIN
from pipeline.ingest.pdf.rules.lattice import lattices
from pipeline.ingest.pdf.rules.ruled import page_parts, ruled_models
from pipeline.ingest.pdf.table.model import Region
from pipeline.table import RawDocument
from tests.ingest.pdf.making import HEIGHT, WIDTH, line, make_pdf, printed, ruled, saved, text

LOOK = (False, False, "", UNMARKED, True, False)
LONG = "The control room shares the follow-up form with each and/or every district. "


def level(y: float, x0: float = 0, x1: float = 300) -> Box:
    """Return a level rule."""
    return Box(x0, y, x1, y + 0.5)


def upright(x: float, top: float = 0, bottom: float = 100) -> Box:
    """Return an upright rule."""
    return Box(x, top, x + 0.5, bottom)


def read(data: bytes) -> RawDocument:
    """Return what the reader makes of `data`."""
    return read_pdf(data, "plan.pdf", DEFAULT_OPTIONS)


def cells(document: RawDocument) -> list[list[str]]:
    """Return the words of each cell of the only table."""
    (table,) = document.tables()
    return [[cell.content.plain for cell in row] for row in table.rows]


def test_open_sides_end_where_the_other_rules_end() -> None:
    """A table without an outer border, or cut at the page's end, has all its cells."""
    (grid,) = lattices([level(50), upright(100), upright(200)])
    assert (len(grid.xs), len(grid.ys)) == (4, 3)


def test_merged_cells_are_one_region() -> None:
    """Where no rule parts two places they are one cell."""
    rules = [level(0), level(50, 100), level(100), upright(0), upright(100), upright(300)]
    (grid,) = lattices(rules)
    assert Region(0, 0, 2, 1) in grid.regions


def test_dots_and_dashes_make_a_rule() -> None:
    """Small marks in a row are a rule."""
    dots = [Box(x, 50, x + 1, 51) for x in range(0, 300, 3)]
    (grid,) = lattices([level(0), *dots, level(100), upright(0), upright(150), upright(300)])
    assert len(grid.ys) == 3


def test_an_underline_parts_no_cell() -> None:
    """A level rule that ends inside a cell, as under a link, is not a floor."""
    grid = [level(0), level(100), upright(0), upright(100), upright(300)]
    (found,) = lattices([*grid, level(50, 110, 290)])
    assert found.ys == (0.25, 100.25)


def test_a_cell_on_the_lines_of_a_table_belongs_to_it() -> None:
    """A merged cell may be drawn only round its own words, and touch none of the others."""
    heading = [level(0), level(20), *(upright(x, 0, 20) for x in (0, 40, 100, 200, 300))]
    rows = [level(y, 200, 300) for y in (40, 80)] + [upright(x, 20, 80) for x in (200, 300)]
    piece = [level(40, 0, 40), level(55, 0, 40), upright(0, 40, 55), upright(40, 40, 55)]
    (grid,) = lattices([*heading, *rows, *piece])
    assert Region(2, 0, 1, 1) in grid.regions
    lone = [box._replace(x0=box.x0 + 7, x1=box.x1 + 7) for box in piece]
    (grid,) = lattices([*heading, *rows, *lone])
    assert Region(2, 0, 1, 1) not in grid.regions


def test_what_no_wall_parts_from_an_open_cell_is_open() -> None:
    """Beside a merged cell that is not drawn to its end another may not be either."""
    rules = [level(0), level(50, 100), level(20, 0, 50), level(50, 50, 100), level(100, 100)]
    walls = [upright(0, 0, 20), upright(50, 0, 50), *(upright(x) for x in (100, 200, 300))]
    (grid,) = lattices([*rules, *walls])
    assert [(r.row, r.column) for r in grid.regions if r.is_open] == [(1, 0), (2, 1)]


def test_walls_that_meet_no_floor_belong_to_the_table_beside() -> None:
    """Where merged cells fill the page, nothing is drawn from side to side in their columns."""
    rest = [upright(x) for x in (100, 200, 300)]
    (found,) = lattices([upright(0), upright(50), *rest, level(40, 100, 300)])
    assert len(found.xs) == 5
    (found,) = lattices([upright(x) for x in (0, 50, 100)])
    assert (len(found.xs), len(found.ys)) == (3, 2)


def test_a_heading_that_no_rule_parts_from_the_rest_of_a_row_is_dropped() -> None:
    """Some producers draw no line between the repeated heading and a row that goes on."""
    xs, heading = (50, 90, 550), [text(60, 70, "No."), text(100, 70, "Update")]
    first = [*ruled(xs, (50, 80)), *heading, text(60, 100, "7"), text(100, 100, "The board of")]
    first += [line(x, 80, x, 380) for x in xs]
    first += [text(100, 113 + 13 * n, "the force has reviewed the forms and") for n in range(20)]
    last = [*ruled(xs, (50, 120, 150)), *heading, text(100, 100, "asked for more.")]
    last += [text(60, 135, "8"), text(100, 135, "Done.")]
    document = read(make_pdf([first, last]))
    rows = cells(document)
    assert [row[0] for row in rows] == ["No.", "7", "8"]
    assert rows[1][1].split()[-5:] == ["forms", "and", "asked", "for", "more."]
    assert "Update" in document.furniture


def test_headings_between_the_rows_are_dropped() -> None:
    """A heading that pages repeat may be further down once more."""
    head = "<tr><th>No.</th><th>Owner</th><th>Update</th></tr>"
    row = f"<td>Chief</td><td>{LONG * 5}</td></tr>"
    body = "".join(f"{head if n == 3 else ''}<tr><td>{n}</td>{row}" for n in range(1, 9))
    rows = cells(read(printed(f"<table><thead>{head}</thead>{body}</table>")))
    assert [r[0] for r in rows] == ["No.", *map(str, range(1, 9))]


def test_a_line_that_two_pages_show_is_read_once() -> None:
    """A page's end in the middle of a line leaves its upper half here, its lower half there."""
    xs = (50, 90, 550)
    walls = [line(x, 40, x, 390) for x in xs]
    told = [text(100, 60 + 13 * n, f"the force has reviewed form {n} and") for n in range(26)]
    first = [*walls, line(50, 40, 550, 40), text(60, 60, "7"), *told]
    last = [*ruled(xs, (20, 70, 100)), text(100, 35, "the force has reviewed form 25 and")]
    last += [text(100, 48, "asked for more."), text(60, 85, "8"), text(100, 85, "Done.")]
    rows = cells(read(make_pdf([first, last])))
    assert [row[0] for row in rows] == ["7", "8"]
    assert rows[0][1].count("form 25") == 1


def test_a_frame_is_no_table() -> None:
    """A box round the page or a paragraph has one column only."""
    assert lattices([level(0), level(100), upright(0), upright(300)]) == []


def test_thousands_of_rules_are_a_drawing() -> None:
    """A page full of strokes does not hang the reader."""
    places = [(7 * n % 800, 11 * n % 600) for n in range(9000)]
    strokes = [level(y, x, x + 9) for x, y in places] + [upright(x, y, y + 9) for x, y in places]
    assert lattices(strokes) == []


def test_a_table_of_dots_is_read() -> None:
    """Thousands of dots that lie in a few lines are its rules."""
    dots = [Box(x, y, x + 1, y + 1) for y in range(0, 501, 50) for x in range(0, 601, 2)]
    dots += [Box(x, y, x + 1, y + 1) for x in range(0, 601, 60) for y in range(0, 501, 2)]
    (grid,) = lattices(dots)
    assert (len(dots), len(grid.xs), len(grid.ys)) == (6072, 11, 11)


def test_thin_filled_rectangles_are_rules() -> None:
    """A border drawn as a filled rectangle counts as a line, a thicker one as shading."""
    assert THIN < 4
    bars = [f"50 {HEIGHT - y} 500 1 re f" for y in (50, 80, 120)]
    bars += [f"{x} {HEIGHT - 120} 1 70 re f" for x in (50, 250, 549)]
    words = [text(60, 70, "No."), text(260, 70, "Text"), text(60, 100, "7"), text(260, 100, "Do.")]
    assert cells(read(make_pdf([bars + words]))) == [["No.", "Text"], ["7", "Do."]]


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_turned_pages_are_read_upright(angle: int) -> None:
    """/Rotate and turned content make no difference."""
    words = [text(60, 70, "Number"), text(260, 70, "Recommendation text")]
    words += [text(60, 100, "Seven"), text(260, 100, "Review the forms.")]
    upright_page = make_pdf([[*ruled((50, 250, 550), (50, 80, 120)), *words]])
    wanted = [["Number", "Recommendation text"], ["Seven", "Review the forms."]]
    pdf = pikepdf.open(io.BytesIO(upright_page))
    pdf.pages[0].rotate(angle, relative=False)
    assert cells(read(saved(pdf))) == wanted
    matrix = {0: "1 0 0 1 0 0", 90: f"0 1 -1 0 {HEIGHT} 0", 180: f"-1 0 0 -1 {WIDTH} {HEIGHT}"}
    turn = matrix.get(angle, f"0 -1 1 0 0 {WIDTH}")
    pdf.pages[0].contents_add(f"q {turn} cm\n".encode(), prepend=True)
    pdf.pages[0].contents_add(b"\nQ")
    if angle % 180:
        pdf.pages[0].obj.MediaBox = pikepdf.Array([0, 0, HEIGHT, WIDTH])
    assert cells(read(saved(pdf))) == wanted


def test_a_row_that_goes_on_is_one_row_and_headings_stand_once() -> None:
    """A row cut in a sentence is joined; the heading that each page repeats is furniture."""
    body = "".join(f"<tr><td>{n}</td><td>Chief</td><td>{LONG * 9}</td></tr>" for n in range(1, 8))
    head = "<thead><tr><th>No.</th><th>Owner</th><th>Update</th></tr></thead>"
    document = read(printed(f"<table>{head}{body}</table>"))
    rows = cells(document)
    assert [row[0] for row in rows] == ["No.", *map(str, range(1, 8))]
    assert {row[2] for row in rows[1:]} == {(LONG * 9).strip()}
    assert "Update" in document.furniture


def test_a_new_row_with_a_blank_reference_is_not_joined() -> None:
    """Blank cells alone do not make a row the rest of the one before."""
    rows = "".join(
        f"<tr><td></td><td>Requirement {n} is met.</td><td>{LONG * 3}</td></tr>" for n in range(30)
    )
    assert len(cells(read(printed(f"<table>{rows}</table>")))) == 30


def test_a_merged_cell_is_carried_over_the_page() -> None:
    """A recommendation's number spans its actions on the next page as well."""
    actions = "".join(
        f"<tr>{'<td rowspan=9>7</td>' if n == 0 else ''}<td>7.{n}</td><td>{LONG * 5}</td></tr>"
        for n in range(9)
    )
    (table,) = read(printed(f"<table>{actions}</table>")).tables()
    assert next((c.content.plain, c.row_span) for c in table.rows[0]) == ("7", 9)
    assert len(table.rows) == 9


def test_running_titles_are_furniture_and_never_cells() -> None:
    """What every page repeats at its head and foot is set aside."""
    rows = "".join(f"<tr><td>{n}</td><td>{LONG * 4}</td></tr>" for n in range(20))
    css = (
        "@page{@top-left{content:'Plan of the force'}@bottom-right{content:'Page ' counter(page)}}"
    )
    document = read(printed(f"<table>{rows}</table>", css))
    assert {"Plan of the force", "Page 1", "Page 2"} <= set(document.furniture)
    assert len(document.items) == 1


def upright_only(rows: int, cells: int) -> list[str]:
    """Return a page with upright rules; the first `cells` cells of each row have text."""
    xs, made = (50, 200, 350, 550), [line(x, 40, x, 380) for x in (50, 200, 350, 550)]
    for n in range(rows):
        for x in xs[:cells]:
            made += [text(x + 5, 60 + 48 * n + 12 * i, f"The force has form {n}") for i in (0, 1)]
    return made


def test_rows_that_no_rule_parts_are_left_to_the_places_of_words() -> None:
    """Where upright rules alone are drawn, most cells begin paragraphs together further down."""
    document = read(make_pdf([upright_only(6, 3)]))
    assert document.method == "text positions"
    assert any("several rows that no rule parts" in f.message for f in document.findings)
    assert len(cells(document)) == 6


def test_one_row_whose_cells_have_paragraphs_is_ruled() -> None:
    """A cell of many paragraphs beside short ones is not a sign of further rows."""
    page = [*ruled((50, 200, 350, 550), (40, 380)), text(55, 60, "7"), text(205, 60, "Chief")]
    page += [text(355, 60 + 48 * n, f"The board has form {n}") for n in range(6)]
    document = read(make_pdf([page]))
    assert (document.method, len(cells(document))) == ("ruled lines", 1)


def test_a_crowded_row_counts_all_its_words() -> None:
    """Words of rows that seem to be several are counted; of all others none are."""
    xs, words = (50.0, 200.0, 350.0), ("The", "force")

    def placed(tops: Sequence[Sequence[float]]) -> int:
        made = [
            Word(w, x + 5 + 40 * n, top, x + 40 + 40 * n, top + 10, *LOOK)
            for x, own in zip(xs, tops, strict=True)
            for top in own
            for n, w in enumerate(words)
        ]
        rules = [Box(x, 40, x, 380) for x in (*xs, 550)] + [Box(50, y, 550, y) for y in (40, 380)]
        shown = Page(1, 600, 400, tuple(made), tuple(rules), (), 0, 0)
        return sum(part.crowded for part in page_parts(shown, ruled_models(shown)).parts)

    assert placed([(50, 100), (50, 101), (50, 100)]) == 12
    assert placed([(50, 100), (50, 130), (50, 160)]) == 0
    assert placed([(50, 100, 150, 200), (50,), (50,)]) == 0


def test_numbers_below_one_another_are_rows_of_their_own() -> None:
    """Rules above and below all rows, drawn cell by cell, show no row between."""
    xs, heights = (50, 200, 350, 550), (40, 70, 380)
    page = [*ruled(xs, heights)]
    for n, label in enumerate(("Quay", "North harbour", "Mill", "Old ferry and its boats")):
        page += [text(55, 90 + 40 * n, label), text(205, 90 + 40 * n, f"{n + 3},120")]
        page += [text(355, 90 + 40 * n, f"{n}.5")] if n else []
    page += [
        text(x + 5, 50, word) for x, word in zip(xs, ("Place", "Boats", "Share"), strict=False)
    ]
    assert len(cells(read(make_pdf([page])))) == 5


def test_two_cards_over_a_page_stay_two() -> None:
    """A table whose first label is that of the table before is another card."""
    cards = [
        f"<table><tr><td>Owner</td><td>{n}</td></tr><tr><td>Update</td><td>{LONG * 7}</td></tr>"
        "</table>"
        for n in range(6)
    ]
    found = list(read(printed('<div style="margin:12pt"></div>'.join(cards))).tables())
    assert [t.rows[0][1].content.plain for t in found] == [str(n) for n in range(6)]


def test_tables_with_other_headings_are_not_joined() -> None:
    """Two tables that meet at a page's end stay two, though their columns are the same."""
    tables = "".join(
        f"<table style='break-after:page'><tr><th>{a}</th><th>{b}</th></tr>"
        f"<tr><td>{a} one.</td><td>{b} two.</td></tr></table>"
        for a, b in (("Action", "Owner"), ("Risk", "Status"))
    )
    document = read_pdf(printed(tables), "plan.pdf", DEFAULT_OPTIONS)
    assert [len(table.rows) for table in document.tables()] == [2, 2]
