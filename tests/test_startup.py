"""Start-up: nothing heavy is imported before it is needed."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = frozenset(
    ("docx", "fontTools", "jinja2", "lxml", "openpyxl", "pdfminer", "pdfplumber")
) | frozenset(("pikepdf", "pydantic", "pyphen", "pypdfium2", "rich", "weasyprint"))
"""Packages whose import would be felt at every call."""
TYPERS_OWN = frozenset({"pydantic"})
"""What Typer itself imports to look at a command's options."""

_REPORT = """
import json, sys
sys.argv = ["publish", *sys.argv[1:]]
try:
    from pipeline.cli import main
    main()
except SystemExit as end:
    print(json.dumps([end.code, sorted({name.split(".")[0] for name in sys.modules})]))
"""


def _loaded(*arguments: str) -> set[str]:
    """Return the packages that the command had loaded when it ended."""
    command = [sys.executable, "-c", _REPORT, *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    code, packages = json.loads(done.stdout.splitlines()[-1])
    assert code == 0
    return set(packages)


@pytest.mark.parametrize("command", ["", "add-period", "ingest", "render", "diff", "verify"])
def test_help_loads_nothing_heavy(command: str) -> None:
    """`--help`, of the program and of a command, imports nothing heavy but what Typer needs."""
    loaded = _loaded(*command.split(), "--help")
    assert not loaded & (HEAVY - TYPERS_OWN)


def test_the_version_loads_nothing_heavy() -> None:
    """`--version` prints plainly, so that even rich stays away."""
    assert not _loaded("--version") & HEAVY


def test_a_plan_in_text_is_read_without_the_libraries_of_other_formats() -> None:
    """Reading text imports what reads text."""
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from pipeline.load import load_plan\n"
        "load_plan(Path('inputs/existing-plan.txt'))\n"
        "print(*{name.split('.')[0] for name in sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert not set(done.stdout.split()) & HEAVY
