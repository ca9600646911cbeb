"""Where a row goes on over a page, what names it is repeated and is not of the plan."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pdfplumber
import pytest

from pipeline.layout import Layout
from pipeline.model import Plan
from pipeline.render.pdf import render_pdf
from pipeline.verify import artifact_faults
from tests.plans import SMALL
from tests.render.pdf.conftest import LAYOUT, publication, with_long_update

PLAN = with_long_update(SMALL, 3000)


def first_words(plan: Plan, layout: Layout, page: int) -> list[str]:
    """Return the words of a page, counted from 0, in the order of the page."""
    with pdfplumber.open(BytesIO(render_pdf(publication(plan, layout)))) as pdf:
        return [word["text"] for word in pdf.pages[page].extract_words()]


@pytest.mark.parametrize("words", [("7", "continued"), ("7.1",), ("Chief", "Constable"), ("In",)])
def test_number_reference_owner_and_status_are_repeated(words: tuple[str, ...]) -> None:
    """Each is on the second page of a row that takes two."""
    shown = first_words(PLAN, LAYOUT, 1)

    assert all(word in shown for word in words)


def test_the_label_of_a_card_is_repeated() -> None:
    """A value that goes on has its label beside it again."""
    shown = first_words(PLAN, replace(LAYOUT, shape="cards"), 1)

    assert {"Force", "Update:", "Published"} <= set(shown)


@pytest.mark.parametrize("shape", ["wide", "by-recommendation", "cards"])
def test_what_is_repeated_is_no_fault(shape: str) -> None:
    """The proof knows the words that name a row which began on the page before."""
    layout = replace(LAYOUT, shape=shape)  # type: ignore[arg-type]
    data = render_pdf(publication(PLAN, layout))

    assert list(artifact_faults(PLAN, "plan.pdf", data, layout)) == []
