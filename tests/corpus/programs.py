"""Programs that turn a source into a PDF, none of them ours; what they make is kept by content."""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pikepdf

from tests.corpus.docx_source import docx_source
from tests.corpus.html_source import html_source
from tests.corpus.sheets import Sheet
from tests.corpus.style import Style
from tests.corpus.typst_source import typst_source

KEPT = Path(__file__).parents[2] / "build" / "corpus"
"""Where made files are kept; it may be deleted at any time."""

_MINUTES = 180


@dataclass(frozen=True, slots=True)
class Program:
    """A program, the source it takes, and why it cannot run here (empty if it can)."""

    name: str
    source: Callable[[Sheet, Style], bytes]
    make: Callable[[Sequence[bytes]], list[bytes]]
    missing: str
    tagged: bool
    hides_seams: bool = False
    """Its file does not hold whether a page's end cuts a paragraph or is between two."""


def _office(options: str) -> Callable[[Sequence[bytes]], list[bytes]]:
    """Return a function that has LibreOffice turn several DOCX files into PDF in one run."""

    def make(sources: Sequence[bytes]) -> list[bytes]:
        with tempfile.TemporaryDirectory() as folder:
            paths = [Path(folder, f"{n}.docx") for n in range(len(sources))]
            for path, source in zip(paths, sources, strict=True):
                path.write_bytes(source)
            home = f"-env:UserInstallation=file://{folder}/home"
            export = f"pdf:writer_pdf_Export:{options}"
            command = ["soffice", home, "--headless", "--convert-to", export, "--outdir", folder]
            _run([*command, *map(str, paths)])
            return [path.with_suffix(".pdf").read_bytes() for path in paths]

    return make


def _chromium(*options: str) -> Callable[[Sequence[bytes]], list[bytes]]:
    def make(sources: Sequence[bytes]) -> list[bytes]:
        return [_print(source, options) for source in sources]

    return make


def _print(source: bytes, options: tuple[str, ...]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        page, made = Path(folder, "page.html"), Path(folder, "page.pdf")
        page.write_bytes(source)
        command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", *options]
        home = f"--user-data-dir={folder}/home"
        flags = [home, "--no-pdf-header-footer", f"--print-to-pdf={made}"]
        _run([*command, *flags, page.as_uri()])
        return made.read_bytes()


def _run(command: Sequence[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=_MINUTES)


def _typst(sources: Sequence[bytes]) -> list[bytes]:
    import typst

    made = []
    for source in sources:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "plan.typ")
            path.write_bytes(source)
            made.append(typst.compile(str(path)))
    return made


def _typst_untagged(sources: Sequence[bytes]) -> list[bytes]:
    """Return what Typst sets without its tag tree, which it cannot leave out itself."""
    made = []
    for data in _typst(sources):
        buffer = io.BytesIO()
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for key in ("/StructTreeRoot", "/MarkInfo"):
                if key in pdf.Root:
                    del pdf.Root[key]
            pdf.save(buffer, deterministic_id=True)
        made.append(buffer.getvalue())
    return made


def _weasyprint(variant: str | None) -> Callable[[Sequence[bytes]], list[bytes]]:
    def make(sources: Sequence[bytes]) -> list[bytes]:
        import weasyprint

        made = []
        for source in sources:
            buffer = io.BytesIO()
            page = weasyprint.HTML(string=source.decode(), base_url=None)
            page.write_pdf(buffer, pdf_variant=variant, pdf_tags=variant is not None)
            made.append(buffer.getvalue())
        return made

    return make


def _needs(command: str) -> str:
    return "" if shutil.which(command) else f"{command} is not installed"


def _needs_module(name: str) -> str:
    return "" if find_spec(name) else f"the Python package {name} is not installed"


_TAGGED = '{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
_UNTAGGED = '{"UseTaggedPDF":{"type":"boolean","value":"false"}}'
_UA = '{"PDFUACompliance":{"type":"boolean","value":"true"}}'


@cache
def programs() -> dict[str, Program]:
    """Return every program of the corpus by its name."""
    office, browser = _needs("soffice"), _needs("chromium")
    weasyprint, typst = _needs_module("weasyprint"), _needs_module("typst")
    untagged = _chromium("--disable-pdf-tagging")
    rows = [
        Program("libreoffice", docx_source, _office(_TAGGED), office, True),
        Program("libreoffice-untagged", docx_source, _office(_UNTAGGED), office, False),
        Program("libreoffice-ua", docx_source, _office(_UA), office, True),
        Program("chromium", html_source, _chromium(), browser, True),
        Program("chromium-untagged", html_source, untagged, browser, False),
        Program("typst", typst_source, _typst, typst, True),
        Program("typst-untagged", typst_source, _typst_untagged, typst, False),
        Program("weasyprint", html_source, _weasyprint(None), weasyprint, False),
        Program("weasyprint-ua", html_source, _weasyprint("pdf/ua-1"), weasyprint, True, True),
    ]
    return {program.name: program for program in rows}


def _key(source: bytes) -> str:
    """Return what tells a source, set in this machine's fonts, from all others."""
    return hashlib.sha256(source + _fonts()).hexdigest()[:20]


@cache
def _fonts() -> bytes:
    if shutil.which("fc-list") is None:
        return b""
    listed = subprocess.run(["fc-list"], check=True, capture_output=True, timeout=_MINUTES).stdout
    return b"\n".join(sorted(listed.splitlines()))


def make(program: Program, sources: Sequence[bytes]) -> list[bytes]:
    """Return the PDF of each source, from what is kept where the same source was set before."""
    KEPT.mkdir(parents=True, exist_ok=True)
    paths = [KEPT / f"{program.name}-{_key(source)}.pdf" for source in sources]
    wanted = [(s, p) for s, p in zip(sources, paths, strict=True) if not p.is_file()]
    if wanted:
        for (_, path), data in zip(wanted, program.make([s for s, _ in wanted]), strict=True):
            path.write_bytes(data)
    return [path.read_bytes() for path in paths]
