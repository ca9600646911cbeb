"""One reader over one PDF: `python -m tests.bench.reading NAME FILE` prints its cells."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any


def _ours(path: Path) -> int:
    from pipeline.ingest import DEFAULT_OPTIONS, reader

    document = reader("pdf")(path.read_bytes(), path.name, DEFAULT_OPTIONS)
    return sum(len(row) for table in document.tables() for row in table.rows)


def _pdfplumber(path: Path) -> int:
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        tables = [table for page in pdf.pages for table in page.extract_tables()]
    return sum(len(row) for table in tables for row in table)


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
    "pdfplumber": _pdfplumber,
    "camelot": _camelot,
    "tabula": _tabula,
}

if __name__ == "__main__":
    sys.stdout.write(f"{READERS[sys.argv[1]](Path(sys.argv[2]))}\n")
