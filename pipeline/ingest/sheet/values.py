"""A cell's value as the text that a spreadsheet shows."""

from __future__ import annotations

import calendar
import datetime as dt
import html
import re
from collections.abc import Iterator
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock

from pipeline.ingest.notation import lowered, raised

_DECIMALS = re.compile(r"[#,]*(0+)(?:\.(0+))?(%?)")
_SECTION = re.compile(r'(?:"[^"]*"|\\.|[^;])*')
_CODES = re.compile(r'("[^"]*"|\\.)|\[\$([^]-]*)[^]]*\]|\[[^]]*\]|[_*].')
"""What a format quotes, its currency (`[$£-809]`), its colours and conditions, and what only
makes room."""
_CONDITION = re.compile(r"\[[<=>]")
_QUOTED = r'(?:"[^"]*"|\\.|[£€$ ])*'
_PARTED = re.compile(rf"({_QUOTED})(.*?)({_QUOTED})")
_LINE_END = re.compile(r"_x000D_\n?|\r\n?", re.IGNORECASE)
"""How a sheet may write a line break; openpyxl leaves it in the text."""


def value_text(value: Any, number_format: str, *, with_year: bool = False) -> str:
    """Return `value` as it is shown, with `<b>` and `<i>` for looks inside.

    A date is written in words (`27 June 2026`), because its figures depend on the machine; one
    that is shown without its year stays as it is shown, unless `with_year`.
    """
    if isinstance(value, CellRichText):
        text = "".join(map(_piece, on_one_line(value)))
    elif isinstance(value, bool):
        text = str(value).upper()
    elif isinstance(value, dt.timedelta):
        text = _duration(value, number_format)
    elif is_yearless(value, number_format) and not with_year:
        text = _yearless(value, number_format)
    elif isinstance(value, dt.date | dt.time):
        text = _date(value, number_format)
    elif isinstance(value, int | float):
        text = _number(value, number_format)
    else:
        text = "" if value is None else str(value)
    return _LINE_END.sub("\n", text)


def linked(text: str, link: str) -> str:
    """Return `text` as a link to the address `link`; as it is where either is empty."""
    return f'<a href="{html.escape(link)}">{text}</a>' if link and text else text


def plain_value(value: Any) -> Any:
    """Return `value` without the looks of its parts."""
    if not isinstance(value, CellRichText):
        return value
    return "".join(map(str, on_one_line(value)))


def on_one_line(value: CellRichText) -> Iterator[Any]:
    """Yield the runs of `value`, raised and lowered figures in the signs that Unicode has."""
    before = ""
    for run in value:
        shown = _shifted(run, before) if isinstance(run, TextBlock) else run
        before = str(shown)
        yield shown


def _shifted(run: TextBlock, before: str) -> TextBlock:
    if run.font.vertAlign == "superscript":
        return TextBlock(run.font, raised(run.text, before))
    return TextBlock(run.font, lowered(run.text)) if run.font.vertAlign == "subscript" else run


def look_up_styles(book: Workbook) -> None:
    """Have openpyxl raise for a style that is not there, as it does when a cell is asked for it."""
    for sheet in book.worksheets:
        for cell in sheet._cells.values():
            if isinstance(cell, Cell) and cell.value is not None:
                _ = cell.font, cell.fill, cell.number_format


def is_struck(cell: Cell) -> bool:
    """Return whether a cell shows text that is struck through, all of it or some."""
    value = cell.value
    pieces = value if isinstance(value, CellRichText) else ()
    return bool(cell.font.strike) or any(
        isinstance(piece, TextBlock) and piece.font.strike for piece in pieces
    )


def _piece(piece: Any) -> str:
    """Return a piece of rich text; its looks begin anew on each line, as paragraphs do."""
    if not isinstance(piece, TextBlock):
        return str(piece)
    return "\n".join(_looks(line, piece) for line in _LINE_END.sub("\n", piece.text).split("\n"))


def _looks(text: str, piece: TextBlock) -> str:
    if text.strip() and piece.font.i:
        text = f"<i>{text}</i>"
    if text.strip() and piece.font.b:
        text = f"<b>{text}</b>"
    return text


