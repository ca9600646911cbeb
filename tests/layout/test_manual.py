"""docs/layouts.md says what the code takes, and its layout of five lines publishes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.layout import load_layout
from pipeline.layoutmanual import manual
from pipeline.publication import Publication
from pipeline.render import renderer
from tests.plans import SMALL

PAGE = Path(__file__).parents[2] / "docs" / "layouts.md"


def test_the_page_is_what_the_code_says() -> None:
    """Run `python -m pipeline.layoutmanual > docs/layouts.md` after a change."""
    assert PAGE.read_text(encoding="utf-8") == manual()


def test_five_lines_publish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The layout that the page shows is used for PDF, DOCX and web page."""
    (text,) = re.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    folder = tmp_path / "layouts" / "wexmoor"
    folder.mkdir(parents=True)
    (folder / "layout.toml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    layout = load_layout("wexmoor")
    publication = Publication(SMALL, layout, "plan")

    assert len(text.splitlines()) == 5
    for format_ in ("pdf", "docx", "html"):
        assert renderer(format_)(publication)
    assert b"#0b3d3a" in renderer("html")(publication)
