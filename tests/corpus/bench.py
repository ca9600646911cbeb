"""The corpus as a table: method, cells right and time, beside stock pdfplumber.

Run it as `python -m tests.corpus.bench`; with `quick` it reads the four shapes only.
"""

from __future__ import annotations

import io
import sys
import time

import pdfplumber

from pipeline.ingest import DEFAULT_OPTIONS
from pipeline.ingest.pdf import read_pdf
from tests.corpus.documents import full, quick
from tests.corpus.measure import measure
from tests.corpus.programs import make, programs


def stock(data: bytes) -> float:
    """Return the seconds that `pdfplumber.extract_tables` needs for every page of `data`."""
    begun = time.process_time()
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.extract_tables()
            page.close()
    return time.process_time() - begun


def main() -> None:
    """Print a line for each document and the totals."""
    cases = quick() if "quick" in sys.argv else [*quick(), *full()]
    ours, theirs, cells, right = 0.0, 0.0, 0, 0
    out = sys.stdout.write
    out(
        f"{'document':34}{'method':16}{'cells':>6}{'words':>6}{'letters':>8}{'ours':>7}{'stock':>7}\n"
    )
    for program in programs().values():
        if program.missing:
            out(f"{program.name}: {program.missing}\n")
            continue
        sources = [program.source(case.sheet, case.style) for case in cases]
        for case, data in zip(cases, make(program, sources), strict=True):
            begun = time.process_time()
            document = read_pdf(data, case.name, DEFAULT_OPTIONS)
            spent, other = time.process_time() - begun, stock(data)
            found = measure(case.sheet, document, case.outside)
            ours, theirs = ours + spent, theirs + other
            cells, right = cells + found.cells, right + found.letters
            name = f"{program.name}/{case.name}"
            out(
                f"{name:34}{document.method:16}{found.cells:6}{found.words:6}{found.letters:8}"
                f"{spent:7.2f}{other:7.2f}\n"
            )
    out(f"{right} of {cells} cells; {ours:.1f} s, stock pdfplumber {theirs:.1f} s\n")


if __name__ == "__main__":
    main()
