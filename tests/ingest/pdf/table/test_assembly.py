"""A document from its pages: what is in doubt is said with its page and row."""

from __future__ import annotations

import pytest

from pipeline.findings import Source
from pipeline.ingest import DEFAULT_OPTIONS
from pipeline.ingest.pdf import read_pdf
from pipeline.ingest.pdf.table import assembly
from pipeline.ingest.pdf.table.assembly import Assembly
from pipeline.table import RawTable
from tests.ingest.pdf.making import make_pdf, ruled, text
from tests.ingest.pdf.table.test_joining import stacked


@pytest.mark.parametrize(
    ("weight", "rows", "source", "message"),
    [
        (0.5, 3, Source("a.pdf", 1, None, 2), "the row was read on over the end of page 1"),
        (-0.5, 4, Source("a.pdf", 2, None, 3), "the row may be the rest of the last one on page 1"),
    ],
)
def test_a_doubt_names_the_row(
    monkeypatch: pytest.MonkeyPatch, weight: float, rows: int, source: Source, message: str
) -> None:
    """Its page and row are those of the row that was read, so the action can be named."""
    monkeypatch.setattr(assembly, "goes_on", lambda *_: weight)
    made = Assembly("a.pdf")
    made.add([stacked(1, "7", "Review.", "7.1", "7.2"), stacked(2, "", "", "and on", "7.3")])
    (table,) = made.items()
    assert isinstance(table, RawTable)
    assert len(table.rows) == rows
    doubts = [f for f in made.findings if f.code == "row-over-page-unsure"]
    assert [doubt.place.source for doubt in doubts] == [source]
    assert doubts[0].message.startswith(message)
    row = table.rows[(source.row or 0) - 1]
    assert row[-1].source.page == source.page


def headed(number: int) -> list[str]:
    """Return a page of three rows; from the second on no rule parts the heading from the rest."""
    ys = (60, 90, 120, 150, 180) if number == 1 else (60, 120, 150, 180)
    shown = [text(55, 72, "No."), text(125, 72, "Follow-"), text(125, 83, "up")]
    for row, y in enumerate((90, 120, 150), 1):
        shown += [text(55, y + 12, f"{number}{row}"), text(125, y + 12, f"Done {number}{row}.")]
    return [*ruled((50, 120, 170), ys), *shown]


def test_a_repeated_heading_with_a_hyphen_at_its_lines_end_is_dropped() -> None:
    """What is in doubt about the break is in no line that the page draws."""
    document = read_pdf(make_pdf([headed(n) for n in (1, 2, 3)]), "a.pdf", DEFAULT_OPTIONS)
    (table,) = document.tables()
    found = [[cell.content.plain for cell in row] for row in table.rows]
    rows = [f"{page}{row}" for page in (1, 2, 3) for row in (1, 2, 3)]
    assert found == [["No.", "Follow-up"], *([name, f"Done {name}."] for name in rows)]
