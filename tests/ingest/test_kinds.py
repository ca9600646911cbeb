"""Files that are not what their names say."""

from __future__ import annotations

import io
import zipfile

import pytest

from pipeline.errors import UnknownFormatError, UnreadableFileError
from pipeline.ingest.kinds import detect_format, kind_of


def package(*names: str, first: bytes = b"") -> bytes:
    """Return an archive with parts of these names."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, first)
    return data.getvalue()


DOCX = package("[Content_Types].xml", "word/document.xml")
XLSX = package("[Content_Types].xml", "xl/workbook.xml")
ODT = package("mimetype", "content.xml", first=b"application/vnd.oasis.opendocument.text")
PAGE = b'\xef\xbb\xbf <!-- saved --> <!DOCTYPE html><html lang="en">'
ARCHIVE = b"From: <Saved>\nContent-Type: multipart/related;\n\tboundary=x\n\n"


@pytest.mark.parametrize(
    ("data", "path", "what", "hint"),
    [
        (PAGE, "plan.xls", "a web page, though its name ends in .xls", ".html"),
        (PAGE, "plan.pdf", "a web page", ".html"),
        (b"<html xmlns:v='urn:x'>", "plan.doc", "a web page", ".html"),
        (b"junk\n%PDF-1.7\n", "plan.docx", "a PDF", ".pdf"),
        (ODT, "plan.docx", "a text document of LibreOffice", ".odt"),
        (DOCX, "plan.doc", "a Word document", ".docx"),
        (DOCX, "plan", "a Word document, though its name has no ending", ".docx"),
        (XLSX, "plan.csv", "an Excel workbook", ".xlsx"),
        (ARCHIVE, "plan.doc", "a web archive", "HTML only"),
    ],
)
def test_a_wrong_ending_is_said(data: bytes, path: str, what: str, hint: str) -> None:
    """The message says what the file is, and the hint which ending it needs."""
    with pytest.raises(UnreadableFileError, match=what) as caught:
        detect_format(data, path)
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("data", "path", "hint"),
    [
        (b"{\\rtf1 x}", "plan.doc", "DOCX"),
        (package("xl/workbook.bin"), "plan.xlsx", "XLSX"),
        (b"\x89PNG\r\n", "plan.pdf", "OCR"),
        (b"\xd0\xcf\x11\xe0", "plan.doc", "DOCX"),
        (b"\xd0\xcf\x11\xe0", "plan.msg", "attached"),
        (b"x", "plan.aspx", "browser"),
        (b"x", "plan.xyz", ".docx"),
    ],
)
def test_what_is_not_read_has_a_way_out(data: bytes, path: str, hint: str) -> None:
    """A format without a reader is refused with the way to one that has."""
    with pytest.raises(UnknownFormatError) as caught:
        detect_format(data, path)
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("data", "path", "format_"),
    [
        (DOCX, "plan.DOCX", "docx"),
        (PAGE, "plan.htm", "html"),
        (ARCHIVE, "plan.mht", "html"),
        (b"PK\x03\x04 damaged", "plan.docx", "docx"),
        (b"No\tRecommendation", "plan.tsv", "txt"),
        (b"{}", "plan.json", "json"),
    ],
)
def test_an_ending_that_the_bytes_do_not_deny_counts(data: bytes, path: str, format_: str) -> None:
    """Text has nothing about itself, and a damaged file is its reader's to refuse."""
    assert detect_format(data, path) == format_


def test_a_text_says_nothing_of_itself() -> None:
    """A plan's words are no sign of a format."""
    assert kind_of(b"Rec No.,Recommendation\n7,<html> is a word here\n") is None
