"""What each glyph says when it is copied or read aloud."""

from __future__ import annotations

import re
from typing import Any

import pydyf
from weasyprint.text.fonts import get_hb_object_data

from pipeline.errors import LayoutError
from pipeline.fonts import Face, Faces, font_digest
from pipeline.render.pdf.marks import find

_LINE = re.compile(rb"<([0-9a-f]{4})> <[0-9a-f]*>")


def correct_glyph_texts(document: Any, pdf: pydyf.PDF, faces: Faces) -> None:
    """Make each glyph say its character.

    WeasyPrint lets a glyph say what it stood for where it was first used, which may be a part
    of a letter with an accent.

    Raises LayoutError if a glyph is missing.
    """
    by_name: dict[bytes, Face] = {}
    for font in document.fonts.values():
        if font.missing:
            names = ", ".join(f"U+{code:04X}" for code in sorted(font.missing))
            raise LayoutError(
                f"no font of the layout has {names} where the plan uses it",
                hint="Replace the character, or name other fonts in layout.toml, [type] files.",
            )
        digest = font_digest(get_hb_object_data(font.hb_face))
        by_name[font.name] = next(face for face in faces if face.digest == digest)
    for reference in find(pdf, _fonts(pdf)).values():
        font = find(pdf, reference)
        lines = find(pdf, font["ToUnicode"]).stream
        glyphs = by_name[font["BaseFont"]].glyphs
        lines[:] = [_corrected(line, glyphs) for line in lines]


def _fonts(pdf: pydyf.PDF) -> bytes:
    """Return the reference of the dictionary of fonts, which all pages share."""
    page = find(pdf, pdf.page_references[0])
    return bytes(find(pdf, page["Resources"])["Font"])


def _corrected(line: bytes, glyphs: dict[int, str]) -> bytes:
    found = _LINE.fullmatch(line)
    text = found and glyphs.get(int(found[1], 16))
    if not found or not text:
        return line
    return b"<%s> <%s>" % (found[1], text.encode("utf-16-be").hex().encode())
