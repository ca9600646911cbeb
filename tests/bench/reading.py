"""One reader over some PDFs: `python -m tests.bench.reading NAME FILE...` prints their cells."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

MOST_PAGES = 10_000


def _ours(path: Path) -> int:
    from pipeline.ingest import DEFAULT_OPTIONS, reader

    options = replace(DEFAULT_OPTIONS, max_pages=MOST_PAGES)
    document = reader("pdf")(path.read_bytes(), path.name, options)
    return sum(len(row) for table in document.tables() for row in table.rows)


def _alone(path: Path) -> int:
    """Read without the second process that reads half of a long document."""
    from pipeline.ingest.pdf.file import page_pool

    page_pool.FEWEST_PAGES = MOST_PAGES
    return _ours(path)


def _pdfplumber(path: Path) -> int:
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        tables = [table for page in pdf.pages for table in page.extract_tables()]
    return sum(len(row) for table in tables for row in table)


def _pymupdf(path: Path) -> int:
    import pymupdf

    open_: Any = pymupdf.open  # untyped
    with open_(path) as pdf:
        tables = [table for page in pdf for table in page.find_tables().tables]
    return sum(len(row) for table in tables for row in table.extract())


def _camelot(path: Path) -> int:
    from camelot.io import read_pdf

    tables = read_pdf(str(path), pages="all", flavor="lattice")
    return sum(table.df.size for table in tables)


def _tabula(path: Path) -> int:
    from tabula.io import read_pdf

    tables: Any = read_pdf(str(path), pages="all", lattice=True, multiple_tables=True)
    return sum(table.size for table in tables)


READERS: dict[str, Callable[[Path], int]] = {
    "publish": _ours,
    "alone": _alone,
    "pdfplumber": _pdfplumber,
    "pymupdf": _pymupdf,
    "camelot": _camelot,
    "tabula": _tabula,
}

if __name__ == "__main__":
    read = READERS[sys.argv[1]]
    sys.stdout.write(f"{sum(read(Path(path)) for path in sys.argv[2:])}\n")