def is_yearless(value: Any, number_format: str) -> bool:
    """Return whether a cell is a date and shows no year: `d.m` shows 1.1 for 1 January 2025."""
    if not isinstance(value, dt.date):
        return False
    shown = _QUOTES.sub("", number_format.partition(";")[0]).lower()
    return "y" not in shown and "h" not in shown and "d" in shown and "m" in shown


_QUOTES = re.compile(r'"[^"]*"|\\.|\[[^]]*\]')
_DATE_PART = re.compile(r'"([^"]*)"|\\(.)|\[[^]]*\]|[_*].|(d{1,4}|m{1,5})|(.)', re.IGNORECASE)


def _yearless(value: dt.date, number_format: str) -> str:
    """Return day and month as the format shows them (ISO/IEC 29500-1, 18.8.31)."""
    month = calendar.month_name[value.month]
    shown = {
        **{"d": f"{value.day}", "dd": f"{value.day:02}"},
        **{"ddd": f"{value:%a}", "dddd": f"{value:%A}"},
        **{"m": f"{value.month}", "mm": f"{value.month:02}", "mmm": month[:3], "mmmm": month},
        "mmmmm": month[:1],
    }
    parts = (
        shown[match[3].lower()] if match[3] else match[1] or match[2] or match[4] or ""
        for match in _DATE_PART.finditer(number_format.partition(";")[0])
    )
    return "".join(parts).strip()


def _duration(value: dt.timedelta, number_format: str) -> str:
    """Return a length of time as `[h]:mm:ss`, `[m]:ss` or `[s]` shows it."""
    seconds = round(value.total_seconds())
    sign, seconds = ("-" if seconds < 0 else ""), abs(seconds)
    shown = number_format.lower()
    if "[s" in shown:
        return f"{sign}{seconds}"
    if "[m" in shown:
        return f"{sign}{seconds // 60}" + (f":{seconds % 60:02}" if "s" in shown else "")
    hours, minutes = seconds // 3600, seconds // 60 % 60
    if "m" not in shown:
        return f"{sign}{hours}"
    clock = f"{sign}{hours}:{minutes:02}"
    return f"{clock}:{seconds % 60:02}" if "s" in shown else clock


def _date(value: dt.date | dt.time, number_format: str) -> str:
    if isinstance(value, dt.time):
        return value.strftime("%H:%M:%S" if "s" in number_format.lower() else "%H:%M")
    before, shown, behind = _parted(number_format)
    shown = shown.lower()
    day = f"{value.day} " if "d" in shown or "m" not in shown else ""
    clock = ""
    if isinstance(value, dt.datetime) and (value.hour or value.minute) and "h" in shown:
        clock = value.strftime(" %H:%M")
    return f"{before}{day}{calendar.month_name[value.month]} {value.year}{clock}{behind}"


def _number(value: float, number_format: str) -> str:
    """Return a number with the decimals that its format shows; `7.10` is a reference, not 7.1."""
    before, shown, behind = _parted(number_format) if value >= 0 else ("", number_format, "")
    if match := _DECIMALS.fullmatch(shown):
        places, percent = len(match[2] or ""), match[3]
        width = len(match[1]) + (places + 1 if places else 0)
        comma = "," if "," in shown else ""
        said = f"{value * 100 if percent else value:0{width}{comma}.{places}f}{percent}"
        return f"{before}{said}{behind}"
    said = str(int(value)) if float(value).is_integer() else f"{value:.15g}"
    return f"{before}{said}{behind}" if shown == "General" else said


def _parted(number_format: str) -> tuple[str, str, str]:
    """Return the form of the value itself, between the text that its format sets around it.

    Of a format that asks for conditions (`[=1]"Yes";"No"`) the text is not known.
    """
    if _CONDITION.search(number_format):
        return "", number_format, ""
    section = _SECTION.match(number_format)
    plain = _CODES.sub(
        lambda code: code[1] or (f'"{code[2]}"' if code[2] else ""), section[0] if section else ""
    )
    match = _PARTED.fullmatch(plain)
    before, shown, behind = match.groups() if match else ("", plain, "")
    return _unquoted(before), shown, _unquoted(behind)


def _unquoted(text: str) -> str:
    return re.sub(r'"|\\(?=.)', "", text)
