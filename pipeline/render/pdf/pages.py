"""The pages: set, labelled where a recommendation goes on, drawn and tagged."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element

import pydyf
from weasyprint import Document

from pipeline.fonts import Faces
from pipeline.layout import Layout
from pipeline.render.pdf.continued import show_continuations
from pipeline.render.pdf.engine import Engine
from pipeline.render.pdf.fit import Fit
from pipeline.render.pdf.glyphs import correct_glyph_texts
from pipeline.render.pdf.hyphens import Originals, part_wide_words
from pipeline.render.pdf.leaves import Leaves, plain_characters
from pipeline.render.pdf.marks import MarkedPage, link_pages
from pipeline.render.pdf.rows import mark_lengths, part_spans
from pipeline.render.pdf.tags import TagTree

RUNNING_TITLE = "@bottom-left"
"""The place in the margin where a layout prints the plan's title."""


def draw_pages(root: Element, layout: Layout, fit: Fit, faces: Faces, engine: Engine) -> bytes:
    """Return the XHTML page `root` as a PDF with one tag tree."""
    body = next(root.iter("body"))
    aside = {table for part in body.iter("aside") for table in part.iter("table")}
    tables = [part_spans(table) for table in body.iter("table")]
    originals: Originals = {}
    for table in tables:
        if table.element in aside:  # a small table of the layout's own
            continue
        originals |= part_wide_words(table, fit, faces, layout.language)
        mark_lengths(table, fit, faces)
    leaves = Leaves(body, originals)
    document = engine.lay_out(root)
    show_continuations(document, tables, engine)
    if len(document.pages) == 1 and not layout.places.footer:
        _drop_running_title(document)

    def tag(document: Document, pdf: pydyf.PDF) -> None:
        link_pages(pdf)
        leaves.check()
        plain = plain_characters(leaves.text, faces)
        pieces = [page.pieces for page in document.pages]
        TagTree(pdf, leaves, tables, _links(document), plain).write(body, pieces)
        correct_glyph_texts(document, pdf, faces)

    shown: set[Element] = set()
    document.pages = [
        MarkedPage(page, index, leaves, shown) for index, page in enumerate(document.pages)
    ]
    out = BytesIO()
    # Pages are packed when they are painted, all else by `finish_pdf()`: once each.
    document.write_pdf(out, finisher=tag, uncompressed_pdf=True)
    return out.getvalue()


def _drop_running_title(document: Document) -> None:
    """Take the title out of the margin of a single page, which bears it already."""
    page = document.pages[0]._page_box
    page.children = [c for c in page.children if getattr(c, "at_keyword", "") != RUNNING_TITLE]


def _links(document: Document) -> dict[Element, list[tuple[int, Any]]]:
    """Return each link's annotations with their pages."""
    links: dict[Element, list[tuple[int, Any]]] = {}
    for index, page in enumerate(document.pages):
        for _, _, _, box in page.links:
            links.setdefault(box.element, []).append((index, box.link_annotation))
    return links
