"""Words that are wider than their column, split at their syllables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element

from pipeline.fonts import Face, Faces
from pipeline.render.pdf.fit import Fit
from pipeline.render.pdf.rows import Table

SOFT_HYPHEN = "\u00ad"

LONGEST = 60
"""Letters; what is longer is not a word and is broken where the line ends."""

_TOKEN = re.compile(r"\S+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LETTERS = re.compile(r"[^\W\d_]+")

Originals = dict[tuple[Element, str], str]
"""The text that stood in an element's `text` or `tail` before words were split."""


def part_wide_words(table: Table, fit: Fit, faces: Faces, language: str) -> Originals:
    """Put soft hyphens into the words of `table` that do not fit; return what stood there before.

    A word that fits its column gets none and so is never broken.
    """
    originals: Originals = {}
    for cell in table.cells():
        in_head = cell.element.get("scope") == "col"
        room = fit.room(cell.column, cell.column_span, fit.heading_size if in_head else None)
        for node, part, is_bold in _texts(cell.element, is_bold=in_head):
            text = getattr(node, part)
            face = faces.bold if is_bold else faces.regular
            if (parted := _parted(text, room, face, language)) != text:
                originals[node, part] = text
                setattr(node, part, parted)
    return originals


def _texts(element: Element, *, is_bold: bool) -> Iterator[tuple[Element, str, bool]]:
    """Yield each text in `element`: the node it hangs on, as what, and whether it is bold."""
    is_bold = is_bold or element.tag == "b" or "status" in element.get("class", "")
    if element.text:
        yield element, "text", is_bold
    for child in element:
        yield from _texts(child, is_bold=is_bold)
        if child.tail:
            yield child, "tail", is_bold


def _parted(text: str, room: float, face: Face, language: str) -> str:
    """Return `text` with soft hyphens in its words that are wider than `room`."""
    if len(text) <= room:  # no letter is wider than an em
        return text

    def part(found: re.Match[str]) -> str:
        letters = found[0]
        if len(letters) > LONGEST or face.width(letters) <= room:
            return letters
        return hyphenate(letters, language)

    def part_token(found: re.Match[str]) -> str:
        token = found[0]
        is_word = len(token) > room and _WORD.fullmatch(_without_signs(token))
        return _LETTERS.sub(part, token) if is_word else token

    return _TOKEN.sub(part_token, text)


def _without_signs(token: str) -> str:
    """Return `token` without the signs before and behind its letters."""
    letters = [index for index, character in enumerate(token) if character.isalpha()]
    return token[letters[0] : letters[-1] + 1] if letters else ""


@lru_cache(maxsize=4096)
def hyphenate(word: str, language: str) -> str:
    """Return `word` with a soft hyphen between its syllables, unchanged in an unknown language."""
    dictionary = _dictionary(language)
    return word if dictionary is None else str(dictionary.inserted(word, SOFT_HYPHEN))


@lru_cache(maxsize=8)
def _dictionary(language: str) -> Any:
    import pyphen

    name = pyphen.language_fallback(language.replace("-", "_"))
    return pyphen.Pyphen(lang=name) if name else None
