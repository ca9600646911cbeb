"""The way back from the pages' marks to the elements that hold them (PDF 2.0, 14.7.5.4)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

import pikepdf

_MOST_NODES = 100_000


class Parents:
    """The parent tree, read when a mark is first asked for."""

    def __init__(self, pdf: pikepdf.Pdf, root: pikepdf.Dictionary) -> None:
        self._pdf, self._root = pdf, root

    def element(self, key: int) -> pikepdf.Dictionary | None:
        """Return the element that holds the annotation whose /StructParent is `key`."""
        parent = self._parents.get(key)
        return parent if isinstance(parent, pikepdf.Dictionary) else None

    def page(self, element: pikepdf.Object, mark: int) -> int | None:
        """Return the page, from 1, whose mark `mark` belongs to `element`; None if none says so."""
        return self._pages.get((element.objgen, mark))

    @cached_property
    def _pages(self) -> dict[tuple[tuple[int, int], int], int]:
        numbers: dict[Any, int] = {}
        for number, page in enumerate(self._pdf.pages, 1):
            if isinstance(key := page.obj.get("/StructParents"), int):
                numbers.setdefault(key, number)
        return {
            (parent.objgen, mark): numbers[key]
            for key, parents in self._parents.items()
            if key in numbers
            for mark, parent in enumerate(_items(parents))
            if isinstance(parent, pikepdf.Dictionary)
        }

    @cached_property
    def _parents(self) -> dict[int, Any]:
        return dict(self._entries())

    def _entries(self) -> Iterator[tuple[int, Any]]:
        """Yield each key of the number tree with the elements of its marks, or its one element."""
        waiting = [self._root.get("/ParentTree")]
        for _ in range(_MOST_NODES):
            if not waiting:
                return
            node = waiting.pop()
            if not isinstance(node, pikepdf.Dictionary):
                continue
            waiting.extend(_items(node.get("/Kids")))
            flat = _items(node.get("/Nums"))
            for key, parents in zip(flat[::2], flat[1::2], strict=False):
                if isinstance(key, int):
                    yield key, parents


def _items(value: Any) -> list[Any]:
    """Return the items of an array, none of what is not an array."""
    return list(value) if isinstance(value, pikepdf.Array) else []
