"""What shows that a row, or a recommendation, goes on over the end of a page.

A row that goes on has no rule below it; on the next page the recommendation's number is repeated
with "continued", and beside it the action's reference, owner and status.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from weasyprint import Document
from weasyprint.formatting_structure import boxes

from pipeline.render.pdf.engine import Engine
from pipeline.render.pdf.rows import Table

LABEL = "data-continued"
"""The attribute of a row heading that says what to print where its rows go on."""

BOOKMARK = "data-bookmark"
"""The attribute of the cell that begins a recommendation."""

# A sheet as wide as the column and as long as PDF allows.
_SHEET = """@page {{ size: {width:f}px 5000mm; margin: 0; @bottom-left {{ content: none }}
@bottom-right {{ content: none }} }}"""


def show_continuations(document: Document, tables: Sequence[Table], engine: Engine) -> None:
    """Open the rows that go on, and put each heading's label where its rows go on.

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
    pages = [list(_body_rows(page._page_box)) for page in document.pages]
    places = []
    for above, below in pairwise(pages):
        if not above or not below:
            continue
        row_goes_on = above[-1].element is below[0].element
        if row_goes_on:
            _open_row(above[-1])
        places += [
            (cell, owners[cell.element])
            for cell in below[0].children
            if cell.element in owners
            and not cell.children  # a heading longer than a page goes on by itself
            and (row_goes_on or owners[cell.element] is not cell.element)
        ]
    widths = sorted({cell.width for cell, _ in places})
    for width in widths:
        _put_labels([place for place in places if place[0].width == width], engine)


def _body_rows(box: Any) -> Iterator[Any]:
    """Yield the rows of a page's tables, without their headings."""
    if isinstance(box, boxes.TableRowBox):
        yield box
    elif isinstance(box, boxes.ParentBox) and not getattr(box, "is_header", False):
        for child in box.children:
            yield from _body_rows(child)


def _open_row(row: Any) -> None:
    for cell in row.children:
        cell.border_bottom_width = 0


def _put_labels(places: Sequence[tuple[Any, Element]], engine: Engine) -> None:
    """Put its label into each cell of `places`, which is empty and has the width of the others.

    One that is taller than what its row has on the page is left out, unless it is of the
    recommendation.
    """
    labels = _labels(engine, [heading for _, heading in places], places[0][0].width)
    for (cell, heading), label in zip(places, labels, strict=True):
        if label.height > cell.height and not heading.get(BOOKMARK):
            continue
        label.translate(
            cell.content_box_x() - label.position_x, cell.content_box_y() - label.position_y
        )
        cell.children = [*cell.children, label]


def _labels(engine: Engine, headings: Sequence[Element], width: float) -> Iterator[Any]:
    """Yield the box of each heading's label, set in a column of `width` pixels."""
    root = Element("html")
    body = SubElement(root, "body")
    for heading in headings:
        SubElement(body, "p", {"class": "continued"}).text = heading.get(LABEL)
    for page in engine.lay_out(root, _SHEET.format(width=width)).pages:
        for box in page._page_box.descendants():
            if isinstance(box, boxes.BlockBox) and box.element_tag == "p":
                yield box
