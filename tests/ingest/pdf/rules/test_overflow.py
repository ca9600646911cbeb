"""Text below the rules that is of a cell, and text that is not."""

from __future__ import annotations

import itertools

import pytest

from pipeline.ingest.pdf.page import Box
from pipeline.ingest.pdf.rules.ruled import page_parts, ruled_models
from tests.ingest.pdf.tabled import page, row, words

XS = (50, 250, 450)


@pytest.mark.parametrize(
    ("x", "top", "text", "is_of_cell"),
    [
        (253, 147, "rest of it", True),
        (253, 151, "another text", False),  # further below than lines are from each other
        (258, 147, "another text", False),  # not where the lines of the cell begin
        (253, 147, "x" * 60, False),  # wider than the cell
        (253, 158, "another text", False),
    ],
)
def test_a_line_at_the_usual_pitch_goes_on(
    x: float, top: float, text: str, is_of_cell: bool
) -> None:
    """A page's end cuts the rules in the middle of a text; its next line is below them."""
    cells = [
        row(103, (("Seven",), ("Review the", "forms of all")), (53, 253)),
        row(125, (("Eight",), ("Train the", "staff in the")), (53, 253)),
    ]
    placed = [word for made in cells for word in made]
    ys = (100, 123, 146)
    rules = [Box(XS[0], y, XS[-1], y) for y in ys] + [Box(x, 100, x, 146) for x in XS]
    shown_page = page([*placed, *words(x, top, text)], rules=rules)
    shown = page_parts(shown_page, ruled_models(shown_page))
    (part,) = shown.parts
    texts = [cell.content.plain for cell in itertools.chain(*part.by_row())]
    assert texts[-1].endswith(text) is is_of_cell
    assert [line.text for line in shown.loose] == ([] if is_of_cell else [text])
