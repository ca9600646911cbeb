"""Whether a sheet paints a cell: the one place that answers it."""

from __future__ import annotations

import colorsys
import re
from functools import lru_cache
from typing import Any

from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.styles.colors import COLOR_INDEX
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.ingest.ground import BLACK, WHITE, Colour, hex_colour, is_unseen
from pipeline.ingest.hidden import Cause

_SMALLEST = 2
"""Points; a font that is smaller shows dots."""
_LOWEST = 1
"""Points; a row that is lower shows nothing."""
_NARROWEST = 0.1
"""Characters; a column that is narrower shows nothing."""
_OFFICE = ("FFFFFF", "000000", "EEECE1", "1F497D", "4F81BD", "C0504D", "9BBB59", "8064A2")
"""The first colours of Excel's own theme, for a workbook that carries none."""
_SECTION_END = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')
_FORMAT_COLOURS: dict[str, Colour] = {
    **{"black": BLACK, "white": WHITE, "red": (255, 0, 0), "green": (0, 255, 0)},
    **{"blue": (0, 0, 255), "cyan": (0, 255, 255), "magenta": (255, 0, 255)},
    **{"yellow": (255, 255, 0)},
}
_FORMAT_COLOUR = re.compile(rf"\[({'|'.join(_FORMAT_COLOURS)})\]", re.IGNORECASE)
_THEME_COLOUR = re.compile(rb'<a:(?:sysClr[^>]*lastClr|srgbClr val)="([0-9A-Fa-f]{6})"')


class Painted:
    """What of one sheet is seen."""

    def __init__(self, sheet: Worksheet) -> None:
        theme = getattr(sheet.parent, "loaded_theme", None) or b""
        found = [match.decode() for match in _THEME_COLOUR.findall(theme)[:8]]
        # A theme lists dark 1, light 1, dark 2, light 2; cells count from light 1.
        swapped = [found[at] for at in (1, 0, 3, 2, 4, 5, 6, 7)] if len(found) == 8 else _OFFICE
        self._theme = tuple(swapped)
        # What a table's style or a condition paints behind a cell is not in the cell.
        areas = [table.ref for table in sheet.tables.values()]
        areas += [str(rule.sqref) for rule in sheet.conditional_formatting]
        self._painted_over = [CellRange(ref) for area in areas for ref in area.split()]
        self.hidden_rows, self.hidden_columns = _hidden_rows(sheet), _hidden_columns(sheet)

    def cause(self, cell: Cell) -> Cause | None:
        """Return why the content of `cell` is not seen, None if it is."""
        if cell.row in self.hidden_rows or cell.column in self.hidden_columns:
            return Cause.NO_ROOM
        if shows_nothing(cell.number_format, cell.data_type, cell.value):
            return Cause.FORMAT
        return None if isinstance(cell.value, CellRichText) else self._font_cause(cell.font, cell)

    def run_cause(self, run: Any, cell: Cell) -> Cause | None:
        """Return why a run of the rich text in `cell` is not seen, None if it is."""
        return self._font_cause(run.font if isinstance(run, TextBlock) else cell.font, cell)

    def _font_cause(self, font: Any, cell: Cell) -> Cause | None:
        if font.sz is not None and font.sz < _SMALLEST:
            return Cause.SIZE
        named = _FORMAT_COLOURS.get(format_colour(cell.number_format, cell.value))
        text = named or (BLACK if font.color is None else self._colour(font.color))
        return Cause.COLOUR if is_unseen(text, self._ground(cell)) else None

    def _ground(self, cell: Cell) -> Colour | None:
        fill: Any = cell.fill
        if fill.fill_type is None:
            return None if self._is_painted_over(cell) else WHITE
        return self._colour(fill.fgColor) if fill.fill_type == "solid" else None

    def _is_painted_over(self, cell: Cell) -> bool:
        return any(
            area.min_row <= cell.row <= area.max_row and area.min_col <= cell.column <= area.max_col
            for area in self._painted_over
        )

    def _colour(self, colour: Any) -> Colour | None:
        """Return a colour of the file; None for one that the machine decides."""
        if colour.type == "rgb":
            return _tinted(hex_colour(str(colour.rgb)), colour.tint)
        if colour.type == "theme" and 0 <= colour.theme < len(self._theme):
            return _tinted(hex_colour(self._theme[colour.theme]), colour.tint)
        if colour.type == "indexed" and 0 <= colour.indexed < len(COLOR_INDEX):
            return hex_colour(COLOR_INDEX[colour.indexed])
        return BLACK if colour.type == "indexed" and colour.indexed == 64 else None


def _tinted(colour: Colour | None, tint: float) -> Colour | None:
    """Return `colour` made darker or lighter by `tint`, -1 to 1 (ISO/IEC 29500-1, 18.8.19)."""
    if colour is None or not tint:
        return colour
    hue, light, saturation = colorsys.rgb_to_hls(*(part / 255 for part in colour))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    red, green, blue = colorsys.hls_to_rgb(hue, min(max(light, 0), 1), saturation)
    return round(red * 255), round(green * 255), round(blue * 255)


def format_colour(number_format: str, value: Any) -> str:
    """Return the colour by which a number format shows `value`; empty for the font's own."""
    parts = _SECTION_END.split(number_format)
    if isinstance(value, int | float) and not isinstance(value, bool):
        at = 0 if value > 0 else 1 if value < 0 else 2
        part = parts[at if at < len(parts) else 0]
    else:
        part = next((p for p in parts[3:] or parts[-1:] if "@" in p), "")
    match = _FORMAT_COLOUR.search(part)
    return match[1].lower() if match else ""


@lru_cache(maxsize=1024)
def _sections(number_format: str) -> tuple[str, ...]:
    parts = _SECTION_END.split(number_format)
    return tuple(re.sub(r"\[(?:Black|White|Color\s?\d+)\]|[_*].|\s", "", part) for part in parts)


def shows_nothing(number_format: str, data_type: str, value: Any) -> bool:
    """Return whether a number format shows nothing of such a value, as `;;;` does.

    A format has up to four sections: for numbers above zero, below zero, zero, and text
    (ISO/IEC 29500-1, 18.8.31).
    """
    if number_format == "General" or ";" not in number_format:
        return False
    parts = _sections(number_format)
    if data_type in ("s", "str", "inlineStr"):
        return len(parts) > 3 and not parts[3]
    if not isinstance(value, int | float) or isinstance(value, bool):
        return False
    at = 0 if value > 0 else 1 if value < 0 else 2
    return at < len(parts) and not parts[at]


def _hidden_rows(sheet: Worksheet) -> set[int]:
    """Return the rows that are hidden or have no height."""
    return {
        row
        for row, look in sheet.row_dimensions.items()
        if look.hidden or (look.height is not None and look.height < _LOWEST)
    }


def _hidden_columns(sheet: Worksheet) -> set[int]:
    """Return the columns that are hidden or have no width."""
    looks = [
        look
        for look in sheet.column_dimensions.values()
        if look.hidden or (look.width is not None and look.width < _NARROWEST)
    ]
    return {c for look in looks for c in range(look.min or 0, (look.max or 0) + 1)}
