"""Words of a page, from pdfium's characters."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2.raw as raw

from pipeline.ingest.pdf.page import ARTIFACT, UNMARKED, Box, Word
from pipeline.richtext import BULLET

_LINE_END_HYPHEN = 2
"""pdfium's sign for a hyphen that ends a line."""
_SPACES = frozenset({0x09, 0x0A, 0x0C, 0x0D, 0x20, 0x2028, 0x2029, 0x200B, 0xFEFF})
# The bullets of office programs: Symbol and Wingdings live in the private use area.
_BULLETS = frozenset("\uf0b7\uf0a7\uf0d8\uf0fc\uf0a8▪●◦‣⁃■○∙➢")
_ASCENT, _DESCENT = 0.9, 0.25
"""How far a line reaches above and below its base, in type sizes."""
_GAP = 0.13
"""A gap beyond this share of the line's height parts two words."""
_OVERLAP = 0.3
"""Characters of one line share at least this part of their height."""
_BOLD_NAMES = ("bold", "black", "heavy", "demi")
_ITALIC_NAMES = ("italic", "oblique")
_ITALIC_FLAG = 1 << 6
_BOLD_WEIGHT = 600
_FILLED_AND_STROKED = 2


class _Look(NamedTuple):
    """What the words of one text object have in common."""

    bold: bool = False
    italic: bool = False
    mark: int = UNMARKED
    link: str = ""


class _Letter(NamedTuple):
    text: str
    """Empty for white space."""
    look: _Look
    box: Box


