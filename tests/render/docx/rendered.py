"""Rendered documents for tests, opened with python-docx: a reader that is not ours."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any, Literal

from docx import Document

from pipeline.layout import Layout, load_layout
from pipeline.model import Plan
from pipeline.publication import Publication
from pipeline.render.docx import render_docx

LAYOUT = replace(load_layout("devon-and-cornwall"), summary=False)


def publication(plan: Plan, layout: Layout = LAYOUT) -> Publication:
    """Return an edition of `plan`."""
    return Publication(plan, layout, "action-plan-2025-03-27")


def rendered(plan: Plan, layout: Layout = LAYOUT) -> bytes:
    """Return `plan` as a DOCX file."""
    return render_docx(publication(plan, layout))


def opened(plan: Plan, layout: Layout = LAYOUT) -> Any:  # python-docx is typed for its own use
    """Return `plan` rendered and opened again."""
    return Document(io.BytesIO(rendered(plan, layout)))


def on_paper(size: Literal["A3", "A4"]) -> Layout:
    """Return the layout on another sheet."""
    return replace(LAYOUT, page=replace(LAYOUT.page, size=size))
