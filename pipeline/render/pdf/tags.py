"""The tag tree: the plan's structure as the template says it, for the whole document at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import Element

import pydyf

from pipeline.render.pdf.headings import Headings, is_row_heading
from pipeline.render.pdf.leaves import Leaf, Leaves
from pipeline.render.pdf.rows import Table, TableCell

ROLES = {
    "h1": "H1",
    "h2": "H2",
    "h3": "H3",
    "h4": "H4",
    "p": "P",
    "ul": "L",
    "li": "LI",
    "table": "Table",
    "caption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "a": "Link",
    "b": "Strong",
    "i": "Em",
    "div": "Div",
    "section": "Sect",
    "aside": "Aside",
    "figure": "Figure",
    "img": "Figure",
}
"""What each element of the page is to a reader. An element that is not here is looked through."""

ROLE_MAP = {"Strong": "/Span", "Em": "/Span", "Aside": "/Div"}
"""Names of PDF 2.0 that say more than what PDF 1.7 knows them as."""

SILENT = frozenset({"head", "colgroup"})


class TagTree:
    """Builds the tag tree into a PDF."""

    def __init__(
        self,
        pdf: pydyf.PDF,
        leaves: Leaves,
        tables: Sequence[Table],
        links: dict[Element, list[tuple[int, Any]]],
        plain: frozenset[str],
    ) -> None:
        self._pdf = pdf
        self._leaves = leaves
        self._pages = pdf.page_references
        self._links = links
        self._plain = plain
        self._parent_of_leaf: dict[Leaf, bytes] = {}
        self._parents_of_links: list[tuple[Any, bytes]] = []
        self._ids: dict[str, bytes] = {}
        self._cells: dict[Element, tuple[TableCell, Headings]] = {}
        for index, table in enumerate(tables):
            headings = Headings(table, index)
            self._cells |= {cell.element: (cell, headings) for cell in table.cells()}
        self._continuations = {
            element for cell, _ in self._cells.values() for element in cell.continuations
        }

    def write(self, body: Element, marked: Sequence[Sequence[Leaf]]) -> None:
        """Write the tree of `body` as the PDF's own; `marked` is the leaf of each piece."""
        root = self._add({"Type": "/StructTreeRoot"})
        document = self._element("Document", root)
        document["K"] = self._array(self._children(body, document))
        root["K"] = self._array([document.reference])
        root["RoleMap"] = pydyf.Dictionary(ROLE_MAP)
        root["ParentTree"], root["ParentTreeNextKey"] = self._parent_tree(marked)
        root["IDTree"] = self._id_tree()
        self._pdf.catalog["StructTreeRoot"] = root.reference

    def _add(self, values: dict[str, Any]) -> pydyf.Dictionary:
        made = pydyf.Dictionary(values)
        self._pdf.add_object(made)
        return made

    def _array(self, items: Any) -> pydyf.Array:
        return pydyf.Array(list(items))

    def _element(self, role: str, parent: pydyf.Dictionary) -> pydyf.Dictionary:
        return self._add({"Type": "/StructElem", "S": f"/{role}", "P": parent.reference})

    def _children(self, element: Element, parent: pydyf.Dictionary) -> Iterator[Any]:
        """Yield what is in `element`, in reading order, as kids of `parent`."""
        leaves = self._leaves.of(element)
        if element.text:
            yield from self._leaf(next(leaves), parent)
        for child in element:
            yield from self._child(child, parent)
            if child.tail:
                yield from self._leaf(next(leaves), parent)

    def _child(self, child: Element, parent: pydyf.Dictionary) -> Iterator[Any]:
        if child.tag in SILENT or child in self._continuations:
            return
        if (role := ROLES.get(child.tag)) is None:
            yield from self._children(child, parent)
            return
        element = self._element(role, parent)
        if language := child.get("lang"):
            element["Lang"] = pydyf.String(language)
        if role == "Figure":
            element["Alt"] = pydyf.String(child.get("alt") or child.get("data-alt", ""))
        if child.tag == "img":
            element["K"] = self._array(self._pieces(self._leaves.image(child), element))
        elif role == "LI":
            element["K"] = self._array(self._item(child, element))
        else:
            element["K"] = self._array(self._children(child, element))
        if role == "L":
            element["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": "/Disc"})
        elif role == "Link":
            element["K"].extend(self._annotations(child, element))
        elif child in self._cells:
            self._describe(element, *self._cells[child])
        yield element.reference

    def _item(self, item: Element, parent: pydyf.Dictionary) -> Iterator[Any]:
        """Yield a list item's label and body."""
        if (marker := self._leaves.marker(item)) is not None:
            label = self._element("Lbl", parent)
            label["K"] = self._array(self._pieces(marker, label))
            yield label.reference
        body = self._element("LBody", parent)
        body["K"] = self._array(self._children(item, body))
        yield body.reference

    def _leaf(self, leaf: Leaf, parent: pydyf.Dictionary) -> Iterator[Any]:
        """Yield the pieces of `leaf`, inside a span that says its text where they do not."""
        if leaf.is_plain(self._plain):
            yield from self._pieces(leaf, parent)
            return
        span = self._element("Span", parent)
        span["ActualText"] = pydyf.String(leaf.text)
        span["K"] = self._array(self._pieces(leaf, span))
        yield span.reference

    def _pieces(self, leaf: Leaf, parent: pydyf.Dictionary) -> Iterator[Any]:
        """Yield the marked content of `leaf`: a number on its parent's page, else a reference."""
        self._parent_of_leaf[leaf] = parent.reference
        for page, number in leaf.marks:
            reference = self._pages[page]
            if parent.setdefault("Pg", reference) == reference:
                yield number
            else:
                yield pydyf.Dictionary({"Type": "/MCR", "Pg": reference, "MCID": number})

    def _annotations(self, link: Element, parent: pydyf.Dictionary) -> Iterator[bytes]:
        for page, annotation in self._links.get(link, ()):
            # The action holds the address in ASCII, as PDF asks; this is the plan's own spelling.
            annotation["Contents"] = pydyf.String(link.get("href", ""))
            self._parents_of_links.append((annotation, parent.reference))
            yield self._add(
                {"Type": "/OBJR", "Obj": annotation.reference, "Pg": self._pages[page]}
            ).reference

    def _describe(self, element: pydyf.Dictionary, cell: TableCell, headings: Headings) -> None:
        """Give a cell its spans, and its scope and name if it is a heading, else its headings."""
        attributes = element["A"] = pydyf.Dictionary({"O": "/Table"})
        if cell.column_span > 1:
            attributes["ColSpan"] = cell.column_span
        if cell.row_span > 1:
            attributes["RowSpan"] = cell.row_span
        if cell.element.tag == "th":
            name = headings.name(cell)
            attributes["Scope"] = "/Row" if is_row_heading(cell) else "/Column"
            element["ID"] = pydyf.String(name)
            self._ids[name] = element.reference
        else:
            names = [pydyf.String(name) for name in headings.of(cell)]
            attributes["Headers"] = pydyf.Array(names)

    def _parent_tree(self, marked: Sequence[Sequence[Leaf]]) -> tuple[bytes, int]:
        """Return the tree from content back to its element, and the first number that is free."""
        numbers = pydyf.Array()
        for page, leaves in enumerate(marked):
            parents = pydyf.Array([self._parent_of_leaf[leaf] for leaf in leaves])
            numbers.extend([page, parents])
        for number, (annotation, parent) in enumerate(self._parents_of_links, len(marked)):
            annotation["StructParent"] = number
            numbers.extend([number, parent])
        return self._add({"Nums": numbers}).reference, len(numbers) // 2

    def _id_tree(self) -> bytes:
        names = pydyf.Array()
        for name in sorted(self._ids):
            names.extend([pydyf.String(name), self._ids[name]])
        return bytes(self._add({"Names": names}).reference)
