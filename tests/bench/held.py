"""What reading holds of long documents: `python -m tests.bench.held`.

One plan is set by other programs on about 500 pages, with tags, with rules and without either; each
document is read in a process of its own, which tells its memory as it goes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.ingest import UNLIMITED
from pipeline.ingest.pdf.file import page_pool
from pipeline.ingest.pdf.file.document import Document, opened
from pipeline.ingest.pdf.ladder import read_document
from pipeline.ingest.pdf.page import Page
from tests.corpus.documents import LANDSCAPE
from tests.corpus.programs import programs
from tests.corpus.prose import prose_plan
from tests.corpus.sheets import wide

RECOMMENDATIONS = 320
RULED, BARE = replace(LANDSCAPE, rules="collapsed"), replace(LANDSCAPE, rules="none")
DOCUMENTS = (
    ("chromium", RULED),
    ("typst", RULED),
    ("chromium-untagged", RULED),
    ("chromium-untagged", BARE),
)
"""Programs and what they draw; the first two tag what they set."""
AT = (1, 50, 100, 200, 300, 400, 500)


def main() -> None:
    """Make the documents and print a row for each; with a file's name, read that alone."""
    if len(sys.argv) > 1:
        _say(json.dumps(list(_read(Path(sys.argv[1])))))
        return
    _say("| Document | Read by | " + " | ".join(f"page {n}" for n in AT) + " |")
    _say("| --- | --- |" + " ---: |" * len(AT))
    with TemporaryDirectory(prefix="held-") as folder:
        for name, style in DOCUMENTS:
            path = Path(folder, f"{name}-{style.rules}.pdf")
            program = programs()[name]
            sheet = wide(prose_plan(9, recommendations=RECOMMENDATIONS))
            path.write_bytes(program.make([program.source(sheet, style)])[0])
            command = [sys.executable, "-m", "tests.bench.held", str(path)]
            told = subprocess.run(command, stdout=subprocess.PIPE, check=True)
            method, pages, *marks = json.loads(told.stdout)
            shown = " | ".join(str(marks[0].get(str(n), "")) for n in AT)
            _say(f"| {name}, {pages} pages | {method} | {shown} |")


def _read(path: Path) -> Iterator[object]:
    """Yield how the PDF was read, its pages, and the megabytes held when some were asked for."""
    page_pool.FEWEST_PAGES = sys.maxsize  # in this process alone
    marks: dict[int, int] = {}
    asked = Document.page

    def page(self: Document, number: int) -> Page:
        if number in AT:
            marks[number] = _megabytes()  # of the step that read the document, the last one
        return asked(self, number)

    Document.page = page  # type: ignore[method-assign]
    with opened(path.read_bytes(), path.name, UNLIMITED) as document:
        yield read_document(document).method
        yield document.count
    yield marks


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _megabytes() -> int:
    """Return what this process holds."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 1e6)


if __name__ == "__main__":
    main()
