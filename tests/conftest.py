"""What holds for every test: the same examples in every run.

A run that fails by chance teaches people to run it again. `HYPOTHESIS_PROFILE=explore` looks for
new examples; what it finds is fixed with `@example`.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("fixed", derandomize=True, deadline=None, database=None)
settings.register_profile("explore", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fixed"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--accept`, which writes golden files instead of comparing with them."""
    parser.addoption("--accept", action="store_true", help="write golden files anew")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Return what compares a text with a golden file, or writes the file with `--accept`."""
    accept = bool(request.config.getoption("--accept"))

    def compare(path: Path, text: str) -> None:
        if accept:
            path.write_text(text, encoding="utf-8")
        expected = path.read_text(encoding="utf-8") if path.is_file() else ""
        hint = f"{path.name} differs: look at the change, then run pytest with --accept"
        assert text.splitlines() == expected.splitlines(), hint

    return compare
