"""Our own PDF: the tags give the plan back exactly, the page alone word for word."""

from __future__ import annotations

import io
from collections import Counter

import pikepdf
from hypothesis import Phase, given, settings

from pipeline.ingest import DEFAULT_OPTIONS
from pipeline.ingest.pdf import read_pdf
from pipeline.layout import load_layout
from pipeline.load import load_bytes
from pipeline.model import Plan
from pipeline.planfile import plan_from_json, plan_to_json
from pipeline.publication import Publication
from pipeline.render import renderer
from tests.ingest.pdf.making import saved
from tests.plans import SMALL, plans


def rendered(plan: Plan, *without: str) -> bytes:
    """Return the plan's PDF without the entries `without` of its root."""
    layout = load_layout("devon-and-cornwall")
    pdf = pikepdf.open(io.BytesIO(renderer("pdf")(Publication(plan, layout, "plan"))))
    for key in without:
        if key in pdf.Root:
            del pdf.Root[key]
    return saved(pdf)


def from_left_to_right(plan: Plan) -> Plan:
    """Return `plan` without Hebrew and Arabic letters, and without no-break spaces.

    The font has no such letters: they are shown in one that is never italic, so the page cannot
    say. A no-break space that begins a run leaves no mark on the page.
    """
    text = plan_to_json(plan).decode().replace("\u00a0", "x")
    return plan_from_json(text.replace("ש", "s").replace("ا", "a").encode(), "plan.json")


def test_the_tags_alone_give_the_plan_back() -> None:
    """Without its embedded plan the file reads as the same plan."""
    data = rendered(SMALL, "/AF", "/Names")
    document = read_pdf(data, "plan.pdf", DEFAULT_OPTIONS)
    assert (document.method, document.embedded, document.findings) == ("tag tree", None, ())
    assert load_bytes(data, "plan.pdf").plan == SMALL


@settings(deadline=None, max_examples=5, phases=[Phase.generate], derandomize=True)
@given(plans(max_periods=3, max_recommendations=2).map(from_left_to_right))
def test_any_plan_comes_back_by_its_tags(plan: Plan) -> None:
    """Awkward words, empty cells and lists stand in the file as they stood in the plan."""
    assert load_bytes(rendered(plan, "/AF", "/Names"), "plan.pdf").plan == plan


def test_the_page_alone_gives_every_word() -> None:
    """Without tags the words are still all there, in a ruled table."""
    data = rendered(SMALL, "/AF", "/Names", "/StructTreeRoot", "/MarkInfo")
    document = read_pdf(data, "plan.pdf", DEFAULT_OPTIONS)
    assert document.method == "ruled lines"
    plan = load_bytes(data, "plan.pdf").plan
    assert words(plan) == words(SMALL)


def words(plan: Plan) -> Counter[str]:
    """Return the words of the plan's actions."""
    return Counter(
        word
        for action in plan.actions()
        for text in (action.requirement, *action.updates)
        for word in text.words
    )
