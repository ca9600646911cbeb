"""The fonts of a PDF of ours: the layout's own glyphs, each under its own number."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont, TTLibError

from pipeline.fonts import Faces
from pipeline.verify.form.widths import glyph_widths


class Glyphs:
    """The glyphs of a layout's faces, to hold those of a PDF against."""

    def __init__(self, faces: Faces) -> None:
        self._paths = {_plain(_post_script_name(face.path)): face.path for face in faces}
        self._seen: dict[tuple[int, int], list[str]] = {}

    def faults(self, font: Any) -> list[str]:
        """Return where a font of a PDF is not one of the faces; each is looked at once."""
        if font.objgen not in self._seen or font.objgen == (0, 0):
            self._seen[font.objgen] = list(self._faults(font))
        return self._seen[font.objgen]

    def _faults(self, font: Any) -> Iterator[str]:
        name = str(font.get("/BaseFont", ""))[1:].partition("+")[2] or str(font.get("/BaseFont"))
        if str(font.get("/Subtype")) != "/Type0" or str(font.get("/Encoding")) != "/Identity-H":
            yield f"the font {name} is not set as ours are"
            return
        inner = font.DescendantFonts[0]
        if str(inner.get("/CIDToGIDMap", "/Identity")) != "/Identity":
            yield f"the font {name} shows other glyphs than its numbers say (CIDToGIDMap)"
        descriptor = inner.FontDescriptor
        file = descriptor.get("/FontFile2", descriptor.get("/FontFile3"))
        path = self._paths.get(_plain(name))
        if file is None or path is None:
            yield f"the font {name} is not one of the layout's"
            return
        try:
            embedded = _Outlines(TTFont(BytesIO(file.read_bytes()), lazy=True))
            original, used = _original(path), {*_said(font), *glyph_widths(inner.get("/W", ()))}
            changed = [number for number in used if not embedded.is_like(original, number)]
        except (TTLibError, KeyError, IndexError, AssertionError, ValueError) as error:
            yield f"the font {name} cannot be read: {error}"
            return
        if changed:
            yield f"the font {name} has {len(changed)} glyphs of another shape"
        yield from _text_faults(name, font, path)


def _text_faults(name: str, font: Any, path: Path) -> Iterator[str]:
    """Yield where a glyph is said to be another character than the one it shows."""
    original = _original(path)
    for glyph, text in _said(font).items():
        shown = original.characters.get(glyph)
        if shown and text and text not in shown:
            yield f"the font {name} calls the glyph of {min(shown)!r} {text[:10]!r}"
            return


def _said(font: Any) -> dict[int, str]:
    """Return the text of each glyph, by the font's ToUnicode map."""
    said: dict[int, str] = {}
    instructions: Any = pikepdf.parse_content_stream(font.ToUnicode)
    for operands, operator in instructions:
        if str(operator) == "endbfchar":
            for code, text in zip(operands[::2], operands[1::2], strict=False):
                said[int.from_bytes(bytes(code), "big")] = _utf16(text)
    return said


def _utf16(text: Any) -> str:
    return bytes(text).decode("utf-16-be", "replace")


class _Outlines:
    """A font's glyphs by their number."""

    def __init__(self, font: TTFont) -> None:
        self._font, self._glyphs = font, font.getGlyphSet()
        self._names = font.getGlyphOrder()
        self.units = font["head"].unitsPerEm
        self.characters: dict[int, set[str]] = {}
        for code, name in (font.getBestCmap() or {}).items() if "cmap" in font else ():
            self.characters.setdefault(font.getGlyphID(name), set()).add(chr(code))

    def shape(self, number: int) -> list[Any]:
        """Return the outline of a glyph; empty if it has none."""
        if number >= len(self._names):
            return []
        pen = DecomposingRecordingPen(self._glyphs)
        self._glyphs[self._names[number]].draw(pen)
        return list(pen.value)

    def is_like(self, other: _Outlines, number: int) -> bool:
        """Return whether a glyph is drawn as in `other`."""
        return self.units == other.units and self.shape(number) == other.shape(number)


@lru_cache(maxsize=8)
def _original(path: Path) -> _Outlines:
    return _Outlines(TTFont(path, lazy=True))


def _post_script_name(path: Path) -> str:
    with TTFont(path, lazy=True) as font:
        return str(font["name"].getDebugName(6) or "")


def _plain(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())
