"""Random workbooks and CSV files with words in every place that shows or hides them."""

from __future__ import annotations

import csv
import io
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from tests.wordcheck.words import HEADINGS, Words


def make_xlsx(seed: int) -> bytes:
    """Return a workbook; the same words for the same `seed`."""
    words = Words(seed)
    book = Workbook()
    sheet: Any = book.active
    sheet.append(["Wexmoor Action Plan"])
    sheet.append([])
    sheet.append(HEADINGS)
    for row in words.rows(words.some):
        sheet.append(row)
    sheet.append([])
    sheet.append([words.some()])
    for line in sheet.iter_rows(min_row=4):
        for cell in line:
            if cell.value and words.random.random() < 0.15:
                words.random.choice(_LOOKS)(cell, words)
    if words.random.random() < 0.4:
        other = book.create_sheet("Notes")
        other.append([words.some(), words.some()])
        other.sheet_state = words.random.choice(("visible", "hidden", "veryHidden"))
    if words.random.random() < 0.3:
        sheet.oddHeader.center.text = words.some()
    if words.random.random() < 0.3:
        sheet.column_dimensions["G"].width = 0
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def _white(cell: Any, words: Words) -> None:
    cell.font = Font(color="FFFFFFFF")


def _black(cell: Any, words: Words) -> None:
    cell.fill = PatternFill("solid", fgColor="FF000000")


def _unformatted(cell: Any, words: Words) -> None:
    cell.number_format = ";;;"


def _comment(cell: Any, words: Words) -> None:
    cell.comment = Comment(words.some(), words.word())


def _low(cell: Any, words: Words) -> None:
    cell.parent.row_dimensions[cell.row].height = 0


def _struck(cell: Any, words: Words) -> None:
    cell.font = Font(strike=True)


_LOOKS = (_white, _black, _unformatted, _comment, _low, _struck)


def extract_xlsx(data: bytes) -> list[str]:
    """Return the values, comments and running lines of `data` by openpyxl."""
    texts: list[str] = []
    sheets: list[Any] = load_workbook(io.BytesIO(data)).worksheets
    for sheet in sheets:
        for row in sheet.iter_rows():
            for cell in row:
                texts += [str(cell.value or ""), cell.comment.text if cell.comment else ""]
        texts.append(str(sheet.oddHeader.center.text or ""))
    return texts


def make_csv(seed: int) -> bytes:
    """Return a CSV file; the same for the same `seed`."""
    words = Words(seed)
    made = io.StringIO()
    writer = csv.writer(made, delimiter=words.random.choice(",;\t"))
    writer.writerow(["Wexmoor Action Plan", *[""] * (len(HEADINGS) - 1)])
    writer.writerow(HEADINGS)

    def cell() -> str:
        form = words.random.choice(("{0}", "{0}\n{1}", "• {0}\n• {1}", '"{0}", {1}', "<b>{0}</b>"))
        return form.format(words.some(), words.some())

    writer.writerows(words.rows(cell))
    writer.writerow([words.some()])
    return made.getvalue().encode(words.random.choice(("utf-8", "utf-8-sig", "utf-16")))


def extract_csv(data: bytes) -> list[str]:
    """Return the text of `data`."""
    return [data.decode("utf-16" if data[:2] == b"\xff\xfe" else "utf-8-sig")]


def make_txt(seed: int) -> bytes:
    """Return a transcript; the same for the same `seed`."""
    words = Words(seed)

    def cell() -> str:
        form = words.random.choice(("{0}", "**{0}**", "<b>{0}</b>", "{0} <p>{1}</p>"))
        return form.format(words.some(), words.some())

    rows = ["\t".join(row) for row in words.rows(cell)]
    lines = ["Wexmoor Action Plan", words.some(), "\t".join(HEADINGS), *rows, words.some()]
    return "\n".join(lines).encode()


def extract_txt(data: bytes) -> list[str]:
    """Return the text of `data`."""
    return [data.decode()]
