"""Tests of the plan's table: columns, merged cells, the repeated heading, shading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from docx.oxml.ns import qn

from pipeline.model import Plan
from tests.plans import SMALL, with_table, with_updates
from tests.render.docx.rendered import LAYOUT, on_paper, opened


def _table(plan: Plan = SMALL) -> Any:
    return opened(plan).element.body.find(qn("w:tbl"))


def _rows(table: Any) -> list[Any]:
    return list(table.iterchildren(qn("w:tr")))


def _cells(row: Any) -> list[Any]:
    return list(row.iterchildren(qn("w:tc")))


def _texts(row: Any) -> list[str]:
    return [_text(cell) for cell in _cells(row)]


def _text(element: Any) -> str:
    return "".join(text.text for text in element.iter(qn("w:t")))


def _values(element: Any, path: str, name: str = "val") -> Iterator[str]:
    for found in element.iterfind("/".join(qn(part) for part in path.split("/"))):
        yield found.get(qn(f"w:{name}"))


def test_one_row_for_each_action() -> None:
    """There is one table: a heading row, and then a row for each action."""
    document = opened(SMALL)
    assert len(document.tables) == 1
    assert len(_rows(_table())) == 1 + len(list(SMALL.actions()))


def test_heading_row_repeats() -> None:
    """The heading row, and only it, is marked to be on every page."""
    marked = [
        row.find(qn("w:trPr") + "/" + qn("w:tblHeader")) is not None for row in _rows(_table())
    ]
    assert marked == [True, False, False, False, False]


def test_headings_are_published_ones() -> None:
    """Headings come from the layout, periods' from their labels; evidence is over two columns."""
    heading = _rows(_table())[0]
    assert _texts(heading) == [
        "Rec. No.",
        "Recommendation:",
        "Evidence requirements of progress / completion:",
        "Recommendation Owner:",
        "Force Update: Published November 22nd 2024",
        "March 27th 2025",
        "Status",
    ]
    assert list(_values(heading, "w:tc/w:tcPr/w:gridSpan")) == ["2"]


def test_rows_may_split() -> None:
    """No row is kept on one page: LibreOffice would lose the text of one that is too tall."""
    assert not list(_table().iter(qn("w:cantSplit")))


@pytest.mark.parametrize("size", ["A3", "A4"])
def test_columns_fill_the_page(size: Any) -> None:
    """Widths are fixed, add up to the width between the margins, and are each cell's own."""
    layout = replace(on_paper(size), widths="fixed")
    document = opened(SMALL, layout)
    table = document.element.body.find(qn("w:tbl"))
    grid = [int(w) for w in _values(table, "w:tblGrid/w:gridCol", "w")]
    section = document.sections[0]
    between = section.page_width.twips - section.left_margin.twips - section.right_margin.twips
    assert abs(sum(grid) - between) <= 1
    assert list(_values(table, "w:tblPr/w:tblLayout", "type")) == ["fixed"]
    assert [int(w) for w in _values(_rows(table)[1], "w:tc/w:tcPr/w:tcW", "w")] == grid
    if size == "A3":
        shares = layout.columns.widths(2)
        assert grid == pytest.approx([share * between / 100 for share in shares], abs=1)


def test_number_and_text_are_merged_over_actions() -> None:
    """Number and text of a recommendation are one cell over all its actions."""
    merges = [list(_values(row, "w:tc/w:tcPr/w:vMerge")) for row in _rows(_table())]
    assert merges == [[], ["restart"] * 2, ["continue"] * 2, ["restart"] * 2, ["continue"] * 2]
    assert _texts(_rows(_table())[2])[:3] == ["", "", "7.2"]


def test_every_cell_has_a_paragraph() -> None:
    """Word calls a cell without a paragraph damaged; an empty one has just one."""
    for cell in _table().iter(qn("w:tc")):
        paragraphs = list(cell.iterchildren(qn("w:p")))
        assert paragraphs
        assert len(paragraphs) == 1 or all(map(_text, paragraphs))


def test_newest_period_is_shaded() -> None:
    """The newest period's cells have the layout's shade, the older one's none."""
    row = _cells(_rows(_table())[1])
    shades = [list(_values(cell, "w:tcPr/w:shd", "fill")) for cell in row]
    stub = LAYOUT.colours.stub_background.removeprefix("#").upper()
    newest = LAYOUT.colours.newest_background.removeprefix("#").upper()
    assert shades == [[stub], [stub], [], [], [], [], [newest], []]


def test_status_has_a_style_of_its_own() -> None:
    """A status word of the legend is in its own style, another in the general one."""
    first = SMALL.recommendations[0]
    odd = replace(first, actions=(first.actions[0].replaced(status="Paused"), first.actions[1]))
    plan = replace(SMALL, recommendations=(odd, *SMALL.recommendations[1:]))
    table = opened(plan).tables[0]
    names = [cells[-1].paragraphs[0].style.name for cells in (row.cells for row in table.rows)]
    assert names == ["Table Heading", "Table Status", "Table Status", *["Status Complete"] * 2]


def test_table_is_described() -> None:
    """The table has a name and a description for those who do not see it."""
    properties = _table().find(qn("w:tblPr"))
    assert list(_values(properties, "w:tblCaption")) == ["Action plan by recommendation"]
    assert "March 27th 2025; Status" in next(_values(properties, "w:tblDescription"))


def test_plan_without_periods() -> None:
    """A plan that has no period yet is a table without period columns."""
    actions = [with_updates(a, ()) for a in SMALL.recommendations[0].actions]
    plan = with_table(
        SMALL,
        periods=(),
        recommendations=(replace(SMALL.recommendations[0], actions=tuple(actions)),),
    )
    assert [len(_cells(row)) for row in _rows(_table(plan))] == [5, 6, 6]
