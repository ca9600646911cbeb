"""The number and "continued" on a page where a recommendation goes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from weasyprint import Document
from weasyprint.formatting_structure import boxes

from pipeline.render.pdf.engine import Engine
from pipeline.render.pdf.rows import Table

LABEL = "data-continued"
"""The attribute of a row heading that says what to print where its rows go on."""

# A sheet as wide as the column and as long as PDF allows.
_SHEET = """@page {{ size: {width:f}px 5000mm; margin: 0; @bottom-left {{ content: none }}
@bottom-right {{ content: none }} }}"""


def label_continuations(document: Document, tables: Sequence[Table], engine: Engine) -> None:
    """Put each heading's label into its empty cell at the top of a page where its rows go on.

    The labels are set as a small page of their own and their boxes are moved over: they are
    not of the plan, and the layout of its page does not depend on where it breaks.
    """
    owners = {
        element: cell.element
        for table in tables
        for cell in table.cells()
        if cell.element.get(LABEL)
        for element in (cell.element, *cell.continuations)
    }
    places = [
        (box, owners[box.element])
        for page in document.pages[1:]
        for box in _first_cells(page._page_box)
        if box.element in owners and _goes_on(box, owners[box.element])
    ]
    if not places:
        return
    labels = _labels(engine, [owner for _, owner in places], places[0][0].width)
    for (cell, _), label in zip(places, labels, strict=True):
        label.translate(
            cell.content_box_x() - label.position_x, cell.content_box_y() - label.position_y
        )
        cell.children = [*cell.children, label]


def _first_cells(box: Any) -> Iterator[Any]:
    """Yield the cells of the first row below each table's heading on a page."""
    if isinstance(box, boxes.TableBox):
        body = next((group for group in box.children if not group.is_header), None)
        if body is not None and body.children:
            yield from body.children[0].children
    elif isinstance(box, boxes.ParentBox):
        for child in box.children:
            yield from _first_cells(child)


def _goes_on(box: Any, owner: Element) -> bool:
    """Return whether the cell `box` began on an earlier page: it holds none of its words."""
    return box.element is not owner or (not box.children and bool(owner.text))


def _labels(engine: Engine, owners: Sequence[Element], width: float) -> Iterator[Any]:
    """Yield the box of each label, set in a column of `width` pixels."""
    root = Element("html")
    body = SubElement(root, "body")
    for owner in owners:
        SubElement(body, "p", {"class": "continued"}).text = owner.get(LABEL)
    for page in engine.lay_out(root, _SHEET.format(width=width)).pages:
        for box in page._page_box.descendants():
            if isinstance(box, boxes.BlockBox) and box.element_tag == "p":
                yield box
