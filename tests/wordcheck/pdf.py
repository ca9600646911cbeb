"""Random PDFs with words in every place that shows or hides them."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.wordcheck.words import HEADINGS, Words

_WIDTH, _HEIGHT, _FOOT = 1000, 700, 40
_COLUMN, _LINE, _SIZE, _LETTERS = 120, 10, 8, 22
"""How wide a column is, how high a line and its type, and how many letters a line has."""
_LEFT = 20

_LOOKS: tuple[str, ...] = (
    *("{}",) * 6,
    "q 1 g {} Q",
    "q .98 g {} Q",
    "q 3 Tr {} Q",
    "q 7 Tr {} Q",
    "q 2 Tr {} Q",
    "q /Faint gs {} Q",
    "q /Half gs {} Q",
    "q 0 0 1 1 re W n {} Q",
    "q .9 g {x} {y} 100 9 re f Q {}",
    "q 0 g {x} {y} 100 9 re f Q {}",
    "q 0 g {x} {y} 100 9 re f 1 g {} Q",
    "{} q 1 g {x} {y} 100 9 re f Q",
    "{} q .5 w {x} {y} 100 9 re S Q",
    "{} q 1 0 0 1 .3 0 cm {} Q",
    "/OC /Off BDC {} EMC",
    "/OC /On BDC {} EMC",
    "/Artifact BMC {} EMC",
    "/Span <</ActualText (other)>> BDC {} EMC",
)
"""How a line of a cell is written; its place is `x` and `y`."""


class _Maker:
    def __init__(self, seed: int) -> None:
        self.words = Words(seed)
        self.pdf = pikepdf.new()
        self.pages: list[list[str]] = []
        self.notes: list[list[Any]] = []
        self.fields: list[Any] = []
        self.top = 0.0

    def text(self, x: float, y: float, words: str, look: str = "{}") -> None:
        """Write `words` at a place from the upper left corner."""
        shown = f"BT /F1 {_SIZE} Tf 1 0 0 1 {x} {_HEIGHT - y} Tm ({words}) Tj ET"
        place = {"x": x - 2, "y": _HEIGHT - y - 2}
        self.pages[-1].append(look.replace("{}", shown).format(**place))

    def page(self) -> None:
        self.pages.append([])
        self.notes.append([])
        self.top = 60.0
        self.text(_LEFT, 30, self.words.some())
        self.text(_LEFT, _HEIGHT - 15, f"Page {len(self.pages)} {self.words.word()}")

    def row(self, cells: list[str], *, is_heading: bool = False) -> None:
        """Write a row with its rules, on a new page where it does not fit."""
        lines = [_wrapped(cell) for cell in cells]
        high = max(map(len, lines)) * _LINE + 2 * _LINE
        if self.top + high > _HEIGHT - _FOOT:
            self.page()
        top, bottom = self.top, self.top + high
        right = _LEFT + _COLUMN * len(cells)
        for n, column in enumerate(lines):
            x = _LEFT + _COLUMN * n
            self._rule(x, top, x, bottom)
            for k, line in enumerate(column):
                is_prose = not is_heading and n in (3, 5, 6)
                look = self.words.random.choice(_LOOKS) if is_prose and k else "{}"
                self.text(x + 4, top + _LINE * (k + 1), line, look)
            if n in (5, 6) and not is_heading:
                self._note(x + 4, bottom - 2)
        self._rule(right, top, right, bottom)
        for y in (top, bottom):
            self._rule(_LEFT, y, right, y)
        self.top = bottom

    def _rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.pages[-1].append(f"{x0} {_HEIGHT - y0} m {x1} {_HEIGHT - y1} l S")

    def _note(self, x: float, y: float) -> None:
        """Lay an annotation of some kind over the foot of a cell, or none."""
        kind = self.words.random.choice(("", "", "FreeText", "Text", "Widget", "Square"))
        if not kind:
            return
        rect = Array([x, _HEIGHT - y, x + 100, _HEIGHT - y + 10])
        words = self.words.some(1, 2)
        made = Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=rect, F=4)
        if kind == "Widget":
            made.FT, made.T, made.V = Name.Tx, String(words[:8]), String(words)
        else:
            made.Contents = String(words)
        if kind in ("FreeText", "Widget"):
            look = self.pdf.make_stream(f"BT /F1 {_SIZE} Tf 2 2 Td ({words}) Tj ET".encode())
            look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 100, 10])
            look.Resources = Dictionary(Font=Dictionary(F1=self._font()))
            made.AP = Dictionary(N=look)
        self.notes[-1].append(self.pdf.make_indirect(made))
        if kind == "Widget":
            self.fields.append(self.notes[-1][-1])

    def _font(self) -> Any:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        font.Encoding = Name.WinAnsiEncoding
        return font

    def saved(self) -> bytes:
        on, off = (
            self.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name)))
            for name in ("On", "Off")
        )
        setting = Dictionary(ON=Array([on]), OFF=Array([off]))
        self.pdf.Root.OCProperties = Dictionary(OCGs=Array([on, off]), D=setting)
        self.pdf.Root.AcroForm = Dictionary(Fields=Array(self.fields))
        states = Dictionary(Faint=Dictionary(ca=0.02), Half=Dictionary(ca=0.5))
        layers = Dictionary(On=on, Off=off)
        fonts = Dictionary(F1=self.pdf.make_indirect(self._font()))
        for content, notes in zip(self.pages, self.notes, strict=True):
            page = self.pdf.add_blank_page(page_size=(_WIDTH, _HEIGHT)).obj
            page.Resources = Dictionary(Font=fonts, ExtGState=states, Properties=layers)
            page.Contents = self.pdf.make_stream("\n".join(content).encode("cp1252"))
            page.Annots = Array(notes)
        buffer = io.BytesIO()
        self.pdf.save(buffer, deterministic_id=True)
        return buffer.getvalue()


def _wrapped(text: str) -> list[str]:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= _LETTERS:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def make_pdf(seed: int) -> bytes:
    """Return a document; the same for the same `seed`."""
    maker = _Maker(seed)
    maker.page()
    maker.text(_LEFT, 50, "Wexmoor Action Plan")
    maker.row(list(HEADINGS), is_heading=True)
    for cells in maker.words.rows(lambda: maker.words.some(2, 8)):
        maker.row(cells)
    maker.text(_LEFT, maker.top + 20, f"{maker.words.some()}.")
    return maker.saved()


def extract_pdf(data: bytes) -> Iterable[str]:
    """Return what poppler's `pdftotext` finds, and what its annotations say."""
    command = ["pdftotext", "-q", "-", "-"]
    yield subprocess.run(command, input=data, stdout=subprocess.PIPE, check=True).stdout.decode()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            for note in page.get("/Annots", []):
                yield str(note.get("/Contents", note.get("/V", "")))
