"""The page that our PDF is made of, for WeasyPrint alone: `python -m tests.bench.bare PLAN PAGE`.

The page is the one that the renderer hands to WeasyPrint, taken at the moment it does.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, NoReturn
from xml.etree.ElementTree import Element, SubElement, tostring

from pipeline.fonts import load_faces
from pipeline.layout import load_layout
from pipeline.load import load_plan
from pipeline.publication import Publication
from pipeline.render.pdf.engine import load_weasyprint
from pipeline.render.pdf.fit import fit_table
from pipeline.render.pdf.page import build_page, style_sheets
from tests.bench.inputs import LAYOUT, NAME


class PageTakenError(Exception):
    """Carries the page out of the renderer."""

    def __init__(self, root: Element) -> None:
        self.root = root


class _Taker:
    """Stands in for the engine."""

    def lay_out(self, root: Element, more_style: str = "") -> NoReturn:
        raise PageTakenError(root)


def page_source(plan_file: Path) -> bytes:
    """Return the HTML, its styles inside, that WeasyPrint is given for the plan in `plan_file`."""
    load_weasyprint()
    from pipeline.render.pdf.pages import draw_pages

    publication = Publication(load_plan(plan_file).plan, load_layout(LAYOUT), NAME)
    layout, faces = publication.layout, load_faces(publication.layout)
    fit = fit_table(publication.plan, layout, faces)
    taker: Any = _Taker()
    try:
        draw_pages(build_page(publication, fit), layout, fit, faces, taker)
    except PageTakenError as taken:
        root = taken.root
    style = SubElement(root.find("head") or root[0], "style")
    style.text = "\n".join(style_sheets(layout, fit))
    page: bytes = tostring(root, encoding="utf-8", method="html")
    return b"<!DOCTYPE html>\n" + page


if __name__ == "__main__":
    Path(sys.argv[2]).write_bytes(page_source(Path(sys.argv[1])))
