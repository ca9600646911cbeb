"""Shaped lines on the page: their glyphs, written as WeasyPrint writes them."""

from __future__ import annotations

from typing import Any, NamedTuple

from weasyprint.draw import text as draw_text_module
from weasyprint.text.ffi import FROM_UNITS, pango

from pipeline.render.pdf.lines.shape import FontGlyphs, Line

_SMALLEST = 1e-6
"""Smaller type is not drawn: pydyf's precision."""
_PANGO_SIZES = 14802
"""From this version on Pango's fonts say their true size."""


class FontDrawing(NamedTuple):
    """What is known of a Pango font in one PDF."""

    fonts: Any
    """The PDF's fonts."""
    font: Any
    size: float
    strings: list[str]
    """Each glyph as it is written; empty if it was not used yet."""


def draw_text(
    stream: Any, textbox: Any, offset_x: float, text_overflow: str, block_ellipsis: str = "none"
) -> None:
    """Do what `draw.text.draw_text()` does: write the line of `textbox` into `stream`."""
    line = textbox.pango_layout
    if type(line) is Line and text_overflow == "clip" and block_ellipsis == "none":
        drawing = _drawing(stream, line.font)
        if drawing is not None and textbox.style["font_size"] >= _SMALLEST:
            if textbox.style["visibility"] == "visible":
                _draw(stream, textbox, line, drawing)
            return
    draw_text_module.draw_text(stream, textbox, offset_x, text_overflow, block_ellipsis)


def _drawing(stream: Any, glyphs: FontGlyphs) -> FontDrawing | None:
    """Return what is known of a font in the PDF of `stream`; None if it draws pictures."""
    known: FontDrawing | None = glyphs.drawing
    if known is None or known.fonts is not stream._fonts:
        font, size = stream.add_font(glyphs.font)
        known = glyphs.drawing = FontDrawing(stream._fonts, font, size, [])
    font = known.font
    if font.svg or font.png or font.colr or font.bitmap or pango.pango_version() < _PANGO_SIZES:
        return None
    known.strings.extend("" for _ in glyphs.glyphs[len(known.strings) :])
    return known


def _draw(stream: Any, textbox: Any, line: Line, drawing: FontDrawing) -> None:
    stream.set_color(textbox.style["color"])
    stream.begin_text()
    if line.text.strip():
        y = textbox.position_y + textbox.baseline
        stream.set_text_matrix(1, 0, 0, -1, textbox.position_x, y)
        stream.set_font_size(drawing.font.hash, drawing.size)
        strings = drawing.strings
        parts = [strings[g] or _write(stream, line.font, g, drawing) for g in line.glyphs]
        string = f"<{''.join(parts)}"
        stream.show_text(string[:-1] if string[-1] == "<" else f"{string}>")
    stream.end_text()


def _write(stream: Any, glyphs: FontGlyphs, place: int, drawing: FontDrawing) -> str:
    """Return a glyph as it is written, now that it is used."""
    number, width, moved, text = glyphs.glyphs[place]
    font, size = drawing.font, drawing.size
    font.to_unicode.setdefault(number, text)
    if number not in font.widths:
        pango.pango_font_get_glyph_extents(
            glyphs.font, number, stream.ink_rect, stream.logical_rect
        )
        own_width = stream.logical_rect.width * 1000 * FROM_UNITS / size
        font.widths[number] = round(own_width)
    offset = moved / size
    kerning = font.widths[number] + offset - width * 1000 * FROM_UNITS / size
    before = f">{-offset}<" if offset else ""
    behind = f">{int(kerning)}<" if kerning else ""
    drawing.strings[place] = f"{before}{number:04x}{behind}"
    return drawing.strings[place]
