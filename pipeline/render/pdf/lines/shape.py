"""The lines of a paragraph and their glyphs, out of one Pango layout of the whole text."""

from __future__ import annotations

import re
from array import array
from struct import unpack
from typing import Any, NamedTuple
from unicodedata import category

from weasyprint.text.ffi import TO_UNITS, ffi, pango
from weasyprint.text.line_break import Layout

AHEAD = 4_000
"""Bytes of a text that are shaped at once; a longer text is shaped in parts."""

_NOT_DRAWN = 0x0FFFFFFF
"""Pango's number for a glyph that is not drawn; larger numbers mean the font has no glyph."""
_MOST_GLYPHS = 1 << 16
_LEVEL = 0xFF
"""The bits of the direction: WeasyPrint declares Pango's bytes as words."""
_LETTER = re.compile(rb"[A-Za-z]")

Glyph = tuple[int, int, int, str]
"""Its number in the font, its width and its offset in Pango's units, and its text."""


class FontGlyphs:
    """The glyphs that lines use from one Pango font."""

    def __init__(self, font: Any, layout: Layout) -> None:
        self.font = font
        self.glyphs: list[Glyph] = []
        self.drawing: Any = None
        """What `draw` keeps for the font."""
        self.end_spaces: dict[str, Glyph | None] = {}
        """The space after a letter at a line's end: the two may be kerned."""
        self._layout = layout  # holds the font, whose address is its key
        self._places: dict[Glyph, int] = {}

    def places(self, glyphs: list[Glyph]) -> array[int] | None:
        """Return where each of `glyphs` is in the font's list; None if that list is full."""
        known = self._places
        for glyph in glyphs:
            if glyph not in known:
                known[glyph] = len(self.glyphs)
                self.glyphs.append(glyph)
        return array("H", [known[g] for g in glyphs]) if len(known) < _MOST_GLYPHS else None


class Line(Layout):  # type: ignore[misc]
    """A shaped line. It is also a WeasyPrint layout, which is built only when something asks."""

    __slots__ = ("font", "glyphs", "max_width", "style", "text")
    justification_spacing = 0
    first_line_direction = 0
    ascent = underline_position = strikethrough_position = None

    def __init__(self, text: str, font: FontGlyphs, glyphs: array[int], max_width: float) -> None:
        self.text, self.font, self.glyphs, self.max_width = text, font, glyphs, max_width


class Shaped(NamedTuple):
    """A line, and where it is in its paragraph."""

    line: Line
    width: int
    """In Pango's units, with the space at its end."""
    resume_at: int | None
    """The byte at which the next line begins; None at the end of the text."""


