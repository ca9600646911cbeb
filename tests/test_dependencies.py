"""What the program imports is declared, and what is declared is imported."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NOT_INSTALLED = {
    "asn1crypto": "asn1crypto",
    "pyhanko": "pyhanko",
    "distributed": "distributed",
    "pyarrow": "pyarrow",
}
"""Packages of the extras, which a machine need not have, and what they are imported as."""
LOADED_BY_OTHERS = {"python-multipart"}
"""Starlette imports it when a form is sent (starlette.dev/requests)."""


def _name(requirement: str) -> str:
    """Return the distribution's name in `requirement`, normalised (PEP 503)."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\s\[<>=!~;]", requirement)[0]).lower()


def _declared() -> set[str]:
    extras = (e for some in PROJECT.get("optional-dependencies", {}).values() for e in some)
    return {_name(requirement) for requirement in (*PROJECT["dependencies"], *extras)}


def _imported() -> dict[str, Path]:
    """Return the top-level packages that the program imports, with a module that does."""
    found: dict[str, Path] = {}
    for path in sorted((ROOT / "pipeline").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module]
            for name in names:
                found.setdefault(name.split(".")[0], path)
    return {n: p for n, p in found.items() if n not in sys.stdlib_module_names and n != "pipeline"}


IMPORTED = _imported()
DISTRIBUTIONS = packages_distributions()


def _distributions(package: str) -> set[str]:
    """Return the distributions that `package` may come from."""
    found = {_name(d) for d in DISTRIBUTIONS.get(package, ())}
    return found or {NOT_INSTALLED.get(package, package)}


@pytest.mark.parametrize("package", sorted(IMPORTED))
def test_every_import_is_declared(package: str) -> None:
    """A package that another one happens to bring may be gone with its next version."""
    assert _distributions(package) & _declared(), f"{IMPORTED[package]} imports {package}"


def test_everything_declared_is_imported() -> None:
    """What nothing imports is installed on every machine for nothing."""
    used = {name for package in IMPORTED for name in _distributions(package)}
    assert _declared() - used == LOADED_BY_OTHERS
