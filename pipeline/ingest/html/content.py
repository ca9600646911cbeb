"""The text inside an element, as paragraphs and lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from urllib.parse import urljoin

from pipeline.ingest.hidden import Cause
from pipeline.ingest.html.carriers import carried_words, is_carrier, is_comment
from pipeline.ingest.html.elements import BLOCKS, WITHOUT_TEXT, Element, Notes, all_text, tag
from pipeline.ingest.html.painted import Painted
from pipeline.richtext import (
    WHITE_SPACE,
    Block,
    BulletList,
    Paragraph,
    RichText,
    Run,
    clean_text,
    is_link,
    rich_text,
    without_ends,
)

_WEIGHT = re.compile(r"font-weight\s*:\s*(\w+)", re.IGNORECASE)
_SLANT = re.compile(r"font-style\s*:\s*(\w+)", re.IGNORECASE)
_BOLD = frozenset(("bold", "bolder", "600", "700", "800", "900"))
_STRUCK = frozenset(("del", "s", "strike"))
_MARKER = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
"""Word saves what it draws before an item of a list as text, and says so in the style."""
_SYMBOLS = frozenset("o§üØvq")
"""Letters that are bullets in the symbol fonts which Word uses."""
_MARGIN = f"{WHITE_SPACE}\u200b\u2060\ufeff"
"""What shows nothing at the end of a line; web editors leave zero-width spaces in empty cells."""

Special = Callable[[Element], bool]
"""Takes an element out of the text; returns whether it did."""


@dataclass(frozen=True, slots=True)
class _Look:
    """How text looks at a place, and the list item that it is in."""

    bold: bool = False
    italic: bool = False
    link: str = ""
    in_item: bool = False
    """In an item of a bullet list, which is one line."""
    numbers: Iterator[str] | None = None
    """Where the list is ordered: the numbers of its items."""


class Content:
    """Gathers blocks from elements; what `special` takes is left to the caller."""

    def __init__(self, notes: Notes, painted: Painted, base: str, special: Special) -> None:
        self._notes = notes
        self._painted = painted
        self._base = base
        self._special = special
        self._blocks: list[Block] = []
        self._runs: list[Run] = []
        self._is_item = False
        self._number = ""

    def take(self) -> RichText:
        """Return what was gathered since the last time; an item that begins so has no number."""
        self._end()
        self._number = ""
        blocks, self._blocks = self._blocks, []
        return rich_text(blocks)

    def add(self, element: Element) -> None:
        """Gather the text inside `element`."""
        self._inside(element, _Look())

    def _visit(self, element: Element, look: _Look) -> None:
        name = tag(element)
        if not name or name in WITHOUT_TEXT:
            return
        if (cause := self._painted.cause(element)) is not None:
            self._notes.hide(element, all_text(element), cause)
        elif is_comment(element):
            self._notes.left_out(
                "comment", element, "A comment was left out.", all_text(element).split()
            )
        elif name == "br":
            self._break(look)
        elif _MARKER.search(element.get("style", "")):
            self._mark(element, look)
        elif not self._special(element):
            self._shown(element, name, look)

    def _shown(self, element: Element, name: str, look: _Look) -> None:
        if not is_carrier(element):
            self._element(element, name, look)
            return
        before = self._runs[-1].text if self._runs else ""
        lines = carried_words(element, self._notes, before=before).split("\n")
        for place, line in enumerate(lines):
            if place:
                self._break(look)
            self._text(line, look)

    def _element(self, element: Element, name: str, look: _Look) -> None:
        look = self._changed(element, name, look)
        if name in ("ul", "ol", "menu", "li"):
            self._list(element, name, look)
        elif name in BLOCKS:
            self._break(look)
            self._inside(element, look)
            self._break(look)
        else:
            self._inside(element, look)

    def _inside(self, element: Element, look: _Look) -> None:
        if drawn := self._painted.drawn_words(element):
            message = "Text that only the style sheet draws was left out: "
            self._notes.left_out("style-text", element, f"{message}{' '.join(drawn)[:80]}.", drawn)
        cause = self._painted.text_cause(element)
        say = self._text if cause is None else partial(self._hide, element, cause)
        say(element.text or "", look)
        for child in element:
            self._visit(child, look)
            say(child.tail or "", look)

    def _hide(self, element: Element, cause: Cause, text: str, look: _Look) -> None:
        self._notes.hide(element, text, cause)

    def _list(self, element: Element, name: str, look: _Look) -> None:
        """Gather a list, or one of its items: a number is read as its item's first word."""
        self._end()
        if name == "li":
            self._number = next(look.numbers) if look.numbers else ""
            self._is_item = look.numbers is None
            look = replace(look, in_item=self._is_item)
        else:
            look = replace(look, numbers=_numbers(element) if name == "ol" else None)
        self._inside(element, look)
        self._end()

    def _changed(self, element: Element, name: str, look: _Look) -> _Look:
        """Return how text looks inside `element`."""
        style = element.get("style", "")
        if name in ("b", "strong"):
            look = replace(look, bold=True)
        elif weight := _WEIGHT.search(style):
            look = replace(look, bold=weight[1].lower() in _BOLD)
        if name in ("i", "em"):
            look = replace(look, italic=True)
        elif slant := _SLANT.search(style):
            look = replace(look, italic=slant[1].lower() in ("italic", "oblique"))
        if name == "a" and element.get("href"):
            look = replace(look, link=self._link(element))
        if name in _STRUCK or name == "ins":
            self._revision(element, name)
        return look

    def _link(self, element: Element) -> str:
        address = _joined(self._base, element.get("href").strip()).replace(" ", "%20")
        if is_link(address):
            return address
        if not address.startswith("#"):
            self._notes.add(
                "link-without-address",
                element,
                f"The link to {address[:80]!r} cannot be followed from elsewhere; "
                "its words were kept.",
                "Give it the whole address, beginning with https://.",
                words=False,
            )
        return ""

    def _revision(self, element: Element, name: str) -> None:
        kind = "struck out" if name in _STRUCK else "marked as inserted"
        self._notes.add(
            "revision",
            element,
            f"Text is {kind} on the page; it was kept.",
            "Take it out of the plan if it no longer holds.",
            words=False,
        )

    def _mark(self, element: Element, look: _Look) -> None:
        """Make the paragraph an item of a list, or keep the number before it."""
        mark = clean_text(all_text(element).replace("\N{NO-BREAK SPACE}", " "))
        if mark in _SYMBOLS or not any(sign.isalnum() for sign in mark):
            self._is_item = True
        else:
            self._text(f"{mark} ", look)

    def _text(self, text: str, look: _Look) -> None:
        if text:
            self._runs.append(Run(text, look.bold, look.italic, look.link))

    def _break(self, look: _Look) -> None:
        """End the paragraph; an item of a bullet list stays one line."""
        if look.in_item:
            self._text(" ", _Look())
        else:
            self._end()

    def _end(self) -> None:
        if runs := without_ends(self._runs, _MARGIN):
            number = (Run(f"{self._number} "),) if self._number else ()
            line = (*number, *runs)
            self._blocks.append(BulletList((line,)) if self._is_item else Paragraph(line))
            self._number = ""
        self._runs = []
        self._is_item = False


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:  # not an address: http://[x
        return ""


def _numbers(element: Element) -> Iterator[str]:
    """Return the numbers that a browser prints before the items of an ordered list."""
    start, kind = element.get("start", "1"), element.get("type", "1")
    for number in count(int(start) if re.fullmatch(r"-?\d{1,6}", start) else 1):
        is_letter = kind in ("a", "A") and 1 <= number <= 26
        yield f"{chr(ord(kind) + number - 1) if is_letter else number}."
