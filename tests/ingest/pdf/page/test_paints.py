"""The colours of cells: a dot, a filled cell or a round sign keeps the colour that it shows."""

from __future__ import annotations

import pytest

from pipeline.ingest import DEFAULT_OPTIONS
from pipeline.ingest.pdf import read_pdf
from pipeline.ingest.pdf.page import Box, Paint
from pipeline.ingest.pdf.page.paints import Ground, colour_in, paints_of
from pipeline.parse import parse
from tests.corpus.programs import programs

COLOURS = ("cc0000", "ffaa00", "00aa00")
SHOWN = {
    "dot": '<td><span class="d" style="background:#{}"></span></td>',
    "fill": '<td style="background:#{}"></td>',
    "sign": '<td><span style="color:#{}">●</span></td>',
}


def tracker(how: str, rules: str) -> bytes:
    """Return a page with a tracker whose status is a colour alone."""
    style = (
        f"td,th{{{rules};padding:4pt 14pt}}.d{{display:inline-block;width:9pt;height:9pt;"
        "border-radius:50%}"
    )
    rows = "".join(
        f"<tr><td>{n}</td><td>Paint the north gate {n} times</td><td>Head of Gates</td>"
        f"{SHOWN[how].format(COLOURS[n % 3])}</tr>"
        for n in range(1, 7)
    )
    head = "<tr><th>Ref</th><th>Action</th><th>Owner</th><th>RAG</th></tr>"
    return (
        f'<html lang="en"><head><title>Gates</title><style>{style}</style></head><body>'
        f'<table style="border-collapse:collapse"><thead>{head}</thead><tbody>{rows}</tbody>'
        "</table></body></html>"
    ).encode()


@pytest.mark.parametrize("program", ["weasyprint", "weasyprint-ua"])
@pytest.mark.parametrize("how", SHOWN)
@pytest.mark.parametrize("rules", ["border:1px solid", "border-bottom:1px solid", "color:#000"])
def test_a_cell_has_the_colour_that_the_page_shows(how: str, rules: str, program: str) -> None:
    """By tags, by rules and by positions alike."""
    (made,) = programs()[program].make([tracker(how, rules)])
    (table,) = read_pdf(made, "a.pdf", DEFAULT_OPTIONS).tables()
    assert [row[-1].colour for row in table.rows[1:]] == [COLOURS[n % 3] for n in range(1, 7)]
    assert {row[-1].content.plain for row in table.rows[1:]} == {"●" if how == "sign" else ""}


def test_a_status_by_colour_is_a_question() -> None:
    """The plan must not lose it without a word."""
    (made,) = programs()["weasyprint"].make([tracker("dot", "border:1px solid")])
    parsed = parse(read_pdf(made, "a.pdf", DEFAULT_OPTIONS), "a.pdf")
    assert "status-by-colour" in {finding.code for finding in parsed.receipt.findings}


def test_what_is_painted_last_counts() -> None:
    """A white cell on a shaded row has no colour; a dot on it has its own."""
    row, cell = Box(0, 0, 90, 20), Box(60, 0, 90, 20)
    shaded, white = Paint(row, "dddddd"), Paint(cell, "")
    assert colour_in(cell, [shaded]) == "dddddd"
    assert colour_in(cell, [shaded, white]) == ""
    assert colour_in(cell, [shaded, white, Paint(Box(62, 4, 70, 12), "cc0000")]) == "cc0000"
    assert colour_in(Box(0, 0, 30, 20), [shaded, white]) == "dddddd"


def test_a_drawing_colours_no_cell() -> None:
    """A map of a thousand areas is not a status."""
    ground = Ground(Box(0, 0, 9, 9), None, fill=(204, 0, 0))
    assert paints_of([ground]) == (Paint(ground.box, "cc0000"),)
    assert paints_of([ground] * 1000) and not paints_of([ground] * 1001)
    assert not paints_of([ground._replace(fill=None), ground._replace(fill=(250, 250, 250))])
