"""Layouts and publications for the PDF's tests."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal
from xml.etree.ElementTree import Element, fromstring

import pytest

from pipeline.layout import Layout, load_layout
from pipeline.model import Action, Plan
from pipeline.publication import Publication
from pipeline.render.pdf import render_pdf
from pipeline.richtext import plain_text
from tests.plans import SMALL
from tests.render.pdf.tagged import TaggedPdf, read_tags

LAYOUT = replace(load_layout("devon-and-cornwall"), summary=False)


def publication(plan: Plan, layout: Layout = LAYOUT) -> Publication:
    """Return `plan` as an edition about to be rendered."""
    return Publication(plan, layout, "action-plan")


def table_of(text: str) -> Element:
    """Return the table that `text` writes."""
    return fromstring(f"<table>{text}</table>")  # noqa: S314 - written in the test itself


def with_page(size: Literal["A3", "A4"]) -> Layout:
    """Return the layout on a sheet of another size."""
    return replace(LAYOUT, page=replace(LAYOUT.page, size=size))


def with_long_update(plan: Plan, words: int) -> Plan:
    """Return `plan` with an update of so many words in its first action."""
    first, *rest = plan.recommendations
    long = " ".join(f"word{i}" for i in range(words))
    action: Action = first.actions[0].replaced(updates=(plain_text(long), plain_text("Short.")))
    first = replace(first, actions=(action, *first.actions[1:]))
    return replace(plan, recommendations=(first, *rest))


@pytest.fixture(scope="session")
def small_pdf() -> bytes:
    """Return the small plan as PDF."""
    return render_pdf(publication(SMALL))


@pytest.fixture(scope="session")
def small(small_pdf: bytes) -> TaggedPdf:
    """Return the small plan's PDF, read by its tags."""
    return read_tags(small_pdf)


@pytest.fixture(scope="session")
def tall_pdf() -> bytes:
    """Return a plan whose first row is taller than a page, as PDF."""
    return render_pdf(publication(with_long_update(SMALL, 6000)))


@pytest.fixture(scope="session")
def tall(tall_pdf: bytes) -> TaggedPdf:
    """Return the plan with the tall row, read by its tags."""
    return read_tags(tall_pdf)
