"""The texts of the page and the boxes in which they were set.

A leaf is one text of the page: what is between two tags of the XHTML. Layout cuts it into
boxes, one for each line, on one page or several; here each box finds its leaf again, and what
was set is compared with what was to be set.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from pipeline.errors import LayoutError
from pipeline.fonts import Faces
from pipeline.render.pdf.hyphens import Originals

BLOCKS = frozenset({"h1", "h2", "h3", "h4", "p", "li", "caption", "td", "th", "figure"})
"""Elements that hold text; what is inside one of them is set in one go."""
LINE_HYPHEN = "\u2010"
"""What is at the end of a line where a word was split at a soft hyphen."""


_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_NO_BREAK_SPACE = "\u00a0"
"""Beside a space it is lost: programs take the gap for one space."""


@dataclass(slots=True, eq=False)
class Leaf:
    """One text of the page, and where it was set."""

    owner: Element
    text: str
    """As the plan has it."""
    set_text: str
    """As it went into the layout: with soft hyphens in words that do not fit."""
    drawn: list[str] = field(default_factory=list)
    """The text of its boxes, one for each line."""
    marks: list[tuple[int, int]] = field(default_factory=list)
    """Page and number of the marked content that holds it."""

    reached: int = 0
    """How much of `set_text` its boxes hold."""

    def draw(self, text: str) -> None:
        """Take in the text of the next box."""
        self.drawn.append(text)
        if not self.set_text.startswith(text, self.reached):
            text = text.removesuffix(LINE_HYPHEN)
        if self.set_text.startswith(text, self.reached):
            self.reached += len(text)

    @property
    def is_complete(self) -> bool:
        """Return whether the boxes hold the whole text."""
        return self.reached == len(self.set_text)

    def is_plain(self, plain: frozenset[str]) -> bool:
        """Return whether the drawn glyphs alone say the text, however the lines are joined."""
        drawn = [text for text in self.drawn if text.strip()]
        return (
            "".join(drawn) == self.text
            and all(text.endswith(" ") for text in drawn[:-1])
            and plain.issuperset(self.text)
        )


class Leaves:
    """All leaves of a page, by the element that holds them."""

    def __init__(self, body: Element, originals: Originals) -> None:
        self._originals = originals
        self._by_owner: dict[Element, list[Leaf]] = {}
        self._unset: dict[Element, Iterator[Leaf]] = {}
        self._block: dict[Element, Element] = {}
        self._at: dict[Element, Leaf | None] = {}
        self._markers: dict[Element, Leaf] = {}
        self._images: dict[Element, Leaf] = {}
        self._collect(body, body)

    def _collect(self, element: Element, block: Element) -> None:
        block = element if element.tag in BLOCKS else block
        self._block[element] = block
        self._add(element, element, "text")
        for child in element:
            self._collect(child, block)
            self._add(element, child, "tail")

    def _add(self, owner: Element, node: Element, part: str) -> None:
        if text := getattr(node, part):
            original = self._originals.get((node, part), text)
            self._by_owner.setdefault(owner, []).append(Leaf(owner, original, text))

    def of(self, owner: Element) -> Iterator[Leaf]:
        """Return the leaves that hang directly on `owner`, in their order."""
        return iter(self._by_owner.get(owner, ()))

    def marker(self, item: Element) -> Leaf | None:
        """Return the bullet sign of the list item `item`."""
        return self._markers.get(item)

    def image(self, element: Element) -> Leaf:
        """Return the leaf of a picture, which has no text of its own."""
        return self._images.setdefault(element, Leaf(element, "", ""))

    def find(self, box: Any) -> Leaf | None:
        """Return the leaf of a text box, given the boxes in reading order; None for furniture."""
        owner = box.element
        if owner not in self._block:
            return None
        if box.element_tag == "img":
            return self.image(owner)
        if box.element_tag.endswith("::marker"):
            return self._markers.setdefault(owner, Leaf(owner, box.text, box.text))
        if "::" in box.element_tag:
            return None
        return self._next(owner)

    def _next(self, owner: Element) -> Leaf | None:
        """Return the leaf that goes on in a box of `owner`: the block's last one, else the next."""
        block = self._block[owner]
        last = self._at.get(block)
        if last is None or last.owner is not owner or last.is_complete:
            unset = self._unset.setdefault(owner, self.of(owner))
            last = self._at[block] = next(unset, None)
        return last

    @property
    def text(self) -> str:
        """All text of the page."""
        return "".join(leaf.text for leaf in self._all())

    def check(self) -> None:
        """Raise LayoutError if a text of the page was not set, or not to its end."""
        for leaf in self._all():
            if not leaf.is_complete:
                raise LayoutError(
                    f"the layout does not print the whole of {leaf.text[:60]!r}",
                    hint="Look in plan.css for what hides it (display, content, text-transform).",
                )

    def _all(self) -> Iterator[Leaf]:
        for leaves in self._by_owner.values():
            yield from leaves


def plain_characters(text: str, faces: Faces) -> frozenset[str]:
    """Return the characters of `text` whose glyph says them, and no other character.

    What joins others or has no shape of its own is not among them. Beside a script that runs from
    right to left programs reorder and mirror what they read, so there none is.
    """
    if any(unicodedata.bidirectional(c) in _RIGHT_TO_LEFT for c in set(text)):
        return frozenset()
    return frozenset(c for c in set(text) if _is_plain(c) and faces.says(c))


def _is_plain(c: str) -> bool:
    return (
        c.isprintable() and not unicodedata.combining(c) and unicodedata.bidirectional(c) != "NSM"
    )
