"""The mutation session makes real changes, and tells those that tests notice from survivors."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests import mutants
from tests.mutants import Mutant, is_noticed, room_tests

SOURCE = '''"""A module."""

LIMIT = 3


def is_small(value: int) -> bool:
    """Return whether `value` is small."""
    return value < LIMIT and not value == 0
'''


def test_each_change_is_one_change(tmp_path: Path) -> None:
    """Every kind of expression is changed once, and the module still parses."""
    path = tmp_path / "module.py"
    path.write_text(SOURCE, encoding="utf-8")
    made = list(mutants.mutants(path))

    assert {(m.before, m.after) for m in made} == {
        ("3", "(4)"),
        ("0", "(1)"),
        ("value < LIMIT and not value == 0", "(value < LIMIT or not value == 0)"),
        ("value < LIMIT", "(value <= LIMIT)"),
        ("not value == 0", "(value == 0)"),
        ("value == 0", "(value != 0)"),
    }
    assert all(ast.parse(m.text) and m.text != SOURCE for m in made)


def test_the_nearest_tests_run_first() -> None:
    """A module's own tests come before its room's."""
    path = mutants.PACKAGE / "diff" / "match.py"

    assert room_tests(path)[-1] == "tests/test_diff.py"
    assert room_tests(mutants.PACKAGE / "dates.py") == ["tests/test_dates.py"]


@pytest.mark.parametrize(("asserts", "noticed"), [("assert is_small(2)", True), ("pass", False)])
def test_a_survivor_is_told_from_a_change_that_is_noticed(
    asserts: str, noticed: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A change survives where no test asserts what it changes."""
    package = tmp_path / "pipeline"
    package.mkdir()
    (tmp_path / "tests").mkdir()
    (package / "__init__.py").touch()
    path = package / "module.py"
    path.write_text(SOURCE, encoding="utf-8")
    (tmp_path / "tests" / "test_module.py").write_text(
        f"from pipeline.module import is_small\n\n\ndef test_small():\n    {asserts}\n"
    )
    monkeypatch.setattr(mutants, "ROOT", tmp_path)
    monkeypatch.setattr(mutants, "PACKAGE", package)
    monkeypatch.setattr(mutants, "WHOLE", ("tests/test_module.py",))
    changed = SOURCE.replace("value < LIMIT", "(value >= LIMIT)")

    assert is_noticed(Mutant(path, 8, "value < LIMIT", "(value >= LIMIT)", changed), tmp_path) is (
        noticed
    )
    assert path.read_text(encoding="utf-8") == SOURCE
