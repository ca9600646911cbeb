"""The programs that are compared, each a command that does one whole task on the same plan."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from pypdfium2 import PdfDocument

from pipeline.load import load_plan
from tests.bench.bare import page_source
from tests.bench.inputs import DATE, NAME, Sized
from tests.bench.process import python
from tests.corpus.documents import full, quick
from tests.corpus.programs import make
from tests.corpus.programs import programs as makers
from tests.corpus.sheets import wide
from tests.corpus.style import Style
from tests.corpus.typst_source import typst_source

WHOLE = "publish add-period"
BARE = "bare WeasyPrint"
OFFICE = "LibreOffice"
OURS = "publish: read the PDF"
PDFPLUMBER = "pdfplumber.extract_tables"
OURS_CORPUS = "publish: read the corpus"
PDFPLUMBER_CORPUS = "pdfplumber: read the corpus"
ALONE, SHARED = "one process", "two processes"
HELP = "publish --help"
IMPORT = "python -c pass"

_SET_WITH_TYPST = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"
Command = list[str | Path]


@dataclass(frozen=True, slots=True)
class Program:
    """A program and its task; `missing` says why it cannot run here, and is empty if it can."""

    name: str
    task: str
    command: Command
    missing: str = ""


def ours(plan: Sized, output: Path) -> Program:
    """Return the main job: five artifacts of `plan` with a new period, proved, into `output`."""
    options = ("--date", DATE.isoformat(), "--output", output, "--quiet")
    inputs: Command = ["--plan", plan.plan, "--updates", plan.updates]
    command = python("-m", "pipeline", "add-period", *options, *inputs)
    return Program(WHOLE, "read, merge, check, five artifacts, gate", command)


def start_up() -> Iterator[Program]:
    """Yield the program's start, and Python's own beside it."""
    yield Program(HELP, "start-up", python("-m", "pipeline", "--help"))
    yield Program(IMPORT, "start of Python alone", python("-c", "pass"))


def setters(published: Path, folder: Path) -> Iterator[Program]:
    """Yield what others take to set the plan in `published`; their files go to `folder`."""
    page, typ = folder / "page.html", folder / "plan.typ"
    data = published / f"{NAME}-{DATE}.json"
    page.write_bytes(page_source(data))
    typ.write_bytes(typst_source(wide(load_plan(data).plan), Style(page="A3")))
    yield Program(BARE, "our page as PDF", python("-m", "weasyprint", page, folder / "bare.pdf"))
    yield Program(OFFICE, "our DOCX as PDF", _office(published, folder), _lacks("soffice"))
    yield Program("Chromium", "our web page as PDF", _print(published, folder), _lacks("chromium"))
    set_typst = python("-c", _SET_WITH_TYPST, typ, folder / "typst.pdf")
    yield Program("Typst", "the same table as PDF", set_typst, _lacks_module("typst"))


def readers(pdf: Path) -> Iterator[Program]:
    """Yield what reads the tables of `pdf`, ours first."""
    task = "our PDF's tables"
    yield Program(OURS, task, reading("publish", pdf))
    yield Program(PDFPLUMBER, task, reading("pdfplumber", pdf))
    yield Program("pymupdf.find_tables", task, reading("pymupdf", pdf), _lacks_module("pymupdf"))
    yield Program("camelot (lattice)", task, reading("camelot", pdf), _lacks_module("camelot"))
    without_java = _lacks_module("tabula") or _lacks("java")
    yield Program("tabula (lattice)", task, reading("tabula", pdf), without_java)


def corpus_readers(folder: Path, *, whole: bool) -> Iterator[Program]:
    """Yield the readers of the corpus, which is made in `folder`: the four shapes, or the whole."""
    paths = list(_corpus(folder, whole=whole))
    task = f"{len(paths)} files of other programs"
    yield Program(OURS_CORPUS, task, reading("publish", *paths))
    yield Program(PDFPLUMBER_CORPUS, task, reading("pdfplumber", *paths))


def _corpus(folder: Path, *, whole: bool) -> Iterator[Path]:
    folder.mkdir()
    cases = [*quick(), *(full() if whole else ())]
    for program in makers().values():
        if program.missing:
            continue
        sources = [program.source(case.sheet, case.style) for case in cases]
        for case, data in zip(cases, make(program, sources), strict=True):
            path = folder / f"{program.name}-{case.name}.pdf"
            path.write_bytes(data)
            yield path


def long_readers(pdf: Path) -> Iterator[Program]:
    """Yield our reader of a long document, in one process and in two."""
    task = f"{len(PdfDocument(pdf)):,} pages"
    yield Program(ALONE, task, reading("alone", pdf))
    yield Program(SHARED, task, reading("publish", pdf))


def reading(name: str, *pdfs: Path) -> Command:
    """Return the command that reads `pdfs` with the reader `name`."""
    return python("-m", "tests.bench.reading", name, *pdfs)


def _office(published: Path, folder: Path) -> Command:
    home = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    document = published / f"{NAME}-{DATE}.docx"
    return ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", folder, document]


def _print(published: Path, folder: Path) -> Command:
    page = published / f"{NAME}-{DATE}.html"
    home = f"--user-data-dir={folder / 'browser'}"
    flags = ("--headless", "--no-sandbox", "--disable-gpu", home, "--no-pdf-header-footer")
    return ["chromium", *flags, f"--print-to-pdf={folder / 'chromium.pdf'}", page.as_uri()]


def _lacks(command: str) -> str:
    return "" if shutil.which(command) else f"{command} is not installed"


def _lacks_module(name: str) -> str:
    return "" if find_spec(name) else f"the Python package {name} is not installed"
