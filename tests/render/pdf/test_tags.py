"""The PDF's tag tree says what the plan says."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from io import BytesIO
from typing import Literal

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.model import Plan
from pipeline.render.pdf import render_pdf
from pipeline.richtext import RichText, plain_text
from tests.plans import SMALL, plans
from tests.render.pdf.conftest import publication, with_page
from tests.render.pdf.tagged import Tag, TaggedPdf, read_tags


def rows_of(plan: Plan) -> list[list[RichText]]:
    """Return the body of `plan` as a reader should find it: what is spanned is once."""
    return [
        [
            *((plain_text(r.number), r.text) if index == 0 else ()),
            plain_text(action.reference),
            action.requirement,
            plain_text(action.owner),
            *action.updates,
            plain_text(action.status),
        ]
        for r in plan.recommendations
        for index, action in enumerate(r.actions)
    ]


def rows_in(document: Tag) -> list[list[RichText]]:
    """Return the body of the table as the tags have it."""
    (table,) = document.all("Table")
    body = [row for section in table.all("TBody") for row in section.all("TR")]
    return [[cell.rich_text for cell in row.kids if isinstance(cell, Tag)] for row in body]


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(plans(), st.sampled_from(["A3", "A4"]))
def test_tags_walk_back_to_the_plan(plan: Plan, size: Literal["A3", "A4"]) -> None:
    """Title, details, headings and every cell come back as they were, with all their looks."""
    document = read_tags(render_pdf(publication(plan, with_page(size)))).document

    (title,) = document.all("H1")
    assert plan.title == title.text
    details = [tag.text for tag in document.kids if isinstance(tag, Tag) and tag.role == "P"]
    assert [f"{d.label}: {d.text}" for d in plan.details] == details[: len(plan.details)]
    headings = [tag.text for tag in document.all("THead")[0].all("TH")]
    assert [p.label for p in plan.periods] == headings[4:-1]
    assert rows_of(plan) == rows_in(document)


def test_one_table_one_heading_one_row_for_each_action(tall: TaggedPdf) -> None:
    """However many pages there are, the table, its heading and each row are there once."""
    roles = Counter(tag.role for tag in tall.document.walk())

    assert len(tall.pieces) > 5
    assert (1, 1, 2) == (roles["Table"], roles["THead"], roles["TBody"])
    assert 1 + len(list(SMALL.actions())) == roles["TR"]


def test_headings_have_scope_and_cells_name_them(small: TaggedPdf) -> None:
    """Each heading says what it heads, and each cell names its row's and column's headings."""
    headings = {str(tag.element.ID): tag for tag in small.document.all("TH")}
    named = [
        [headings[str(name)].text for name in cell.attributes["/Headers"]]
        for cell in small.document.all("TD")
    ]

    assert {"/Row", "/Column"} == {str(t.attributes["/Scope"]) for t in headings.values()}
    assert ["7", "Recommendation:"] == named[0]
    assert ["7", "7.1", "Evidence requirements of progress / completion:"] == named[1]
    assert ["7", "7.1", "March 27th 2025"] == named[4]


def test_number_and_text_span_their_actions(small: TaggedPdf) -> None:
    """A recommendation's number and text are one cell each over all of its rows."""
    spans = [
        (cell.text, cell.attributes.get("/RowSpan", 1))
        for cell in small.document.walk()
        if cell.role in ("TH", "TD") and "/RowSpan" in cell.attributes
    ]

    assert [2, 2, 2, 2] == [span for _, span in spans]
    assert ["7", "10"] == [text for text, _ in spans[::2]]


def test_id_tree_finds_every_heading(small_pdf: bytes) -> None:
    """The IDTree lists every heading's name, sorted as PDF asks, and leads to that heading."""
    with pikepdf.open(BytesIO(small_pdf)) as pdf:
        names = list(pdf.Root.StructTreeRoot.IDTree.Names)

    assert sorted(map(bytes, names[::2])) == [bytes(name) for name in names[::2]]
    assert all(element.S == "/TH" for element in names[1::2])
    assert len(names) == 2 * 13


def test_parent_tree_leads_back_from_every_piece(tall_pdf: bytes) -> None:
    """Each piece of marked content finds an element that holds it."""
    with pikepdf.open(BytesIO(tall_pdf)) as pdf:
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        by_page = dict(zip(numbers[::2], numbers[1::2], strict=True))
        for page in pdf.pages:
            for number, element in enumerate(by_page[page.StructParents]):
                assert any(
                    kid == number
                    or (isinstance(kid, pikepdf.Dictionary) and kid.get("/MCID") == number)
                    for kid in element.K
                )


def test_lists_have_labels_and_bodies(small: TaggedPdf) -> None:
    """A list item is a label with the bullet sign and a body with the words."""
    items = [[kid.role for kid in t.kids if isinstance(kid, Tag)] for t in small.document.all("LI")]

    assert [["Lbl", "LBody"]] * 2 == items
    assert ["intake", "handover"] == [t.text for t in small.document.all("LBody")]
    assert {"•"} == {t.text.strip() for t in small.document.all("Lbl")}


def test_repeated_headings_and_margins_are_artifacts(tall: TaggedPdf) -> None:
    """What is on every page is read once; the rest are artifacts."""
    for page in tall.artifacts[1:]:
        assert "Recommendation:" in page
        assert any("Page " in text for text in page)
    assert "Recommendation:" not in tall.artifacts[0]


def test_a_page_where_a_recommendation_goes_on_says_so(tall: TaggedPdf) -> None:
    """Its number and "continued" are there as an artifact, and only there."""
    pages = [" ".join(" ".join(page).split()) for page in tall.artifacts]

    assert "continued" not in pages[0]
    assert all(page.count("7 continued") == 1 for page in pages[1:])


def test_a_number_longer_than_a_page_goes_on_by_itself() -> None:
    """It is a sentence that was read as a number; no label covers it, and no word is lost."""
    number = " ".join(["recommendation"] * 40)
    first, *others = SMALL.recommendations
    plan = replace(SMALL, recommendations=(first.replaced(number=number), *others))
    made = read_tags(render_pdf(publication(plan)))

    assert number in [" ".join(tag.text.split()) for tag in made.document.all("TH")]
    assert not [text for page in made.artifacts for text in page if "continued" in text]


@pytest.mark.parametrize(
    "text",
    [
        "a no-break\u00a0space and a soft\u00adhyphen",
        "accents x\u0301 y\u0301 and then x y again",
        "שלום and مرحبا in one line",
        "zero\u200bwidth \u2010hyphen\u2011signs −1",
        "☺ and 😀",
        "https://example.org/" + "long/" * 40,
        "Donaudampfschifffahrtsgesellschaftskapitän" * 4,
    ],
)
def test_unusual_characters_come_back_exactly(text: str) -> None:
    """What glyphs cannot say by themselves is said by a replacement text."""
    action = SMALL.recommendations[0].actions[0]
    plan = _with_first_action(plain_text(text), action.updates[1])

    assert rows_of(plan) == rows_in(read_tags(render_pdf(publication(plan))).document)


def test_replacement_text_is_given_only_where_it_is_needed(small: TaggedPdf) -> None:
    """Plain words are left to their glyphs: readers can then follow them word by word."""
    replaced = [t.text for t in small.document.walk() if "/ActualText" in t.element]

    assert [" "] == replaced


def _with_first_action(*updates: RichText) -> Plan:
    from dataclasses import replace

    first, *rest = SMALL.recommendations
    action = first.actions[0].replaced(updates=updates)
    first = replace(first, actions=(action, *first.actions[1:]))
    return replace(SMALL, recommendations=(first, *rest))
