"""The tag tree of a PDF, walked with care: loops, depth and absurd numbers are cut off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pikepdf

from pipeline.ingest.pdf.file.reopening import Afresh
from pipeline.ingest.pdf.tags.links import Links
from pipeline.ingest.pdf.tags.names import STANDARD
from pipeline.ingest.pdf.tags.parents import Parents

_DEEPEST = 120
_MOST_NODES = 2_000_000
_MOST_STEPS = 16
"""How often a name may be mapped to another one."""
_LARGEST_SPAN = 1000
_DIRECT = (0, 0)
"""The number of every object that is inside another one."""
_REFERENCE = re.compile(rb"(\d+) (\d+) R")
_REFERENCES = re.compile(rb"\[ (?:\d+ \d+ R )+\]")


class TagTreeError(Exception):
    """Raised inside the reader where a tag tree cannot be walked."""


class Mark(NamedTuple):
    """Marked content that an element claims."""

    page: int
    """From 1."""
    number: int


class Node:
    """An element of the tag tree; what it holds is read when it is asked for."""

    __slots__ = ("_depth", "_file", "_names_page", "_object", "_page", "_tree", "tag")

    def __init__(
        self, tree: TagTree, element: Any, file: pikepdf.Pdf, page: int, depth: int
    ) -> None:
        self._tree, self._object, self._file, self._depth = tree, element, file, depth
        self._page, self._names_page = tree.page_of(element, page), "/Pg" in element
        self.tag = tree.tag_of(element)
        """The standard name behind the element's own."""

    @property
    def actual_text(self) -> str | None:
        """What the element says in place of the marks on the page, if it does."""
        text = self._object.get("/ActualText")
        return str(text) if isinstance(text, pikepdf.String) else None

    @property
    def link(self) -> str:
        """Where the element's words lead to, empty if no annotation belongs to it."""
        return self._tree.links.address(self._object)

    def kids(self) -> Iterator[Node | Mark]:
        """Yield what the element holds, in order; each element of the tree only once."""
        if self._depth > _DEEPEST:
            raise TagTreeError(f"elements are nested more than {_DEEPEST} deep")
        for kid, file in self._tree.kids_of(self._object, self._file):
            if isinstance(kid, pikepdf.Dictionary):
                yield from self._element(kid, file)
            elif (number := _integer(kid)) is not None:
                yield Mark(self._page_of(number), number)

    def _page_of(self, number: int) -> int:
        """Return the page of the mark `number`; where no element says, the pages do."""
        if self._names_page or not self._object.is_indirect:
            return self._page
        return self._tree.parents.page(self._object, number) or self._page

    def _element(self, kid: pikepdf.Dictionary, file: pikepdf.Pdf) -> Iterator[Node | Mark]:
        number = _integer(kid.get("/MCID"))
        if number is not None:
            yield Mark(self._tree.page_of(kid, self._page), number)
        elif "/S" in kid and self._tree.is_new(kid):
            yield Node(self._tree, kid, file, self._page, self._depth + 1)

    def outline(self) -> Iterator[str]:
        """Yield the tags of what is below, in order; the walk is not part of `kids`."""
        for kid in self._tree.below(self._object, self._file):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield self._tree.tag_of(kid)

    def holds_table(self) -> bool:
        """Return whether a table is anywhere below."""
        return self._tree.holds_table(self._object, self._file)

    def span(self, name: str) -> int:
        """Return the attribute `RowSpan` or `ColSpan`."""
        for attributes in self._attributes():
            if (value := _integer(attributes.get(f"/{name}"))) is not None:
                return min(max(value, 1), _LARGEST_SPAN)
        return 1

    def _attributes(self) -> Iterator[pikepdf.Dictionary]:
        for item in _as_list(self._object.get("/A")):
            if isinstance(item, pikepdf.Dictionary):
                yield item
        for name in _as_list(self._object.get("/C")):
            for item in _as_list(self._tree.classes.get(str(name))):
                if isinstance(item, pikepdf.Dictionary):
                    yield item


