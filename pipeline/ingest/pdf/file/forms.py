"""What a page's drawings (form XObjects) draw with all that they use, in bytes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Self, TypeAlias

import pikepdf

from pipeline.errors import UnreadableFileError
from pipeline.ingest.pdf.file.streams import LARGEST, text_of

_DO = re.compile(rb"/([^\s/<>\[\](){}%]{1,200})(?:\s|%[^\r\n]{0,200}[\r\n]){1,50}Do\b")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_DEEPEST = 40
"""Drawings in drawings; pdfium goes no deeper."""
_CALL = 500
"""What it takes to draw one, as bytes; pdfium keeps as many."""
_HIGHEST = 1000
"""Levels of the tree of pages."""
HINT = "This is not a plan; check where the file came from."

_Key: TypeAlias = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Resources:
    """Where the names in a text are looked up, as pdfium looks them up.

    A drawing without a dictionary of its own has that of what draws it; a name whose kind is not
    in there is the page's. A stream does for a dictionary.
    """

    own: Any
    key: _Key
    page: Any
    page_key: _Key

    @classmethod
    def of_page(cls, page: pikepdf.Page) -> Self:
        """Return the page's, or those of the part of the document that it is in."""
        node: Any = page.obj
        for _ in range(_HIGHEST):
            if _is_dictionary(found := node.get("/Resources")):
                key = _key(found, node)
                return cls(found, key, found, key)
            if not _is_dictionary(node := node.get("/Parent")):
                break
        key = page.obj.objgen
        return cls(None, key, None, key)

    def of(self, user: Any) -> Resources:
        """Return those of `user`, a drawing or a font that is used here."""
        found = user.get("/Resources")
        if not _is_dictionary(found):
            return self
        return Resources(found, _key(found, user), self.page, self.page_key)

    def kind(self, name: str) -> Iterator[tuple[_Key, Any]]:
        """Yield all that is of one kind, such as `/XObject`, each with what tells it from others.

        The last part of that is its name.
        """
        for holder, key in ((self.own, self.key), (self.page, self.page_key)):
            if holder is not None and _is_dictionary(found := holder.get(name)):
                yield from (((*key, entry), value) for entry, value in found.items())
                return


def _is_dictionary(value: Any) -> bool:
    return isinstance(value, pikepdf.Dictionary | pikepdf.Stream)


def _key(dictionary: Any, holder: Any) -> _Key:
    """Return what tells `dictionary` from others: its number, or that of what it is in."""
    return tuple((dictionary if dictionary.is_indirect else holder).objgen)


class Forms:
    """What each drawing draws with all that it uses; each is weighed once."""

    def __init__(self, check_text: Callable[[bytes, str], None]) -> None:
        self._check_text = check_text
        self._drawn: dict[_Key, int] = {}
        self._open: set[_Key] = set()
        self._fonts: set[_Key] = set()

    def drawn(self, text: bytes, resources: Resources, name: str, depth: int = 0) -> int:
        """Return how many bytes `text` draws, with the drawings of `resources` that it uses.

        Raises UnreadableFileError if a drawing draws itself, or as `check_text` says.
        """
        self._check_text(text, name)
        if depth > _DEEPEST:
            raise _astray(name)
        total = len(text) + self._letters(resources, name, depth)
        if forms := _forms(resources):
            used = Counter(_ESCAPE.sub(_sign, match[1]) for match in _DO.finditer(text))
            for form in used.keys() & forms.keys():
                weight = self._weight(forms[form], resources, name, depth + 1)
                total += used[form] * (_CALL + weight)
        return total

    def _letters(self, resources: Resources, name: str, depth: int) -> int:
        """Return what the letters of fonts draw that were not met before; pdfium draws each once.

        The letters of a Type 3 font are drawings (ISO 32000-1, 9.6.5).
        """
        total = 0
        for key, font in _drawn_fonts(resources):
            if key in self._fonts:
                continue
            self._fonts.add(key)
            for letter in font.get("/CharProcs").values():
                if isinstance(letter, pikepdf.Stream):
                    text = text_of(letter, LARGEST, name)
                    total += self.drawn(text, resources.of(font), name, depth + 1)
        return total

    def _weight(self, form: Any, above: Resources, name: str, depth: int) -> int:
        resources = above.of(form)
        key = (form.objgen, resources.key, resources.page_key)
        if key in self._open:
            raise _astray(name)
        if key not in self._drawn:
            self._open.add(key)
            text = text_of(form, LARGEST, name)
            self._drawn[key] = self.drawn(text, resources, name, depth)
            self._open.discard(key)
        return self._drawn[key]


def _astray(name: str) -> UnreadableFileError:
    return UnreadableFileError(f"{name} holds a drawing that draws itself", hint=HINT)


def _forms(resources: Resources) -> dict[bytes, Any]:
    """Return the drawings in `resources` by their names, without the stroke before them."""
    return {
        str(key[-1])[1:].encode("utf-8", "surrogateescape"): form
        for key, form in resources.kind("/XObject")
        if isinstance(form, pikepdf.Stream) and form.get("/Subtype") == "/Form"
    }


def _drawn_fonts(resources: Resources) -> Iterator[tuple[_Key, Any]]:
    """Yield the fonts in `resources` whose letters are drawings, each with what tells it."""
    for key, font in resources.kind("/Font"):
        if _is_dictionary(font) and _is_dictionary(font.get("/CharProcs")):
            yield tuple(font.objgen) if font.is_indirect else key, font


def _sign(match: re.Match[bytes]) -> bytes:
    return bytes((int(match[1], 16),))
