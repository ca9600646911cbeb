"""The formats that the word check makes and extracts."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tests.wordcheck.check import Verdict, judge
from tests.wordcheck.docx import extract_docx, make_docx
from tests.wordcheck.html import extract_html, make_html
from tests.wordcheck.odf import extract_odf, make_ods, make_odt
from tests.wordcheck.pdf import extract_pdf, make_pdf
from tests.wordcheck.sheet import (
    extract_csv,
    extract_txt,
    extract_xlsx,
    make_csv,
    make_txt,
    make_xlsx,
)

Make = Callable[[int], bytes]
Extract = Callable[[bytes], Iterable[str]]

FORMATS: dict[str, tuple[Make, Extract]] = {
    "html": (make_html, extract_html),
    "docx": (make_docx, extract_docx),
    "xlsx": (make_xlsx, extract_xlsx),
    "odt": (make_odt, extract_odf),
    "ods": (make_ods, extract_odf),
    "csv": (make_csv, extract_csv),
    "txt": (make_txt, extract_txt),
    "pdf": (make_pdf, extract_pdf),
}


def verdict(format_: str, seed: int) -> Verdict:
    """Return what the reading of the made document `seed` loses."""
    make, extract = FORMATS[format_]
    data = make(seed)
    return judge(data, f"made.{format_}", extract(data))