class TagTree:
    """The tag tree of an open PDF."""

    def __init__(self, pdf: pikepdf.Pdf, root: pikepdf.Dictionary, file: Afresh) -> None:
        self._pdf, self._root, self._file = pdf, root, file
        self._pages: dict[Any, int] = {p.objgen: n for n, p in enumerate(pdf.pages, 1)}
        self._roles = _names(root.get("/RoleMap"))
        self.classes = _entries(root.get("/ClassMap"))
        self.parents = Parents(pdf, root)
        self.links = Links(pdf, self.parents, self._is_link)
        self._seen: set[int] = set()
        self._holds: dict[tuple[int, int], bool] = {}
        self._count = 0

    def nodes(self) -> Iterator[Node]:
        """Yield the elements at the top, from the beginning each time."""
        self._seen, self._count = set(), 0
        for kid in _as_list(self._root.get("/K")):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid and self.is_new(kid):
                yield Node(self, kid, self._pdf, 1, 0)

    def kids_of(self, element: Any, file: pikepdf.Pdf) -> Iterator[tuple[Any, pikepdf.Pdf]]:
        """Yield what `element` of `file` holds, in order, each with the file that keeps it.

        Python's list of an array asks for all that it names; its text names them and asks for none.
        """
        kids = element.get("/K")
        if isinstance(kids, pikepdf.Array) and _REFERENCES.fullmatch(named := kids.unparse()):
            for number, generation in _REFERENCE.findall(named):
                yield self._file.object((int(number), int(generation))), self._file.pdf
        else:
            for kid in _as_list(kids):
                yield kid, file

    def holds_table(self, element: Any, file: pikepdf.Pdf) -> bool:
        """Return whether a table is below `element`; each element is asked only once."""
        if (known := self._holds.get(element.objgen)) is not None:
            return known
        path, walks, found = [element.objgen], [self.kids_of(element, file)], False
        while walks and not found:
            if (step := next(walks[-1], None)) is None:
                walks.pop()
                self._holds.setdefault(path.pop(), False)
                continue
            kid, home = step
            if not isinstance(kid, pikepdf.Dictionary) or "/S" not in kid:
                continue
            if self.tag_of(kid) == "Table" or self._holds.get(kid.objgen, False):
                found = True
            elif not kid.is_indirect or kid.objgen not in self._holds:
                self._holds.setdefault(kid.objgen, False)  # where it holds itself, that is not news
                path.append(kid.objgen)
                walks.append(self.kids_of(kid, home))
        if found:
            self._holds.update(dict.fromkeys(path, True))
        self._holds.pop(_DIRECT, None)
        return found

    def below(self, element: Any, file: pikepdf.Pdf) -> Iterator[Any]:
        """Yield all that is below `element`, in order, what one element holds only once."""
        seen = {element.objgen}
        waiting = [self.kids_of(element, file)]
        while waiting:
            if (found := next(waiting[-1], None)) is None:
                waiting.pop()
                continue
            kid, home = found
            yield kid
            if not isinstance(kid, pikepdf.Dictionary) or "/S" not in kid:
                continue
            if not kid.is_indirect or kid.objgen not in seen:
                seen.add(kid.objgen)
                waiting.append(self.kids_of(kid, home))

    def is_new(self, element: pikepdf.Dictionary) -> bool:
        """Return whether `element` was not met before on this walk, and note it."""
        self._count += 1
        if self._count > _MOST_NODES:
            raise TagTreeError(f"there are more than {_MOST_NODES:,} elements")
        if not element.is_indirect:
            return True
        number, _ = element.objgen  # numbers alone take a third of the memory
        if number in self._seen:
            return False
        self._seen.add(number)
        return True

    def page_of(self, element: pikepdf.Dictionary, page: int) -> int:
        """Return the page that `element` names, else `page`."""
        named = element.get("/Pg")
        if not isinstance(named, pikepdf.Dictionary):
            return page
        return self._pages.get(named.objgen, page)

    def tag_of(self, element: pikepdf.Dictionary) -> str:
        """Return the standard name of `element`, by its namespace's roles and the file's."""
        name = str(element.get("/S")).removeprefix("/")
        space = element.get("/NS")
        if isinstance(space, pikepdf.Dictionary):
            name = self._in_namespace(name, space)
        for _ in range(_MOST_STEPS):
            if name in STANDARD or name not in self._roles:
                break
            name = self._roles[name]
        return name

    def _is_link(self, element: pikepdf.Dictionary) -> bool:
        """Return whether `element` is a link that holds words."""
        return self.tag_of(element) == "Link" and any(map(_is_mark, self.below(element, self._pdf)))

    def _in_namespace(self, name: str, space: Any) -> str:
        """Return what `name` stands for outside its own namespace (PDF 2.0, 14.8.6)."""
        for _ in range(_MOST_STEPS):
            target = _entries(space.get("/RoleMapNS")).get(f"/{name}")
            if isinstance(target, pikepdf.Array) and len(target) == 2:
                target, space = target[0], target[1]
            if not isinstance(target, pikepdf.Name):
                break
            name = str(target).removeprefix("/")
            if not isinstance(space, pikepdf.Dictionary):
                break
        return name


def tag_tree(pdf: pikepdf.Pdf, file: Afresh) -> TagTree | None:
    """Return the tag tree of `pdf`, whose elements are read from `file`; None if it has none."""
    root = pdf.Root.get("/StructTreeRoot")
    if not isinstance(root, pikepdf.Dictionary) or "/K" not in root:
        return None
    return TagTree(pdf, root, file)


def _is_mark(kid: Any) -> bool:
    number = kid.get("/MCID") if isinstance(kid, pikepdf.Dictionary) else kid
    return _integer(number) is not None


def _as_list(value: Any) -> list[Any]:
    if isinstance(value, pikepdf.Array):
        return list(value)
    return [] if value is None else [value]


def _entries(value: Any) -> dict[str, Any]:
    return dict(value.items()) if isinstance(value, pikepdf.Dictionary) else {}


def _names(value: Any) -> dict[str, str]:
    entries = _entries(value).items()
    return {k[1:]: str(v)[1:] for k, v in entries if isinstance(v, pikepdf.Name)}


def _integer(value: Any) -> int | None:
    try:
        return int(value) if value is not None and not isinstance(value, pikepdf.Object) else None
    except (ValueError, OverflowError):
        return None
