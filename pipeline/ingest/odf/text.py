"""The words of OpenDocument paragraphs, and in asides what is beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from pipeline.findings import Source
from pipeline.ingest.docx import asides
from pipeline.ingest.docx.asides import Asides
from pipeline.ingest.ground import Colour
from pipeline.ingest.hidden import Cause
from pipeline.ingest.notation import annotated, lowered, raised
from pipeline.ingest.odf.names import (
    DRAW,
    FO,
    LINK,
    OFFICE,
    STYLE,
    SVG,
    TABLE,
    TEXT,
    Element,
    words_in,
)
from pipeline.ingest.odf.styles import Styles
from pipeline.richtext import Block, BulletList, Paragraph, Run

_LINES = (f"{TEXT}p", f"{TEXT}h")
_FRAMES = ("section", "index-body", "numbered-paragraph")
_UNSHOWN = (f"{TEXT}hidden-text", f"{TEXT}hidden-paragraph")
_BOLD = ("bold", "600", "700", "800", "900")

Formula = Callable[[str], str]
"""Takes the address of an object in the file; returns what it says when it is a formula."""


@dataclass(frozen=True, slots=True)
class _Look:
    run: Run
    text: dict[str, str]
    """The properties of the text, by their names in the file."""


class TextReader:
    """Reads the paragraphs of one file, in their order."""

    def __init__(self, styles: Styles, found: Asides, formula: Formula) -> None:
        self._styles, self._asides, self._formula = styles, found, formula
        self._source = Source("")
        self._ground: Colour | None = None
        self._lines: list[list[Run]] = []

    def begin(self, source: Source, ground: Colour | None) -> None:
        """Go on at `source`, where the colour behind the text is `ground`."""
        self._source, self._ground = source, ground

    def blocks(self, container: Element, *, in_list: bool = False) -> Iterator[Block]:
        """Yield the paragraphs and items in `container`, those of tables in it among them."""
        for part in container:
            name = str(part.tag)
            if name in _LINES:
                yield from self.paragraph(part, in_list=in_list)
            elif name == f"{TEXT}list":
                yield from self._list(part)
            elif name == f"{TABLE}table":
                self._asides.add(asides.NESTED, words_in(part), self._source)
                for cell in part.iter(f"{TABLE}table-cell"):
                    yield from self.blocks(cell)
            elif name.removeprefix(TEXT) in _FRAMES:
                yield from self.blocks(part)
            elif name.startswith(DRAW):
                self._drawn(part)
            elif name == f"{OFFICE}annotation":
                self._annotation(part)

    def paragraph(self, paragraph: Element, *, in_list: bool = False) -> list[Block]:
        """Return `paragraph`; a line break inside it begins another, except in an item."""
        self._lines = [[]]
        name = paragraph.get(f"{TEXT}style-name")
        own = self._styles.look("paragraph", name)
        fill = self._styles.said("paragraph", name, "paragraph", f"{FO}background-color")
        before, self._ground = (
            self._ground,
            None if fill not in ("", "transparent") else self._ground,
        )
        # A paragraph that is bold as a whole stresses nothing.
        self._walk(paragraph, _Look(Run(""), own))
        self._ground = before
        if in_list:
            runs = [run for line in self._lines for run in (*line, Run(" "))]
            return [BulletList((tuple(runs),))]
        return [Paragraph(tuple(line)) for line in self._lines]

    def _list(self, element: Element) -> Iterator[Block]:
        for item in element:
            yield from self.blocks(item, in_list=True)

    def _walk(self, parent: Element, look: _Look) -> None:
        self._say(parent.text or "", look)
        for part in parent:
            self._part(part, look)
            self._say(part.tail or "", look)

    def _part(self, part: Element, look: _Look) -> None:
        name = str(part.tag)
        if name == f"{TEXT}span":
            self._walk(part, self._changed(look, part.get(f"{TEXT}style-name")))
        elif name == f"{TEXT}a":
            self._walk(part, replace(look, run=replace(look.run, link=part.get(LINK, ""))))
        elif name in (f"{TEXT}s", f"{TEXT}tab"):
            self._say(" ", look)
        elif name == f"{TEXT}line-break":
            self._lines.append([])
        elif name == f"{TEXT}note":
            self._asides.add(asides.FOOTNOTE, f"{words_in(part)}\n", self._source)
        elif name == f"{OFFICE}annotation":
            self._annotation(part)
        elif name == f"{TEXT}ruby":
            self._say(_ruby(part), look)
        else:
            self._other(part, name, look)

    def _other(self, part: Element, name: str, look: _Look) -> None:
        """Read an element that the format does not define as text: unseen, drawn or a wrapper."""
        if name in _UNSHOWN:
            self._asides.hide(words_in(part), Cause.INVISIBLE, self._source)
        elif name.startswith(DRAW):
            self._drawn(part)
        elif isinstance(part.tag, str) and name != f"{OFFICE}annotation-end":
            self._walk(part, look)

    def _changed(self, look: _Look, style: str | None) -> _Look:
        text = self._styles.look("text", style)
        weight, slant = text.get(f"{FO}font-weight"), text.get(f"{FO}font-style")
        bold = look.run.bold if weight is None else weight in _BOLD
        italic = look.run.italic if slant is None else slant in ("italic", "oblique")
        return _Look(replace(look.run, bold=bold, italic=italic), {**look.text, **text})

    def _say(self, text: str, look: _Look) -> None:
        if not text:
            return
        if (cause := self._styles.run_cause(look.text, self._ground)) is not None:
            self._asides.hide(text, cause, self._source)
            return
        if look.text.get(f"{STYLE}text-line-through-style", "none") != "none":
            self._asides.add(asides.STRUCK, text, self._source)
        line = self._lines[-1]
        where = look.text.get(f"{STYLE}text-position", "").split(" ")[0]
        if where == "super" or (where.endswith("%") and where[:1].isdigit() and where != "0%"):
            text = raised(text, line[-1].text if line else "")
        elif where == "sub" or where.startswith("-"):
            text = lowered(text)
        line.append(replace(look.run, text=text))

    def _annotation(self, part: Element) -> None:
        self._asides.add(asides.COMMENT, f"{words_in(part)}\n", self._source)

    def _drawn(self, part: Element) -> None:
        """Read a formula; report the words of a text box, a picture or a control."""
        for embedded in part.iter(f"{DRAW}object"):
            if said := self._formula(embedded.get(LINK, "")):
                self._lines = self._lines or [[]]
                self._lines[-1].append(Run(said))
                return
        titles = list(part.iter(f"{SVG}title", f"{SVG}desc"))
        described = " ".join(words_in(e) for e in titles)
        if next(part.iter(f"{DRAW}image", f"{DRAW}object"), None) is not None:
            self._asides.add(asides.PICTURE, described, self._source)
        boxes = list(part.iter(*_LINES))
        if words := " ".join(words_in(e) for e in boxes):
            self._asides.add(asides.BOX, f"{words}\n", self._source)


def _ruby(element: Element) -> str:
    """Return the words of a ruby element: its base, then its annotation."""
    base, small = (element.find(f"{TEXT}ruby-{name}") for name in ("base", "text"))
    return annotated(*("" if part is None else words_in(part) for part in (base, small)))
