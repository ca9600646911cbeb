"""An XLSX file before it is opened: whether a library may be let loose on it."""

from __future__ import annotations

import io
import re
import zipfile

from openpyxl.utils import range_boundaries

from pipeline.errors import TooLargeError, UnreadableFileError
from pipeline.ingest import ReadOptions
from pipeline.ingest.archive import DAMAGE, OLE, Program, ole_error

_PROGRAM = Program("an Excel workbook", "Excel", "XLSX", "a workbook of Excel 97 to 2003 (.xls)")
# In UTF-16 as well: an office program writes no document type in any encoding.
_DOCTYPE = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E")
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_RANGE = re.compile(rb"""<(?:\w+:)?(?:mergeCell|hyperlink)\s[^>]*?\bref\s*=\s*["']([^"']*)""")
_MOST_CELLS = 1_000_000
"""Cells with content, and cells that merged ranges and links reach over."""


def check_package(data: bytes, path: str, options: ReadOptions) -> bool:
    """Return whether the workbook `data`, which can be opened without harm, holds formulas.

    Raises EncryptedFileError, TooLargeError or UnreadableFileError where it is not one.
    """
    if data.startswith(OLE):
        raise ole_error(data, path, _PROGRAM)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_size(sum(info.file_size for info in archive.infolist()), path, options)
            if "xl/workbook.xml" not in archive.namelist():
                raise _no_workbook(path, archive.namelist())
            parts = [archive.read(name) for name in _xml_parts(archive)]
            cells = sum(_cells(part, path) for part in parts)
    except DAMAGE as error:
        raise unreadable(path, error) from error
    if cells > _MOST_CELLS:
        raise TooLargeError(
            f"{path} has {cells:,} cells; the limit is {_MOST_CELLS:,}",
            hint="Save the sheet with the plan as a file of its own.",
        )
    return any(_FORMULA.search(part) for part in parts)


def unreadable(path: str, error: Exception) -> UnreadableFileError:
    """Return the error for a damaged workbook, to be raised from `error`."""
    return UnreadableFileError(
        f"{path} is damaged or not an Excel workbook ({error})",
        hint="Open it in Excel or LibreOffice, save it again as XLSX, and give that file.",
    )


def _check_size(size: int, path: str, options: ReadOptions) -> None:
    if size > options.max_bytes:
        raise TooLargeError(
            f"{path} unpacks to {size:,} bytes; the limit is {options.max_bytes:,}",
            hint="Raise the limit with --max-bytes if the file is really that large.",
        )


def _xml_parts(archive: zipfile.ZipFile) -> list[str]:
    return [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]


def _cells(part: bytes, path: str) -> int:
    """Return how many cells the library would make of `part`; a document type is refused."""
    if _DOCTYPE.search(part):
        raise unreadable(path, ValueError("it holds a document type declaration"))
    reached = sum(_area(match[1].decode("ascii", "replace")) for match in _RANGE.finditer(part))
    return reached + sum(1 for _ in _CELL.finditer(part))


def _area(reference: str) -> int:
    first, top, last, bottom = (edge or 1 for edge in range_boundaries(reference))
    return (last - first + 1) * (bottom - top + 1)


def _no_workbook(path: str, names: list[str]) -> UnreadableFileError:
    others = {"word/document.xml": (".docx", "a Word document"), "content.xml": ("", "an ODS file")}
    for name, (ending, kind) in others.items():
        if name in names:
            hint = f"Give it the ending {ending}." if ending else "Open it and save it as XLSX."
            return UnreadableFileError(f"{path} is {kind} and no Excel workbook", hint=hint)
    return UnreadableFileError(
        f"{path} is a zip archive, but holds no workbook", hint="Check that it is the right file."
    )


_EXTRAS = re.compile(
    rb"<(?:\w+:)?Relationship\s[^>]*/(?:pivotTable|pivotCacheDefinition|externalLink|slicer"
    rb"|slicerCache|drawing|vmlDrawing|ctrlProp|queryTable|customXml)\"[^>]*?/?>"
)
_LISTS = re.compile(
    rb"<(\w+:)?(pivotCaches|externalReferences|extLst|definedNames|legacyDrawing|drawing|controls)"
    rb"(?:\s[^>]*)?(?:/>|>.*?</(?:\w+:)?\2>)",
    re.DOTALL,
)


def without_extras(data: bytes) -> bytes:
    """Return the workbook `data` with its cells, strings and styles alone.

    Pivot tables, links to other workbooks and drawings are no cells; a library that reads them
    all or nothing must not fail on them.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith(".rels"):
                part = _EXTRAS.sub(b"", part)
            elif name == "xl/workbook.xml" or name.startswith("xl/worksheets/"):
                part = _LISTS.sub(b"", part)
            new.writestr(name, part)
    return made.getvalue()
