"""`publish layout`: a new layout publishes, and what is there is never replaced."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.cli.commands import register
from pipeline.errors import InputError, OutputError
from pipeline.layout import load_layout
from pipeline.publication import Publication
from pipeline.render import renderer
from tests.verify.artifacts import PLAN


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _run(*arguments: str) -> list[str]:
    if not app.registered_commands:
        register(app)
    return CliRunner().invoke(app, arguments, catch_exceptions=False).stdout.splitlines()


def test_a_new_layout_can_be_loaded() -> None:
    """Its files are valid as they are written, and every line that it has can be changed."""
    assert _run("layout", "new", "wexmoor", "--quiet") == [
        "layouts/wexmoor/layout.toml",
        "layouts/wexmoor/words.toml",
    ]
    assert load_layout("wexmoor").title == "wexmoor"
    words = Path("layouts/wexmoor/words.toml")
    words.write_text(words.read_text().replace('# title = "Summary"', 'title = "At a glance"'))
    assert load_layout("wexmoor").words["summary"]["title"] == "At a glance"


def test_a_layout_that_is_there_is_not_replaced() -> None:
    """The message names the folder and what to do."""
    _run("layout", "new", "wexmoor", "--quiet")
    with pytest.raises(OutputError, match="layouts/wexmoor is there already"):
        _run("layout", "new", "wexmoor", "--quiet")


def test_a_name_that_leaves_the_folder_is_refused() -> None:
    """A layout's name is a plain one."""
    with pytest.raises(OutputError):
        _run("layout", "new", "../wexmoor", "--quiet")
    assert not list(Path().iterdir())


def test_a_layout_is_measured_on_pdf_or_docx_only(tmp_path: Path) -> None:
    """A text has no looks; the message says what is taken."""
    (tmp_path / "plan.txt").write_text("No table here.")
    with pytest.raises(InputError, match="not a PDF or DOCX"):
        _run("layout", "new", "wexmoor", "--from", "plan.txt", "--quiet")
    assert not Path("layouts").exists()


def test_a_layout_is_captured_from_a_document() -> None:
    """The command writes what `capture()` measures."""
    layout = load_layout("compact")
    Path("plan.docx").write_bytes(renderer("docx")(Publication(PLAN, layout, "plan")))
    _run("layout", "new", "wexmoor", "--from", "plan.docx", "--quiet")
    captured = load_layout("wexmoor")
    assert (captured.type.size, captured.type.leading) == (8, 1.25)
    assert captured.colours == layout.colours


def test_a_preview_is_proved_and_written() -> None:
    """It has the three formats that people read."""
    _run("layout", "new", "wexmoor", "--quiet")
    assert _run("layout", "show", "wexmoor", "--quiet") == [
        f"layouts-preview/wexmoor/preview.{ending}" for ending in ("pdf", "docx", "html")
    ]
