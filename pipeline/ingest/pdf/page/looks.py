"""How the words of a text object look, and which marked content they belong to."""

from __future__ import annotations

import ctypes
from typing import Any, NamedTuple

import pypdfium2.raw as raw

from pipeline.ingest.pdf.page import ARTIFACT, UNMARKED
from pipeline.ingest.pdf.page.native import INT, POINTER, plain
from pipeline.stamp import PRODUCER

_BOLD_NAMES = ("bold", "black", "heavy", "demi")
_ITALIC_NAMES = ("italic", "oblique")
_ITALIC_FLAG = 1 << 6
_BOLD_WEIGHT = 600
_FILLED_AND_STROKED = 2

_get_mark = plain(raw.FPDFPageObj_GetMarkedContentID, INT, POINTER)
_count_marks = plain(raw.FPDFPageObj_CountMarks, INT, POINTER)
_get_font = plain(raw.FPDFTextObj_GetFont, POINTER, POINTER)
_get_mode = plain(raw.FPDFTextObj_GetTextRenderMode, INT, POINTER)


class Look(NamedTuple):
    """What the words of one text object have in common."""

    bold: bool = False
    italic: bool = False
    mark: int = UNMARKED
    link: str = ""


class Looks:
    """The looks of one page's text objects; each font is asked once."""

    def __init__(self, *, has_stems: bool = True) -> None:
        self._has_stems = has_stems
        self._fonts: dict[int, tuple[bool, bool]] = {}

    def of(self, text_object: int) -> Look:
        """Return the look of the text object at an address, without its link."""
        if not text_object:
            return Look()
        mark = _get_mark(text_object)
        if mark < 0:
            mark = ARTIFACT if _is_artifact(text_object) else UNMARKED
        font = _get_font(text_object)
        if not font:
            return Look(mark=mark)
        if font not in self._fonts:
            self._fonts[font] = _font_look(
                ctypes.cast(font, raw.FPDF_FONT), has_stems=self._has_stems
            )
        bold, italic = self._fonts[font]
        if not bold:  # a made-up bold: the outline is drawn as well
            bold = _get_mode(text_object) == _FILLED_AND_STROKED
        return Look(bold, italic, mark)


def _is_artifact(text_object: int) -> bool:
    if (count := _count_marks(text_object)) <= 0:
        return False
    item = ctypes.cast(text_object, raw.FPDF_PAGEOBJECT)
    size = ctypes.c_ulong()
    buffer = (raw.FPDF_WCHAR * 32)()
    for index in range(count):
        mark = raw.FPDFPageObj_GetMark(item, index)
        raw.FPDFPageObjMark_GetName(mark, buffer, ctypes.sizeof(buffer), size)
        if bytes(buffer)[: max(size.value - 2, 0)].decode("utf-16-le") == "Artifact":
            return True
    return False


def states_stems(document: Any) -> bool:
    """Return whether the fonts of `document` say how wide their stems are.

    Ghostscript writes any number there: 132 for a regular font, 120 for its bold one.
    """
    return "Ghostscript" not in _producer(document)


def is_ours(document: Any) -> bool:
    """Return whether `document` says that this program made it: each sign in it is meant."""
    return _producer(document) == PRODUCER


def _producer(document: Any) -> str:
    buffer = (raw.FPDF_WCHAR * 128)()
    raw.FPDF_GetMetaText(document, b"Producer", buffer, ctypes.sizeof(buffer))
    return bytes(buffer).decode("utf-16-le", "replace").partition("\0")[0]


def _font_look(font: Any, *, has_stems: bool) -> tuple[bool, bool]:
    """Return whether `font` is bold and whether it is italic, by its name, weight and flags.

    The weight comes from the width of the stems (StemV). That of a slanted font says nothing:
    Chromium takes the width of the whole letter, slant and all.
    """
    buffer = ctypes.create_string_buffer(128)
    raw.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    name = buffer.value.decode("latin-1").lower()
    flags = raw.FPDFFont_GetFlags(font)
    italic = any(n in name for n in _ITALIC_NAMES) or (flags > 0 and flags & _ITALIC_FLAG > 0)
    bold = any(n in name for n in _BOLD_NAMES)
    if has_stems and not bold and not italic:
        bold = raw.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT
    return bold, italic
