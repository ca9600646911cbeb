"""The bullets and numbers that Word puts before paragraphs: they are drawn, and not in the text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable

from pipeline.ingest.docx.names import Element, W, child, number, value
from pipeline.ingest.docx.styles import Styles
from pipeline.richtext import BULLET

_LEVELS = 9
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_LARGEST_ROMAN = 4000


class Numbering:
    """The lists of a document, counted on from paragraph to paragraph."""

    def __init__(self, part: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists = _by_number(part, "num", "numId")
        self._abstract = _by_number(part, "abstractNum", "abstractNumId")
        self._counts: defaultdict[str, list[int | None]] = defaultdict(lambda: [None] * _LEVELS)
        self._begun: set[str] = set()

    def marker(self, paragraph: Element) -> str:
        """Return the label of `paragraph`: `BULLET`, a number such as `2.`, or nothing.

        Paragraphs are to be asked in their order, each once.
        """
        if (said := self._styles.numbering(paragraph)) is None:
            return ""
        style, properties = said
        identifier = value(child(properties, "numId")) or ""
        if (abstract := self._definition(identifier)) is None:
            return ""
        level = min(max(_level(abstract, style, properties), 0), _LEVELS - 1)
        form = self._level(identifier, abstract, level)
        kind = value(child(form, "numFmt")) or "decimal"
        if kind == "bullet":
            return BULLET if value(child(form, "lvlText")) else ""
        if form is None or kind == "none":
            return ""
        return self._counted(identifier, abstract, level)

    def _definition(self, identifier: str) -> Element | None:
        """Return the list's definition, by way of a list style where it names one."""
        abstract = self._abstract.get(
            value(child(self._lists.get(identifier), "abstractNumId")) or ""
        )
        if (link := value(child(abstract, "numStyleLink"))) is not None:
            linked = self._lists.get(self._styles.numbering_of(link) or "")
            return self._abstract.get(value(child(linked, "abstractNumId")) or "")
        return abstract

    def _level(self, identifier: str, abstract: Element, level: int) -> Element | None:
        override = _at(self._lists.get(identifier), "lvlOverride", level)
        own = child(override, "lvl")
        return own if own is not None else _at(abstract, "lvl", level)

    def _counted(self, identifier: str, abstract: Element, level: int) -> str:
        counts = self._counts[value(abstract, "abstractNumId") or ""]
        if identifier not in self._begun:
            self._begun.add(identifier)
            self._restart(identifier, counts)
        form = self._level(identifier, abstract, level)
        begun = counts[level]
        counts[level] = number(child(form, "start"), default=1) if begun is None else begun + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        pattern = value(child(form, "lvlText")) or ""

        def count(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            above = self._level(identifier, abstract, at)
            now = counts[at]
            shown = number(child(above, "start"), default=1) if now is None else now
            return _written(shown, value(child(above, "numFmt")) or "decimal")

        return re.sub(r"%([1-9])", count, pattern)

    def _restart(self, identifier: str, counts: list[int | None]) -> None:
        """Let a list that says so begin anew, though it shares a definition with one before."""
        for level in range(_LEVELS):
            override = _at(self._lists.get(identifier), "lvlOverride", level)
            if (start := child(override, "startOverride")) is not None:
                counts[level] = number(start, default=1) - 1


def _by_number(part: Element | None, tag: str, identifier: str) -> dict[str, Element]:
    found = () if part is None else part.iterchildren(W + tag)
    return {value(element, identifier) or "": element for element in found}


def _at(parent: Element | None, tag: str, level: int) -> Element | None:
    found = () if parent is None else parent.iterchildren(W + tag)
    return next((e for e in found if number(e, "ilvl", -1) == level), None)


def _level(abstract: Element, style: str, properties: Element) -> int:
    """Return the paragraph's level; a style may be bound to one by the list's definition."""
    bound = (
        e for e in abstract.iterchildren(f"{W}lvl") if style and value(child(e, "pStyle")) == style
    )
    if (level := next(bound, None)) is not None:
        return number(level, "ilvl")
    return number(child(properties, "ilvl"))


def _written(count: int, form: str) -> str:
    return _FORMS.get(form, str)(count)


def _letters(count: int) -> str:
    """Return a to z, then aa, bb and so on, as Word counts."""
    repeats, letter = divmod(max(count, 1) - 1, 26)
    return chr(ord("a") + letter) * (repeats + 1)


def _roman(count: int) -> str:
    if not 0 < count < _LARGEST_ROMAN:
        return str(count)
    written = ""
    for size, sign in _ROMAN:
        repeats, count = divmod(count, size)
        written += sign * repeats
    return written


_FORMS: dict[str, Callable[[int], str]] = {
    "lowerLetter": _letters,
    "upperLetter": lambda count: _letters(count).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "decimalZero": lambda count: f"{count:02}",
}
