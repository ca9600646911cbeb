"""The links that the tag tree has: an annotation names the element whose words it belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import islice
from typing import Any

import pikepdf

from pipeline.ingest.pdf.page import MOST_LINKS
from pipeline.ingest.pdf.tags.parents import Parents
from pipeline.richtext import is_link

_Id = tuple[int, int]


class Links:
    """The links of a tag tree, read when one is first asked for.

    `is_link` says about an element whether it is a link and holds words. One with annotations that
    lead to several addresses is not one of these links: where they lie tells which is which.
    """

    def __init__(
        self,
        pdf: pikepdf.Pdf,
        parents: Parents,
        is_link: Callable[[pikepdf.Dictionary], bool],
    ) -> None:
        self._pdf, self._parents, self._is_link = pdf, parents, is_link

    def address(self, element: pikepdf.Object) -> str:
        """Return where the words of `element` lead to, empty if that is nowhere."""
        return self._addresses.get(element.objgen, "") if element.is_indirect else ""

    def on_page(self, number: int) -> frozenset[str]:
        """Return the addresses of page `number`, from 1, that links of the tree lead to."""
        return self._pages.get(number, frozenset())

    @cached_property
    def _addresses(self) -> dict[_Id, str]:
        found: dict[_Id, set[str]] = defaultdict(set)
        for _, element, address in self._found:
            found[element].add(address)
        return {element: min(found[element]) for element in found if len(found[element]) == 1}

    @cached_property
    def _pages(self) -> dict[int, frozenset[str]]:
        pages: dict[int, set[str]] = defaultdict(set)
        for number, element, address in self._found:
            if element in self._addresses:
                pages[number].add(address)
        return {number: frozenset(addresses) for number, addresses in pages.items()}

    @cached_property
    def _found(self) -> list[tuple[int, _Id, str]]:
        """The page, the element and the address of each annotation that has all three."""
        is_link: dict[_Id, bool] = {}
        found = []
        for number, page in enumerate(self._pdf.pages, 1):
            for key, address in _annotations(page.obj):
                element = self._parents.element(key)
                if element is None or not element.is_indirect:
                    continue
                if element.objgen not in is_link:
                    is_link[element.objgen] = self._is_link(element)
                if is_link[element.objgen]:
                    found.append((number, element.objgen, address))
        return found


def _annotations(page: pikepdf.Object) -> Iterator[tuple[int, str]]:
    """Yield the key in the parent tree and the address of each link of `page` that has both."""
    annotations = page.get("/Annots")
    if not isinstance(annotations, pikepdf.Array):
        return
    for item in islice(annotations, MOST_LINKS):
        if not isinstance(item, pikepdf.Dictionary) or item.get("/Subtype") != pikepdf.Name.Link:
            continue
        key, address = item.get("/StructParent"), _address(item.get("/A"))
        if isinstance(key, int) and is_link(address):
            yield key, address


def _address(action: Any) -> str:
    if not isinstance(action, pikepdf.Dictionary):
        return ""
    address = action.get("/URI")
    if not isinstance(address, pikepdf.String):
        return ""
    return bytes(address).decode("utf-8", "replace").strip()