class Shaper:
    """Shapes text of one style that runs from left to right."""

    def __init__(self, style: Any, fonts: dict[int, FontGlyphs]) -> None:
        self._style, self._fonts = style, fonts
        self._paragraph, self._alone = Layout(style), Layout(style)

    def lines(self, data: bytes, skip: int, width: float, ahead: int = AHEAD) -> dict[int, Shaped]:
        """Return lines of the text `data` from byte `skip`, by the byte at which each begins.

        `width` is in pixels. Not every line is there: what is not plain glyphs of one font is
        left to WeasyPrint, and so are the lines behind `ahead` bytes.
        """
        text = data[skip : _letter_end(data, skip + ahead)]
        is_cut = skip + len(text) < len(data)
        limit = to_units(width)
        layout = self._paragraph
        pango.pango_layout_set_width(layout.layout, limit)
        found = _set_text(layout, text)
        starts = [line.start_index for line in found]
        shaped = {}
        for line, start, end in zip(found, starts, [*starts[1:], len(text)], strict=True):
            is_last = end == len(text)
            if is_last and is_cut:
                break
            own = text[start:end]
            glyphs = self._glyphs(own, line, layout, is_last)
            if glyphs is None:
                continue
            total = sum(glyph[1] for glyph in glyphs)
            needed = total if is_last or own[-1:] != b" " else total - glyphs[-1][1]
            if needed <= limit and (places := self._font(line, layout).places(glyphs)):
                made = Line(own.decode(), self._font(line, layout), places, width)
                shaped[skip + start] = Shaped(made, total, None if is_last else skip + end)
        return shaped

    def _font(self, line: Any, layout: Layout) -> FontGlyphs:
        """Return the glyphs of the font of `line`, which is in `layout`."""
        pointer = line.runs.data.item.analysis.font
        address = int(ffi.cast("intptr_t", pointer))
        if address not in self._fonts:
            self._fonts[address] = FontGlyphs(pointer, layout)
            self._paragraph = Layout(self._style)
        return self._fonts[address]

    def _glyphs(self, text: bytes, line: Any, layout: Layout, is_last: bool) -> list[Glyph] | None:
        """Return a line's glyphs as they are when it is set by itself; None if not plain.

        In its paragraph a line's first glyph may be kerned with the space before it, or be an
        accent on it; its last glyph may be kerned with what comes next; and signs have the script
        of the letters before them.
        """
        if line.length != len(text) or (glyphs := _plain_glyphs(text, line)) is None:
            return None
        hangs = not is_last and text[-1:] == b" "
        begins_alike = not glyphs[0][2] and category(glyphs[0][3][0])[0] != "M"
        if not (begins_alike and _LETTER.search(text) and (is_last or hangs)):
            return self._alone_glyphs(text, line)
        if hangs:  # Pango gives the space no width here
            if (space := self._end_space(text, line, self._font(line, layout))) is None:
                return self._alone_glyphs(text, line)
            glyphs[-1] = space
        return glyphs if all(glyph[0] < _NOT_DRAWN for glyph in glyphs) else None

    def _alone_glyphs(self, text: bytes, line: Any) -> list[Glyph] | None:
        """Return the glyphs of `text` set by itself, in the font of `line`; None if not plain."""
        (found, *_) = _set_text(self._alone, text)
        glyphs = _plain_glyphs(text, found)
        if glyphs is None or not all(glyph[0] < _NOT_DRAWN for glyph in glyphs):
            return None
        is_same = found.runs.data.item.analysis.font == line.runs.data.item.analysis.font
        return glyphs if is_same else None

    def _end_space(self, text: bytes, line: Any, font: FontGlyphs) -> Glyph | None:
        """Return the space at the end of `text` as it is there; None behind an accent.

        The two may be kerned, which depends on the script: that of the letter before them.
        """
        letter = text.decode()[-2:-1]
        if letter not in font.end_spaces:
            glyphs = self._alone_glyphs(f"a{letter} ".encode(), line)
            is_alike = glyphs is not None and category(letter)[0] != "M"
            font.end_spaces[letter] = glyphs[-1] if glyphs and is_alike else None
        return font.end_spaces[letter]


def to_units(width: float) -> int:
    """Return `width`, in pixels, in Pango's units."""
    return int(max(0, width) * TO_UNITS)


def _letter_end(data: bytes, place: int) -> int:
    """Return the first place from `place` on at which a character of the text `data` ends."""
    while place < len(data) and data[place] & 0xC0 == 0x80:
        place += 1
    return place


def _set_text(layout: Layout, text: bytes) -> list[Any]:
    """Return the Pango lines of `text`."""
    pango.pango_layout_set_text(layout.layout, text, len(text))
    lines: list[Any] = []
    while (line := pango.pango_layout_get_line_readonly(layout.layout, len(lines))) != ffi.NULL:
        lines.append(line)
    return lines


def _plain_glyphs(text: bytes, line: Any) -> list[Glyph] | None:
    """Return the glyphs of a line of `text`; None if not all of one font, each with its own text.

    Two styles of writing have others: letters that are built of several glyphs, and those that
    run from right to left.
    """
    if line.runs == ffi.NULL or line.runs.next != ffi.NULL:
        return None
    if line.runs.data.item.analysis.level & _LEVEL:
        return None
    string = line.runs.data.glyphs
    count = string.num_glyphs
    raw = unpack(f"{5 * count}i", ffi.buffer(string.glyphs, 20 * count))
    clusters = unpack(f"{count}i", ffi.buffer(string.log_clusters, 4 * count))
    if any(raw[3::5]) or len(set(clusters)) != count:
        return None
    if len(text) == count:
        letters: list[str] | str = text.decode()
    else:
        ends = (*clusters[1:], len(text))
        letters = [text[a:b].decode() for a, b in zip(clusters, ends, strict=True)]
    return list(zip(raw[::5], raw[1::5], raw[2::5], letters, strict=True))
