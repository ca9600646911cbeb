"""What the named styles of a document say about a paragraph or a run."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.ingest.docx.names import OFF, Element, W, child, number, switch, value

# Word and LibreOffice make these paragraphs, or draw them from the rest of the document. The
# last four are our own renderer's: what is around a plan is the layout's and not the plan's.
_FURNITURE = re.compile(
    r"header|footer|toc heading|toc \d|index \d|table of figures|"
    "status legend|layout note|plan summary|plan summary item"
)
_HEADING = re.compile(r"heading (\d)")
_DEPTH = 50
"""So many styles may be based on each other: more is a damaged file, and would take for ever."""
_BODY_TEXT = 9
"""The outline level of a paragraph that is not a heading."""


class Styles:
    """The styles by their identifiers; a style inherits from the one that it is based on."""

    def __init__(self, part: Element | None) -> None:
        found = () if part is None else part.iterchildren(f"{W}style")
        self._styles = {value(style, "styleId") or "": style for style in found}
        self._defaults = child(part, "docDefaults", "rPrDefault")
        default = (s for s in self._styles.values() if value(s, "default") in ("1", "true"))
        kinds = {value(s, "type"): value(s, "styleId") for s in default}
        self._default_style = kinds.get("paragraph")
        self._looks: dict[tuple[str | None, str | None, str], Element | None] = {}
        self._switches: dict[tuple[str, str], bool] = {}
        self._lists: dict[str, tuple[str, Element] | None] = {}

    def is_on(self, properties: Element | None, name: str) -> bool:
        """Return whether a run with these properties is bold, hidden and so on.

        Its character style counts, and its paragraph's style does not: a cell that is bold as a
        whole stresses nothing.
        """
        if properties is None:
            return False
        said = switch(properties, name)
        return self._by_style(properties, name) if said is None else said

    def is_vanished(self, properties: Element | None, paragraph: Element | None) -> bool:
        """Return whether a run is hidden: by its own properties, its style or its paragraph's."""
        found = self.look(properties, paragraph, "vanish")
        return found is not None and value(found) not in OFF

    def look(
        self, properties: Element | None, paragraph: Element | None, name: str
    ) -> Element | None:
        """Return what decides a run's `name`: itself, its styles or the document's default."""
        if (own := child(properties, name)) is not None:
            return own
        style = value(child(paragraph, "pPr", "pStyle"))
        key = (value(child(properties, "rStyle")), style, name)
        if key not in self._looks:
            chain = (*self._chain(key[0]), *self._chain(style or self._default_style))
            found = (child(s, "rPr", name) for s in (*chain, self._defaults))
            self._looks[key] = next((e for e in found if e is not None), None)
        return self._looks[key]

    def paragraph_shadings(self, paragraph: Element) -> Iterator[Element]:
        """Yield the shadings that the paragraph's styles give it."""
        for style in self._chain(value(child(paragraph, "pPr", "pStyle"))):
            if (found := child(style, "pPr", "shd")) is not None:
                yield found

    def fills_cells(self, table: Element) -> bool:
        """Return whether the table or its style fills cells that say nothing of it themselves."""
        if value(child(table, "tblPr", "shd"), "fill") not in (None, "auto"):
            return True
        styles = self._chain(value(child(table, "tblPr", "tblStyle")))
        return any(next(style.iter(f"{W}shd"), None) is not None for style in styles)

    def is_furniture(self, paragraph: Element) -> bool:
        """Return whether the paragraph's style is one of what surrounds a text."""
        return any(_FURNITURE.fullmatch(name) for name in self._names(paragraph))

    def heading(self, paragraph: Element) -> int | None:
        """Return 0 for the title, 1 and up for headings, None for other paragraphs."""
        for name in self._names(paragraph):
            if name == "title":
                return 0
            if found := _HEADING.fullmatch(name):
                return int(found[1])
        outline = next((o for o in self._said(paragraph, "outlineLvl")), None)
        level = number(outline, default=_BODY_TEXT)
        return level + 1 if outline is not None and level < _BODY_TEXT else None

    def numbering(self, paragraph: Element) -> tuple[str, Element] | None:
        """Return the `w:numPr` that counts, with the style's identifier (empty: its own)."""
        properties = child(paragraph, "pPr")
        own = child(properties, "numPr")
        if own is not None and child(own, "numId") is not None:
            return "", own
        style = value(child(properties, "pStyle")) or ""
        if style not in self._lists:
            self._lists[style] = self._numbering_by_style(style)
        return self._lists[style]

    def numbering_of(self, style: str) -> str | None:
        """Return the numbering of a list style."""
        return value(child(self._styles.get(style), "pPr", "numPr", "numId"))

    def formats_first_row(self, table: Element) -> bool:
        """Return whether the table's style makes the first row look different."""
        return any(
            value(part, "type") == "firstRow"
            for style in self._chain(value(child(table, "tblPr", "tblStyle")))
            for part in style.iterchildren(f"{W}tblStylePr")
        )

    def _numbering_by_style(self, identifier: str) -> tuple[str, Element] | None:
        for style in self._chain(identifier):
            found = child(style, "pPr", "numPr")
            if found is not None and child(found, "numId") is not None:
                return value(style, "styleId") or "", found
        return None

    def _by_style(self, properties: Element, name: str) -> bool:
        style = value(child(properties, "rStyle"))
        if style is None:
            return False
        if (key := (style, name)) not in self._switches:
            said = (switch(child(s, "rPr"), name) for s in self._chain(style))
            self._switches[key] = next((on for on in said if on is not None), False)
        return self._switches[key]

    def _said(self, paragraph: Element, name: str) -> Iterator[Element]:
        style = value(child(paragraph, "pPr", "pStyle"))
        for said in (paragraph, *self._chain(style)):
            if (found := child(said, "pPr", name)) is not None:
                yield found

    def _names(self, paragraph: Element) -> Iterator[str]:
        for style in self._chain(value(child(paragraph, "pPr", "pStyle"))):
            yield (value(child(style, "name")) or "").casefold()

    def _chain(self, identifier: str | None) -> Iterator[Element]:
        """Yield a style and those it is based on; a damaged file may run in a circle."""
        for _ in range(_DEPTH):
            if (style := self._styles.get(identifier or "")) is None:
                return
            yield style
            identifier = value(child(style, "basedOn"))
