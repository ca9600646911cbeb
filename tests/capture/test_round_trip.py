"""The law of capture: what a layout published gives a layout that publishes the same looks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from pipeline.arrange import arranged
from pipeline.capture import capture
from pipeline.capture.looks import Looks, TableLooks
from pipeline.capture.pdf import looks_of_pdf
from pipeline.capture.word import looks_of_docx
from pipeline.layout import Colours, Layout, Status, load_layout
from pipeline.publication import Publication
from pipeline.render import renderer
from tests.verify.artifacts import PLAN

_MILLIMETRE = 1.0


def _wide() -> Layout:
    """Return a wide A3 table with colours of its own and status words of its own."""
    base = load_layout("devon-and-cornwall")
    colours = Colours(
        text="#20102a",
        heading_text="#fff8e0",
        heading_background="#0b3d3a",
        rule="#5a7a78",
        stub_background="#e6f2f0",
        newest_background="#fdf6e3",
        link="#0b5c56",
    )
    complete, going, *others = base.statuses
    words = (
        Status(complete.word, complete.meaning, "#ffffff", "#1b5e20"),
        Status(going.word, going.meaning, "#3e2723", "#ffe0b2"),
        *others,
    )
    return replace(base, colours=colours, statuses=words)


def _narrow() -> Layout:
    """Return a wide table on A4 with widths of its own, small type and no summary."""
    base = load_layout("standard")
    fixed = {"number": 5.0, "recommendation": 13.0, "reference": 6.0, "requirement": 16.0}
    columns = replace(base.columns, fixed={**fixed, "owner": 10.0, "periods": 14.0, "status": 8.0})
    return replace(
        base,
        page=replace(base.page, size="A4"),
        type=replace(base.type, size=7.5, leading=1.2, title_size=16, detail_size=10),
        columns=columns,
        widths="fixed",
        summary=False,
    )


def _sections() -> Layout:
    base = load_layout("standard")
    page = replace(base.page, size="A4", orientation="portrait")
    return replace(base, shape="by-recommendation", page=page)


def _cards() -> Layout:
    base = load_layout("standard")
    page = replace(base.page, size="Letter", orientation="portrait")
    colours = replace(base.colours, heading_background="#4a148c", stub_background="#f3e5f5")
    return replace(base, shape="cards", page=page, colours=colours)


LAYOUTS = {
    "wide": _wide,
    "compact": lambda: load_layout("compact"),
    "narrow": _narrow,
    "sections": _sections,
    "cards": _cards,
}


@dataclass(frozen=True)
class Round:
    """What was published, and what the layout captured from it published."""

    before: bytes
    after: bytes
    captured: Layout


def _round(layout: Layout, format_: str, folder: Path) -> Round:
    plan = arranged(PLAN, layout).plan
    before = renderer(format_)(Publication(plan, layout, "plan"))
    made = capture(before, f"plan.{format_}", "wexmoor")
    for name, content in made.files.items():
        (folder / name).write_bytes(content)
    captured = load_layout(str(folder))
    plan = arranged(PLAN, captured).plan
    after = renderer(format_)(Publication(plan, captured, "plan"))
    return Round(before, after, captured)


@pytest.fixture(scope="module", params=LAYOUTS)
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Round:
    """Return the PDFs of each layout."""
    return _round(LAYOUTS[request.param](), "pdf", tmp_path_factory.mktemp("layout"))


@pytest.fixture(scope="module", params=LAYOUTS)
def documents(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Round:
    """Return the DOCX files of each layout."""
    return _round(LAYOUTS[request.param](), "docx", tmp_path_factory.mktemp("layout"))


def _colours(looks: Looks) -> list[tuple[str, ...]]:
    """Return the colours of every cell and its words, in the order of the cells."""
    return [
        (cell.fill, cell.ground, *sorted(cell.colours))
        for table in looks.tables
        for row in table.rows
        for _, cell in row
    ]


def _rules(tables: tuple[TableLooks, ...]) -> set[str]:
    return {colour for table in tables for colour in (*table.rules, table.top)}


def _assert_same(before: Looks, after: Looks) -> None:
    assert (round(before.width), round(before.height)) == (round(after.width), round(after.height))
    assert len(before.tables) == len(after.tables)
    for one, other in zip(before.tables, after.tables, strict=True):
        assert one.edges == pytest.approx(other.edges, abs=_MILLIMETRE)
    assert _colours(before) == _colours(after)
    assert _rules(before.tables) == _rules(after.tables)


def test_captured_pages_look_the_same(pages: Round) -> None:
    """As many pages, column edges within a millimetre, and the same colours."""
    before, after = (len(pdfium.PdfDocument(d)) for d in (pages.before, pages.after))

    assert before == after
    _assert_same(looks_of_pdf(pages.before, "a.pdf"), looks_of_pdf(pages.after, "b.pdf"))


def test_captured_documents_look_the_same(documents: Round) -> None:
    """The same sheet, column edges within a millimetre, and the same colours."""
    before, after = looks_of_docx(documents.before), looks_of_docx(documents.after)

    assert before.margins == after.margins
    assert [(line.text, line.size) for line in before.lines] == [
        (line.text, line.size) for line in after.lines
    ]
    _assert_same(before, after)
