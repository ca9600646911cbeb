"""Our own PDF: the tags give the plan back exactly, the page alone word for word."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import replace

import pikepdf
from hypothesis import Phase, given, settings

from pipeline.ingest import DEFAULT_OPTIONS
from pipeline.ingest.pdf import read_pdf
from pipeline.layout import load_layout
from pipeline.load import load_bytes
from pipeline.model import Plan
from pipeline.planfile import plan_to_json
from pipeline.publication import Publication
from pipeline.render import renderer
from pipeline.richtext import Paragraph, Run, rich_text
from tests.corpus.prose import prose_plan
from tests.ingest.pdf.making import saved
from tests.plans import SMALL, plans


def rendered(plan: Plan, *without: str) -> bytes:
    """Return the plan's PDF without the entries `without` of its root.

    Without tags nothing tells the summary from text around the table, so it is not printed then.
    """
    layout = load_layout("devon-and-cornwall")
    layout = replace(layout, summary="/StructTreeRoot" not in without)
    pdf = pikepdf.open(io.BytesIO(renderer("pdf")(Publication(plan, layout, "plan"))))
    for key in without:
        if key in pdf.Root:
            del pdf.Root[key]
    return saved(pdf)


def test_the_tags_alone_give_the_plan_back() -> None:
    """Without its embedded plan the file reads as the same plan."""
    data = rendered(SMALL, "/AF", "/Names")
    document = read_pdf(data, "plan.pdf", DEFAULT_OPTIONS)
    assert (document.method, document.embedded, document.findings) == ("tag tree", None, ())
    assert load_bytes(data, "plan.pdf").plan == SMALL


@settings(deadline=None, max_examples=6, phases=[Phase.generate], derandomize=True)
@given(plans(max_periods=2, max_recommendations=2))
def test_any_plan_comes_back_by_its_tags(plan: Plan) -> None:
    """Awkward words, empty cells and lists are in the file as they stood in the plan."""
    assert load_bytes(rendered(plan, "/AF", "/Names"), "plan.pdf").plan == plan


AWKWARD = [
    Paragraph((Run("by "), Run("\u00a012 days", bold=True), Run("\u00a0later"))),
    Paragraph((Run("see "), Run("\u00a0 and", italic=True), Run(" \u00a0"))),
    Paragraph((Run("a < b "), Run("ש (7) א", bold=True, italic=True), Run(" c > d", italic=True))),
    Paragraph((Run("العربية", italic=True),)),
]


def test_looks_and_order_come_back_in_any_script() -> None:
    """No-break spaces, and what another font shows or programs mirror, are as in the plan."""
    first, *others = SMALL.recommendations
    plan = replace(SMALL, recommendations=(first.replaced(text=rich_text(AWKWARD)), *others))
    assert load_bytes(rendered(plan, "/AF", "/Names"), "plan.pdf").plan == plan
    assert load_bytes(rendered(plan), "plan.pdf").plan == plan


def test_the_page_alone_gives_every_word() -> None:
    """Without tags the words are still all there, in a ruled table."""
    data = rendered(SMALL, "/AF", "/Names", "/StructTreeRoot", "/MarkInfo")
    document = read_pdf(data, "plan.pdf", DEFAULT_OPTIONS)
    assert document.method == "ruled lines"
    plan = load_bytes(data, "plan.pdf").plan
    assert words(plan) == words(SMALL)


def test_what_each_page_repeats_is_no_text_of_the_plan() -> None:
    """Without tags, "7 continued" and the foot of the page are still called artifacts."""
    plan = prose_plan(1, recommendations=2)
    data = rendered(plan, "/AF", "/Names", "/StructTreeRoot", "/MarkInfo")
    document = read_pdf(data, "plan.pdf", DEFAULT_OPTIONS)
    assert any(finding.code == "row-over-page" for finding in document.findings)
    read = load_bytes(data, "plan.pdf").plan
    assert [r.number for r in read.recommendations] == [r.number for r in plan.recommendations]
    assert (read.notes, "continued" in plan_to_json(read).decode()) == ((), False)


def words(plan: Plan) -> Counter[str]:
    """Return the words of the plan's actions."""
    return Counter(
        word
        for action in plan.actions()
        for text in (action.requirement, *action.updates)
        for word in text.words
    )
