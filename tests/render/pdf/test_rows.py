"""Rows are made ready to break over pages, and the grid remembers what the template said."""

from __future__ import annotations

from xml.etree.ElementTree import tostring

from pipeline.fonts import load_faces
from pipeline.render.pdf.fit import fit_table
from pipeline.render.pdf.rows import mark_lengths, part_spans
from tests.plans import small_table
from tests.render.pdf.conftest import LAYOUT, table_of


def test_spanning_cell_is_parted_into_one_for_each_row() -> None:
    """Each row gets as many cells as it has columns; only the first has words."""
    table = table_of(
        "<tbody>"
        '<tr><th rowspan="3">7</th><td>a</td></tr><tr><td>b</td></tr><tr><td>c</td></tr>'
        "</tbody>"
    )

    part_spans(table)

    assert tostring(table, encoding="unicode") == (
        '<table><tbody><tr><th class="goes-on">7</th><td>a</td></tr>'
        '<tr><td class="goes-on" /><td>b</td></tr>'
        '<tr><td class="goes-on group-end" /><td class="group-end">c</td></tr></tbody></table>'
    )


def test_grid_has_each_cell_in_its_place() -> None:
    """Spans to the right and below push the cells beside them."""
    table = table_of(
        "<thead><tr><th>A</th><th colspan='2'>B</th></tr></thead><tbody>"
        "<tr><td rowspan='2' colspan='2'>c</td><td rowspan='2'>d</td></tr><tr/>"
        "<tr><td>e</td><td>f</td><td>g</td></tr></tbody>"
    )

    cells = list(part_spans(table).cells())

    places = {c.element.text: (c.row, c.column, c.row_span, c.column_span) for c in cells}
    assert places == {
        "A": (0, 0, 1, 1),
        "B": (0, 1, 1, 2),
        "c": (1, 0, 2, 2),
        "d": (1, 2, 2, 1),
        "e": (3, 0, 1, 1),
        "f": (3, 1, 1, 1),
        "g": (3, 2, 1, 1),
    }


def test_only_short_rows_are_kept_whole() -> None:
    """A row that could be taller than a page must be free to break, or it loses its heading."""
    text = "<tbody>{}</tbody>".format(
        "".join(f"<tr><td>{'word ' * count}</td></tr>" for count in (3, 100, 3000))
    )
    table = part_spans(table_of(text))
    faces = load_faces(LAYOUT)

    mark_lengths(table, fit_table(small_table(5), LAYOUT, faces), faces)

    assert ["kept", "long", "long"] == [row.get("class") for row, _ in table.rows]
