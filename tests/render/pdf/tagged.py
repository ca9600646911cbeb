"""Reads a tagged PDF as a screen reader does: the tag tree, and the text of each of its pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Name

from pipeline.richtext import BulletList, Line, Paragraph, RichText, Run, rich_text

_CMAP_LINE = re.compile(rb"<([0-9a-f]+)> <([0-9a-f]*)>")


@dataclass(eq=False)
class Tag:
    """One structure element: its role, what it says about itself, and its kids in reading order."""

    role: str
    element: Any
    kids: list[Tag | str] = field(default_factory=list)
    address: str = ""
    """Where a link leads."""

    def all(self, role: str) -> list[Tag]:
        """Return the elements of `role` below this one."""
        return [tag for tag in self.walk() if tag.role == role]

    def walk(self) -> Iterator[Tag]:
        """Yield this element and all below it."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Tag):
                yield from kid.walk()

    @property
    def text(self) -> str:
        """The text as spoken: the replacement text where there is one."""
        if "/ActualText" in self.element:
            return str(self.element.ActualText)
        return "".join(kid if isinstance(kid, str) else kid.text for kid in self.kids)

    @property
    def attributes(self) -> dict[str, Any]:
        """The element's attributes (`/RowSpan`, `/Scope`, ...)."""
        return dict(self.element.A.items()) if "/A" in self.element else {}

    @property
    def rich_text(self) -> RichText:
        """The text of a cell with its paragraphs, lists, bold, italic and links."""
        blocks = [kid for kid in self.kids if isinstance(kid, Tag) and kid.role in ("P", "L")]
        if not blocks:
            return rich_text([Paragraph(tuple(self._runs()))])
        return rich_text(
            BulletList(tuple(tuple(body._runs()) for body in block.all("LBody")))
            if block.role == "L"
            else Paragraph(tuple(block._runs()))
            for block in blocks
        )

    def _runs(self, bold: bool = False, italic: bool = False, link: str = "") -> Iterator[Run]:
        look = (bold or self.role == "Strong", italic or self.role == "Em", link or self.address)
        if "/ActualText" in self.element:
            yield Run(self.text, *look)
            return
        for kid in self.kids:
            if isinstance(kid, str):
                yield Run(kid, *look)
            else:
                yield from kid._runs(*look)

    @property
    def line(self) -> Line:
        """The text as one line of runs."""
        return tuple(self._runs())


@dataclass(frozen=True)
class TaggedPdf:
    """A tagged PDF, read."""

    document: Tag
    artifacts: list[list[str]]
    """The text of each artifact of each page."""
    pieces: list[dict[int, str]]
    """The text of each page's marked content, by number."""


def read_tags(data: bytes) -> TaggedPdf:
    """Return the tag tree of the PDF `data` with its text."""
    with pikepdf.open(BytesIO(data)) as pdf:
        pages = [_PageText(page) for page in pdf.pages]
        numbers = {page.objgen: index for index, page in enumerate(pdf.pages)}
        pieces = [page.pieces for page in pages]
        (document,) = _kids(pdf.Root.StructTreeRoot)
        return TaggedPdf(
            _tag(document, pieces, numbers), [page.artifacts for page in pages], pieces
        )


def _tag(element: Any, pieces: list[dict[int, str]], numbers: dict[Any, int]) -> Tag:
    tag = Tag(str(element.S).lstrip("/"), _detached(element))
    for kid in _kids(element):
        if isinstance(kid, int):
            tag.kids.append(pieces[numbers[element.Pg.objgen]][kid])
        elif kid.get("/Type") == Name.MCR:
            tag.kids.append(pieces[numbers[kid.Pg.objgen]][int(kid.MCID)])
        elif kid.get("/Type") == Name.OBJR:
            tag.address = str(kid.Obj.Contents)
        else:
            tag.kids.append(_tag(kid, pieces, numbers))
    return tag


def _detached(element: Any) -> Any:
    """Return what `element` says about itself, without its links to others."""
    kept = ("/S", "/A", "/ID", "/ActualText", "/Alt")
    return pikepdf.Dictionary({key: element[key] for key in kept if key in element})


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


class _PageText:
    """The text of one page's marked content, by glyphs alone."""

    def __init__(self, page: pikepdf.Page) -> None:
        self.pieces: dict[int, str] = {}
        self.artifacts: list[str] = []
        fonts = {name: _glyph_texts(font) for name, font in page.Resources.get("/Font", {}).items()}
        texts: dict[int, str] = {}
        marks: list[int | None] = []
        for instruction in pikepdf.parse_content_stream(page):
            operands: Any = instruction.operands
            match str(instruction.operator):
                case "BDC" | "BMC":
                    marks.append(self._begin(operands))
                case "EMC":
                    marks.pop()
                case "Tf":
                    texts = fonts[str(operands[0])]
                case "TJ":
                    self._show(operands[0], texts, marks[-1])

    def _begin(self, operands: Any) -> int | None:
        if len(operands) > 1 and "/MCID" in operands[1]:
            number = int(operands[1].MCID)
            assert number not in self.pieces
            self.pieces[number] = ""
            return number
        assert operands[0] == Name.Artifact
        self.artifacts.append("")
        return None

    def _show(self, strings: Any, texts: dict[int, str], number: int | None) -> None:
        data = b"".join(bytes(item) for item in strings if isinstance(item, pikepdf.String))
        glyphs = (int.from_bytes(data[i : i + 2], "big") for i in range(0, len(data), 2))
        text = "".join(texts[glyph] for glyph in glyphs)
        if number is None:
            self.artifacts[-1] += text
        else:
            self.pieces[number] += text


def _glyph_texts(font: Any) -> dict[int, str]:
    assert font.Encoding == Name("/Identity-H")
    return {
        int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
        for glyph, text in _CMAP_LINE.findall(font.ToUnicode.read_bytes())
    }
