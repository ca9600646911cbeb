"""What the tests of returned answers share: a period, the layout, and a way to read text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.answers import Answers, read_answers
from tests.forms.made import LAYOUT, PERIOD
from tests.plans import SMALL

Read = Callable[..., Answers]


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Return a function that writes files, `name=content`, into a folder and reads the folder."""
    monkeypatch.chdir(tmp_path)

    def _read(files: dict[str, str | bytes]) -> Answers:
        folder = Path("returned")
        folder.mkdir(exist_ok=True)
        for name, content in files.items():
            data = content if isinstance(content, bytes) else content.encode()
            (folder / name).write_bytes(data)
        return read_answers([folder], SMALL, PERIOD, LAYOUT)

    return _read
