"""The public surface: small, sorted, typed, and documented by an example that runs."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import pipeline

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")


def test_the_surface_is_sorted_and_there() -> None:
    """Every listed name exists, and the list can be read."""
    assert list(pipeline.__all__) == sorted(pipeline.__all__)
    for name in pipeline.__all__:
        assert getattr(pipeline, name) is not None
    with pytest.raises(AttributeError, match="nothing_of_ours"):
        _ = pipeline.nothing_of_ours


def test_every_public_name_is_documented() -> None:
    """docs/api.md names each."""
    named = set(re.findall(r"`(\w+)", PAGE))

    assert set(pipeline.__all__) - {"__version__"} <= named


def test_the_package_is_typed() -> None:
    """Callers' type checkers read our annotations (PEP 561)."""
    assert (ROOT / "pipeline" / "py.typed").is_file()


def test_the_example_runs(tmp_path: Path) -> None:
    """The example of docs/api.md does what it says, in a folder with the example plan."""
    (example,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    shutil.copytree(ROOT / "inputs", tmp_path / "inputs")
    done = subprocess.run(
        [sys.executable, "-c", example],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
    )

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "plan.html").stat().st_size > 10_000