class Characters:
    """The text of one page as pdfium reads it; to be closed before the page is."""

    def __init__(self, page: Any, top: float, left: float) -> None:
        self._page = raw.FPDFText_LoadPage(page)
        self._top, self._left = top, left
        self._fonts: dict[int, tuple[bool, bool]] = {}
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._matrix = raw.FS_MATRIX()
        self.unmapped = 0

    def close(self) -> None:
        """Give the text back to pdfium."""
        raw.FPDFText_ClosePage(self._page)

    def quarter_turns(self) -> int:
        """Return how far most of the text is turned, in quarters."""
        count = raw.FPDFText_CountChars(self._page)
        turns = [0, 0, 0, 0]
        for index in range(0, count, max(count // 100, 1)):
            if not raw.FPDFText_IsGenerated(self._page, index):
                angle = raw.FPDFText_GetCharAngle(self._page, index)
                turns[round(angle / 1.5707963) % 4] += 1
        return turns.index(max(turns))

    def words(self, links: list[tuple[Box, str]]) -> Iterator[Word]:
        """Yield the words in the order of the file; those inside a box of `links` are links."""
        word: list[_Letter] = []
        spaced = False
        for letter in self._letters():
            if links and (link := _link(letter.box, links)):
                letter = letter._replace(look=letter.look._replace(link=link))
            if word and (parted := _parted(word[-1], letter)) is not None:
                yield _word(word, spaced, tail=not letter.text)
                word, spaced = [], parted
            if letter.text:
                word.append(letter)
            else:
                spaced = True
        if word:
            yield _word(word, spaced, tail=False)

    def _letters(self) -> Iterator[_Letter]:
        """Yield each character that the file has; what pdfium adds of its own is left out."""
        page, rect, left = self._page, raw.FS_RECTF(), self._left
        look, last, top, bottom = _Look(), None, 0.0, 0.0
        for index in range(raw.FPDFText_CountChars(page)):
            code = raw.FPDFText_GetUnicode(page, index)
            if code in _SPACES and raw.FPDFText_IsGenerated(page, index):
                continue
            pointer = raw.FPDFText_GetTextObject(page, index)
            if pointer and (address := ctypes.addressof(pointer.contents)) != last:
                look, last = self._look(pointer), address
                top, bottom = self._extent(index)
                self.unmapped += raw.FPDFText_HasUnicodeMapError(page, index) == 1
            raw.FPDFText_GetLooseCharBox(page, index, rect)
            yield _Letter(
                _character(code), look, Box(rect.left - left, top, rect.right - left, bottom)
            )

    def _extent(self, index: int) -> tuple[float, float]:
        """Return the top and bottom of a line of the character's size.

        Not pdfium's own: it takes them from the font, and subset fonts often state them wrong.
        """
        raw.FPDFText_GetCharOrigin(self._page, index, self._x, self._y)
        raw.FPDFText_GetMatrix(self._page, index, self._matrix)
        scale = math.hypot(self._matrix.c, self._matrix.d)
        size = max(raw.FPDFText_GetFontSize(self._page, index) * scale, 1.0)
        base = self._top - self._y.value
        return base - _ASCENT * size, base + _DESCENT * size

    def _look(self, text_object: Any) -> _Look:
        mark = raw.FPDFPageObj_GetMarkedContentID(text_object)
        if mark < 0:
            mark = ARTIFACT if _is_artifact(text_object) else UNMARKED
        font = raw.FPDFTextObj_GetFont(text_object)
        if not font:
            return _Look(mark=mark)
        address = ctypes.addressof(font.contents)
        if address not in self._fonts:
            self._fonts[address] = _font_look(font)
        bold, italic = self._fonts[address]
        if not bold:  # a made-up bold: the outline is drawn as well
            bold = raw.FPDFTextObj_GetTextRenderMode(text_object) == _FILLED_AND_STROKED
        return _Look(bold, italic, mark)


def _parted(last: _Letter, letter: _Letter) -> bool | None:
    """Return whether white space parts the two letters, None where one word goes on."""
    if not letter.text:
        return True
    a, b = last.box, letter.box
    height = min(a.bottom - a.top, b.bottom - b.top)
    shared = min(a.bottom, b.bottom) - max(a.top, b.top)
    # The distance between the two, whichever way the script runs.
    distance = max(b.x0 - a.x1, a.x0 - b.x1)
    if shared < _OVERLAP * height or distance > _GAP * height:
        return True
    return None if letter.look == last.look else False


def _word(letters: list[_Letter], spaced: bool, *, tail: bool) -> Word:
    boxes = [letter.box for letter in letters]
    box = Box(
        min(b.x0 for b in boxes),
        min(b.top for b in boxes),
        max(b.x1 for b in boxes),
        max(b.bottom for b in boxes),
    )
    text = "".join(letter.text for letter in letters)
    if not text.isascii():  # characters beyond the first plane come in two halves
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    bold, italic, mark, link = letters[0].look
    return Word(text, *box, bold, italic, link, mark, spaced, tail)


def _link(box: Box, links: list[tuple[Box, str]]) -> str:
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    found = (a for b, a in links if b.x0 <= x <= b.x1 and b.top <= y <= b.bottom)
    return next(found, "")


def _character(code: int) -> str:
    if code in _SPACES:
        return ""
    if code == _LINE_END_HYPHEN:
        return "-"
    character = chr(code) if code < 0x110000 else "\ufffd"
    return BULLET if character in _BULLETS else character


def _is_artifact(page_object: Any) -> bool:
    size = ctypes.c_ulong()
    buffer = (raw.FPDF_WCHAR * 32)()
    for index in range(raw.FPDFPageObj_CountMarks(page_object)):
        mark = raw.FPDFPageObj_GetMark(page_object, index)
        raw.FPDFPageObjMark_GetName(mark, buffer, ctypes.sizeof(buffer), size)
        if bytes(buffer)[: max(size.value - 2, 0)].decode("utf-16-le") == "Artifact":
            return True
    return False


def _font_look(font: Any) -> tuple[bool, bool]:
    """Return whether `font` is bold and whether it is italic, by its name, weight and flags."""
    buffer = ctypes.create_string_buffer(128)
    raw.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    name = buffer.value.decode("latin-1").lower()
    bold = any(n in name for n in _BOLD_NAMES) or raw.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT
    slanted = raw.FPDFFont_GetFlags(font)
    italic = any(n in name for n in _ITALIC_NAMES) or (slanted > 0 and slanted & _ITALIC_FLAG > 0)
    return bold, italic
