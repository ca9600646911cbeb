"""Tests of the document around the table: page, header and footer, properties, the file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings

from pipeline.layout import load_layout
from pipeline.load import load_plan
from pipeline.model import Period, Plan
from pipeline.publication import Publication
from pipeline.render import renderer
from tests.plans import SMALL, plans, with_table
from tests.render.docx.rendered import on_paper, opened, rendered

Check = Callable[[Path], None]

PLANS = (Path("inputs/existing-plan.txt"), Path("../shared/plan/existing-plan.txt"))


@pytest.fixture
def small() -> bytes:
    """Return the small plan as a DOCX file."""
    return rendered(SMALL)


def _part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def test_same_plan_same_bytes(small: bytes) -> None:
    """The same publication gives the same bytes, and the archive holds no clock."""
    assert rendered(SMALL) == small
    with zipfile.ZipFile(io.BytesIO(small)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist() == sorted(archive.namelist())


@settings(deadline=None, max_examples=12, suppress_health_check=list(HealthCheck))
@given(plan=plans())
def test_is_valid(plan: Plan, tmp_path: Path, assert_valid_docx: Check) -> None:
    """openxml-audit, which knows Word's schemas and rules, finds nothing in any plan."""
    path = tmp_path / "plan.docx"
    path.write_bytes(rendered(plan))
    assert_valid_docx(path)


@pytest.mark.parametrize("path", PLANS, ids=["example", "real"])
def test_whole_plans_are_valid(path: Path, tmp_path: Path, assert_valid_docx: Check) -> None:
    """Nor does it find anything in the example and the real plan."""
    if not path.is_file():
        pytest.skip(f"{path} is not on this machine")
    artifact = tmp_path / "plan.docx"
    artifact.write_bytes(rendered(load_plan(path).plan))
    assert_valid_docx(artifact)


@pytest.mark.parametrize(("size", "width", "height"), [("A3", 420, 297), ("A4", 297, 210)])
def test_page_is_landscape(size: Literal["A3", "A4"], width: int, height: int) -> None:
    """The sheet is the layout's and lies on its long side, with the layout's margins."""
    section = opened(SMALL, on_paper(size)).sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert round(section.page_width.mm) == width
    assert round(section.page_height.mm) == height
    assert round(section.top_margin.mm) == on_paper(size).page.margins.top


def test_title_details_and_legend_are_styled() -> None:
    """Title, details and legend are paragraphs in named styles, in this order above the table."""
    paragraphs = opened(SMALL).paragraphs
    assert [p.style.name for p in paragraphs] == [
        "Title",
        "Plan Detail",
        "Plan Detail",
        "Status Legend",
    ]
    assert paragraphs[0].text == SMALL.title
    assert paragraphs[1].text == "Force: Wexmoor Police"
    assert "In progress" in paragraphs[3].text


def test_notes_stand_below_table() -> None:
    """Notes are paragraphs below the table; nothing else is."""
    document = opened(replace(SMALL, notes=("Published under licence.",)))
    above = len(opened(SMALL).paragraphs)
    note = document.paragraphs[above]
    assert [p.text for p in document.paragraphs[above:]] == ["Published under licence."]
    assert note.style.name == "Plan Note"
    assert note._p.getprevious().tag == qn("w:tbl")


def test_no_legend_without_status_words() -> None:
    """A plan without status words needs no legend of them."""
    silent = replace(
        SMALL,
        recommendations=tuple(
            replace(r, actions=tuple(a.replaced(status="") for a in r.actions))
            for r in SMALL.recommendations
        ),
    )
    assert "Status Legend" not in [p.style.name for p in opened(silent).paragraphs]


def test_no_empty_paragraph_outside_table() -> None:
    """White space comes from styles and never from empty paragraphs."""
    assert all(p.text for p in opened(SMALL).paragraphs)


def test_header_and_footer_count_pages(small: bytes) -> None:
    """Later pages name the plan; every page has the edition and its number, by fields."""
    header, footer = _part(small, "word/header.xml"), _part(small, "word/footer.xml")
    assert 'w:instr="TITLE"' in header
    assert 'w:instr="PAGE"' in footer
    assert 'w:instr="NUMPAGES"' in footer
    assert "Wexmoor Police" in footer
    assert "Edition of 27 March 2025" in footer
    assert _part(small, "word/firstFooter.xml") == footer
    assert opened(SMALL).sections[0].different_first_page_header_footer


def test_a_correction_is_in_the_footer() -> None:
    """When and why the edition was corrected, as the PDF and the web page print it."""
    layout, note = load_layout("devon-and-cornwall"), "Corrected on 3 July 2026: a slip."
    publication = Publication(SMALL, layout, "plan", correction=note)
    assert note in _part(renderer("docx")(publication), "word/footer.xml")


def test_properties_are_honest() -> None:
    """Title, author and dates are the edition's; nothing is left of a template or a library."""
    properties = opened(SMALL).core_properties
    assert properties.title == SMALL.title
    assert properties.author == properties.last_modified_by == "Wexmoor Police"
    assert (
        properties.created.isoformat()
        == properties.modified.isoformat()
        == ("2025-03-27T00:00:00+00:00")
    )
    assert properties.language == "en-GB"
    assert not (properties.comments or properties.keywords or properties.category)


def test_plan_without_date_has_no_dates() -> None:
    """Where no period has a date the document claims none."""
    undated = with_table(SMALL, periods=[Period(p.label, None) for p in SMALL.periods])
    data = rendered(undated)
    assert "created" not in _part(data, "docProps/core.xml")
    assert "modified" not in _part(data, "docProps/core.xml")
    assert "Edition" not in _part(data, "word/footer.xml")


def test_language_is_of_the_layout(small: bytes) -> None:
    """The language is in the document's defaults, where a screen reader looks."""
    assert '<w:lang w:val="en-GB" w:eastAsia="en-GB"/></w:rPr></w:rPrDefault>' in _part(
        small, "word/styles.xml"
    )


def test_arial_stands_in_for_the_font(small: bytes) -> None:
    """Where the layout's family is not installed, Arial with its metrics takes its place."""
    fonts = _part(small, "word/fontTable.xml")
    assert 'w:name="Liberation Sans"' in fonts
    assert '<w:altName w:val="Arial"/>' in fonts


def test_only_known_parts(small: bytes) -> None:
    """The file holds what it needs: no thumbnail, no custom data, no comments."""
    with zipfile.ZipFile(io.BytesIO(small)) as archive:
        assert archive.namelist() == [
            "[Content_Types].xml",
            "_rels/.rels",
            "docProps/core.xml",
            "word/_rels/document.xml.rels",
            "word/document.xml",
            "word/firstFooter.xml",
            "word/fontTable.xml",
            "word/footer.xml",
            "word/header.xml",
            "word/numbering.xml",
            "word/settings.xml",
            "word/styles.xml",
            "word/theme.xml",
        ]
