"""The cells of a form's sheet: text that is never a formula, and its looks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.worksheet import Worksheet

_TYPEFACE = "Arial"
"""What the owners' machines have; the typeface of the published layout has its metrics."""
_EDGE = Side("thin", color="B8C0C8")
_BORDER = Border(_EDGE, _EDGE, _EDGE, _EDGE)
_TOP = Alignment(vertical="top", wrap_text=True)
_TEXT = "@"
"""The number format under which what is typed stays as typed: `=1+1` and `7.10` too."""
_CODE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""`_x0041_` is the letter A (ECMA-376 part 1, 22.9.2.19), unless its first sign is coded too."""
_LINE = 13.0
"""The height of a line, in points."""
_HIGHEST = 409.0
"""A row cannot be higher, in points."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks, and whether it is to be filled in."""

    bold: bool = False
    size: float = 10
    colour: str = "#0b0c0c"
    fill: PatternFill | None = None
    border: bool = False
    unlocked: bool = False


def solid(colour: str) -> PatternFill:
    """Return the background `colour`, given as `#rrggbb`."""
    return PatternFill("solid", fgColor=colour.removeprefix("#").upper())


def put(sheet: Worksheet, row: int, column: int, text: str, look: Look) -> None:
    """Write `text` into a cell, letter for letter."""
    cell = sheet.cell(row, column, _CODE.sub("_x005F_", text) or None)
    if text:
        cell.data_type = "s"  # openpyxl takes a text that begins with "=" for a formula
    cell.number_format = _TEXT
    colour = look.colour.removeprefix("#").upper()
    cell.font = Font(_TYPEFACE, look.size, bold=look.bold, color=colour)
    cell.alignment = _TOP
    if look.fill:
        cell.fill = look.fill
    if look.border:
        cell.border = _BORDER
    if look.unlocked:
        cell.protection = Protection(locked=False)


class GrowingRow(RowDimension):
    """A row with a height that the spreadsheet may change when its text grows."""

    @property
    def customHeight(self) -> bool:  # noqa: N802 - openpyxl's name
        """False: openpyxl says that whoever gives a height wants no other."""
        return False


def grow(sheet: Worksheet, row: int, texts: Iterable[tuple[str, float]], lowest: float) -> None:
    """Give `row` the height of its longest text; `texts` come with their columns' widths.

    A spreadsheet fits a row to its text by itself, but not every one does so before it prints.
    """
    lines = max(
        sum(1 + int(len(line) / (width * 1.25)) for line in text.split("\n"))
        for text, width in texts
    )
    height = min(max(lines * _LINE + 4, lowest), _HIGHEST)
    sheet.row_dimensions[row] = GrowingRow(sheet, index=row, ht=height)


def protect(sheet: Worksheet) -> None:
    """Lock what is not to be filled in, without a password.

    What a person needs for filling in stays allowed: letters in bold, wider columns, higher rows
    (else a row does not grow with its text), sorting and filtering.
    """
    sheet.protection.sheet = True
    for allowed in ("formatCells", "formatColumns", "formatRows", "sort", "autoFilter"):
        setattr(sheet.protection, allowed, False)
    sheet.protection.insertHyperlinks = False
