"""A wide table of any size in every format, written without our renderers, which would be slow."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence

import openpyxl

from pipeline.load import load_bytes
from pipeline.planfile import plan_to_json

HEADING = "Rec. No.\tRecommendation\tReference\tEvidence\tOwner\tMarch 27th 2025\tStatus\n"

_TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml" ContentType=
"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
_RELATIONS = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="a" Target="word/document.xml" Type=
"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>
</Relationships>"""
_DOCUMENT = """<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:body><w:tbl>{}</w:tbl></w:body></w:document>"""

Rows = Sequence[Sequence[str]]


def written(format_: str, rows: Rows) -> bytes:
    """Return a file of `format_` with `HEADING` and `rows`."""
    table = [HEADING.strip().split("\t"), *rows]
    match format_:
        case "csv":
            return _csv(table)
        case "html":
            return _html(table)
        case "docx":
            return _docx(table)
        case "xlsx":
            return _xlsx(table)
        case "json":
            return plan_to_json(load_bytes(written("txt", rows), "a.txt").plan)
        case _:
            return "\n".join("\t".join(row) for row in table).encode()


def _csv(table: Rows) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer).writerows(table)
    return buffer.getvalue().encode()


def _html(table: Rows) -> bytes:
    rows = ("<tr>" + "".join(f"<td>{cell}" for cell in row) for row in table)
    return f"<table>{''.join(rows)}</table>".encode()


def _docx(table: Rows) -> bytes:
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    rows = (f"<w:tr>{''.join(map(cell.format, row))}</w:tr>" for row in table)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", _TYPES)
        file.writestr("_rels/.rels", _RELATIONS)
        file.writestr("word/document.xml", _DOCUMENT.format("".join(rows)))
    return buffer.getvalue()


def _xlsx(table: Rows) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Plan")
    for row in table:
        sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
