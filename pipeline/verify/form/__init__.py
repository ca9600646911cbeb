"""The form of our own PDFs: what a file that `publish` set can hold, and nothing else.

It is asked where a file cannot be set again byte for byte: another version set it, or in another
layout or with another font. Then what is drawn is held against what the renderer ever draws.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

from pipeline.fonts import load_faces
from pipeline.layout import Layout
from pipeline.model import Plan
from pipeline.signs import printed_plan
from pipeline.verify.form.content import content_faults
from pipeline.verify.form.document import document_faults, outline_faults, page_entry_faults
from pipeline.verify.form.glyphs import Glyphs
from pipeline.verify.form.palette import Palette

__all__ = ["form_faults"]


def form_faults(plan: Plan, data: bytes, layout: Layout) -> list[str]:
    """Return where the PDF `data` of `plan` does not have the form of our own, in words.

    Raises a LayoutError if the layout's fonts cannot be read.
    """
    glyphs = Glyphs(load_faces(layout))
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            return list(dict.fromkeys(_faults(plan, pdf, layout, glyphs)))
    except (pikepdf.PdfError, AttributeError, KeyError, TypeError, ValueError) as error:
        return [f"it is not built like a PDF of ours: {error}"]
    except RecursionError:
        return ["it is not built like a PDF of ours: its objects are nested too deep"]


def _faults(plan: Plan, pdf: pikepdf.Pdf, layout: Layout, glyphs: Glyphs) -> Iterator[str]:
    palette = Palette.of(layout)
    for number, page in enumerate(pdf.pages, start=1):
        found = (
            *page_entry_faults(page.obj, layout, plan),
            *_font_faults(page.obj, glyphs),
            *content_faults(page, palette),
        )
        yield from (f"page {number}: {fault}" for fault in found)
    yield from document_faults(pdf, plan, layout)
    yield from outline_faults(pdf, printed_plan(plan, layout), layout)


def _font_faults(page: Any, glyphs: Glyphs) -> Iterator[str]:
    for font in page.Resources.get("/Font", {}).values():
        yield from glyphs.faults(font)
