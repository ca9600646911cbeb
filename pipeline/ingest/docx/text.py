"""A paragraph's words: its runs, links and fields, and what Word draws among them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pipeline.findings import Source
from pipeline.ingest.docx import asides
from pipeline.ingest.docx.asides import Asides, Kind
from pipeline.ingest.docx.fields import Fields, field_link, picked
from pipeline.ingest.docx.names import (
    ALTERNATES,
    CONTROL,
    MATHS,
    RELATIONSHIP,
    RUN,
    TEXT,
    Element,
    W,
    child,
    chosen,
    value,
)
from pipeline.ingest.docx.numbering import Numbering
from pipeline.ingest.docx.rawtext import PROPERTIES, is_prompt, raw_text, text_boxes
from pipeline.ingest.docx.styles import Styles
from pipeline.ingest.docx.symbols import symbol, with_symbols
from pipeline.richtext import BULLET, Block, BulletList, Paragraph, Run

_SIGNS = {
    f"{W}tab": " ",
    f"{W}ptab": " ",
    f"{W}noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
    f"{W}softHyphen": "\N{SOFT HYPHEN}",
}
_BREAKS = (f"{W}br", f"{W}cr")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BLIP, _IMAGE = "{*}blip", "{*}imagedata"
_NOTES: Mapping[str, Kind] = {
    f"{W}footnoteReference": asides.FOOTNOTE,
    f"{W}endnoteReference": asides.FOOTNOTE,
    f"{W}commentReference": asides.COMMENT,
}

Notes = Mapping[tuple[str, str], str]
"""Texts of notes and comments by the tag that refers to them and their identifier."""


class TextReader:
    """Reads the paragraphs of one part, in their order."""

    def __init__(
        self,
        styles: Styles,
        numbering: Numbering,
        links: Mapping[str, str],
        notes: Notes,
        found: Asides,
    ) -> None:
        self._styles, self._numbering = styles, numbering
        self._links, self._notes, self._asides = links, notes, found
        self._fields = Fields()
        self._lines: list[list[Run]] = []
        self._source = Source("")

    def begin(self, source: Source) -> None:
        """Go on at `source`. No field reaches from one cell into another."""
        self._source = source
        self._fields.clear()

    def blocks(self, paragraph: Element) -> list[Block]:
        """Return `paragraph` with its number; a line break inside it begins another."""
        if any(map(is_prompt, paragraph.iterancestors(CONTROL))):
            self.aside(asides.PROMPT, raw_text(paragraph))
            return []
        self._lines = [[]]
        marker = self._numbering.marker(paragraph)
        self._walk(paragraph, "")
        self._fields.end_paragraph()
        if marker == BULLET:
            return [BulletList((tuple(_joined(self._lines)),))]
        if marker:
            self._lines[0].insert(0, Run(f"{marker} "))
        return [Paragraph(tuple(line)) for line in self._lines]

    def aside(self, kind: Kind, text: str) -> None:
        """Report `text` at the present place."""
        self._asides.add(kind, text, self._source)

    def _walk(self, parent: Element, link: str) -> None:
        for part in parent:
            if part.tag == RUN:
                self._run(part, link)
            elif part.tag == f"{W}hyperlink":
                self._walk(part, self._address(part) or link)
            elif part.tag == f"{W}fldSimple":
                self._walk(part, field_link(value(part, "instr") or "") or link)
            elif part.tag == CONTROL and is_prompt(part):
                self.aside(asides.PROMPT, raw_text(part))
            elif part.tag == ALTERNATES:
                self._walk_chosen(part, link)
            elif part.tag == MATHS:
                self._say(Run(part.text or "", link=link))
            elif part.tag not in PROPERTIES:
                self._walk(part, link)

    def _address(self, hyperlink: Element) -> str:
        """Return where `hyperlink` leads; Word parts an address from its place in the page."""
        address = self._links.get(hyperlink.get(RELATIONSHIP, ""), "")
        anchor = value(hyperlink, "anchor")
        return f"{address}#{anchor}" if address and anchor else address

    def _walk_chosen(self, alternates: Element, link: str) -> None:
        if (branch := chosen(alternates)) is not None:
            self._walk(branch, link)

    def _run(self, run: Element, link: str) -> None:
        properties, is_on = child(run, "rPr"), self._styles.is_on
        say = self._hide if is_on(properties, "vanish") else self._say
        if is_on(properties, "strike") or is_on(properties, "dstrike"):
            self.aside(asides.STRUCK, raw_text(run))
        look = Run("", is_on(properties, "b"), is_on(properties, "i"), link)
        font = value(child(properties, "rFonts"), "ascii") or ""
        for part in _unfolded(run):
            if part.tag == TEXT:
                say(replace(look, text=with_symbols(_spaced(part), font)))
            elif (sign := _SIGNS.get(part.tag)) is not None:
                say(replace(look, text=sign))
            elif part.tag in _BREAKS:
                self._lines.append([])
            elif part.tag == f"{W}sym":
                say(replace(look, text=_symbol(part)))
            else:
                self._drawn(part, link)

    def _drawn(self, part: Element, link: str) -> None:
        """Read what is in a run and is not its text."""
        if part.tag == f"{W}fldChar":
            self._say(Run(picked(part), link=link))
            self._fields.turn(part)
        elif part.tag == f"{W}instrText":
            self._fields.instruct(part.text or "")
        elif (kind := _NOTES.get(part.tag)) is not None:
            self.aside(kind, self._notes.get((part.tag, value(part, "id") or ""), ""))
        elif part.tag == f"{W}ruby" and (base := child(part, "rubyBase")) is not None:
            self._walk(base, link)
        elif part.tag not in PROPERTIES:
            self._picture(part)

    def _picture(self, part: Element) -> None:
        for box in text_boxes(part):
            self.aside(asides.BOX, raw_text(box))
        if next(part.iter(_BLIP, _IMAGE), None) is not None:
            described = (e.get("descr") or e.get("alt") or "" for e in part.iter())
            self.aside(asides.PICTURE, next(filter(None, described), ""))

    def _hide(self, run: Run) -> None:
        self.aside(asides.HIDDEN, run.text)

    def _say(self, run: Run) -> None:
        """Add `run` to the last line, unless it is part of a field's instruction."""
        if self._fields.show:
            self._lines[-1].append(replace(run, link=run.link or self._fields.link))


def _joined(lines: list[list[Run]]) -> Iterator[Run]:
    """Yield the runs of an item; its lines are parted by a space, for an item is one line."""
    for place, line in enumerate(lines):
        if place:
            yield Run(" ")
        yield from line


def _unfolded(run: Element) -> Iterator[Element]:
    """Yield what is in `run`, of alternatives the one that is shown."""
    for part in run:
        if part.tag != ALTERNATES:
            yield part
        elif (branch := chosen(part)) is not None:
            yield from _unfolded(branch)


def _spaced(text: Element) -> str:
    said = text.text or ""
    return said if text.get(_SPACE) == "preserve" else said.strip(" \t\r\n")


def _symbol(part: Element) -> str:
    try:
        return symbol(int(value(part, "char") or "", 16), value(part, "font") or "")
    except ValueError:
        return ""
