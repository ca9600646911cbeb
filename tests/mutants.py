"""Change one thing in the code at a time and see whether a test notices: `nox -s mutants`.

A change that no test notices (a survivor) is a line that nothing proves. The changes are drawn by
a seed, so a run can be repeated; the working tree is never touched, since they are made in a copy.
"""

from __future__ import annotations

import argparse
import ast
import copy
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "pipeline"
WHOLE = ("tests/test_publish.py", "tests/test_real_plan.py", "tests/test_cases.py")
"""Tests of the whole line, run where the room's own tests notice nothing."""
SECONDS = 900
"""How long one run of tests may take; a change that makes an endless loop is noticed by this."""

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_SUMS: dict[type[ast.operator], type[ast.operator]] = {ast.Add: ast.Sub, ast.Sub: ast.Add}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change to one file."""

    path: Path
    line: int
    before: str
    after: str
    text: str
    """The whole file with the change."""

    def __str__(self) -> str:
        place = f"{self.path.relative_to(ROOT)}:{self.line}"
        return f"{place}\n    - {self.before}\n    + {self.after}"


def mutants(path: Path) -> Iterator[Mutant]:
    """Yield each change that can be made to the module at `path`."""
    source = path.read_text(encoding="utf-8")
    for node in _statements(ast.parse(source)):
        for changed in _changed(node):
            if (made := _made(path, source, node, changed)) is not None:
                yield made


def _statements(tree: ast.Module) -> Iterator[ast.expr]:
    """Yield the expressions that run: not annotations, and no docstrings."""
    skipped: set[int] = set()
    for node in ast.walk(tree):
        for name in ("annotation", "returns"):
            if isinstance(part := getattr(node, name, None), ast.AST):
                skipped.update(id(inner) for inner in ast.walk(part))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped.add(id(node.value))
    for node in ast.walk(tree):
        if isinstance(node, ast.expr) and id(node) not in skipped:
            yield node


def _changed(node: ast.expr) -> Iterator[ast.expr]:
    """Yield `node` with one thing changed."""
    other = copy.deepcopy(node)
    if isinstance(other, ast.Compare) and type(other.ops[0]) in _COMPARISONS:
        other.ops[0] = _COMPARISONS[type(other.ops[0])]()
        yield other
    elif isinstance(other, ast.BoolOp):
        other.op = ast.And() if isinstance(other.op, ast.Or) else ast.Or()
        yield other
    elif isinstance(other, ast.UnaryOp) and isinstance(other.op, ast.Not):
        yield other.operand
    elif isinstance(other, ast.IfExp):
        other.body, other.orelse = other.orelse, other.body
        yield other
    elif isinstance(other, ast.BinOp) and type(other.op) in _SUMS:
        other.op = _SUMS[type(other.op)]()
        yield other
    elif isinstance(other, ast.Constant) and isinstance(other.value, bool):
        other.value = not other.value
        yield other
    elif isinstance(other, ast.Constant) and isinstance(other.value, int | float):
        other.value += 1
        yield other


def _made(path: Path, source: str, node: ast.expr, changed: ast.expr) -> Mutant | None:
    """Return the mutant with `changed` for `node`; None if that would say the same."""
    before = ast.get_source_segment(source, node)
    after = f"({ast.unparse(changed)})"
    if before is None or node.end_lineno is None or node.end_col_offset is None:
        return None
    lines = source.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.encode()))
    data = source.encode()
    first = starts[node.lineno - 1] + node.col_offset
    last = starts[node.end_lineno - 1] + node.end_col_offset
    text = (data[:first] + after.encode() + data[last:]).decode()
    try:
        ast.parse(text)  # inside an f-string some changes are not Python
    except SyntaxError:
        return None
    return Mutant(path, node.lineno, before, after, text)


def room_tests(path: Path) -> list[str]:
    """Return the tests of the module at `path`: of its folder, of the room, or of its name."""
    inside = path.relative_to(PACKAGE)
    parts = inside.with_suffix("").parts
    places = [
        ROOT / "tests" / Path(*parts[:-1], f"test_{parts[-1]}.py"),
        *(ROOT / "tests" / Path(*parts[:depth]) for depth in range(len(parts) - 1, 0, -1)),
        ROOT / "tests" / f"test_{parts[0]}.py",
    ]
    found = dict.fromkeys(str(p.relative_to(ROOT)) for p in places if p.exists())
    return list(found)


def is_noticed(mutant: Mutant, work: Path) -> bool:
    """Return whether a test of the copy at `work` fails with the change."""
    target = work / mutant.path.relative_to(ROOT)
    original = target.read_text(encoding="utf-8")
    target.write_text(mutant.text, encoding="utf-8")
    try:
        # The nearest tests first: most changes fall there, in seconds.
        groups = [*([tests] for tests in room_tests(mutant.path)), list(WHOLE)]
        return any(_fails(tests, work) for tests in groups)
    finally:
        target.write_text(original, encoding="utf-8")


def _fails(tests: list[str], work: Path) -> bool:
    command = [
        *(sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"),
        *("-m", "not conformance and not corpus and not office and not browser", *tests),
    ]
    try:
        done = subprocess.run(
            command,
            cwd=work,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(work), "HOME": tempfile.gettempdir()},
        )
    except subprocess.TimeoutExpired:
        return True
    return done.returncode == 1 or done.returncode == 2


def main() -> int:
    """Draw the changes that the command line asks for, and list the survivors."""
    parser = argparse.ArgumentParser(prog="mutants", description=__doc__)
    parser.add_argument("rooms", nargs="*", default=["parse"], help="folders or files of pipeline/")
    parser.add_argument("--count", type=int, default=30, help="changes to draw in each room")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--most", type=float, default=0.1, help="share of survivors allowed")
    options = parser.parse_args()
    failed = False
    for room in options.rooms:
        place = PACKAGE / room
        files = sorted(place.rglob("*.py")) if place.is_dir() else [place]
        made = [mutant for path in files for mutant in mutants(path)]
        drawn = random.Random(options.seed).sample(made, min(options.count, len(made)))  # noqa: S311
        survivors = _survivors(drawn)
        print(f"{room}: {len(survivors)} of {len(drawn)} changes were not noticed")  # noqa: T201
        failed |= len(survivors) > options.most * len(drawn)
    return int(failed)


def _survivors(drawn: list[Mutant]) -> list[Mutant]:
    """Return the changes that no test notices; each is printed as it is found."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder) / "main"
        shutil.copytree(ROOT, work, ignore=shutil.ignore_patterns(".git", ".venv", ".nox", "build"))
        (work / "build").mkdir()
        if (ROOT.parent / "shared").is_dir():
            (Path(folder) / "shared").symlink_to(ROOT.parent / "shared")
        for mutant in drawn:
            if not is_noticed(mutant, work):
                found.append(mutant)
                print(f"survivor: {mutant}", flush=True)  # noqa: T201
    return found


if __name__ == "__main__":
    sys.exit(main())
