"""Paragraphs and list items by the tag tree, the words taken from the page by their marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.ingest.pdf.page import Word
from pipeline.ingest.pdf.tags.marks import Marks, repeated
from pipeline.ingest.pdf.tags.names import INLINE
from pipeline.ingest.pdf.tags.spelling import SOFT_HYPHEN, Placed, rejoined, spelled
from pipeline.ingest.pdf.tags.tree import Mark, Node
from pipeline.ingest.pdf.text.flow import Para
from pipeline.ingest.pdf.text.lines import lines_in_order
from pipeline.richtext import WHITE_SPACE

_NUMBERED = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]")
"""The number before an item of an ordered list."""


class _Look(NamedTuple):
    """What the tags say about words, besides what the page shows.

    A letter that comes from another font may have no bold or italic shape on the page.
    """

    bold: bool = False
    italic: bool = False
    link: str = ""

    def inside(self, node: Node) -> _Look:
        """Return the look of what `node` holds."""
        bold, italic = self.bold or node.tag == "Strong", self.italic or node.tag == "Em"
        return _Look(bold, italic, node.link or self.link)

    def on(self, word: Word) -> Word:
        """Return `word` with this look added."""
        if self == _PLAIN:
            return word
        bold, italic = word.bold or self.bold, word.italic or self.italic
        return word._replace(bold=bold, italic=italic, link=self.link or word.link)


_PLAIN = _Look()


@dataclass(slots=True)
class _Piece:
    """Marks that are together, and what the file says in their place."""

    marks: list[Mark]
    text: str | None = None
    look: _Look = _PLAIN


class Flow:
    """The paragraphs and list items of a cell, or of an element outside the tables."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks
        self._pieces: list[_Piece] = []
        self._label: list[_Piece] = []
        self._in_item = False
        self._look = _PLAIN
        self._repeating: set[int] = set()
        """Pages that repeat what is in it."""
        self.paras: list[Para] = []
        self.repeated: list[str] = []
        """Text that stood on later pages again."""

    def visit(self, node: Node) -> None:
        """Add what `node` holds; a paragraph ends before and after all that is not inline."""
        if node.tag == "LI":
            self._item(node)
        elif node.tag == "Lbl":
            self._label = [_Piece(_marks_in(node), node.actual_text)]
        elif node.tag == "Artifact":
            self._furniture(_marks_in(node))
        elif node.tag in INLINE:
            self._inline(node)
        else:
            self.close()
            self._content(node)
            self.close()

    def _inline(self, node: Node) -> None:
        """Add what `node` holds, with the look that its tag says."""
        before, self._look = self._look, self._look.inside(node)
        self._content(node)
        self._look = before

    def _content(self, node: Node) -> None:
        if (text := node.actual_text) is not None:
            self.spell(node, text)
        else:
            self.visit_kids(node)

    def take(self, mark: Mark) -> None:
        """Add the words of `mark`."""
        self._pieces.append(_Piece([mark], None, self._look))

    def spell(self, node: Node, text: str) -> None:
        """Add `text`, which the file gives in place of all that `node` holds."""
        self._pieces.append(_Piece(_marks_in(node), text, self._look))

    def visit_kids(self, node: Node) -> None:
        """Add what the kids of `node` hold."""
        for kid in node.kids():
            if isinstance(kid, Mark):
                self.take(kid)
            else:
                self.visit(kid)

    def _item(self, node: Node) -> None:
        self.close()
        self._in_item = True
        self.visit_kids(node)
        self.close()
        self._in_item, self._label = False, []

    def close(self) -> None:
        """End the paragraph."""
        pieces, self._pieces = self._pieces, []
        again = self._again([mark for piece in pieces for mark in piece.marks])
        self._furniture(list(again))
        words: list[Placed] = []
        is_parted = False
        for piece in pieces:
            if piece.text == SOFT_HYPHEN:  # it parts a word at a line's end, or would there
                self._furniture(piece.marks)
                is_parted = True
                continue
            if words and piece.text is not None and piece.text[:1] in tuple(WHITE_SPACE):
                words[-1] = (words[-1][0], words[-1][1]._replace(tail=True))
            found = self._words(piece, again, words[-1] if words else None)
            if words and found and words[-1][1].tail:
                found[0] = (found[0][0], found[0][1]._replace(spaced=True))
            if is_parted and words and found:
                found = rejoined(words.pop(), found)
            is_parted = is_parted and not found
            words.extend(found)
        if words:
            self._add(words)

    def _again(self, marks: list[Mark]) -> set[Mark]:
        """Return those of `marks` that repeat on later pages what the first one shows.

        Beside the text a browser repeats what draws none; it is not looked at on every page.
        """
        again = set(repeated(marks, self._marks))
        self._repeating.update(mark.page for mark in again)
        pages = sorted({mark.page for mark in marks})
        if again or len(pages) < 2 or not self._repeating.issuperset(pages):
            return again
        is_text = any(self._marks.peek(mark) for mark in marks if mark.page in pages[:2])
        return again if is_text else set(marks)

    def _words(self, piece: _Piece, again: set[Mark], near: Placed | None = None) -> list[Placed]:
        marks = [mark for mark in piece.marks if mark not in again]
        if again and not marks and piece.marks:
            return []
        found = [
            (mark.page, piece.look.on(word)) for mark in marks for word in self._marks.take(mark)
        ]
        if piece.text is None:
            return found
        if near is not None:
            page, word = near
            near = page, word._replace(**piece.look._asdict())
        return spelled(piece.text, found, near)

    def _add(self, words: list[Placed]) -> None:
        """Add a paragraph; the first one of a list item is the item, or begins with its number."""
        bullet, self._in_item = self._in_item, False
        opens = bullet and bool(self._label)
        if bullet:
            label = [word for piece in self._label for word in self._words(piece, set())]
            if any(c.isalnum() for _, word in label for c in word.text):
                words = [*label, (words[0][0], words[0][1]._replace(spaced=True)), *words[1:]]
                bullet = False
            elif not label:  # LibreOffice draws the bullet or number as part of the item
                bullet = not _NUMBERED.fullmatch(words[0][1].text)
        self.paras.append(Para(lines_in_order(words), bullet, opens))

    def _furniture(self, marks: list[Mark]) -> None:
        words = [word.text for word in self._marks.set_aside(sorted(marks))]
        if words:
            self.repeated.append(" ".join(words))


def _marks_in(node: Node) -> list[Mark]:
    """Return every mark under `node`, in order."""
    marks: list[Mark] = []
    waiting: list[Node | Mark] = [node]
    while waiting:
        item = waiting.pop()
        if isinstance(item, Mark):
            marks.append(item)
        else:
            waiting.extend(reversed(list(item.kids())))
    return marks
