"""An XLSX file opened, once it is known that a library may be let loose on it."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from contextlib import redirect_stdout

from openpyxl import Workbook, load_workbook
from openpyxl.utils import range_boundaries

from pipeline.errors import TooLargeError, UnreadableFileError
from pipeline.ingest import ReadOptions
from pipeline.ingest.archive import DAMAGE, Archive, Program
from pipeline.ingest.sheet.values import look_up_styles

_PROGRAM = Program("an Excel workbook", "Excel", "XLSX", "a workbook of Excel 97 to 2003 (.xls)")
_MAIN = "xl/workbook.xml"
# In UTF-16 as well: an office program writes no document type in any encoding.
_DOCTYPE = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E")
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_RANGE = re.compile(rb"""<(?:\w+:)?(?:mergeCell|hyperlink)\s[^>]*?\bref\s*=\s*["']([^"']*)""")
_MOST_CELLS = 1_000_000
"""Cells with content, and cells that merged ranges and links reach over."""


def opened(data: bytes, path: str, options: ReadOptions) -> Archive:
    """Return the archive of the workbook `data`.

    Raises EncryptedFileError, TooLargeError or UnreadableFileError where it is not one.
    """
    archive = Archive(data, path, options.max_bytes, _PROGRAM, share=1)
    if _MAIN not in archive:
        raise _no_workbook(archive)
    return archive


def check_cells(archive: Archive) -> bool:
    """Return whether the workbook, which can be opened without harm, holds formulas.

    Raises TooLargeError or UnreadableFileError where a library must not be let loose on it.
    """
    names = [name for name in archive.names() if name.endswith((".xml", ".rels"))]
    parts = [archive.read(name) for name in names]
    try:
        cells = sum(_cells(part) for part in parts)
    except DAMAGE as error:
        raise archive.damaged(error) from error
    if cells > _MOST_CELLS:
        raise TooLargeError(
            f"{archive.path} has {cells:,} cells; the limit is {_MOST_CELLS:,}",
            hint="Save the sheet with the plan as a file of its own.",
        )
    return any(_FORMULA.search(part) for part in parts)


def _cells(part: bytes) -> int:
    """Return how many cells the library would make of `part`; a document type is refused."""
    if _DOCTYPE.search(part):
        raise ValueError("it holds a document type declaration")
    reached = sum(_area(match[1].decode("ascii", "replace")) for match in _RANGE.finditer(part))
    return reached + sum(1 for _ in _CELL.finditer(part))


def _area(reference: str) -> int:
    first, top, last, bottom = (edge or 1 for edge in range_boundaries(reference))
    return (last - first + 1) * (bottom - top + 1)


def _no_workbook(archive: Archive) -> UnreadableFileError:
    others = {"word/document.xml": (".docx", "a Word document"), "content.xml": ("", "an ODS file")}
    for name, (ending, kind) in others.items():
        if name in archive:
            hint = f"Give it the ending {ending}." if ending else "Open it and save it as XLSX."
            return UnreadableFileError(f"{archive.path} is {kind} and no Excel workbook", hint=hint)
    return UnreadableFileError(
        f"{archive.path} is a zip archive, but holds no workbook",
        hint="Check that it is the right file.",
    )


def open_workbook(archive: Archive, *, formulas: bool) -> Workbook:
    """Return the workbook, with formulas or with the values they had when it was saved.

    Raises an UnreadableFileError if it is damaged.
    """
    try:
        # It also prints what it finds in a damaged file, and stdout is for results.
        with warnings.catch_warnings(), redirect_stdout(io.StringIO()):
            # openpyxl warns of what it cannot keep when it saves: we save nothing.
            warnings.simplefilter("ignore")
            book = _loaded(archive, formulas=formulas)
            look_up_styles(book)
            return book
    except Exception as error:  # openpyxl raises whatever the damage leads to
        raise archive.damaged(error) from error


def _loaded(archive: Archive, *, formulas: bool) -> Workbook:
    """Return the workbook; what is not cells and cannot be read is left out."""
    try:
        return load_workbook(io.BytesIO(archive.data), data_only=not formulas, rich_text=True)
    except Exception:  # pivot tables, links to other workbooks: openpyxl reads all or nothing
        bare = _without_extras(archive)
        return load_workbook(io.BytesIO(bare), data_only=not formulas, rich_text=True)


_EXTRAS = re.compile(
    rb"<(?:\w+:)?Relationship\s[^>]*/(?:pivotTable|pivotCacheDefinition|externalLink|slicer"
    rb"|slicerCache|drawing|vmlDrawing|ctrlProp|queryTable|customXml)\"[^>]*?/?>"
)
_LISTS = re.compile(
    rb"<(\w+:)?(pivotCaches|externalReferences|extLst|definedNames|legacyDrawing|drawing|controls)"
    rb"(?:\s[^>]*)?(?:/>|>.*?</(?:\w+:)?\2>)",
    re.DOTALL,
)


def _without_extras(archive: Archive) -> bytes:
    """Return the workbook with its cells, strings and styles alone.

    Pivot tables, links to other workbooks and drawings are not cells; a library that reads them
    all or nothing must not fail on them.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as new:
        for name in archive.names():
            part = archive.read(name)
            if name.endswith(".rels"):
                part = _EXTRAS.sub(b"", part)
            elif name == _MAIN or name.startswith("xl/worksheets/"):
                part = _LISTS.sub(b"", part)
            new.writestr(name, part)
    return made.getvalue()
