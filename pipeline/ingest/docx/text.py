"""A paragraph's words: its runs, links and fields, and what Word draws among them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial

from pipeline.findings import Source
from pipeline.ingest.docx import asides
from pipeline.ingest.docx.asides import Asides, Kind
from pipeline.ingest.docx.fields import Fields, field_link, instructed, picked
from pipeline.ingest.docx.graphics import Graphics, drawn_words
from pipeline.ingest.docx.maths import maths_text
from pipeline.ingest.docx.names import (
    ALTERNATES,
    CONTROL,
    FORMULA,
    FORMULAS,
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
from pipeline.ingest.docx.painted import Painted
from pipeline.ingest.docx.rawtext import PROPERTIES, is_prompt, raw_text, text_boxes
from pipeline.ingest.docx.styles import Styles
from pipeline.ingest.docx.symbols import symbol, unknown_symbols, with_symbols
from pipeline.ingest.hidden import Cause
from pipeline.ingest.notation import annotated, lowered, raised
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
_GRAPHICS = ("{*}chart", "{*}relIds")
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
        graphics: Graphics,
        found: Asides,
    ) -> None:
        self._styles, self._numbering, self._graphics = styles, numbering, graphics
        self._painted = Painted(styles)
        self._unread = dict(notes)
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

    def hide(self, text: str, cause: Cause) -> None:
        """Report `text` at the present place, which nobody sees."""
        self._asides.hide(text, cause, self._source)

    def report_unread(self) -> None:
        """Report the notes and comments that nothing which was read refers to."""
        for (reference, _), text in self._unread.items():
            self.aside(_NOTES[reference], f"{text}\n")

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
            elif part.tag in (FORMULA, FORMULAS):
                self._say(Run(maths_text(part), link=link))
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
            self._alternative(alternates, branch)

    def _alternative(self, alternates: Element, branch: Element) -> None:
        """Report the words of the branches that are not read and say something else."""
        said = raw_text(branch).split()
        for other in alternates:
            if other is not branch and (words := raw_text(other)).split() not in ([], said):
                self.aside(asides.FALLBACK, words)

    def _run(self, run: Element, link: str) -> None:
        properties, is_on = child(run, "rPr"), self._styles.is_on
        cause = self._painted.cause(run) if self._fields.show else None
        say = self._say if cause is None else partial(self._hide, cause)
        if is_on(properties, "strike") or is_on(properties, "dstrike"):
            self.aside(asides.STRUCK, raw_text(run))
        look = Run("", is_on(properties, "b"), is_on(properties, "i"), link)
        font = value(child(properties, "rFonts"), "ascii") or ""
        shifted = value(self._styles.look(properties, None, "vertAlign")) or ""
        for part in self._unfolded(run):
            if part.tag == TEXT:
                text = with_symbols(_spaced(part), font)
                self.aside(asides.SYMBOL, unknown_symbols(text))
                say(replace(look, text=self._shifted(text, shifted)))
            elif (sign := _SIGNS.get(part.tag)) is not None:
                say(replace(look, text=sign))
            elif part.tag in _BREAKS:
                self._lines.append([])
            elif part.tag == f"{W}sym":
                self.aside(asides.SYMBOL, unknown_symbols(_symbol(part)))
                say(replace(look, text=_symbol(part)))
            else:
                self._drawn(part, link)

    def _shifted(self, text: str, how: str) -> str:
        """Return `text` as it is written on one line where Word raises or lowers it."""
        if how == "superscript":
            line = self._lines[-1]
            return raised(text, line[-1].text if line else "")
        return lowered(text) if how == "subscript" else text

    def _drawn(self, part: Element, link: str) -> None:
        """Read what is in a run and is not its text."""
        if part.tag == f"{W}fldChar":
            self._say(Run(picked(part), link=link))
            ended = self._fields.turn(part)
            self._say(Run(instructed(ended), link=link))
        elif part.tag == f"{W}instrText":
            self._fields.instruct(part.text or "")
        elif (kind := _NOTES.get(part.tag)) is not None:
            key = (part.tag, value(part, "id") or "")
            self._unread.pop(key, None)
            self.aside(kind, self._notes.get(key, ""))
        elif part.tag == f"{W}ruby" and (base := child(part, "rubyBase")) is not None:
            self._walk(base, link)
            reading = child(part, "rt")
            self._say(Run(annotated("", "" if reading is None else raw_text(reading)), link=link))
        elif part.tag not in PROPERTIES:
            self._picture(part)

    def _picture(self, part: Element) -> None:
        for box in text_boxes(part):
            self.aside(asides.BOX, raw_text(box))
        words = drawn_words(part, self._graphics)
        described = (e.get("descr") or e.get("alt") or e.get("title") or "" for e in part.iter())
        description = next(filter(None, described), "")
        is_graphic = not words and next(part.iter(*_GRAPHICS), None) is not None
        if description or is_graphic or next(part.iter(_BLIP, _IMAGE), None) is not None:
            self.aside(asides.PICTURE, description)
        if words:
            self.aside(asides.CHART, f"{words}\n")

    def _hide(self, cause: Cause, run: Run) -> None:
        if self._fields.show:
            self.hide(run.text, cause)

    def _unfolded(self, run: Element) -> Iterator[Element]:
        """Yield what is in `run`, of alternatives the one that is shown."""
        for part in run:
            if part.tag != ALTERNATES:
                yield part
            elif (branch := chosen(part)) is not None:
                yield from self._unfolded(branch)
                self._alternative(part, branch)

    def _say(self, run: Run) -> None:
        """Add `run` to the last line, unless it is part of a field's instruction."""
        if self._fields.show:
            self._lines[-1].append(replace(run, link=run.link or self._fields.link))


def _joined(lines: list[list[Run]]) -> Iterator[Run]:
    """Yield the runs of an item; its lines are joined by a space, for an item is one line."""
    for place, line in enumerate(lines):
        if place:
            yield Run(" ")
        yield from line


def _spaced(text: Element) -> str:
    said = text.text or ""
    return said if text.get(_SPACE) == "preserve" else said.strip(" \t\r\n")


def _symbol(part: Element) -> str:
    try:
        return symbol(int(value(part, "char") or "", 16), value(part, "font") or "")
    except ValueError:
        return ""
