"""What a file is: by the ending of its name, and by its first bytes where these say otherwise."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import UnknownFormatError, UnreadableFileError

_ENDINGS = {
    **dict.fromkeys((".txt", ".tsv", ".text"), "txt"),
    **dict.fromkeys((".docx", ".docm", ".dotx", ".dotm"), "docx"),
    **dict.fromkeys((".html", ".htm", ".xhtml", ".mht", ".mhtml"), "html"),
    **dict.fromkeys((".xlsx", ".xlsm", ".xltx", ".xltm"), "xlsx"),
    **dict.fromkeys((".odt", ".ott"), "odt"),
    **dict.fromkeys((".ods", ".ots"), "ods"),
    **{".csv": "csv", ".pdf": "pdf", ".json": "json"},
}

_WORD = "Open it in Word and save it as DOCX."
_EXCEL = "Open it in Excel and save it as XLSX."
_PICTURE = "It is a picture: run an OCR tool over it first."
_SLIDES = "Save the slides as PDF, or give the document that they were made from."
_APPLE = "Open it in the program that made it and export it as DOCX, XLSX or PDF."
_PAGE = 'Open it in a browser and save it as "Web page, HTML only".'
_MESSAGE = "Save the document that is attached to it, and give that file."
_ADVICE = {
    **dict.fromkeys((".doc", ".dot", ".rtf", ".wps"), _WORD),
    **dict.fromkeys((".xls", ".xlt", ".xlsb"), _EXCEL),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp", ".heic"), _PICTURE),
    **dict.fromkeys((".ppt", ".pptx", ".odp"), _SLIDES),
    **dict.fromkeys((".pages", ".numbers", ".key"), _APPLE),
    **dict.fromkeys((".aspx", ".asp", ".php", ".webarchive", ".url", ".webloc"), _PAGE),
    **dict.fromkeys((".msg", ".eml"), _MESSAGE),
    **dict.fromkeys((".zip", ".7z", ".rar"), "Unpack it and give the plan that is in it."),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """What a file's bytes say that it is."""

    name: str
    """With its article: `a Word document`."""
    format: str
    """A key of `READERS`; empty if it is not read."""
    advice: str = ""


_PDF = Kind("a PDF", "pdf")
_HTML = Kind("a web page", "html")
_ARCHIVE = Kind("a web archive (MHT)", "html", _PAGE)
_STARTS = (
    (b"{\\rtf", Kind("a rich text document (RTF)", "", _WORD)),
    *(
        (start, Kind("a picture", "", _PICTURE))
        for start in (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")
    ),
)
# In a package, the part that identifies it.
_PARTS = (
    ("word/", Kind("a Word document", "docx")),
    ("xl/workbook.bin", Kind("a binary Excel workbook (XLSB)", "", _EXCEL)),
    ("xl/", Kind("an Excel workbook", "xlsx")),
    ("ppt/", Kind("a presentation", "", _SLIDES)),
    ("index/", Kind("a document of Pages, Numbers or Keynote", "", _APPLE)),
)
_OPEN_DOCUMENTS = (
    (b"opendocument.text", Kind("a text document of LibreOffice (ODT)", "odt")),
    (b"opendocument.spreadsheet", Kind("a spreadsheet of LibreOffice (ODS)", "ods")),
    (b"opendocument.presentation", Kind("a presentation", "", _SLIDES)),
)
_PAGE_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_ARCHIVE_START = re.compile(
    rb"(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*)*content-type:\s*multipart/related", re.IGNORECASE
)
_SEARCHED = 4096
_PDF_SEARCHED = 1024
"""A PDF may say so anywhere in its first 1024 bytes (PDF 1.7, appendix H)."""
_ZIP_DAMAGE = (zipfile.BadZipFile, OSError, ValueError, LookupError, RuntimeError, struct.error)


def file_format(path: str) -> str:
    """Return the format, a key of `READERS` or `json`, that the ending of `path` names.

    Raises UnknownFormatError, with what to do, for any other ending.
    """
    ending = Path(path).suffix.lower()
    if (found := _ENDINGS.get(ending)) is None:
        readable = ", ".join(sorted({f".{f}" for f in _ENDINGS.values()}))
        raise UnknownFormatError(
            f"{path}: files ending in {ending or 'nothing'} are not read",
            hint=_ADVICE.get(ending, f"Give a file ending in one of: {readable}."),
        )
    return found


def detect_format(data: bytes, path: str) -> str:
    """Return the format of `data`, which the ending of `path` names and its bytes do not deny.

    Raises UnreadableFileError if they do, with what the file is; UnknownFormatError where
    neither is a format that is read.
    """
    ending = Path(path).suffix.lower()
    kind = kind_of(data)
    if kind is None or kind.format == _ENDINGS.get(ending, "-"):
        return file_format(path)
    named = f"though its name ends in {ending}" if ending else "though its name has no ending"
    if kind.format:
        hint = kind.advice or f"Give it a name that ends in .{kind.format} and run again."
        raise UnreadableFileError(f"{path} is {kind.name}, {named}", hint=hint)
    raise UnknownFormatError(f"{path} is {kind.name}, which is not read", hint=kind.advice)


def kind_of(data: bytes) -> Kind | None:
    """Return what `data` is by its own word, None if it gives none: text, or damaged."""
    if b"%PDF-" in data[:_PDF_SEARCHED]:
        return _PDF
    if data.startswith(b"PK\x03\x04"):
        return _package_kind(data)
    if _PAGE_START.match(data[:_SEARCHED]):
        return _HTML
    if _ARCHIVE_START.match(data[:_SEARCHED]):
        return _ARCHIVE
    return next((kind for start, kind in _STARTS if data.startswith(start)), None)


def _package_kind(data: bytes) -> Kind | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name.casefold() for name in archive.namelist()]
            mime = data[:_SEARCHED] if names[:1] == ["mimetype"] else b""
    except _ZIP_DAMAGE:
        return None
    for part, kind in _PARTS:
        if any(name.startswith(part) for name in names):
            return kind
    return next((kind for sign, kind in _OPEN_DOCUMENTS if sign in mime), None)
