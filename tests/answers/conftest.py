"""What the tests of returned answers share: a period, the layout, and a way to read text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.answers import Answers, read_answers
from pipeline.layout import Layout, load_layout
from pipeline.model import Period
from tests.plans import SMALL

PERIOD = Period("June 27th 2026", dt.date(2026, 6, 27))

Read = Callable[..., Answers]


@pytest.fixture(scope="session")
def layout() -> Layout:
    """Return the built-in layout."""
    return load_layout("devon-and-cornwall")


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, layout: Layout) -> Read:
    """Return a function that writes files, `name=content`, into a folder and reads the folder."""
    monkeypatch.chdir(tmp_path)

    def _read(files: dict[str, str | bytes]) -> Answers:
        folder = Path("returned")
        folder.mkdir(exist_ok=True)
        for name, content in files.items():
            data = content if isinstance(content, bytes) else content.encode()
            (folder / name).write_bytes(data)
        return read_answers([folder], SMALL, PERIOD, layout)

    return _read
