"""The source of each action and update is where its words are in the file."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from functools import cache

import openpyxl
import pypdfium2
import pytest

from pipeline.findings import Source, Sources
from pipeline.layout import load_layout
from pipeline.load import load_bytes
from pipeline.model import Plan
from pipeline.parse import parse
from pipeline.publication import Publication
from pipeline.render import renderer
from tests.parse.documents import document, table
from tests.plans import SMALL

LONG = replace(
    SMALL,
    recommendations=tuple(
        r.replaced(number=f"{n}{r.number}") for n in range(1, 13) for r in SMALL.recommendations
    ),
)
"""A plan of several pages."""

MERGED = """
No.|Recommendation|Ref|Requirement|Owner|Update
7|Grade reports.|7.1|First.|Chief|Begun.
7.2|Second.|Chief|Planned.
8|Brief.|8.1|Third.|Chief|Done.
"""


def _with_marks(plan: Plan) -> tuple[Plan, dict[tuple[str, str], str]]:
    """Return `plan` with an owner of its own for each action, and where each is to be found."""
    names = iter(f"Owner{n}x" for n in range(1000))
    parts = tuple(
        replace(r, actions=tuple(a.replaced(owner=next(names)) for a in r.actions))
        for r in plan.recommendations
    )
    marked = replace(plan, recommendations=parts)
    owners = (action.owner for action in marked.actions())
    return marked, {(key, ""): owner for key, owner in zip(marked.keys(), owners, strict=True)}


@cache
def _read(format_: str) -> tuple[bytes, Sources, dict[tuple[str, str], str]]:
    plan, marks = _with_marks(LONG)
    layout = load_layout("devon-and-cornwall")
    data = renderer(format_)(Publication(plan, layout, "plan"))
    return data, load_bytes(data, f"plan.{format_}").receipt.sources, marks


@pytest.mark.parametrize("format_", ["txt", "csv", "xlsx", "docx", "html", "pdf"])
def test_every_action_and_update_has_a_source(format_: str) -> None:
    """No action is without its row, no update without its place."""
    _, sources, _ = _read(format_)
    labels = ("", *(period.label for period in LONG.periods))
    assert set(sources) == {(key, label) for key in LONG.keys() for label in labels}
    assert len({str(sources[key, ""]) for key in LONG.keys()}) == len(LONG.keys())


def test_the_page_of_a_pdf_is_the_row_s() -> None:
    """A row is on the page that its source names."""
    data, sources, marks = _read("pdf")
    pdf = pypdfium2.PdfDocument(data)
    pages = [page.get_textpage().get_text_bounded() for page in pdf]
    pdf.close()
    assert len(pages) > 2
    for place, owner in marks.items():
        page = sources[place].page
        assert page is not None
        assert owner in pages[page - 1]


def test_the_row_of_a_workbook_is_the_program_s() -> None:
    """Row 14 is what Excel calls row 14."""
    data, sources, marks = _read("xlsx")
    book = openpyxl.load_workbook(io.BytesIO(data))
    for place, owner in marks.items():
        source = sources[place]
        assert source.row is not None
        assert owner in [cell.value for cell in book[source.sheet][source.row]]


def test_the_line_and_row_of_text_are_the_file_s() -> None:
    """Lines of a transcript, records of a CSV."""
    data, sources, marks = _read("txt")
    lines = data.decode().splitlines()
    assert all(owner in lines[(sources[at].line or 0) - 1] for at, owner in marks.items())
    data, sources, marks = _read("csv")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert all(owner in rows[(sources[at].row or 0) - 1] for at, owner in marks.items())


def test_a_row_under_a_merged_cell_has_its_own_place() -> None:
    """The number that reaches down from the row above does not lend its place."""
    made = table(MERGED, spans={(1, 0): (2, 1), (1, 1): (2, 1)})
    sources = parse(document(made), "t").receipt.sources
    assert [sources[key, ""].row for key in ("7.1", "7.2", "8.1")] == [2, 3, 4]
    assert sources["7.2", "Update"] == Source("t", row=3, column=4)


def test_a_card_s_update_stands_in_a_row_of_its_own() -> None:
    """The action is where its card begins, the update where its label is."""
    card = "Recommendation|7 Grade.\nEvidence|7.1 Graded.\nOwner|Chief\nForce update|Begun."
    sources = parse(document(table(card)), "t").receipt.sources
    assert {label: source.row for (_, label), source in sources.items()} == {
        "": 1,
        "Force update": 4,
    }


def test_what_was_repaired_in_a_row_names_its_action() -> None:
    """A finding of the reading says whose row it is about."""
    heading = "Rec. No.\tRecommendation\tRef\tEvidence\tOwner\tMarch 27th 2025\tStatus\n"
    rows = "7\tGrade.\t7.1\tIt is graded.\tChief\t<p>Begun: <ul><li>one<li>two\tOpen\n"
    loaded = load_bytes((heading + rows).encode(), "plan.txt")
    assert [(f.place.recommendation, f.place.action) for f in loaded.receipt.findings] == [
        ("7", "7.1")
    ]
