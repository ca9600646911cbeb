"""Marked content: which text of a page's stream belongs to which leaf.

WeasyPrint can number the text boxes that it draws, but the tag tree that it then builds page by
page is wrong for this table, and takes time that grows with pages times cells. So only its numbers
are used: the boxes of one leaf that follow each other become one piece, and repeated headings,
margins and "continued" become artifacts. `tags` builds the tree.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

import pydyf
from weasyprint.document import Page
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from pipeline.render.pdf.leaves import Leaf, Leaves


class MarkedPage(Page):  # type: ignore[misc]
    """A page that is marked when it is painted, and then lets its boxes go.

    `shown` are the elements of the headings that earlier pages have shown; pages are painted in
    their order.
    """

    def __init__(self, page: Page, index: int, leaves: Leaves, shown: set[Any]) -> None:
        self.__dict__.update(page.__dict__)
        # WeasyPrint makes a link of what is inside a link as well, such as bold words.
        self.links = [link for link in page.links if link[3].element.get("href")]
        self._page_box: Any = page._page_box
        self._index, self._leaves, self._shown = index, leaves, shown
        self.pieces: list[Leaf] = []
        """The leaf of each numbered piece, in the order of their numbers."""

    def paint(self, stream: Any, scale: float = 1) -> None:
        """Paint the page into `stream`, its text in numbered pieces."""
        numbers: dict[Any, dict[str, Any]] = {}
        stream._tags = numbers
        super().paint(stream, scale)
        stream._tags = None
        owners = {}
        for box in _text_boxes(self._page_box, self._shown):
            if (leaf := self._leaves.find(box)) is not None:
                if isinstance(box, boxes.TextBox):
                    leaf.draw(box.text)
                owners[numbers[box]["mcid"]] = leaf
        self.pieces = _renumber(stream, owners, self._index)
        stream.stream[:] = [zlib.compress(_written(stream.stream))]
        stream.extra["Filter"] = "/FlateDecode"
        _take_apart(self._page_box)


def _take_apart(page_box: Any) -> None:
    """Let the boxes of a page go: a table and its columns hold each other, no collector runs."""
    for box in page_box.descendants():
        if isinstance(box, boxes.TableBox):
            box.children = ()
    page_box.children = ()


def link_pages(pdf: pydyf.PDF) -> None:
    """Lead from each page to the pieces of the tag tree that are on it."""
    for index, reference in enumerate(pdf.page_references):
        page = find(pdf, reference)
        page["Tabs"] = "/S"
        page["StructParents"] = index


def find(pdf: pydyf.PDF, reference: bytes) -> Any:
    """Return the object that `reference` names."""
    return pdf.objects[int(reference.split()[0])]


def _written(items: list[Any]) -> bytes:
    """Return the bytes that the `items` of a stream become."""
    _, _, behind = pydyf.Stream(items).data.partition(b"\nstream\n")
    return bytes(behind.removesuffix(b"\nendstream"))


def _text_boxes(box: Any, headings: set[Any]) -> Iterator[Any]:
    """Yield the boxes of text and pictures below `box` in reading order.

    Margins and headings that were shown before are not among them: `headings` are the elements of
    those shown so far.
    """
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    if isinstance(box, boxes.TextBox | boxes.ReplacedBox):
        yield box
        return
    if isinstance(box, boxes.TableRowGroupBox) and box.is_header:
        if box.element in headings:
            return
        headings.add(box.element)
    if isinstance(box, boxes.ParentBox) and not isinstance(box, boxes.MarginBox):
        for child in box.children:
            yield from _text_boxes(child, headings)


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
