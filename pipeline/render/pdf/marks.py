"""Marked content: which text of a page's stream belongs to which leaf.

WeasyPrint can number the text boxes that it draws, but the tag tree that it then builds page by
page is wrong for this table, and takes time that grows with pages times cells. So only its numbers
are used: the boxes of one leaf that follow each other become one piece, and repeated headings,
margins and "continued" become artifacts. `tags` builds the tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf
from weasyprint.document import Page
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from pipeline.render.pdf.leaves import Leaf, Leaves


class MarkedPage(Page):  # type: ignore[misc]
    """A page that numbers its text boxes when it is painted."""

    def __init__(self, page: Page) -> None:
        self.__dict__.update(page.__dict__)
        # WeasyPrint makes a link of what stands inside a link as well, such as bold words.
        self.links = [link for link in page.links if link[3].element.get("href")]
        self.marks: dict[Any, dict[str, Any]] = {}
        """Each text box that was drawn, with its number under `mcid`."""

    def paint(self, stream: Any, scale: float = 1) -> None:
        """Paint the page into `stream`."""
        stream._tags = self.marks
        super().paint(stream, scale)


def mark_pages(document: Any, pdf: pydyf.PDF, leaves: Leaves) -> list[list[Leaf]]:
    """Return the leaf of each numbered piece of each page, in the order of their numbers."""
    headings: set[Any] = set()
    return [
        _mark_page(pdf, reference, _owners(page, leaves, headings), index)
        for index, (page, reference) in enumerate(
            zip(document.pages, pdf.page_references, strict=True)
        )
    ]


def find(pdf: pydyf.PDF, reference: bytes) -> Any:
    """Return the object that `reference` names."""
    return pdf.objects[int(reference.split()[0])]


def _owners(page: Any, leaves: Leaves, headings: set[Any]) -> dict[int, Leaf]:
    """Return the leaf of each number of `page`; a number without one is an artifact."""
    owners = {}
    for box in _text_boxes(page._page_box, headings):
        if (leaf := leaves.find(box)) is not None:
            leaf.draw(box.text)
            owners[page.marks[box]["mcid"]] = leaf
    return owners


def _text_boxes(box: Any, headings: set[Any]) -> Iterator[Any]:
    """Yield the text boxes below `box` in reading order, without margins and headings shown before.

    `headings` are the elements of the headings that were shown so far.
    """
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    if isinstance(box, boxes.TextBox):
        yield box
        return
    if isinstance(box, boxes.TableRowGroupBox) and box.is_header:
        if box.element in headings:
            return
        headings.add(box.element)
    if isinstance(box, boxes.ParentBox) and not isinstance(box, boxes.MarginBox):
        for child in box.children:
            yield from _text_boxes(child, headings)


def _mark_page(pdf: pydyf.PDF, reference: bytes, owners: dict[int, Leaf], index: int) -> list[Leaf]:
    page = find(pdf, reference)
    page["Tabs"] = "/S"
    page["StructParents"] = index
    return _renumber(find(pdf, page["Contents"]), owners, index)


def _renumber(stream: Any, owners: dict[int, Leaf], page: int) -> list[Leaf]:
    """Write the pieces of `stream` anew: one for each leaf, artifacts for what has none."""
    written: list[Any] = []
    pieces: list[Leaf] = []
    last: Leaf | None = None
    joined = False
    for item in stream.stream:
        if joined:  # the operator of a piece that was joined to the one before it
            joined = False
        elif not (isinstance(item, dict) and "MCID" in item):
            written.append(item)
        else:
            tag = written.pop()
            leaf = owners.get(item["MCID"])
            joined = leaf is not None and leaf is last and written[-1:] == [b"EMC"]
            if joined:
                written.pop()
            elif leaf is None:
                written += ["/Artifact", pydyf.Dictionary({"Type": "/Pagination"})]
            else:
                leaf.marks.append((page, len(pieces)))
                written += [tag, pydyf.Dictionary({"MCID": len(pieces)})]
                pieces.append(leaf)
            last = leaf
    stream.stream[:] = written
    return pieces
