"""The arrows between modules, and the size of each."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "pipeline"
MODULES = sorted(PACKAGE.rglob("*.py"))
PDF = PACKAGE / "ingest" / "pdf"
PDF_MODULES = sorted(PDF.rglob("*.py"))
LONGEST_MODULE = 300
LONGEST_FUNCTION = 45

# From the bottom up: a room imports what is before it, and itself.
FLOORS = (
    "ahead",
    "words",
    "richtext",
    "dates",
    "columns",
    "periodcolumn",
    "model",
    "findings",
    "table",
    "errors",
    "invalid",
    "gc_pause",
    "limits",
    "settings",
    "headingrows",
    "pagemarks",
    "layout",
    "inert",
    "literals",
    "template",
    "package",
    "publication",
    "newcolumns",
    "arrange",
    "shapes",
    "fonts",
    "signs",
    "updatelist",
    "digest",
    "planfile1",
    "planfile",
    "nochange",
    "formwords",
    "stamp",
    "csvform",
    "machine",
    "ingest",
    "parse",
    "load",
    "merge",
    "diff",
    "history_check",
    "changes",
    "check",
    "accept",
    "overview",
    "render",
    "layoutmanual",
    "capture",
    "answers",
    "people",
    "forms",
    "store",
    "signing",
    "editions",
    "trace",
    "verify",
    "silence",
    "column",
    "edition",
    "editionfiles",
    "draft",
    "review",
    "register",
    "workfolder",
    "publish",
    "localpage",
    "cli",
)
# Inside the PDF reader: a page, its text, the file, its tables, then each way of reading.
PDF_FLOORS = (
    "page",
    "text",
    "file",
    "table",
    "reading",
    "embedded",
    "unplaced",
    "rules",
    "positions",
    "visible",
    "tags",
    "ladder",
    "marks",
    "pictures",
)
# Neighbours that must not know each other, whichever is first.
STRANGERS = {
    "ingest": {"parse", "render", "merge"},
    "parse": {"render", "merge"},
    "render": {"ingest", "parse", "load", "merge"},
    "merge": {"ingest", "parse", "load"},
    "check": {"render", "ingest"},
}
FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc", "manager", "handler", "core"}


def room(path: Path) -> str:
    """Return the room that a module is in: its first folder, or its own name."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imports(path: Path) -> Iterator[str]:
    """Yield the modules of ours that the module at `path` imports, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
            if node.module == "pipeline":
                names = [f"pipeline.{alias.name}" for alias in node.names]
        yield from (name for name in names if name.startswith("pipeline."))


def test_every_module_has_a_floor() -> None:
    """A new room is put on its floor before it is used."""
    rooms = {room(path) for path in MODULES} - {"__init__", "__main__"}

    assert rooms <= set(FLOORS)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_down(path: Path) -> None:
    """A module imports only what is below its room, and no stranger."""
    here = room(path)
    if here in ("__init__", "__main__"):
        return
    for other in (name.split(".")[1] for name in imports(path)):
        if other in (here, "__version__"):
            continue
        assert FLOORS.index(other) < FLOORS.index(here), f"{path} imports {other}"
        assert other not in STRANGERS.get(here, set()), f"{path} imports its stranger {other}"


@pytest.mark.parametrize("path", PDF_MODULES, ids=lambda p: str(p.relative_to(PDF)))
def test_imports_of_the_pdf_reader_point_down(path: Path) -> None:
    """No way of reading leans on one that comes later, and none looks into the ladder."""
    here = path.relative_to(PDF).with_suffix("").parts[0]
    if here == "__init__":
        return
    for name in imports(path):
        if name.startswith("pipeline.ingest.pdf."):
            other = name.split(".")[3]
            assert PDF_FLOORS.index(other) <= PDF_FLOORS.index(here), f"{path} imports {other}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_modules_and_functions_stay_small(path: Path) -> None:
    """A module fits in a reader's head, a function on a screen."""
    text = path.read_text(encoding="utf-8")

    assert len(text.splitlines()) <= LONGEST_MODULE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and node.end_lineno is not None:
            body = node.end_lineno - node.body[0].lineno + 1
            assert body <= LONGEST_FUNCTION, f"{node.name} has {body} lines"


def test_no_drawer_for_odds_and_ends() -> None:
    """Each module is named for what it does."""
    assert not {path.stem for path in MODULES} & FORBIDDEN_NAMES


@pytest.mark.parametrize("name", ["weasyprint", "pdfplumber", "docx", "pydantic", "openpyxl"])
def test_help_loads_nothing_heavy(name: str) -> None:
    """`publish --help` is quick: heavy libraries are imported when they are needed."""
    import subprocess
    import sys

    code = (
        "import sys\nfrom pipeline.cli import app\napp._register()\n"
        f"sys.exit({name!r} in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
